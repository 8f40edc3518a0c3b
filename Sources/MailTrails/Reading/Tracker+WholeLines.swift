internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// Exim: each line of a message bears its ID, and tells of its own session.
extension Tracker {
  func readMessageBoundLine(_ current: borrowing Current) {
    if case .header = event.kind {
      readRefusedHeader(current)
      return
    }
    guard event.hasQueueID else {
      readWholeRefusal(current)
      return
    }
    let key = QueueKey(current.bytes.clamped(event.queueID))
    let index = message(for: key, current)
    if options.all { messages[Int(index)].flags.insert(.marked) }
    append(current.reference, to: index)
    switch event.kind {
    case .queued:
      noteWholeArrival(index, current)
      noteRefusalsBefore(index, current)
    case .attempt, .hostFailed: noteWholeAttempt(index, current)
    case .administrator:
      if event.text(.action, in: current.bytes)?.starts(with: "cancelled by") == true {
        messages[Int(index)].flags.insert(.failed)
      }
    case .note: noteLastWord(index, current)
    case .removed: end(index)
    case .reject:
      noteClient(index, current)
      noteEnvelopeMarks(index, current)
      let place = processes.place(ProcessTable.key(host: current.host, pid: current.record.pid))
      processes[place].receiving = handle(index)
      end(index)
    case .lost: end(index)
    default: break
    }
  }

  /// Syslog has a refused message's header line by line, behind the refusal of the same process.
  private func readRefusedHeader(_ current: borrowing Current) {
    let place = processes.place(ProcessTable.key(host: current.host, pid: current.record.pid))
    guard let refused = processes[place].receiving, isAlive(refused.index, refused.serial) else {
      return
    }
    append(current.reference, to: refused.index)
    noteEnvelopeMarks(refused.index, current)
  }

  /// Refused without an ID: a message that nobody took in.
  private func readWholeRefusal(_ current: borrowing Current) {
    switch event.kind {
    case .reject:
      if isQuestion(event.text(.stage, in: current.bytes) ?? .empty) { return }
      if let first = firstCopy(current) {
        if isAlive(first.index, first.serial) { append(current.reference, to: first.index) }
        return
      }
    case .tlsProblem: break
    default: return
    }
    let index = makeRefusal(current)
    noteClient(index, current)
    noteEnvelopeMarks(index, current)
    // A refused recipient may be one of several of a message that follows.
    let place = processes.place(sessionKey(current))
    if event.text(.stage, in: current.bytes) == ByteView("RCPT" as StaticString) {
      processes.add(refusal: handle(index), at: place)
    }
  }

  /// Syslog has what is refused twice: once for the main log, once for the reject log
  /// (`syslog_duplication`). In files each stands in its own.
  private func firstCopy(_ current: borrowing Current) -> MessageHandle? {
    guard current.record.pid > 0, !programs.hostNames[Int(current.host)].isEmpty else { return nil }
    return refusalBefore(current)
  }

  /// Where the session of a client is noted: under its process, or, where that is not logged, under its
  /// address.
  private func sessionKey(_ current: borrowing Current) -> UInt64 {
    guard current.record.pid == 0 else {
      return ProcessTable.key(host: current.host, pid: current.record.pid)
    }
    let ip = event.text(.clientIP, in: current.bytes) ?? .empty
    return mixed(ip.tableHash, UInt64(current.host) | 1 << 44)
  }

  /// What was refused or dropped before in the same session may belong to the message.
  private func noteRefusalsBefore(_ index: Int32, _ current: borrowing Current) {
    guard processes.count > 0, event.has(.clientIP),
      let place = processes.known(sessionKey(current))
    else { return }
    for refusal in processes.takeRefusals(at: place) {
      followedBy[refusal.serial] = handle(index)
    }
  }

  func noteWholeArrival(_ index: Int32, _ current: borrowing Current) {
    messages[Int(index)].flags.formUnion([.arrived, .queued])
    noteClient(index, current)
    noteEnvelopeMarks(index, current)
    if event.has(.tlsVersion) { facts.noteTLS(current.record.program) }
    if event.has(.peerDN) || event.certificate == .verified {
      facts.noteCertificate(current.record.program)
    }
    if !event.has(.clientIP) || isLoopback(current) {
      messages[Int(index)].flags.insert(.injected)
      if let id = event.text(.messageID, in: current.bytes), !id.isEmpty {
        injected.add(handle(index), under: Self.injectionKey(current.host, id))
      }
    }
    if let id = event.text(.messageID, in: current.bytes) { noteMessageID(id, of: index) }
    noteQueued(index)
    if let parent = event.text(.reference, in: current.bytes),
      event.text(.from, in: current.bytes)?.isEmpty == true
    {
      noteReportArrival(index, of: parent, current)
    }
  }

