internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// Exim: a line tells of an arrival, an attempt or a host, whole.
extension HopState {
  func applyMessageBound(_ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding) {
    switch event.kind {
    case .queued: readWholeArrival(event, line)
    case .attempt: readWholeAttempt(event, line, folding)
    case .hostFailed: readHost(event, line, folding)
    case .tlsProblem where hop.queueID.isNone: readFailedHandshake(event, line, folding)
    case .tlsProblem: readHostTLS(event, line, folding)
    case .reject: readWholeRefusal(event, line, folding)
    case .administrator: administerMessageBound(event, line)
    case .removed: removeMessageBound(line)
    case .note: if event.has(.stage) { scannerFailed = true }
    case .header: readRefusedHeader(event, line)
    case .lost:
      // After all the client was not told that the message is here.
      if entries.allSatisfy({ !$0.tried }) {
        lostReason = keep(event.text(.reason, in: line.bytes))
        entries.removeAll()
        entriesChanged()
      }
    default: break
    }
  }

  func readWholeArrival(_ event: borrowing LineEvent, _ line: HopLine) {
    if let from = event.text(.from, in: line.bytes) { setSender(from) }
    sizeBytes = sizeBytes ?? event.text(.size, in: line.bytes)?.number.map(Int64.init)
    if messageID.isNone, let id = event.text(.messageID, in: line.bytes), !id.isEmpty {
      messageID = keep(id)
    }
    if let text = event.text(.subject, in: line.bytes) { subject = keep(text, line.quoting) }
    if event.has(.clientIP) {
      readClient(event, line)
      readClientTLS(event, line)
    } else {
      isLocal = true
    }
    addRecipients(event, line)
  }

  /// The recipients that an arrival or a rejectlog entry names.
  private func addRecipients(_ event: borrowing LineEvent, _ line: HopLine) {
    guard let list = event.text(.recipients, in: line.bytes) else { return }
    var start = 0
    while start < list.count {
      // A quoted local part may hold blanks and commas.
      let quoted = list[start] == UInt8(ascii: "\"") ? list.endOfQuoted(from: start + 1) : start
      let from = min(quoted, list.count)
      let length = from - start + list.length(from: from) { $0 > 0x20 && $0 != UInt8(ascii: ",") }
      if length > 0 {
        let index = entry(for: list[start..<(start + length)].unbracketed, original: nil)
        entries[index].service = line.service
      }
      start += length + 1
    }
  }

  /// `X=`; without it the protocol's name tells (Exim specification, `$received_protocol`): an `s`
  /// behind `smtp` is TLS.
  private func readClientTLS(_ event: borrowing LineEvent, _ line: HopLine) {
    if let info = toldTLS(event, line, isClient: true) {
      client.tls = info
      client.tlsKnown = true
      return
    }
    guard let proto = event.text(.proto, in: line.bytes),
      let at = proto.firstRangeIgnoringCase(of: ByteView("smtp" as StaticString))
    else { return }
    client.tlsKnown = true
    let isEncrypted =
      proto.count > at.upperBound
      && (proto.from(at.upperBound).firstIndex(of: UInt8(ascii: "s")) != nil
        || proto.from(at.upperBound).firstIndex(of: UInt8(ascii: "S")) != nil)
      || proto.starts(with: "ssmtp") || proto.starts(with: "essmtp")
    if isEncrypted { client.tls = TLSInfo() }
  }

  private func toldTLS(
    _ event: borrowing LineEvent, _ line: HopLine, isClient: Bool
  ) -> TLSInfo? {
    guard let version = event.text(.tlsVersion, in: line.bytes) else { return nil }
    var info = TLSInfo()
    info.version = keepTLSVersion(version)
    info.cipher = keep(event.text(.tlsCipher, in: line.bytes))
    info.bits = UInt16(truncatingIfNeeded: event.text(.tlsBits, in: line.bytes)?.number ?? 0)
    info.peer = event.certificate
    return info
  }

