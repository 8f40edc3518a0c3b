internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// Exchange: rows of all servers, each about some recipients. What each event does to them is told in
/// Microsoft's "Event types in the message tracking log".
extension HopState {
  func applyRow(_ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding) {
    readRowMessage(event, line)
    let station = noteStation(event, line)
    switch event.kind {
    case .queued: readRowArrival(event, line)
    case .attempt: readRowAttempt(event, line, station, folding)
    case .check: replaceRowRecipients(event, line)
    case .administrator: moderate(event, line)
    case .note: readRowNote(event, line)
    default: break
    }
  }

  private func readRowMessage(_ event: borrowing LineEvent, _ line: HopLine) {
    let bytes = line.bytes
    if messageID.isNone, let id = event.text(.messageID, in: bytes) {
      messageID = keepCell(id.unbracketed)
    }
    if networkMessageID.isNone { networkMessageID = keep(event.text(.networkMessageID, in: bytes)) }
    if sender.isNone, let from = event.text(.from, in: bytes) { sender = keepCell(from) }
    if subject.isNone, let text = event.text(.subject, in: bytes) { subject = keepCell(text) }
    if sizeBytes == nil || sizeBytes == 0 {
      sizeBytes = event.text(.size, in: bytes)?.number.map(Int64.init)
    }
    // It is universal time; rows of exports tell the time of some zone.
    if origination == nil, let text = event.text(.origination, in: bytes), bytes.tableTime != nil {
      origination = text.tableTime
    }
    // What was refused in its session has none.
    if let id = event.text(.internalMessageID, in: bytes), hop.queueID.isNone, !(id == "0") {
      hop.queueID = keep(id)
    }
    if let way = event.text(.directionality, in: bytes) {
      if way == "Incoming" { isIncoming = true }
      // Of the organisation, whatever address it was sent from.
      if way == "Originating" { isLocal = true }
    }
    if hop.host.isNone, let host = event.rowServer(in: line.bytes) { hop.host = keep(host) }
  }

  private func readRowArrival(_ event: borrowing LineEvent, _ line: HopLine) {
    let source = event.text(.sourceComponent, in: line.bytes) ?? .empty
    wasReceived = true
    if source == "SMTP" {
      readRowClient(event, line)
      noteReceiver(event, line)
    } else if !hasClient {
      isLocal = true
    }
    mostRecipients = max(mostRecipients, recipientCount(event, line))
    forEachRecipient(event, line) { address, _, _ in
      let index = rowEntry(address)
      entries[index].service = line.service
      guard entries[index].waitsForSubmission else { return }
      // Now it was submitted.
      entries[index].waitsForSubmission = false
      if entries[index].recipient.outcome == .deferred {
        entries[index].recipient.outcome = .unknown
        entries[index].recipient.failure = nil
      }
    }
  }

  // MARK: Between our own servers

  /// A server that took it in is one of ours: what went there before is not delivered yet.
  private func noteReceiver(_ event: borrowing LineEvent, _ line: HopLine) {
    let name = event.text(.relayHost, in: line.bytes) ?? .empty
    guard !name.isEmpty else { return }
    let ip = event.text(.relayIP, in: line.bytes) ?? .empty
    if !receivers.contains(where: { says($0.name, name) }) {
      receivers.append(Receiver(name: keep(name), ip: ip.isEmpty ? .none : keep(ip)))
    }
    for index in entries.indices where entries[index].recipient.outcome == .delivered {
      let next = entries[index].recipient.nextHop
      let isHere = with(next.host) { host in
        with(next.ip) { Self.isServer(name, ip, host: host, ip: $0) }
      }
      guard isHere else { continue }
      if !entries[index].recipient.history.isEmpty { entries[index].recipient.history.removeLast() }
      entries[index].recipient.outcome = .unknown
      entries[index].recipient.attempts -= 1
      entries[index].recipient.nextHop = Endpoint()
      entries[index].recipient.reason = .none
      entries[index].recipient.status = nil
      entries[index].recipient.replyCode = 0
    }
  }

