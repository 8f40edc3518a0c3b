internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// Exchange: what a row says of a delivery, a failure or a deferral, recipient by recipient.
extension HopState {
  func readRowAttempt(
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

  func setPlace(of attempt: inout Attempt, _ station: Int32) {
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
