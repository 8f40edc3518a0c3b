internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// Exim: each line of a message bears its ID, and tells of its own session.
extension Tracker {
  mutating func readEximLine(_ current: borrowing Current) {
    guard event.hasQueueID else {
      readEximRefusal(current)
      return
    }
    let key = QueueKey(current.bytes.clamped(event.queueID))
    let index = message(for: key, current)
    if options.all { messages[Int(index)].flags.insert(.marked) }
    append(current.reference, to: index)
    switch event.kind {
    case .queued: noteEximArrival(index, current)
    case .attempt, .hostFailed: noteEximAttempt(index, current)
    case .removed: end(index)
    case .reject:
      noteClient(index, current)
      noteEximMarks(index, current)
      end(index)
    case .lost: end(index)
    default: break
    }
  }

  /// Refused without an ID: a message that nobody took in.
  private mutating func readEximRefusal(_ current: borrowing Current) {
    switch event.kind {
    case .reject, .tlsProblem: break
    default: return
    }
    let index = makeRefusal(current)
    noteClient(index, current)
    noteEximMarks(index, current)
  }

  private mutating func noteEximArrival(_ index: Int32, _ current: borrowing Current) {
    messages[Int(index)].flags.formUnion([.arrived, .queued])
    noteClient(index, current)
    noteEximMarks(index, current)
    if event.has(.tlsVersion) { facts.noteTLS(current.record.program) }
    if event.has(.peerDN) || isYes(.certVerified, current) {
      facts.noteCertificate(current.record.program)
    }
    if !event.has(.clientIP) || isLoopback(current) {
      messages[Int(index)].flags.insert(.injected)
      if let id = event.text(.messageID, in: current.bytes), !id.isEmpty {
        injected[Self.injectionKey(current.host, id)] = handle(index)
      }
    }
    noteQueued(index)
    if let parent = event.text(.reference, in: current.bytes),
      event.text(.from, in: current.bytes)?.isEmpty == true
    {
      noteEximReport(index, of: parent, current)
    }
  }

  private func isYes(_ key: LineEvent.Key, _ current: borrowing Current) -> Bool {
    event.text(key, in: current.bytes) == ByteView("yes" as StaticString)
  }

  private func isLoopback(_ current: borrowing Current) -> Bool {
    guard let ip = event.text(.clientIP, in: current.bytes) else { return false }
    return ip == ByteView("127.0.0.1" as StaticString) || ip == ByteView("::1" as StaticString)
  }

  /// `<= <> R=ID`: a report about that message.
  private mutating func noteEximReport(
    _ report: Int32, of parent: ByteView, _ current: borrowing Current
  ) {
    var index = table.head(of: QueueKey(parent))
    while index >= 0, messages[Int(index)].host != current.host {
      index = messages[Int(index)].older
    }
    guard index >= 0, index != report else { return }
    let id = current.bytes.clamped(event.queueID)
    relate(index, report, .bounce, id, parent)
  }

  private mutating func noteEximAttempt(_ index: Int32, _ current: borrowing Current) {
    let owner = hops.owner(
      host: event.text(.relayHost, in: current.bytes) ?? .empty,
      ip: event.text(.relayIP, in: current.bytes) ?? .empty, outbound: true)
    if owner == .platform && event.has(.relayIP) || bearsSuffix(.to, current.bytes)
      || bearsSuffix(.origTo, current.bytes)
    {
      messages[Int(index)].flags.insert(.marked)
    }
    if event.has(.tlsVersion) { facts.noteTLS(current.record.program) }
    noteNextHop(index, current, owner)
  }

  /// Recipients at arrival and the subject, where they are logged.
  private mutating func noteEximMarks(_ index: Int32, _ current: borrowing Current) {
    let bytes = current.bytes
    if bearsSuffix(.to, bytes) { messages[Int(index)].flags.insert(.marked) }
    if let recipients = event.text(.recipients, in: bytes) {
      var start = 0
      while start < recipients.count {
        let length = recipients.length(from: start) { $0 > 0x20 }
        if length > 0, hops.profile.bearsSuffix(recipients[start..<(start + length)].unbracketed) {
          messages[Int(index)].flags.insert(.marked)
        }
        start += length + 1
      }
    }
    if let subject = event.text(.subject, in: bytes), hops.profile.tag(in: subject) != nil {
      messages[Int(index)].flags.insert(.marked)
    }
  }
}

extension ByteView {
  /// Without the angle brackets around it.
  var unbracketed: ByteView {
    count >= 2 && self[0] == UInt8(ascii: "<") && self[count - 1] == UInt8(ascii: ">")
      ? self[1..<(count - 1)] : self
  }
}