  /// Whether the next hop is the server: by its address, or by the first label of its name where an
  /// address is not known.
  private static func isServer(
    _ name: ByteView, _ address: ByteView, host: ByteView, ip: ByteView
  ) -> Bool {
    guard !host.isEmpty else { return false }
    if !address.isEmpty, !ip.isEmpty { return address == ip && !(host == ip) }
    return name.firstLabel.equalsIgnoringCase(host.firstLabel)
  }

  /// Between servers of one organisation nothing is delivered yet.
  private func isWithin(
    _ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding
  ) -> Bool {
    let host = event.text(.relayHost, in: line.bytes) ?? .empty
    let ip = event.text(.relayIP, in: line.bytes) ?? .empty
    let isReceiver = receivers.contains { known in
      with(known.name) { name in
        with(known.ip) { Self.isServer(name, $0, host: host, ip: ip) }
      }
    }
    if isReceiver { return true }
    guard !event.isFinal else { return false }
    if event.text(.connector, in: line.bytes)?.starts(with: "Intra-Organization") == true {
      return true
    }
    // Another organisation's Exchange answers alike, but seldom by the name that leads to it.
    guard let reply = event.text(.text, in: line.bytes),
      let mark = reply.firstRange(of: "Hostname=")
    else { return true }
    let rest = reply.from(mark.upperBound)
    let name = rest.prefix(rest.firstIndex(of: UInt8(ascii: "]")) ?? rest.count)
    return name.firstLabel.equalsIgnoringCase(host.firstLabel)
      || folding.hops.owner(host: host, ip: ip, outbound: true) == .own
  }

  /// The next server of the organisation has it, and its own rows tell what becomes of it.
  private func notePassedOn(_ event: borrowing LineEvent, _ line: HopLine, _ station: Int32) {
    let copy = keep(line.bytes)
    let next = Endpoint(
      host: place(event[.relayHost], in: copy), ip: place(event[.relayIP], in: copy))
    forEachRecipient(event, line) { address, _, _ in
      guard !address.isEmpty else { return }
      let index = rowEntry(address)
      guard entries[index].recipient.outcome == .unknown else { return }
      entries[index].service = line.service
      entries[index].station = station
      entries[index].passedTo = next
      entries[index].recipient.evidence = copy
      entries[index].recipient.lastAttempt = line.record.stamp
      if let reply = event.text(.text, in: line.bytes)?.replyInContext, !reply.isEmpty {
        entries[index].recipient.reason = keepCell(reply)
      }
    }
  }

  /// Servers of the organisation that took it and of which no log is given, as `hasLog` tells: they have it,
  /// and no more is known here.
  func settlePassedOn(_ keepsAttempts: Bool, _ hasLog: (ByteView) -> Bool) {
    for index in entries.indices
    where entries[index].recipient.outcome == .unknown && !entries[index].passedTo.isNone {
      let isSeen = with(entries[index].passedTo.host) { next in
        hasLog(next)
          || servers.contains { with($0) { $0.firstLabel.equalsIgnoringCase(next.firstLabel) } }
      }
      if isSeen {
        entries[index].recipient.reason = .none
        entries[index].recipient.evidence = .none
        entries[index].recipient.lastAttempt = nil
        entries[index].station = -1
        continue
      }
      entries[index].recipient.outcome = .delivered
      entries[index].recipient.attempts += 1
      entries[index].recipient.nextHop = entries[index].passedTo
      entries[index].nextHopIsOurs = true
      if keepsAttempts, let time = entries[index].recipient.lastAttempt {
        var attempt = Attempt(time: time)
        setPlace(of: &attempt, entries[index].station)
        attempt.outcome = .delivered
        attempt.reason = entries[index].recipient.reason
        attempt.nextHop = entries[index].passedTo
        entries[index].recipient.history.append(attempt)
      }
    }
  }

