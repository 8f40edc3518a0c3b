internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// One line on its way into a hop.
struct HopLine {
  let bytes: ByteView
  let record: LineRecord
  let dialect: DialectName
  let bond: LineBond
  let quoting: Quoting
  /// The `ServiceFacts` number of the program that wrote it.
  let service: UInt16
  let role: LineEvent.Role
}

/// How a message came in, and what its queue says of it.
extension HopState {
  /// Takes in what one line says.
  func apply(_ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding) {
    let time = line.record.stamp
    hop.lastSeen = max(hop.lastSeen, time)
    if folding.keepsLines {
      lines.append(LoggedLine(text: keep(line.bytes), place: line.record.place, time: time))
    }
    switch line.bond {
    case .message: return applyMessageBound(event, line, folding)
    case .table: return applyRow(event, line, folding)
    case .process: break
    }
    switch event.kind {
    case .client:
      // The first word counts: a second client line is another generation's. But behind a before-queue
      // filter it is the filter that came first.
      if event.isWithoutQueueFile(in: line.bytes) { hasClient = false }
      readClient(event, line)
    case .pickup:
      isLocal = true
      if sender.isNone { sender = keep(event.text(.from, in: line.bytes)) }
    case .messageID:
      if messageID.isNone, let id = event.text(.messageID, in: line.bytes), !id.isEmpty {
        messageID = keep(id)
      }
    case .queued where event.isWholeArrival: readWholeArrival(event, line)
    case .queued:
      if let from = event.text(.from, in: line.bytes) { setSender(from) }
      if sizeBytes == nil {
        sizeBytes = event.text(.size, in: line.bytes)?.number.map(Int64.init)
      }
      if isHeld { release() }
      forgetSessions()
    case .connect where line.role == .tlsProxy: readConnect(event, line)
    case .attempt: readAttempt(event, line, folding)
    case .hostFailed: readHostFailure(event, line, folding)
    case .tls: readSummary(event, line)
    case .tlsTrace: readTrace(event, line)
    case .tlsProblem where event.has(.clientIP): readFailedHandshake(event, line, folding)
    case .tlsProblem where hop.queueID.isNone && hasClient:
      if let reason = event.text(.reason, in: line.bytes) { settleHandshake(reason, line, folding) }
    case .tlsProblem, .connectFailed: readProblem(event, line, folding)
    case .expired: expire(time)
    case .removed: remove(event, line)
    case .administrator: administer(event, line)
    case .check: readCheck(event, line, folding)
    case .reject: readRefusal(event, line, folding)
    case .lost:
      if entries.isEmpty, !ended { lostReason = keep(event.text(.reason, in: line.bytes)) }
    case .filter:
      if let reason = event.text(.reason, in: line.bytes) {
        filterVerdict = folding.classifier.filter(reason, line.dialect)
      }
    case .none, .connect, .disconnect, .resentMessageID, .header, .bounce, .delayNotice,
      .successNotice, .note:
      break
    }
  }

  /// The queue manager has it: from now on its lines name the recipients.
  private func release() {
    isHeld = false
    guard entries.contains(where: { $0.recipient.address.isNone }) else { return }
    entries.removeAll { $0.recipient.address.isNone && $0.recipient.outcome == .held }
    entriesChanged()
  }

  func setSender(_ address: ByteView) {
    if sender.isNone || !says(sender, address) { sender = keep(address) }
  }

  func readClient(_ event: borrowing LineEvent, _ line: HopLine) {
    guard !hasClient else { return }
    hasClient = true
    receivedBy = line.service
    if let host = event.text(.clientHost, in: line.bytes), !host.isEmpty {
      client.host = keep(host)
    }
    client.ip = keep(event.text(.clientIP, in: line.bytes))
    client.auth = keep(event.text(.saslUsername, in: line.bytes))
  }

  /// The queue lifetime is over: whatever had not arrived will not.
  private func expire(_ time: LogTime) {
    for index in entries.indices where entries[index].recipient.outcome == .deferred {
      entries[index].recipient.outcome = .expired
      entries[index].recipient.lastAttempt = entries[index].recipient.lastAttempt ?? time
    }
    isHeld = false
  }

  private func remove(_ event: borrowing LineEvent, _ line: HopLine) {
    ended = true
    let isDropped = event.text(.action, in: line.bytes) == ByteView("discarded" as StaticString)
    guard line.role == .administration || isDropped || isHeld else { return }
    discardWaiting()
  }

  /// Deleted by an administrator, or by a DISCARD: nobody gets it, nobody is told.
  func discardWaiting() {
    for index in entries.indices {
      switch entries[index].recipient.outcome {
      case .deferred, .held, .unknown: entries[index].recipient.outcome = .discarded
      default: break
      }
    }
  }