  /// `TLS1.2`, `TLSv1.2` and `TLS1.2-PKIX` are `TLSv1.2`; `TLS1.0` is `TLSv1`.
  private func keepTLSVersion(_ version: ByteView) -> Text {
    guard version.starts(with: "TLS") else { return keep(version) }
    var number = version.from(version.count > 3 && version[3] == UInt8(ascii: "v") ? 4 : 3)
    number = number.prefix(number.length { $0.isDigit || $0 == UInt8(ascii: ".") })
    if number == "1.0" { number = number.prefix(1) }
    let start = UInt32(truncatingIfNeeded: text.count)
    text.append(ByteView("TLSv" as StaticString))
    text.append(number)
    return Text(start: start, count: UInt32(4 + number.count))
  }

  // MARK: Attempts

  private func readWholeAttempt(
    _ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding
  ) {
    guard let flag = event.text(.flag, in: line.bytes) else { return }
    guard let to = event.text(.to, in: line.bytes) else {
      discardAll(event, line)
      return
    }
    let original = event.text(.origTo, in: line.bytes)
    forgetNobody()
    let index = entry(for: to, original: original)
    if let original { forgetParent(original, of: index) }
    var entry = Entry()
    swap(&entry, &entries[index])
    defer { swap(&entry, &entries[index]) }
    let reason = event.text(.reason, in: line.bytes) ?? .empty
    // No host was asked again: what was said before still holds.
    let isWaiting =
      !event.isSent
      && (reason.contains("retry time not reached") || reason.contains("connection limit reached")
        || reason.contains("queue_smtp_domains"))
    let isExpired =
      flag == "**"
      && (reason.starts(with: "retry timeout exceeded")
        || reason.contains("have been failing for a long time")
        || reason.contains("were last tried after this message arrived"))

    let copy = keep(line.bytes)
    entry.recipient.evidence = copy
    entry.recipient.lastAttempt = line.record.stamp
    if hop.firstSeen <= line.record.stamp, !sender.isNone {
      entry.recipient.delayMilliseconds =
        (line.record.time - hop.firstSeen.microseconds) / 1000
    }
    if !isWaiting, !isExpired {
      entry.recipient.attempts += 1
      readToldHop(event, line, copy, &entry)
    }
    if !isExpired && !isWaiting || entry.recipient.reason.isNone {
      entry.recipient.reason = place(event[.reason], in: copy)
      entry.recipient.status =
        event.text(.dsn, in: line.bytes).flatMap(EnhancedStatus.init(startOf:))
      entry.recipient.replyCode = UInt16(
        truncatingIfNeeded: event.text(.replyCode, in: line.bytes)?.number ?? 0)
    }
    entry.service = line.service
    if flag == "*>" {
      // A test run (`-N`): said to be delivered, and was not.
      entry.recipient.outcome = .discarded
    } else if event.isSent {
      deliver(event, line, copy, &entry)
    } else {
      fail(event, line, copy, flag == "==", isWaiting, isExpired, &entry, folding)
    }
    entry.tried = true
    if folding.keepsAttempts, !isWaiting, !isExpired {
      entry.recipient.history.append(attempt(entry.recipient, line))
    }
    for place in evidence.indices where concerns(evidence[place], entry) {
      evidence[place].used = true
    }
  }

  /// A filter or an ACL dropped the message for all whom it was for.
  private func discardAll(_ event: borrowing LineEvent, _ line: HopLine) {
    if entries.isEmpty { entries.append(Entry()) }
    let copy = keep(line.bytes)
    for index in entries.indices where entries[index].recipient.outcome == .unknown {
      entries[index].service = line.service
      entries[index].recipient.outcome = .discarded
      entries[index].recipient.evidence = copy
      entries[index].recipient.reason = place(event[.action], in: copy)
      entries[index].recipient.lastAttempt = line.record.stamp
    }
  }

  /// Who was held while no line had named anybody gives way to those who are named.
  private func forgetNobody() {
    // In place: a copy of the entry would count references.
    guard !entries.isEmpty, entries[0].recipient.address.isNone, !entries[0].tried,
      entries[0].recipient.outcome == .unknown || entries[0].recipient.outcome == .held
    else { return }
    entries.removeFirst()
    entriesChanged()
  }

  /// A redirected recipient gives way to those it was redirected to.
  private func forgetParent(_ original: ByteView, of index: Int) {
    guard
      let parent = entries.indices.first(where: {
        $0 != index && !entries[$0].tried && entries[$0].recipient.outcome == .unknown
          && says(entries[$0].recipient.address, original)
      })
    else { return }
    entries[parent].forwarded = true
  }

