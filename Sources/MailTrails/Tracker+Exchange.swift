internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// Exchange: a message is one in all servers of the organisation, by its network message ID or, before
/// 2013, its message ID. No row says that it is over.
extension Tracker {
  mutating func readExchangeRow(_ current: borrowing Current) {
    // Some rows of the store name no message.
    guard event.hasQueueID else { return }
    if case .note = event.kind, !event.has(.customData) { return }
    let key = QueueKey(current.bytes.clamped(event.queueID))
    let index = message(for: key, current)
    if options.all { messages[Int(index)].flags.insert(.marked) }
    append(current.reference, to: index)
    if !messages[Int(index)].flags.contains(.marked) { noteExchangeMarks(index, current) }
    if event.text(.flag, in: current.bytes) == ByteView("DSN" as StaticString),
      let parent = event.text(.reference, in: current.bytes), !parent.isEmpty
    {
      noteExchangeReport(index, of: parent, current)
    }
    if case .queued = event.kind, let id = event.text(.messageID, in: current.bytes) {
      exchangeByID[id.hash64] = handle(index)
    }
  }

  private mutating func noteExchangeMarks(_ index: Int32, _ current: borrowing Current) {
    let bytes = current.bytes
    var isMarked = false
    if let recipients = event.text(.recipients, in: bytes) {
      var start = 0
      while start < recipients.count, !isMarked {
        let end = recipients.firstIndex(of: UInt8(ascii: ";"), from: start) ?? recipients.count
        isMarked = hops.profile.bearsSuffix(recipients[start..<end].trimmed)
        start = end + 1
      }
    }
    if let subject = event.text(.subject, in: bytes), hops.profile.tag(in: subject) != nil {
      isMarked = true
    }
    if case .attempt = event.kind, owner(.relayHost, .relayIP, bytes, outbound: true) == .platform {
      isMarked = true
    }
    if case .queued = event.kind {
      let peer = exchangePeer(event, bytes)
      if hops.owner(host: peer.host, ip: peer.ip, outbound: false) == .platform { isMarked = true }
    }
    if isMarked { messages[Int(index)].flags.insert(.marked) }
  }

  private func owner(
    _ host: LineEvent.Key, _ ip: LineEvent.Key, _ bytes: ByteView, outbound: Bool
  ) -> WhoseHop.Owner {
    hops.owner(
      host: event.text(host, in: bytes) ?? .empty, ip: event.text(ip, in: bytes) ?? .empty,
      outbound: outbound)
  }

  /// `DSN`: a report, with the message that it is about as its reference.
  private mutating func noteExchangeReport(
    _ report: Int32, of parent: ByteView, _ current: borrowing Current
  ) {
    guard let known = exchangeByID[parent.hash64], isAlive(known.index, known.serial),
      known.index != report
    else { return }
    relate(
      known.index, report, .bounce, current.bytes.clamped(event.queueID), parent)
  }
}

/// Who really handed the message over: behind a front end the log's client is a server of ours.
func exchangePeer(
  _ event: borrowing LineEvent, _ line: ByteView
) -> (host: ByteView, ip: ByteView) {
  var host = event.text(.clientHost, in: line) ?? .empty
  var ip = event.text(.clientIP, in: line) ?? .empty
  if let original = event.text(.originalClientIP, in: line) {
    if !(original == ip) { host = .empty }
    ip = original
  }
  if let data = event.text(.customData, in: line) {
    if let address = customValue("ProxiedClientIPAddress", in: data) {
      ip = address
      host = .empty
    }
    if let name = customValue("ProxiedClientHostname", in: data) { host = name }
  }
  return (host, ip)
}

/// The value of `S:KEY=VALUE` in custom data; pairs are parted by `;`.
func customValue(_ key: StaticString, in data: ByteView) -> ByteView? {
  var from = 0
  while let found = data.from(from).firstRange(of: key) {
    let start = from + found.lowerBound
    let end = from + found.upperBound
    let isKey =
      (start == 0 || data[start - 1] == UInt8(ascii: ":") || data[start - 1] == UInt8(ascii: "."))
      && end < data.count && data[end] == UInt8(ascii: "=")
    // Exports have the same as `[KEY, VALUE]`.
    if start > 0, data[start - 1] == UInt8(ascii: "[") || data[start - 1] == UInt8(ascii: "."),
      data.holds(", ", at: end)
    {
      let stop = data.firstIndex(of: UInt8(ascii: "]"), from: end + 2) ?? data.count
      return data[(end + 2)..<stop]
    }
    if isKey {
      let stop = data.firstIndex(of: UInt8(ascii: ";"), from: end + 1) ?? data.count
      return data[(end + 1)..<stop]
    }
    from = end
  }
  return nil
}