  private func administer(_ event: borrowing LineEvent, _ line: HopLine) {
    guard let action = event.text(.action, in: line.bytes) else { return }
    if action == "placed on hold" {
      hold()
    } else if action == "released from hold" {
      unhold()
    } else if action == "requeued" {
      ended = true
    }
  }

  func hold() {
    isHeld = true
    for index in entries.indices
    where entries[index].recipient.outcome == .deferred
      || entries[index].recipient.outcome == .unknown
    {
      entries[index].recipient.outcome = .held
    }
  }

  /// It is no longer held.
  func unhold() {
    isHeld = false
    for index in entries.indices where entries[index].recipient.outcome == .held {
      entries[index].recipient.outcome =
        entries[index].recipient.attempts > 0 ? .deferred : .unknown
    }
  }

  // MARK: Refusals and checks

  /// `SSL_accept error from …`: the client got no further than the handshake.
  func readFailedHandshake(_ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding) {
    readClient(event, line)
    refuse(event, line, .rejected, nil)
    if let reason = event.text(.reason, in: line.bytes) { settleHandshake(reason, line, folding) }
  }

  /// The reason of a failed handshake stands on this line or on one behind it.
  func settleHandshake(_ text: ByteView, _ line: HopLine, _ folding: Folding) {
    guard let index = entries.indices.first else { return }
    let told = folding.classifier.tls(text, line.dialect) ?? .tlsHandshake
    let failure = told.asOfClient(text)
    if let alert = tlsAlert(in: text) { entries[index].recipient.alert = alert }
    if let known = entries[index].recipient.failure, known.rank < failure.rank { return }
    if entries[index].recipient.failure != nil, failure == .tlsHandshake { return }
    var classes = FailureClasses()
    classes.insert(failure)
    entries[index].recipient.failure = failure
    entries[index].recipient.failedClasses = classes
    entries[index].recipient.reason = keep(text)
    entries[index].recipient.failureEvidence = keep(line.bytes)
  }

  /// A refusal of our own server, a filter, or an access rule.
  private func readRefusal(_ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding) {
    // Where no action is named the message itself was refused: a size limit, a loop.
    let action = event.text(.action, in: line.bytes) ?? ByteView("reject" as StaticString)
    if let from = event.text(.from, in: line.bytes), sender.isNone { sender = keep(from) }
    if !hasClient, event.has(.clientIP) { readClient(event, line) }
    let stage = event.text(.stage, in: line.bytes) ?? .empty
    if action.ends(with: "reject") || action == "abort" || action == "hangup"
      || action == "milter-tempfail" || action == "Connection"
    {
      let text = event.text(.reason, in: line.bytes) ?? .empty
      let status = event.text(.dsn, in: line.bytes).flatMap(EnhancedStatus.init(startOf:))
      let failure = folding.classifier.refusal(text, status: status, line.dialect)
      let isWhole =
        stage.isEmpty || stage == "END-OF-MESSAGE" || stage == "DATA"
        || stage == "mime-error"
      refuse(event, line, .rejected, failure)
      if isWhole { endAll(.rejected, failure) }
    } else if action == "proxy-accept" {
      // The filter before the queue took it and dropped it.
      let isReported = event.text(.reason, in: line.bytes)?.ends(with: ", BOUNCE") == true
      let failure = folding.classifier.verdict(of: event, line) ?? .filterPolicy
      refuse(event, line, isReported ? .bounced : .discarded, failure)
    } else if action.ends(with: "discard") {
      refuse(event, line, .discarded, folding.classifier.verdict(of: event, line))
      endAll(.discarded, nil)
    } else if action.ends(with: "hold") || action == "milter-quarantine" {
      hold(event, line)
    }
  }

  /// A header or body check, and the subject it saw.
  private func readCheck(_ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding) {
    guard let action = event.text(.action, in: line.bytes) else { return }
    if let from = event.text(.from, in: line.bytes), sender.isNone { sender = keep(from) }
    if subject.isNone, let text = event.text(.subject, in: line.bytes) { subject = keep(text) }
    // `milter-header-reject` and its like too.
    if action.ends(with: "reject") {
      let text = event.text(.reason, in: line.bytes) ?? .empty
      let status = event.text(.dsn, in: line.bytes).flatMap(EnhancedStatus.init(startOf:))
      let failure = folding.classifier.refusal(text, status: status, line.dialect)
      refuse(event, line, .rejected, failure)
      endAll(.rejected, failure)
    } else if action.ends(with: "discard") {
      refuse(event, line, .discarded, folding.classifier.verdict(of: event, line))
      endAll(.discarded, nil)
    } else if action.ends(with: "hold") {
      hold(event, line)
    }
  }

