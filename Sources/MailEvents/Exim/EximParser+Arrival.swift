internal import ByteTools

/// How a message came in, and what an administrator or the queue did with it.
extension EximParser {
  /// `<= SENDER FIELDS… [from <S>] [for R1 R2 …]`.
  func parseArrival(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict {
    let line = cursor.line
    event[.flag] = ByteRange(cursor.at..<(cursor.at + 2))
    cursor.at += 3
    guard !cursor.isAtEnd else { return .unknown }
    if cursor.skip("<>") {
      event[.from] = ByteRange(cursor.at..<cursor.at)
    } else {
      event[.from] = Self.takeSender(&cursor)
    }
    guard event.has(.from), cursor.isAtEnd || cursor.skip(0x20) else { return .unknown }
    Self.readFields(&cursor, .client, &event)
    guard event.has(.proto) || event.has(.clientIP) || event.has(.uid) else { return .unknown }
    if cursor.skip("from <"), let close = line.firstRange(of: "> ", from: cursor.at) {
      cursor.at = close.upperBound
    }
    if cursor.skip("for ") { event[.recipients] = cursor.restRange }
    event.kind = .queued
    event.isWholeArrival = true
    return .event
  }

  /// A sender's local part may be quoted and hold blanks.
  private static func takeSender(_ cursor: inout LineCursor) -> ByteRange? {
    let line = cursor.line
    let start = cursor.at
    guard line[start] == UInt8(ascii: "\"") else { return takeWord(&cursor) }
    let index = line.endOfQuoted(from: start + 1)
    let end = line.firstIndex(of: 0x20, from: min(index, line.count)) ?? line.count
    cursor.at = end
    return ByteRange(start..<end)
  }

  /// Frozen, thawed, removed, cancelled: Exim specification, chapter 52, and `deliver.c`.
  func parseLifeCycle(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let start = cursor.at
    func action(_ word: StaticString) -> Bool {
      guard cursor.skip(word) else { return false }
      event.kind = .administrator
      event[.action] = ByteRange(start..<(start + word.utf8CodeUnitCount))
      if !cursor.isAtEnd { event[.reason] = ByteRange(start..<cursor.line.count) }
      return true
    }
    let isAction =
      action("Frozen") || action("frozen by ") || action("*** Frozen") || action("Unfrozen by ")
      || action("unfrozen by ") || action("cancelled by ") || action("removed by ")
    if isAction { return .event }
    if cursor.skip("Delivery deferred by system filter") {
      event.kind = .administrator
      event[.action] = ByteRange(start..<(start + 17))
      event[.reason] = ByteRange(start..<cursor.line.count)
      return .event
    }
    if cursor.skip("address <") {
      guard let address = cursor.take(upTo: "> marked delivered by ") else { return .unknown }
      event.kind = .administrator
      event[.to] = address
      event[.action] = ByteRange((Int(address.end) + 2)..<(Int(address.end) + 18))
      return .event
    }
    if cursor.skip("malware acl condition: ") || cursor.skip("spam acl condition: ") {
      event.kind = .note
      event[.stage] = ByteRange(start..<(cursor.at - 2))
      event[.reason] = cursor.restRange
      return .event
    }
    if cursor.skip("recipient <") {
      guard let address = cursor.take(upTo: "> added by ") else { return .unknown }
      event.kind = .note
      event[.to] = address
      return .event
    }
    if cursor.holds("SMTP connection lost after final dot")
      || cursor.holds("SMTP data timeout (message abandoned)")
      || cursor.holds("rescind the above message-accept")
    {
      event.kind = .lost
      event[.reason] = cursor.restRange
      return .event
    }
    return nil
  }
}