  private func readToldHop(
    _ event: borrowing LineEvent, _ line: HopLine, _ copy: Text, _ entry: inout Entry
  ) {
    if event.has(.relayHost) || event.has(.relayIP) {
      entry.recipient.nextHop = Endpoint(
        host: place(event[.relayHost], in: copy), ip: place(event[.relayIP], in: copy),
        port: UInt16(truncatingIfNeeded: event.text(.relayPort, in: line.bytes)?.number ?? 0))
    }
    entry.recipient.tls = toldTLS(event, line, isClient: false)
    entry.recipient.tlsKnown = entry.recipient.tls != nil
    let isFallback = evidence.contains { known in
      known.fallback == .plain
        && event.text(.relayIP, in: line.bytes).map { says(known.peer, $0) } == true
    }
    entry.proof = isFallback && entry.recipient.tls == nil ? .plain : .none
    if entry.proof == .plain { entry.recipient.tlsKnown = true }
  }

  private func deliver(
    _ event: borrowing LineEvent, _ line: HopLine, _ copy: Text, _ entry: inout Entry
  ) {
    entry.recipient.outcome = event.has(.action) ? .discarded : .delivered
    entry.recipient.failure = nil
    entry.recipient.alert = nil
    entry.recipient.remoteID = place(RemoteQueueID.find(in: event, of: line.bytes), in: copy)
    // Further recipients of a transaction had the same hosts before.
    let isFurther = event.text(.flag, in: line.bytes) == ByteView("->" as StaticString)
    let ip = event.text(.relayIP, in: line.bytes) ?? .empty
    for known in evidence where (!known.used || isFurther) && concerns(known, entry) {
      // Of a host that is not the last, a fatal alert is all that GnuTLS builds tell.
      let isLeft = known.alert != nil && !ip.isEmpty && !says(known.peer, ip)
      if let failure = known.failure, known.failedHost || isLeft {
        entry.recipient.failedClasses.insert(failure)
        entry.recipient.noteOtherHost(
          Endpoint(host: known.host, ip: known.peer), at: known.otherTime ?? line.record.stamp,
          in: known.line)
      }
    }
  }

  private func fail(
    _ event: borrowing LineEvent, _ line: HopLine, _ copy: Text, _ isDeferral: Bool,
    _ isWaiting: Bool, _ isExpired: Bool, _ entry: inout Entry, _ folding: Folding
  ) {
    let reason = event.text(.reason, in: line.bytes) ?? .empty
    // A message that was never tried itself has not lived out its time.
    let hasLived = entry.recipient.failure != nil || reason.starts(with: "retry timeout exceeded")
    entry.recipient.outcome =
      isExpired && hasLived ? .expired : isDeferral ? .deferred : .bounced
    if reason.contains("omain is held") || reason.contains("queue_domains") {
      entry.recipient.outcome = .held
      return
    }
    if isWaiting || isExpired, entry.recipient.failure != nil { return }
    entry.waits = isWaiting || isExpired
    // Nothing was tried; why others failed may be known to the tracker.
    if entry.waits { return }
    let known = evidence(ofHost: event, line, entry)
    var failure = folding.classifier.attempt(
      reason: reason, reply: event.text(.reply, in: line.bytes), status: entry.recipient.status,
      evidence: nil, line.dialect)
    if failure == .unclassified { failure = event.failure ?? failure }
    if let told = known?.failure, event.text(.reply, in: line.bytes) == nil,
      told.rank < failure.rank || failure == .tlsDropped || failure == .networkLost
        || failure == .certUntrusted || failure == .certUnverified && told.rank == 0
        || told.rank == failure.rank && reason.starts(with: Self.silentTLSFailure)
    {
      failure = told
    }
    for other in evidence where !other.used && other.failedHost && concerns(other, entry) {
      if let other = other.failure, other != failure {
        entry.recipient.failedClasses.insert(other)
      }
    }
    let isTold = known?.failure == failure && known?.line.isNone == false
    entry.recipient.note(
      failure, at: line.record.stamp, in: isTold ? known?.line ?? .none : copy)
    entry.recipient.alert = isTold ? known?.alert : tlsAlert(in: reason)
    // Where no session came about, only the hosts' own lines name them.
    if !event.has(.relayHost), !event.has(.relayIP),
      let last = known
        ?? evidence.last(where: {
          $0.failedHost && $0.failure == failure && concerns($0, entry)
        })
    {
      entry.recipient.failedNextHop = Endpoint(host: last.host, ip: last.peer)
    }
  }