  private func isLoopback(_ current: borrowing Current) -> Bool {
    guard let ip = event.text(.clientIP, in: current.bytes) else { return false }
    return ip == ByteView("127.0.0.1" as StaticString) || ip == ByteView("::1" as StaticString)
  }

  /// `<= <> R=ID`: a report about that message.
  private func noteReportArrival(
    _ report: Int32, of parent: ByteView, _ current: borrowing Current
  ) {
    let index = newest(under: QueueKey(parent), on: current.host)
    guard index >= 0, index != report else { return }
    let id = current.bytes.clamped(event.queueID)
    // The line does not say what is reported: what has happened since the last report does.
    let flags = messages[Int(index)].flags
    let kind: Related.Kind =
      flags.contains(.failed) ? .bounce : flags.contains(.delayed) ? .delayNotice : .successNotice
    messages[Int(index)].flags.remove(.failed)
    relate(index, report, kind, id, parent)
  }

  private func noteWholeAttempt(_ index: Int32, _ current: borrowing Current) {
    let owner = hops.owner(
      host: event.text(.relayHost, in: current.bytes) ?? .empty,
      ip: event.text(.relayIP, in: current.bytes) ?? .empty, outbound: true)
    if owner == .platform && event.has(.relayIP) || bearsSuffix(.to, current.bytes)
      || bearsSuffix(.origTo, current.bytes)
    {
      messages[Int(index)].flags.insert(.marked)
    }
    if event.has(.tlsVersion) { facts.noteTLS(current.record.program) }
    if case .attempt = event.kind {
      noteLastWord(index, current)
      if event.isSent {
        noteNextHop(index, current, owner)
      } else {
        noteRouteFailure(index, current, owner)
      }
    }
  }

  /// What a report that follows would be about.
  private func noteLastWord(_ index: Int32, _ current: borrowing Current) {
    guard let flag = event.text(.flag, in: current.bytes) else { return }
    if flag == "**" {
      messages[Int(index)].flags.insert(.failed)
    } else if flag == "==" {
      messages[Int(index)].flags.insert(.delayed)
    } else {
      messages[Int(index)].flags.remove(.delayed)
    }
  }

  /// `retry time not reached`: nothing was tried, because the hosts of the route failed for others.
  private func noteRouteFailure(
    _ index: Int32, _ current: borrowing Current, _ owner: WhoseHop.Owner
  ) {
    guard !event.has(.reply), let reason = event.text(.reason, in: current.bytes) else { return }
    let domain = route(current, event.text(.to, in: current.bytes)?.domain ?? .empty)
    // All mail for the platform goes one way, whatever its domain.
    let way = route(current, event.text(.router, in: current.bytes) ?? .empty)
    let isWaiting =
      reason.contains("retry time not reached")
      || reason.contains("have been failing for a long time")
      || reason.contains("were last tried after")
    if isWaiting {
      let known = platform.failure(ofRoute: domain)
      messages[Int(index)].inferred =
        bearsSuffix(.to, current.bytes) ? platform.failure(ofRoute: way) ?? known : known
      return
    }
    let failure = folding.classifier.attempt(
      reason: reason, reply: nil, status: nil, evidence: nil, .exim)
    platform.note(route: domain, failure: failure)
    // Exim waits for a host that cannot be reached, for whatever domain; TLS is tried again.
    if failure.isNetwork,
      owner == .platform && event.has(.relayIP) || bearsSuffix(.to, current.bytes)
    {
      platform.note(route: way, failure: failure)
    }
  }

  private func route(_ current: borrowing Current, _ name: ByteView) -> UInt64 {
    mixed(name.tableHash, UInt64(current.host) | 1 << 43)
  }

  /// Recipients at arrival and the subject, where they are logged.
  private func noteEnvelopeMarks(_ index: Int32, _ current: borrowing Current) {
    let bytes = current.bytes
    if bearsSuffix(.to, bytes) { messages[Int(index)].flags.insert(.marked) }
    if let recipients = event.text(.recipients, in: bytes) {
      var start = 0
      while start < recipients.count {
        let end = recipients.end(from: start, before: 0x20)
        if end > start, hops.bearsSuffix(recipients[start..<end].unbracketed) {
          messages[Int(index)].flags.insert(.marked)
        }
        start = end + 1
      }
    }
    if let subject = event.text(.subject, in: bytes), hops.tag(in: subject) != nil {
      messages[Int(index)].flags.insert(.marked)
    }
  }
}

extension ByteView {
  /// What stands behind the last `@`.
  var domain: ByteView { lastIndex(of: UInt8(ascii: "@")).map { from($0 + 1) } ?? .empty }

  /// Without the angle brackets around it.
  var unbracketed: ByteView {
    count >= 2 && self[0] == UInt8(ascii: "<") && self[count - 1] == UInt8(ascii: ">")
      ? self[1..<(count - 1)] : self
  }
}