  private func recipientCount(_ event: borrowing LineEvent, _ line: HopLine) -> Int {
    event.text(.nrcpt, in: line.bytes)?.number ?? 0
  }

  private func readRowClient(_ event: borrowing LineEvent, _ line: HopLine) {
    guard !hasClient else { return }
    receivedContext = event.sessionContext(in: line.bytes)
    let peer = event.realClient(in: line.bytes)
    guard !peer.host.isEmpty || !peer.ip.isEmpty else { return }
    hasClient = true
    receivedBy = line.service
    client.host = peer.host.isEmpty ? .none : keep(peer.host)
    client.ip = peer.ip.isEmpty ? .none : keep(peer.ip)
  }

  /// A shadow copy tells whom the message is for, and nothing of its delivery.
  private func readRowNote(_ event: borrowing LineEvent, _ line: HopLine) {
    guard event.rowEvent(in: line.bytes) == "HARECEIVE" else {
      readVerdicts(event, line)
      return
    }
    forEachRecipient(event, line) { address, _, _ in
      let isReplaced = entries.contains { says($0.recipient.original, address) }
      guard !isReplaced else { return }
      let index = rowEntry(address)
      entries[index].service = line.service
    }
  }

  /// Verdicts of agents, which a later FAIL or DROP may not repeat.
  private func readVerdicts(_ event: borrowing LineEvent, _ line: HopLine) {
    guard event.rowEvent(in: line.bytes) == "AGENTINFO" else { return }
    if let verdict = Self.verdict(event, line) { filterVerdict = verdict }
  }

  /// What the malware and spam agents say in the row's custom data.
  private static func verdict(
    _ event: borrowing LineEvent, _ line: HopLine
  ) -> FailureClass? {
    guard let data = event.text(.customData, in: line.bytes) else { return nil }
    if data.contains("AMA=SUM|v=1") || data.contains("[AMA, SUM|v=1") { return .filterVirus }
    return data.contains("SFV=SPM") ? .filterSpam : nil
  }

  // MARK: Recipients

  private func rowEntry(_ address: ByteView) -> Int {
    if address.isEmpty {
      if let found = entries.firstIndex(where: { $0.recipient.address.isNone }) { return found }
      entries.append(Entry())
      return entries.count - 1
    }
    if let found = firstEntry(of: address) { return found }
    var entry = Entry()
    entry.recipient.address = keepCell(address)
    entries.append(entry)
    return entries.count - 1
  }

  /// The entry for rows that name nobody. Where a row is about some of the recipients only, those who
  /// failed, those in a mailbox here and those elsewhere are kept apart: one's delivery must not hide
  /// another's failure.
  private func namelessEntry(_ event: borrowing LineEvent, _ line: HopLine) -> Int {
    let first = rowEntry(.empty)
    guard recipientCount(event, line) < mostRecipients else { return first }
    let isInside = Self.isMailbox(event.rowEvent(in: line.bytes))
    let known = entries.firstIndex { entry in
      guard entry.recipient.address.isNone else { return false }
      switch entry.recipient.outcome {
      case .unknown, .deferred: return true
      case .delivered:
        return isInside || event.isSent ? entry.recipient.nextHop.isNone == isInside : false
      case .bounced, .expired, .rejected, .discarded, .held: return !isInside && !event.isSent
      }
    }
    if let known { return known }
    entries.append(Entry())
    return entries.count - 1
  }

  private static func isMailbox(_ flag: ByteView) -> Bool {
    flag == "DELIVER" || flag == "DUPLICATEDELIVER" || flag == "PROCESS"
      || flag == "PROCESSMEETINGMESSAGE"
  }

  /// `Export-Csv` writes the type of a list in place of it.
  private static func isLost(_ list: ByteView) -> Bool { list == "System.String[]" }

