internal import ByteTools

/// The way out: `logdelivery` in sendmail's `deliver.c`.
extension SendmailParser {
  /// `to=R[,R…][, [more]][, ctladdr=A (UID/GID)], delay=D[, xdelay=D][, mailer=M][, tls_verify=V…]
  /// [, pri=N][, relay=HOST][, quarantine=TEXT][, dsn=X.Y.Z][, ntries=N][, stage=S]
  /// [, reply=TEXT], stat=TEXT`.
  ///
  /// The fields that only some builds write (`_FFR_LOG_MORE2`, `_FFR_LOG_NTRIES`, `_FFR_LOG_STAGE`) may
  /// be there or not; `reply=` came with 8.16.
  func parseAttempt(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard cursor.skip("to=") else { return nil }
    let line = cursor.line
    guard readRecipients(&cursor, &event) else { return .unknown }
    if cursor.skip(", ctladdr=") {
      guard let end = line.firstRange(of: ", delay=", from: cursor.at)?.lowerBound else {
        return .unknown
      }
      event[.customData] = ByteRange(cursor.at..<end)
      cursor.at = end
    }
    guard cursor.skip(", delay="), let delay = Self.takeInterval(&cursor) else { return .unknown }
    event[.delay] = delay
    while !cursor.skip(", stat=") {
      guard readField(&cursor, &event) else {
        // What is too long for the line is cut before the status.
        guard let cut = line.firstRange(of: "..., stat=", from: cursor.at) else {
          return .unknown
        }
        cursor.at = cut.upperBound
        break
      }
    }
    readStatus(cursor.at, line, &event)
    return .event
  }

  /// The list without its brackets where it is one address, and the whole list where there are more.
  private func readRecipients(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    let line = cursor.line
    let start = cursor.at
    var isFirst = true
    while let end = Self.endOfAddress(line, from: cursor.at), end < line.count {
      if isFirst { event[.to] = Self.bare(line, cursor.at..<end) }
      cursor.at = end
      if atFields(cursor) {
        if !isFirst { event[.recipients] = ByteRange(start..<end) }
        return true
      }
      guard cursor.skip(UInt8(ascii: ",")) else { break }
      // More of the list stands on the next line.
      if cursor.holds(" [more]") {
        event[.recipients] = ByteRange(start..<end)
        cursor.at += 7
        return atFields(cursor)
      }
      isFirst = false
    }
    // An address that was cut, or one with a single quote.
    guard
      let end = line.firstRange(of: ", delay=", from: start)?.lowerBound
        ?? line.firstRange(of: ", stat=", from: start)?.lowerBound
    else { return false }
    cursor.at = min(end, line.firstRange(of: ", ctladdr=", from: start)?.lowerBound ?? end)
    if isFirst {
      event[.to] = Self.bare(line, start..<cursor.at)
    } else {
      event[.recipients] = ByteRange(start..<cursor.at)
    }
    return true
  }

  private func atFields(_ cursor: LineCursor) -> Bool {
    cursor.holds(", delay=") || cursor.holds(", ctladdr=")
  }

  private static func bare(_ line: ByteView, _ range: Range<Int>) -> ByteRange {
    guard range.count >= 2, line[range.lowerBound] == UInt8(ascii: "<"),
      line[range.upperBound - 1] == UInt8(ascii: ">")
    else { return ByteRange(range) }
    return ByteRange((range.lowerBound + 1)..<(range.upperBound - 1))
  }

  /// One of the fields between the delay and the status.
  private func readField(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    let line = cursor.line
    if cursor.skip(", xdelay=") {
      event[.delays] = Self.takeInterval(&cursor)
      return event.has(.delays)
    }
    if cursor.skip(", pri=") { return Self.takeSigned(&cursor) }
    if cursor.skip(", relay=") {
      let end = Self.end(of: line, from: cursor.at, before: Self.behindRelay)
      let peer = ByteRange(cursor.at..<end)
      cursor.at = end
      return Self.readPeer(peer, line, .relay, &event)
    }
    if cursor.skip(", reply=") {
      guard let end = line.firstRange(of: ", stat=", from: cursor.at)?.lowerBound else {
        return false
      }
      event[.reply] = ByteRange(cursor.at..<end)
      cursor.at = end
      return true
    }
    if cursor.skip(", quarantine=") || cursor.skip(", status=") {
      let end = Self.end(of: line, from: cursor.at, before: [", dsn=", ", stat="])
      event[.reason] = ByteRange(cursor.at..<end)
      cursor.at = end
      return true
    }
    let key: LineEvent.Key?
    if cursor.skip(", mailer=") {
      key = .transport
    } else if cursor.skip(", dsn=") {
      key = .dsn
    } else if let told = Self.takeTLSKey(&cursor) {
      key = told
    } else if cursor.skip(", ntries=") || cursor.skip(", stage=") {
      key = nil
    } else {
      return false
    }
    let value = cursor.take { $0 != UInt8(ascii: ",") && $0 != 0x20 }
    if let key, let value, !(line.clamped(value) == "NONE") { event[key] = value }
    return value != nil
  }

  private static let behindRelay: [StaticString] = [
    ", dsn=", ", ntries=", ", stage=", ", reply=", ", status=", ", stat=",
  ]

  /// `00:00:04`, `1+02:03:04`: `pintvl` in `convtime.c`.
  static func takeInterval(_ cursor: inout LineCursor) -> ByteRange? {
    let value = cursor.take {
      $0.isDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
    }
    guard let value, SendmailInterval.milliseconds(cursor.line.clamped(value)) != nil else {
      return nil
    }
    return value
  }
}
