internal import ByteTools
internal import MailTerms

/// What Exim's own server refused: mainlog and rejectlog.
extension EximParser {
  /// `[DS ]H=… FIELDS… [temporarily ]rejected WHAT[: TEXT]`, and forms of their own.
  func parseRefusal(
    _ cursor: inout LineCursor, _ whole: ByteView, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let line = cursor.line
    let start = cursor.at
    if cursor.skip("rejected ") { return parseOwnWords(&cursor, whole, start, &event) }
    if cursor.skip("SA: Action: ") { return parseScan(&cursor, &event) }
    if cursor.holds(Self.tooManyRecipients) { return parseTooMany(&cursor, &event) }
    if cursor.holds("local_scan() function ") { return parseScanFailure(&cursor, &event) }
    guard Self.keyLength(line, at: start) != nil || cursor.holds("DS ") else {
      return nil
    }
    Self.readFields(&cursor, .client, &event)
    if cursor.holds(": rejected by DCC") { cursor.at += 2 }
    let at = cursor.at
    let isForTheMoment = cursor.skip("temporarily ")
    guard cursor.skip("rejected ") else {
      cursor.at = at
      return parseACLWords(&cursor, &event)
    }
    event[.action] = ByteRange(at..<(cursor.at - 1))
    event.isForTheMoment = isForTheMoment
    event.kind = .reject
    readWhat(&cursor, &event)
    if whole.count > line.count { Self.readHeader(whole, from: line.count + 1, &event) }
    return .event
  }

  /// `RCPT <R>`, `MAIL <S>`, `after DATA`, …, then the reason.
  private func readWhat(_ cursor: inout LineCursor, _ event: inout LineEvent) {
    let line = cursor.line
    let start = cursor.at
    if cursor.skip("RCPT ") {
      event[.stage] = ByteRange(start..<(start + 4))
      let address = cursor.holds("<") ? cursor.takeBracketed() : Self.takeWord(&cursor)
      event[.to] = address
    } else if cursor.skip("MAIL ") {
      event[.stage] = ByteRange(start..<(start + 4))
      let address = cursor.holds("<") ? cursor.takeBracketed() : Self.takeWord(&cursor)
      event[.from] = event[.from] ?? address
    } else {
      let end = line.firstIndex(of: UInt8(ascii: ":"), from: start) ?? line.count
      event[.stage] = ByteRange(start..<end)
      cursor.at = end
    }
    // Behind an address there may be more of the command.
    if !cursor.holds(": "), let colon = line.firstRange(of: ": ", from: cursor.at) {
      cursor.at = colon.lowerBound
    }
    _ = cursor.skip(": ")
    let reason = cursor.restRange
    event[.reason] = reason
    readStatus(reason, line, &event)
  }

  /// The text of an ACL may begin with a reply code, with an enhanced status, or with both.
  private func readStatus(_ reason: ByteRange, _ line: ByteView, _ event: inout LineEvent) {
    let text = line.clamped(reason)
    guard text.count > 5 else { return }
    if text[1] == UInt8(ascii: "."), text[0] == UInt8(ascii: "4") || text[0] == UInt8(ascii: "5"),
      text[2].isDigit
    {
      let length = text.length { $0.isDigit || $0 == UInt8(ascii: ".") }
      event[.dsn] = ByteRange(Int(reason.start)..<(Int(reason.start) + length))
    } else if text[3] == 0x20 || text[3] == UInt8(ascii: "-") {
      Self.readReply(reason, line, &event)
    }
  }

  /// `rejected MAIL FROM:<S> H=…: message too big: …`, `rejected from <S> H=…: Too many "Received" …`.
  private func parseOwnWords(
    _ cursor: inout LineCursor, _ whole: ByteView, _ start: Int, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let line = cursor.line
    // `rejected HELO from`, `rejected MAIL command`: there was no message yet.
    guard cursor.skip("MAIL FROM:") || cursor.skip("from ") || cursor.skip("by ") else {
      return nil
    }
    event[.action] = ByteRange(start..<(start + 8))
    event[.stage] = ByteRange((start + 9)..<max(start + 9, cursor.at - 1))
    event[.from] = cursor.holds("<") ? cursor.takeBracketed() : nil
    if cursor.skip(0x20) { Self.readFields(&cursor, .client, &event) }
    guard cursor.skip(": ") else { return .unknown }
    event.kind = .reject
    event[.reason] = cursor.restRange
    if whole.count > line.count { Self.readHeader(whole, from: line.count + 1, &event) }
    return .event
  }

  private static let tooManyRecipients: StaticString =
    "too many recipients: message rejected: sender="

  /// `too many recipients: message rejected: sender=<S> H=…`; where only the excess is refused, the message
  /// lives.
  private func parseTooMany(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    let start = cursor.at
    _ = cursor.skip(Self.tooManyRecipients)
    event[.stage] = ByteRange(start..<(start + 19))
    event[.action] = ByteRange((start + 29)..<(start + 37))
    event[.reason] = ByteRange(start..<(start + 37))
    event[.from] = cursor.takeBracketed()
    guard event.has(.from), cursor.skip(0x20) || cursor.isAtEnd else { return .unknown }
    Self.readFields(&cursor, .client, &event)
    event.kind = .reject
    return .event
  }