  /// Calls `body` with each address of the row, its status, and its number.
  private func forEachRecipient(
    _ event: borrowing LineEvent, _ line: HopLine, _ body: (ByteView, ByteView?, Int) -> Void
  ) {
    guard let list = event.text(.recipients, in: line.bytes) else { return }
    guard !Self.isLost(list) else {
      body(.empty, nil, 0)
      return
    }
    let addresses = list.split(on: UInt8(ascii: ";")).map(\.trimmed).filter { !$0.isEmpty }
    let statuses =
      event.text(.recipientStatus, in: line.bytes).map { RecipientStatus.split($0) } ?? []
    let isMatching = statuses.count == addresses.count
    let whole = event.text(.recipientStatus, in: line.bytes)
    for (number, address) in addresses.enumerated() {
      body(address, isMatching ? statuses[number] : whole, number)
    }
  }

  /// A group, or an address that was redirected, gives way to the row's recipients.
  private func replaceRowRecipients(_ event: borrowing LineEvent, _ line: HopLine) {
    guard let before = event.text(.origTo, in: line.bytes) else { return }
    forEachRecipient(event, line) { address, _, _ in
      guard !address.equalsIgnoringCase(before) else { return }
      let index = rowEntry(address)
      entries[index].service = line.service
      if entries[index].recipient.original.isNone {
        entries[index].recipient.original = keepCell(before)
      }
    }
    entries.removeAll {
      says($0.recipient.address, before) && $0.recipient.outcome == .unknown
    }
    entriesChanged()
  }

  private func moderate(_ event: borrowing LineEvent, _ line: HopLine) {
    let isApproved =
      event.rowEvent(in: line.bytes) == "MODERATORAPPROVE"
    var named: [Int] = []
    forEachRecipient(event, line) { address, _, _ in
      if !address.isEmpty, let index = firstEntry(of: address) { named.append(index) }
    }
    // The rows of some servers name the moderators, or nobody.
    for index in named.isEmpty ? Array(entries.indices) : named {
      let outcome = entries[index].recipient.outcome
      if isApproved, outcome == .held { entries[index].recipient.outcome = .unknown }
      if !isApproved, outcome == .unknown { entries[index].recipient.outcome = .held }
    }
  }

  // MARK: Attempts

  private func readRowAttempt(
    _ event: borrowing LineEvent, _ line: HopLine, _ station: Int32, _ folding: Folding
  ) {
    let flag = event.rowEvent(in: line.bytes)
    let copy = keep(line.bytes)
    if flag.isEmpty {
      readTraceSummary(event, line, copy)
      return
    }
    if !wasReceived, !hasClient {
      // Refused in the session, or picked up from a folder.
      let source = event.text(.sourceComponent, in: line.bytes) ?? .empty
      if source == "PICKUP" {
        isLocal = true
      } else if flag == "FAIL" && source == "SMTP" || event.namesRefusedClient(in: line.bytes) {
        readRowClient(event, line)
      }
    }
    if event.isSent, isWithin(event, line, folding) {
      notePassedOn(event, line, station)
      return
    }
    forEachRecipient(event, line) { address, status, _ in
      let index = address.isEmpty ? namelessEntry(event, line) : rowEntry(address)
      var entry = Entry()
      swap(&entry, &entries[index])
      defer { swap(&entry, &entries[index]) }
      entry.service = line.service
      entry.station = station
      // Tracking tells of TLS where it can, and never that there was none.
      entry.silenceProvesNothing = true
      let status = status ?? .empty
      if flag == "SEND" || flag == "SENDEXTERNAL" {
        deliverOut(event, line, copy, status, &entry)
      } else if Self.isMailbox(flag) {
        // What was made of it in the mailbox is no better word than the one before.
        if flag.starts(with: "PROCESS"), entry.recipient.outcome.isLastWord { return }
        settle(.delivered, line, copy, &entry)
        entry.recipient.attempts += 1
      } else {
        failByRow(event, line, copy, flag, status, &entry, folding)
      }
      entry.tried = true
      if folding.keepsAttempts {
        entry.recipient.history.append(attempt(entry.recipient, line, station))
      }
    }
  }

