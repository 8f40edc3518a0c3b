package import ByteTools
package import MailLines
package import MailTerms

/// Reads what sendmail writes through syslog, 8.9 to 8.18.
///
/// `[QUEUEID: ]TEXT`. Sources: the calls of `sm_syslog` in sendmail 8.17.1, above all `logsender` in
/// `headers.c`, `logdelivery` in `deliver.c`, `rscheck` in `parseaddr.c`, `tls_get_info` in `tls.c`;
/// the Installation and Operation Guide; real logs of 8.17.1.9.
package struct SendmailParser: Dialect, Sendable {
  package static let name = DialectName.sendmail
  package static let bond = LineBond.process

  package init() {}
  package init(_ programs: KnownPrograms) {}

  /// `sendmail`, and the labels that start scripts give with `-L`: `sm-mta`, `sm-msp-queue`, `sm-que`, …
  package static func identify(_ tag: ByteView) -> ProgramIdentity? {
    // `sm-notify` is NFS.
    guard
      tag == "sendmail" || tag.starts(with: "sendmail-")
        || tag.starts(with: "sm-") && tag.count > 3 && !(tag == "sm-notify")
    else { return nil }
    var identity = ProgramIdentity()
    identity.dialect = .sendmail
    identity.ownsQueue = true
    identity.name = ByteRange(0..<tag.count)
    return identity
  }

  package func parse(
    _ line: ByteView, from start: Int, program: UInt8, into event: inout LineEvent
  ) -> LineEvent.Verdict {
    let verdict = parse(line, from: start, into: &event)
    event.role = .delivery
    event.certificate = Self.certificate(event.text(.certVerified, in: line))
    switch event.kind {
    case .queued: event.isWholeArrival = true
    case .attempt:
      switch SendmailStatus(event, in: line) {
      case .sent:
        event.isSent = true
        event.isFinal = true
      case .bounced, .discarded: event.isFinal = true
      case .deferred, .queued, .quarantined: break
      }
    default: break
    }
    return verdict
  }

  /// What the text from `start` on says.
  package func parse(
    _ line: ByteView, from start: Int, into event: inout LineEvent
  ) -> LineEvent.Verdict {
    event.reset()
    var cursor = LineCursor(line, at: start)
    guard let length = Self.queueIDLength(line, at: start) else {
      return parseText(&cursor, &event)
    }
    event.queueID = ByteRange(start..<(start + length))
    cursor.at += length
    guard let part = Self.takePart(&cursor) else {
      cursor.at += 2
      return parseText(&cursor, &event)
    }
    // A long line comes in parts; all that counts stands in the first, as far as there is room.
    guard part == 1 else { return .ignored }
    let isCut = line.ends(with: " ...")
    var first = LineCursor(line.prefix(isCut ? line.count - 4 : line.count), at: cursor.at)
    let verdict = parseText(&first, &event)
    return verdict == .unknown ? .ignored : verdict
  }

  // MARK: What stands in front

  /// How long the queue ID at `start` is: `6APAPwTa010170`, as `assign_queueid` in `queue.c` makes it:
  /// year, month, day, hour, minute, second and a number of two letters, then the pid.
  ///
  /// Before 8.12 the number had one letter and the pid five digits (`f1JAn9h12345`), before 8.10 there
  /// were the hour, two letters and the pid (`PAA12345`).
  @inline(__always)
  static func queueIDLength(_ line: ByteView, at start: Int) -> Int? {
    let length = line.length(from: start) { $0.isLetterOrDigit }
    let end = start + length
    guard length >= 7, length <= 16, end + 1 < line.count,
      line[end] == UInt8(ascii: ":") && line[end + 1] == 0x20 || line[end] == UInt8(ascii: "[")
    else { return nil }
    if length == 7 { return line.holds("NOQUEUE", at: start) ? length : nil }
    for index in (end - 5)..<end where !line[index].isDigit { return nil }
    if length == 8 {
      for index in start..<(start + 3) where line[index] &- 0x41 >= 26 { return nil }
      return length
    }
    // Month, day, hour.
    return length >= 12 && line[start + 1] <= UInt8(ascii: "B")
      && line[start + 2] <= UInt8(ascii: "V") && line[start + 3] <= UInt8(ascii: "N")
      ? length : nil
  }

  /// `[2]: ` behind a queue ID: `sm_syslog` takes lines of more than `SYSLOG_BUFSIZE` in parts.
  private static func takePart(_ cursor: inout LineCursor) -> Int? {
    guard cursor.at < cursor.line.count, cursor.line[cursor.at] == UInt8(ascii: "["),
      let (part, end) = cursor.line.number(at: cursor.at + 1), cursor.line.holds("]: ", at: end)
    else { return nil }
    cursor.at = end + 3
    return part
  }

  // MARK: The text

  private func parseText(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    guard !cursor.isAtEnd else { return .ignored }
    let start = cursor.at
    let verdict: LineEvent.Verdict? =
      switch cursor.line[start] {
      case UInt8(ascii: "f"): parseArrival(&cursor, &event)
      case UInt8(ascii: "t"): parseAttempt(&cursor, &event) ?? parseTimeout(&cursor, &event)
      case UInt8(ascii: "r"): parseRuleset(&cursor, &event)
      case UInt8(ascii: "S"): parseTLS(&cursor, &event) ?? parseSystemError(&cursor, &event)
      case UInt8(ascii: "d"): parseDone(&cursor, &event)
      case UInt8(ascii: "M"), UInt8(ascii: "m"): parseMilter(&cursor, &event)
      case UInt8(ascii: "c"): parseConnection(&cursor, &event)
      case UInt8(ascii: "A"): parseLogin(&cursor, &event)
      case UInt8(ascii: "<"): parseUserError(&cursor, &event)
      default: nil
      }
    if let verdict { return verdict }
    cursor.at = start
    if let verdict = parseLifeCycle(&cursor, &event) { return verdict }
    cursor.at = start
    let text = cursor.rest.trimmed
    return text.isEmpty || SendmailForms.all.isNoise(text) ? .ignored : .unknown
  }

  // MARK: Peers

  /// Which side a host is.
  enum Side { case client, relay }

  /// `NAME. [IP]`, `NAME [IP] (may be forged)`, `[IP]`, `NAME`, each perhaps behind `USER@`; false where
  /// it is none of these.
  static func readPeer(
    _ range: ByteRange, _ line: ByteView, _ side: Side, _ event: inout LineEvent
  ) -> Bool {
    let end = Int(range.end)
    let text = line.clamped(range)
    // A report of our own.
    if text == "[RESPONSE]" { return true }
    let blank = text.firstIndex(of: 0x20).map { Int(range.start) + $0 } ?? end
    var name = Int(range.start)..<blank
    var address: Range<Int>?
    var after = blank
    if line.holds(" [", at: blank), let inside = inBrackets(line, at: blank + 1, end) {
      address = inside
      after = inside.upperBound + 1
    }
    guard after == end || line.holds(" (", at: after) || line.holds(" [", at: after),
      line[name].firstIndex(of: UInt8(ascii: ",")) == nil
    else { return false }
    // What an ident server says, or who submits it, stands in front of the name.
    if let sign = line[name].lastIndex(of: UInt8(ascii: "@")) {
      if address == nil { event[.uid] = ByteRange(name.lowerBound..<(name.lowerBound + sign)) }
      name = (name.lowerBound + sign + 1)..<blank
    }
    if let inside = inBrackets(line, at: name.lowerBound, name.upperBound) {
      if isLiteral(line[inside]) {
        address = address ?? inside
        name = name.lowerBound..<name.lowerBound
      } else {
        name = inside
      }
    }
    if name.count > 1, line[name.upperBound - 1] == UInt8(ascii: ".") {
      name = name.lowerBound..<(name.upperBound - 1)
    }
    event[side == .client ? .clientHost : .relayHost] = ByteRange(name)
    if let address { event[side == .client ? .clientIP : .relayIP] = ByteRange(address) }
    return true
  }

  /// An IP address: it is no name.
  private static func isLiteral(_ text: ByteView) -> Bool {
    if text.firstIndex(of: UInt8(ascii: ":")) != nil { return true }
    return text.length { $0.isDigit || $0 == UInt8(ascii: ".") } == text.count
  }

  /// What stands between `[` at `start` and the next `]`, without `IPv6:`.
  private static func inBrackets(_ line: ByteView, at start: Int, _ end: Int) -> Range<Int>? {
    guard start < end, line[start] == UInt8(ascii: "["),
      let close = line.firstIndex(of: UInt8(ascii: "]"), from: start), close < end
    else { return nil }
    let isSix = line.holds("IPv6:", at: start + 1) && close >= start + 6
    return (start + (isSix ? 6 : 1))..<close
  }

  /// The bytes up to the first of these words, or to the end.
  static func end(
    of line: ByteView, from start: Int, before words: [StaticString]
  ) -> Int {
    var end = line.count
    for word in words {
      if let found = line.firstRange(of: word, from: start), found.lowerBound < end {
        end = found.lowerBound
      }
    }
    return end
  }
}