  // MARK: Single hosts

  /// Until 4.89 the reason stood on a line of its own.
  private static let silentTLSFailure: StaticString = "failure while setting up TLS session"

  private func evidence(
    ofHost event: borrowing LineEvent, _ line: HopLine, _ entry: Entry
  ) -> Evidence? {
    if let ip = event.text(.relayIP, in: line.bytes) {
      return evidence.last { says($0.peer, ip) && concerns($0, entry) }
    }
    // Before 4.85 that last word named no host either.
    let isSilent = event.text(.reason, in: line.bytes)?.starts(with: Self.silentTLSFailure) == true
    return isSilent ? evidence.last { !$0.used && $0.failure != nil } : nil
  }

  /// Whether it says something of this recipient.
  private func concerns(_ evidence: Evidence, _ entry: Entry) -> Bool {
    evidence.recipient.isNone
      || with(entry.recipient.address) { says(evidence.recipient, $0) }
      || with(entry.recipient.original) { says(evidence.recipient, $0) }
  }

  /// What is kept of single hosts: a few, but one may refuse many recipients.
  private static let mostEvidence = 128

  /// What is known of a host in the attempt that is under way.
  private func hostEvidence(_ event: borrowing LineEvent, _ line: HopLine) -> Int {
    if evidence.contains(where: \.used) { evidence.removeAll() }
    let ip = event.text(.relayIP, in: line.bytes) ?? .empty
    let recipient = event.text(.to, in: line.bytes)
    let known = evidence.lastIndex { known in
      says(known.peer, ip)
        && (recipient.map { says(known.recipient, $0) } ?? known.recipient.isNone)
    }
    if let known { return known }
    if evidence.count >= Self.mostEvidence { evidence.removeFirst() }
    var new = Evidence(pid: line.record.pid)
    if let recipient { new.recipient = keep(recipient) }
    new.peer = keep(ip)
    new.host = keep(event.text(.relayHost, in: line.bytes))
    evidence.append(new)
    return evidence.count - 1
  }

  /// One host of an attempt failed; another may be tried.
  private func readHost(_ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding) {
    let index = hostEvidence(event, line)
    let reason = event.text(.reason, in: line.bytes) ?? .empty
    let status = event.text(.dsn, in: line.bytes).flatMap(EnhancedStatus.init(startOf:))
    let failure = folding.classifier.attempt(
      reason: reason, reply: event.text(.reply, in: line.bytes), status: status, evidence: nil,
      line.dialect)
    evidence[index].failedHost = true
    evidence[index].otherTime = line.record.stamp
    if let known = evidence[index].failure, known.rank <= failure.rank { return }
    evidence[index].failure = failure
    evidence[index].alert = tlsAlert(in: reason) ?? evidence[index].alert
    evidence[index].line = keep(line.bytes)
  }

  /// Trouble with TLS that may explain what follows.
  private func readHostTLS(_ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding) {
    let index = hostEvidence(event, line)
    let reason = event.text(.reason, in: line.bytes) ?? .empty
    if event.has(.action) { evidence[index].fallback = .plain }
    guard let failure = folding.classifier.tls(reason, line.dialect) else { return }
    if let known = evidence[index].failure, known.rank <= failure.rank, known != .tlsDropped {
      return
    }
    evidence[index].failure = failure
    evidence[index].alert = tlsAlert(in: reason)
    evidence[index].line = keep(line.bytes)
  }

  // MARK: Refusals and the queue