  private func attempt(
    _ recipient: borrowing Recipient, _ line: HopLine, _ station: Int32
  ) -> Attempt {
    var attempt = attempt(recipient, line)
    setPlace(of: &attempt, station)
    return attempt
  }

  private func setPlace(of attempt: inout Attempt, _ station: Int32) {
    let known = stations.first { $0.serial == station }
    attempt.host = known?.hop.host ?? .none
    attempt.queueID = known?.hop.queueID ?? .none
  }

  /// Message trace, summary: `ADDRESS##Receive, Send`, the events so far.
  private func readTraceSummary(_ event: borrowing LineEvent, _ line: HopLine, _ copy: Text) {
    guard let list = event.text(.recipientStatus, in: line.bytes) else { return }
    wasReceived = true
    for part in list.split(on: UInt8(ascii: ";")) {
      guard let mark = part.firstRange(of: "##") else { continue }
      let index = rowEntry(part[0..<mark.lowerBound].trimmed)
      guard entries[index].recipient.outcome == .unknown else { continue }
      entries[index].service = line.service
      let events = part.from(mark.upperBound)
      let last = events.lastIndex(of: UInt8(ascii: ",")).map { events.from($0 + 1) } ?? events
      let outcome: Outcome =
        switch last.trimmed.string.lowercased() {
        case "deliver", "send", "delivered": .delivered
        case "fail", "failed": .bounced
        case "defer", "pending": .deferred
        case "filteredasspam", "filtered as spam", "quarantined": .held
        default: .unknown
        }
      entries[index].recipient.outcome = outcome
      entries[index].recipient.evidence = copy
      entries[index].recipient.lastAttempt = line.record.stamp
      if outcome == .bounced || outcome == .deferred {
        entries[index].recipient.failure = .unclassified
      }
    }
  }

  private func settle(_ outcome: Outcome, _ line: HopLine, _ copy: Text, _ entry: inout Entry) {
    entry.recipient.outcome = outcome
    entry.recipient.evidence = copy
    entry.recipient.lastAttempt = line.record.stamp
    let start = min(hop.firstSeen.microseconds, origination ?? .max)
    entry.recipient.delayMilliseconds = (line.record.time - start) / 1000
    if outcome == .delivered {
      entry.recipient.failure = nil
      entry.recipient.alert = nil
    }
  }

  private func deliverOut(
    _ event: borrowing LineEvent, _ line: HopLine, _ copy: Text, _ status: ByteView,
    _ entry: inout Entry
  ) {
    settle(.delivered, line, copy, &entry)
    entry.recipient.attempts += 1
    entry.recipient.nextHop = Endpoint(
      host: place(unbracketed(event[.relayHost], line.bytes), in: copy),
      ip: place(event[.relayIP], in: copy))
    entry.sentRecord = ProtocolSessions.record(
      event.text(.internalMessageID, in: line.bytes), event.text(.relayIP, in: line.bytes),
      event.text(.clientIP, in: line.bytes))
    entry.recipient.status = EnhancedStatus(startOf: status.from(min(4, status.count)))
    entry.recipient.replyCode = UInt16(truncatingIfNeeded: status.number(at: 0)?.value ?? 0)
    // `;REPLY;ClientSubmitTime:…`
    if let context = event.text(.text, in: line.bytes), context.count > 1 {
      let reply = context.replyInContext
      entry.recipient.reason = keepCell(reply)
      if let remote = RemoteQueueID.find(in: reply, of: line.bytes) {
        entry.recipient.remoteID = place(remote, in: copy)
      }
    }
    entry.nextHopIsOurs = event.goesToOwnTenant(in: line.bytes)
    readRowTLS(event, line, &entry)
  }

  /// A smart host given by its address stands in brackets.
  private func unbracketed(_ host: ByteRange?, _ line: ByteView) -> ByteRange? {
    guard let host, host.count > 2, line.clamped(host)[0] == UInt8(ascii: "[") else { return host }
    return ByteRange(start: host.start + 1, count: host.count - 2)
  }