  private func hold(_ event: borrowing LineEvent, _ line: HopLine) {
    isHeld = true
    let to = event.text(.to, in: line.bytes)
    // Whose mail it is, no line tells before it is released.
    guard to != nil || entries.isEmpty else { return }
    let index = to.map { entry(for: $0, original: nil) } ?? namelessEntry()
    entries[index].recipient.outcome = .held
    entries[index].recipient.reason = keep(event.text(.reason, in: line.bytes))
  }

  /// Puts down the refusal of one recipient; of nobody where the line names none.
  func refuse(
    _ event: borrowing LineEvent, _ line: HopLine, _ outcome: Outcome, _ failure: FailureClass?
  ) {
    let index: Int
    if let to = event.text(.to, in: line.bytes) {
      index = entry(for: to, original: nil)
    } else if entries.isEmpty {
      entries.append(Entry())
      index = 0
    } else {
      index = entries.count - 1
    }
    let evidence = keep(line.bytes)
    entries[index].service = line.service
    entries[index].recipient.outcome = outcome
    entries[index].recipient.failure = failure
    if let failure { entries[index].recipient.failedClasses.insert(failure) }
    entries[index].recipient.evidence = evidence
    entries[index].recipient.reason = place(event[.reason], in: evidence)
    entries[index].recipient.status =
      event.text(.dsn, in: line.bytes).flatMap(EnhancedStatus.init(startOf:))
    entries[index].recipient.replyCode = UInt16(
      truncatingIfNeeded: event.text(.replyCode, in: line.bytes)?.number
        ?? (event.isForTheMoment ? 450 : 0))
    entries[index].recipient.lastAttempt = line.record.stamp
    if outcome == .rejected {
      entries[index].recipient.firstFailure =
        entries[index].recipient.firstFailure ?? line.record.stamp
    }
  }

  /// The whole message is refused or dropped: also those recipients that the line does not name.
  func endAll(_ outcome: Outcome, _ failure: FailureClass?) {
    ended = true
    for index in entries.indices where entries[index].recipient.outcome == .unknown {
      entries[index].recipient.outcome = outcome
      entries[index].recipient.failure = failure
    }
  }

  /// A place in a line as a place in its kept copy.
  func place(_ range: ByteRange?, in copy: Text) -> Text {
    guard let range, !copy.isNone else { return .none }
    return Text(start: copy.start + range.start, count: range.count)
  }

  /// The entry of a recipient, made where it is new.
  func entry(for address: ByteView, original: ByteView?) -> Int {
    func agrees(_ entry: Entry) -> Bool {
      guard let original, !entry.recipient.original.isNone else { return true }
      return says(entry.recipient.original, original)
    }
    var found = firstEntry(of: address)
    if let first = found, !agrees(entries[first]) {
      found = entries.firstIndex { says($0.recipient.address, address) && agrees($0) }
    }
    if let found {
      if let original, entries[found].recipient.original.isNone {
        entries[found].recipient.original = keep(original)
      }
      return found
    }
    // Known so far by the address before aliasing, from a check or a hold.
    if let original, let first = firstEntry(of: original),
      let index = entries[first...].firstIndex(where: {
        says($0.recipient.address, original) && !$0.tried
      })
    {
      entriesChanged()
      entries[index].recipient.original = entries[index].recipient.address
      entries[index].recipient.address = keep(address)
      return index
    }
    var entry = Entry()
    entry.recipient.address = keep(address)
    entry.recipient.original = keep(original)
    entries.append(entry)
    return entries.count - 1
  }

  /// For a line that does not say whom it is about.
  func namelessEntry() -> Int {
    if let known = entries.firstIndex(where: { $0.recipient.address.isNone }) { return known }
    entries.append(Entry())
    return entries.count - 1
  }
}

extension Classifier {
  /// The class of what made a filter drop a message: a milter's or check's words may name it.
  func verdict(of event: borrowing LineEvent, _ line: HopLine) -> FailureClass? {
    guard let text = event.text(.reason, in: line.bytes), !text.isEmpty else { return nil }
    return rules.match(.filter, dialect: line.dialect, text)?.failure
  }
}

extension FailureClass {
  /// The same of a client's certificate, which a server of ours did not accept: as when its abort says so.
  fileprivate func asOfClient(_ text: ByteView) -> FailureClass {
    switch self {
    case .certUntrusted where text.contains("no certificate received"): .certOwnMissing
    case .certUntrusted, .certSelfSigned, .certExpired, .certUnverified: .certOwnRejected
    default: self
    }
  }
}