  /// `SA: Action: silently tossed message: … (… | Message-Id: M). From <S> (host=NAME [IP]) for R, R`:
  /// sa-exim's verdict, in front of what Exim makes of it. Nobody else names the recipients of what it
  /// drops or refuses; what it lets pass is nothing. Source: `sa-exim.c`.
  private func parseScan(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    let line = cursor.line
    let start = cursor.at
    if cursor.skip("silently tossed message: ") {
      // A discard is told by the word for it.
      event[.action] = ByteRange(start..<(start + 15))
    } else if cursor.skip("permanently rejected message: ") {
      event[.action] = ByteRange((start + 12)..<(start + 20))
    } else if cursor.skip("temporarily rejected message: ") {
      event[.action] = ByteRange(start..<(start + 20))
      event.isForTheMoment = true
    } else {
      return .ignored
    }
    event.kind = .reject
    event[.stage] = ByteRange((start - 12)..<(start - 10))
    let scan = line.firstRange(of: " (scanned in ", from: cursor.at)?.lowerBound ?? line.count
    event[.reason] = ByteRange(start..<scan)
    cursor.at = scan
    // The Message-ID in it has lost some of its signs.
    if let from = line.firstRange(of: "). From <", from: cursor.at) {
      cursor.at = from.upperBound - 1
      event[.from] = cursor.takeBracketed()
    }
    if cursor.skip(" (host=") {
      event[.clientHost] = cursor.take(upTo: " [")
      event[.clientIP] = cursor.take(upTo: "])")
    }
    if let list = line.firstRange(of: " for ", from: cursor.at) {
      event[.recipients] = ByteRange(list.upperBound..<line.count)
    }
    return .event
  }

  /// `local_scan() function timed out - message temporarily rejected (size 29)`.
  private func parseScanFailure(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    let line = cursor.line
    let start = cursor.at
    guard
      cursor.skip("local_scan() function timed out")
        || cursor.skip("local_scan() function crashed with "),
      let found = line.firstRange(of: "temporarily rejected", from: cursor.at)
    else { return .unknown }
    event[.action] = ByteRange(found)
    event.isForTheMoment = true
    event[.stage] = ByteRange(start..<(start + 12))
    event[.reason] = ByteRange(start..<line.count)
    event.failure = .localError
    event.kind = .reject
    return .event
  }

  /// What an ACL says that refuses nothing by itself, or drops without a word, the client too.
  private func parseACLWords(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let line = cursor.line
    let start = cursor.at
    if cursor.skip("RCPT <"), let end = line.firstRange(of: ">: discarded by ", from: cursor.at) {
      event[.to] = ByteRange(cursor.at..<end.lowerBound)
      event[.action] = ByteRange((end.lowerBound + 3)..<(end.lowerBound + 12))
      event[.stage] = ByteRange(start..<(start + 4))
      event[.reason] = ByteRange((end.lowerBound + 3)..<line.count)
      event.kind = .reject
      return .event
    }
    if cursor.skip("dropped by ") {
      event[.action] = ByteRange(start..<(start + 7))
      let stage = cursor.at
      let end = line.firstRange(of: " ACL", from: stage)?.lowerBound ?? line.count
      event[.stage] = ByteRange(stage..<end)
      cursor.at = min(end + 4, line.count)
      event[.reason] = cursor.skip(": ") ? cursor.restRange : ByteRange(start..<line.count)
      event.kind = .reject
      return .event
    }
    if cursor.skip("Warning: ") || cursor.skip("sender verify ")
      || cursor.skip("incomplete transaction (")
    {
      event.kind = .note
      event[.reason] = ByteRange(start..<line.count)
      return .event
    }
    return nil
  }

  // MARK: TLS of clients

  /// `TLS error on connection [Ci=ID ]from [NAME ][(HELO) ][IP]… (CALL): REASON`; the connection's ID
  /// since 4.97, with `+connection_id`.
  func parseServerTLS(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    guard cursor.skip("TLS error on connection ") else { return nil }
    if cursor.skip("Ci=") { _ = cursor.take(upTo: 0x20) }
    guard cursor.skip("from ") else { return nil }
    guard Self.readHost(&cursor, .client, &event), event.has(.clientIP) else { return .unknown }
    if cursor.skip(0x20) { Self.readFields(&cursor, .client, &event) }
    event[.reason] = cursor.restRange
    // After the handshake the client may just hang up: nothing is lost by that.
    let reason = cursor.rest
    let isNoise =
      reason.starts(with: "(recv)") || reason.starts(with: "(send)")
      || reason.contains("timed out")
    event.kind = isNoise ? .note : .tlsProblem
    return .event
  }
}