  /// The only evidence of TLS in tracking; its absence tells nothing.
  private func readRowTLS(
    _ event: borrowing LineEvent, _ line: HopLine, _ entry: inout Entry
  ) {
    guard let data = event.text(.customData, in: line.bytes),
      let level = data.customValue("EffectiveTlsAuthLevel")
    else { return }
    var info = TLSInfo()
    if level == "DomainValidation" {
      info.peer = .verified
    } else if level == "CertificateValidation" {
      info.peer = .trusted
    } else if level == "EncryptionOnly" {
      info.peer = .untrusted
    }
    entry.recipient.tls = info
    entry.recipient.tlsKnown = true
  }

  private func failByRow(
    _ event: borrowing LineEvent, _ line: HopLine, _ copy: Text, _ flag: ByteView,
    _ status: ByteView, _ entry: inout Entry, _ folding: Folding
  ) {
    let text = RecipientStatus(status)
    let source = event.text(.sourceComponent, in: line.bytes) ?? .empty
    let context = event.text(.text, in: line.bytes) ?? .empty
    var reason = text.reason
    if reason.isEmpty { reason = context }
    if reason.isEmpty, let reference = event.text(.reference, in: line.bytes),
      !Self.isLost(reference)
    {
      reason = reference
    }
    let isFinal =
      entry.recipient.outcome == .rejected ? !wasReceived : entry.recipient.outcome.isLastWord
    let outcome = outcome(flag, reason, event, line)
    if isFinal, outcome == .deferred || flag == "POISONMESSAGE" { return }
    entry.waitsForSubmission = flag == "SUBMITDEFER"
    let former = entry.recipient.failure
    let verdict = Self.verdict(event, line) ?? filterVerdict
    var failure = rowClass(reason, text, source, context, verdict, line, folding)
    if source == "AGENT", failure.map(Self.saysNothing) ?? true {
      if outcome == .discarded { failure = verdict ?? .filterPolicy }
      if flag == "FAIL", outcome != .expired, let verdict { failure = verdict }
    }
    if flag == "BADMAIL" { failure = .messageMalformed }
    if flag == "POISONMESSAGE" { failure = .localError }
    if flag == "THROTTLE" { failure = .rateLimited }
    if flag.starts(with: "MODERAT") { failure = .filterPolicy }
    let namesNoReason =
      text.links.count == 1 ? failure.map(Self.saysNothing) ?? true : failure == .unclassified
    if outcome == .expired, namesNoReason || failure == nil { failure = former }
    if source == "AGENT", flag == "DEFER", failure.map(Self.saysNothing) ?? true {
      failure = .localError
    }
    if failure == .localError, !text.host.isEmpty, text.links.last?.starts(with: "4") == true,
      reason.contains("system resources")
    {
      // The peer's own trouble, in the words that Exchange has for its own.
      failure = .serverTemporary
    }
    settle(outcome, line, copy, &entry)
    entry.connector = event.text(.connector, in: line.bytes).map(\.tableHash) ?? 0
    entry.server = event.text(.clientIP, in: line.bytes).map(\.tableHash) ?? 0
    entry.recipient.attempts += 1
    entry.recipient.reason = reason.isEmpty ? .none : keepCell(reason)
    entry.recipient.status = text.status
    entry.recipient.replyCode = text.code
    if !text.host.isEmpty || !text.ip.isEmpty {
      entry.recipient.nextHop = Endpoint(
        host: text.host.isEmpty ? .none : keepCell(text.host),
        ip: text.ip.isEmpty ? .none : keepCell(text.ip))
    } else if outcome == .deferred, event.has(.relayIP), source == "SMTP" {
      entry.recipient.nextHop = Endpoint(
        host: place(event[.relayHost], in: copy), ip: place(event[.relayIP], in: copy))
    }
    entry.recipient.tls = nil
    entry.recipient.tlsKnown = false
    entry.recipient.failure = outcome == .held ? failure : failure ?? .unclassified
    if let failure = entry.recipient.failure {
      entry.recipient.note(failure, at: line.record.stamp, in: copy)
      entry.failedStation = entry.station
    }
  }