  private func readWholeRefusal(
    _ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding
  ) {
    if let from = event.text(.from, in: line.bytes), sender.isNone { sender = keep(from) }
    if messageID.isNone, let id = event.text(.messageID, in: line.bytes) { messageID = keep(id) }
    if subject.isNone, let text = event.text(.subject, in: line.bytes) {
      subject = keepUnfolded(text)
    }
    if !hasClient, event.has(.clientIP) {
      readClient(event, line)
      readClientTLS(event, line)
    }
    if !event.has(.clientIP), !hasClient { isLocal = true }
    // Nobody is known so far: the entry without an address gives way to those the header names.
    if event.has(.recipients), entries.count == 1, entries[0].recipient.address.isNone {
      entries.removeAll()
      entriesChanged()
    }
    addRecipients(event, line)
    let words = event.text(.reason, in: line.bytes) ?? .empty
    let action = event.text(.action, in: line.bytes) ?? .empty
    if action == "discarded" {
      refuse(event, line, .discarded, nil)
      return
    }
    if action == "silently tossed" {
      let verdict = folding.classifier.refusal(words, status: nil, line.dialect)
      refuseAll(event, line, .discarded, verdict == .unclassified ? .filterSpam : verdict)
      return
    }
    let status = event.text(.dsn, in: line.bytes).flatMap(EnhancedStatus.init(startOf:))
    var failure =
      event.failure ?? calloutFailure(words, line, folding)
      ?? folding.classifier.refusal(words, status: status, line.dialect)
    if failure == .unclassified, !event.has(.to), let last = entries.last,
      last.recipient.outcome == .rejected, let former = last.recipient.failure
    {
      // A scanner has said why before.
      failure = former
    }
    if failure == .unclassified, !words.isEmpty {
      failure = event.isForTheMoment ? .serverTemporary : .filterPolicy
    }
    if failure == .unclassified, scannerFailed { failure = .localError }
    refuseAll(event, line, .rejected, failure)
  }

  /// `Could not complete recipient verify callout: HOST [IP] : TEXT`: TEXT is what an attempt there
  /// would say.
  private func calloutFailure(
    _ words: ByteView, _ line: HopLine, _ folding: Folding
  ) -> FailureClass? {
    guard let callout = words.firstRange(of: "recipient verify callout: "),
      let host = words.firstRange(of: "] : ", from: callout.upperBound)
    else { return nil }
    let failure = folding.classifier.attempt(
      reason: words.from(host.upperBound), reply: nil, status: nil, evidence: nil, line.dialect)
    return failure == .unclassified ? nil : failure
  }

  /// Refused, or dropped: the recipient that the line names, or all.
  private func refuseAll(
    _ event: borrowing LineEvent, _ line: HopLine, _ outcome: Outcome, _ failure: FailureClass
  ) {
    refuse(event, line, outcome, failure)
    let isForAll = !event.has(.to)
    if isForAll { endAll(outcome, failure) }
    let template = entries.last?.recipient
    for index in entries.indices where isForAll && entries[index].recipient.reason.isNone {
      guard let template else { break }
      entries[index].recipient.reason = template.reason
      entries[index].recipient.status = template.status
      entries[index].recipient.replyCode = template.replyCode
      entries[index].recipient.evidence = template.evidence
      entries[index].recipient.lastAttempt = template.lastAttempt
      entries[index].recipient.firstFailure = template.firstFailure
      if let failure = entries[index].recipient.failure {
        entries[index].recipient.failedClasses.insert(failure)
      }
    }
  }

  /// A line of a refused message's header, as syslog has it: for itself.
  private func readRefusedHeader(_ event: borrowing LineEvent, _ line: HopLine) {
    if subject.isNone, let text = event.text(.subject, in: line.bytes) {
      subject = keepUnfolded(text)
    }
    if messageID.isNone, let id = event.text(.messageID, in: line.bytes) { messageID = keep(id) }
    guard let to = event.text(.to, in: line.bytes),
      let refused = entries.first(where: { $0.recipient.outcome == .rejected })
    else { return }
    if let index = entries.firstIndex(where: { $0.recipient.address.isNone }) {
      entries[index].recipient.address = keep(to)
      entriesChanged()
    } else if !entries.contains(where: { says($0.recipient.address, to) }) {
      var further = refused
      further.recipient.address = keep(to)
      entries.append(further)
    }
  }