  /// A class that was read off a code only.
  private static func saysNothing(_ failure: FailureClass) -> Bool {
    failure == .unclassified || failure == .serverPermanent || failure == .serverTemporary
  }

  private func outcome(
    _ flag: ByteView, _ reason: ByteView, _ event: borrowing LineEvent, _ line: HopLine
  ) -> Outcome {
    if flag == "DEFER" || flag == "SUBMITDEFER" || flag == "THROTTLE" { return .deferred }
    if flag == "DROP" || flag == "SUPPRESSED" { return .discarded }
    if flag == "POISONMESSAGE" { return .held }
    if flag == "MODERATORREJECT" { return .rejected }
    if flag == "MODERATIONEXPIRE" { return .expired }
    guard flag == "FAIL" else { return .bounced }
    if reason.contains("QUEUE.Expired") || reason.contains("essage expired") { return .expired }
    if reason.contains("deleted by transport agent") { return .discarded }
    if reason.contains("uarantined") { return .held }
    // Refused in the session: nobody had received it.
    let isOfSession =
      !isLocal && event.text(.size, in: line.bytes).map { $0 == "0" } ?? true
      || event.receivingServer(in: line.bytes) != nil
    let wasRefused = !wasReceived && isOfSession
    return wasRefused ? .rejected : .bounced
  }

  /// The class of the last link of a chain that names a reason.
  private func rowClass(
    _ reason: ByteView, _ text: RecipientStatus, _ source: ByteView, _ context: ByteView,
    _ verdict: FailureClass?, _ line: HopLine, _ folding: Folding
  ) -> FailureClass? {
    if source == "AGENT" || reason.contains("transport agent") {
      if context.contains("Malware") || reason.contains("alware") { return .filterVirus }
      if context.contains("Content Filter") || reason.contains("spam") { return .filterSpam }
      if reason.contains("transport agent") { return verdict ?? .filterPolicy }
    }
    if reason.contains("QUEUE.Admin") { return .localError }
    var best: FailureClass?
    for link in text.links.reversed() where !link.isEmpty {
      let isReply = link.count > 3 && link[0].isDigit && link[1].isDigit && link[2].isDigit
      let failure = folding.classifier.attempt(
        reason: link, reply: isReply ? link : nil,
        status: isReply ? EnhancedStatus(startOf: link.from(4)) : nil, evidence: nil,
        line.dialect)
      // Around another link a code says nothing.
      if best != nil, Self.saysNothing(failure) || link.contains("Proxy session setup failed") {
        continue
      }
      if !Self.saysNothing(failure) || isReply && failure != .unclassified { return failure }
      if best == nil || best == .unclassified { best = failure }
    }
    guard text.links.count == 1 else { return best }
    let whole = folding.classifier.attempt(
      reason: reason, reply: nil, status: text.status, evidence: nil, line.dialect)
    if whole != .unclassified, best == nil || best == .unclassified { best = whole }
    return best
  }
}

extension ByteView {
  /// `2026-09-14T09:00:00.621Z` at the beginning, in microseconds since 1970.
  fileprivate var tableTime: Int64? {
    guard count > 19, self[10] == UInt8(ascii: "T") else { return nil }
    let decimals = self[19] == UInt8(ascii: ".") ? from(20).length(while: { $0.isDigit }) : 0
    let end = decimals > 0 ? 20 + min(decimals, 6) : 19
    let zone = 19 + (decimals > 0 ? decimals + 1 : 0)
    guard zone < count, self[zone] == UInt8(ascii: "Z") else { return nil }
    return LogTime(rfc3339: prefix(end).string + "+00:00")?.microseconds
  }
}