  private func administerMessageBound(_ event: borrowing LineEvent, _ line: HopLine) {
    guard let action = event.text(.action, in: line.bytes) else { return }
    let time = line.record.stamp
    if action.starts(with: "Frozen") || action.starts(with: "frozen") || action.starts(with: "***")
    {
      isHeld = true
      if entries.isEmpty { entries.append(Entry()) }
      let isReport = !sender.isNone && sender.count == 0
      for index in entries.indices where isReport && entries[index].recipient.outcome == .bounced {
        // A report that cannot be delivered stays here; nobody is told of that.
        entries[index].recipient.outcome = .held
        entries[index].recipient.failure = nil
      }
      change(from: [.deferred, .unknown], to: .held, time)
    } else if action.startsIgnoringCase(with: ByteView("unfrozen" as StaticString)) {
      isHeld = false
      for index in entries.indices where entries[index].recipient.outcome == .held {
        entries[index].recipient.outcome =
          entries[index].recipient.attempts > 0 ? .deferred : .unknown
      }
    } else if action.starts(with: "removed by") {
      change(from: [.deferred, .unknown, .held], to: .discarded, time)
    } else if action.starts(with: "cancelled by") {
      let reason = event.text(.reason, in: line.bytes) ?? .empty
      let isTimeout = reason.contains("timeout_frozen_after")
      if entries.isEmpty { entries.append(Entry()) }
      let copy = keep(line.bytes)
      for index in entries.indices
      where [.deferred, .unknown, .held].contains(entries[index].recipient.outcome) {
        entries[index].recipient.outcome = isTimeout ? .discarded : .bounced
        entries[index].recipient.lastAttempt = time
        entries[index].recipient.evidence = copy
        if reason.contains("system filter") {
          entries[index].recipient.failure = .filterPolicy
          entries[index].recipient.failedClasses.insert(.filterPolicy)
          entries[index].recipient.reason = place(event[.reason], in: copy)
          entries[index].recipient.firstFailure = time
        }
      }
    } else if action.starts(with: "Delivery deferred") {
      if entries.isEmpty { entries.append(Entry()) }
      let copy = keep(line.bytes)
      for index in entries.indices
      where [.deferred, .unknown].contains(entries[index].recipient.outcome) {
        entries[index].recipient.outcome = .deferred
        entries[index].recipient.lastAttempt = time
        entries[index].recipient.evidence = copy
        entries[index].recipient.reason = place(event[.reason], in: copy)
        entries[index].recipient.note(.filterPolicy, at: time, in: copy)
      }
    } else if let address = event.text(.to, in: line.bytes) {
      let index = entry(for: address, original: nil)
      entries[index].recipient.outcome = .discarded
      entries[index].recipient.lastAttempt = time
    }
  }

  private func change(from: [Outcome], to outcome: Outcome, _ time: LogTime) {
    for index in entries.indices where from.contains(entries[index].recipient.outcome) {
      entries[index].recipient.outcome = outcome
      entries[index].recipient.lastAttempt = entries[index].recipient.lastAttempt ?? time
    }
  }

  private func removeMessageBound(_ line: HopLine) {
    ended = true
    isHeld = false
    // Redirected: told under the new addresses.
    entries.removeAll { $0.forwarded && !$0.tried }
    if entries.contains(where: isSilent) { removeDuplicates() }
    entriesChanged()
  }

  private func isSilent(_ entry: Entry) -> Bool {
    !entry.tried && entry.recipient.outcome == .unknown && !entry.recipient.address.isNone
  }

  /// An address that was given twice, once through an alias, is delivered to once, and a local one is
  /// logged by its local part alone: `=> user <alias@domain>`.
  private func removeDuplicates() {
    let duplicates = entries.indices.filter { index in
      guard isSilent(entries[index]) else { return false }
      return with(entries[index].recipient.address) { address in
        guard let at = address.lastIndex(of: UInt8(ascii: "@")) else { return false }
        return entries.contains { told in
          told.tried && says(told.recipient.address, address.prefix(at))
            && !told.recipient.original.isNone
            && with(told.recipient.original) { $0.endsIgnoringCase(with: address.from(at)) }
        }
      }
    }
    for index in duplicates.reversed() { entries.remove(at: index) }
  }
}
