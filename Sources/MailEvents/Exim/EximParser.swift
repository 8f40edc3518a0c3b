package import ByteTools
package import MailLines
package import MailTerms

/// Reads Exim's mainlog, rejectlog and paniclog, native or through syslog.
///
/// `[STAMP ][[PID] ][MSGID ]TEXT`. Sources: Exim specification, chapter 52 (log files), and the calls
/// of `log_write` in releases 4.80 to 4.99.
package struct EximParser: Dialect, Sendable {
  package static let name = DialectName.exim
  package static let bond = LineBond.message
  package static let quoting = Quoting.backslash

  package init() {}
  package init(_ programs: KnownPrograms) {}

  /// `exim`, `exim4`, and names that begin so (`exim-in`).
  package static func identify(_ tag: ByteView) -> ProgramIdentity? {
    guard tag.starts(with: "exim") else { return nil }
    var identity = ProgramIdentity()
    identity.dialect = .exim
    identity.ownsQueue = true
    identity.name = ByteRange(0..<tag.count)
    return identity
  }

  package func parse(
    _ line: ByteView, from start: Int, program: UInt8, into event: inout LineEvent
  ) -> LineEvent.Verdict {
    event.reset()
    // In Exim's own log nothing stands in front of the message ID.
    if let length = Self.idLength(line, at: start) {
      return parseMessageLine(line, from: start, length, line, &event)
    }
    let first = Self.firstLine(line, from: start)
    var cursor = LineCursor(first, at: start)
    let part = Self.takePart(&cursor)
    Self.skipOwnStamp(&cursor)
    if let part = part ?? Self.takePart(&cursor), part > 1 {
      event.kind = .header
      Self.readLonePart(first[cursor.at..<first.count], number: part, in: first, &event)
      return event.has(.to) || event.has(.subject) || event.has(.messageID) ? .event : .ignored
    }
    if let length = Self.idLength(first, at: cursor.at) {
      return parseMessageLine(first, from: cursor.at, length, line, &event)
    }
    return parseSessionLine(&cursor, line, &event)
  }

  /// Of an entry with the header of a refused message, the first line is the log line.
  private static func firstLine(_ entry: ByteView, from start: Int) -> ByteView {
    entry.firstIndex(of: 0x0A, from: start).map { entry.prefix($0) } ?? entry
  }

  /// Through syslog, Exim's own stamp stands in front of its text again.
  private static func skipOwnStamp(_ cursor: inout LineCursor) {
    let line = cursor.line
    let at = cursor.at
    guard line.count > at + 20, line[at].isDigit, line[at + 4] == UInt8(ascii: "-"),
      line[at + 10] == 0x20, line[at + 13] == UInt8(ascii: ":"), line[at + 16] == UInt8(ascii: ":")
    else { return skipOwnPID(&cursor) }
    cursor.at += 19
    if cursor.skip(UInt8(ascii: ".")) { _ = cursor.takeNumber() }
    _ = cursor.skip(0x20)
    if cursor.at + 5 < line.count, line[cursor.at + 5] == 0x20,
      line[cursor.at] == UInt8(ascii: "+") || line[cursor.at] == UInt8(ascii: "-")
    {
      cursor.at += 6
    }
    skipOwnPID(&cursor)
  }

  private static func skipOwnPID(_ cursor: inout LineCursor) {
    let line = cursor.line
    if cursor.at < line.count, line[cursor.at] == UInt8(ascii: "["),
      let (_, end) = line.number(at: cursor.at + 1), line.holds("] ", at: end)
    {
      cursor.at = end + 2
    }
  }

  /// `[1/5] `: syslog takes long entries in parts; `[1\5]` where the cut is a line's end.
  private static func takePart(_ cursor: inout LineCursor) -> Int? {
    let line = cursor.line
    guard cursor.at < line.count, line[cursor.at] == UInt8(ascii: "["),
      let (part, middle) = line.number(at: cursor.at + 1), middle < line.count,
      line[middle] == UInt8(ascii: "/") || line[middle] == UInt8(ascii: "\\"),
      let (_, end) = line.number(at: middle + 1), line.holds("] ", at: end)
    else { return nil }
    cursor.at = end + 2
    return part
  }

  /// How long the message ID at `start` is: `1xVYXE-0004Lc-1A`, since 4.97 `1rZeE0-00000GmsY00-CG0D`.
  @inline(__always)
  static func idLength(_ line: ByteView, at start: Int) -> Int? {
    guard line.count >= start + 16, line[start + 6] == UInt8(ascii: "-") else { return nil }
    let end = line.endOfName(from: start)
    switch end - start {
    case 16: guard line[start + 13] == UInt8(ascii: "-") else { return nil }
    case 23: guard line[start + 18] == UInt8(ascii: "-") else { return nil }
    default: return nil
    }
    return end == line.count || line[end] == 0x20 ? end - start : nil
  }

  /// A line with a message ID of `length` at `place`.
  private func parseMessageLine(
    _ line: ByteView, from place: Int, _ length: Int, _ whole: ByteView,
    _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    event.queueID = ByteRange(place..<(place + length))
    let start = place + min(length + 1, line.count - place)
    var cursor = LineCursor(line, at: start)
    if let verdict = parseFlag(&cursor, &event) { return verdict }
    if cursor.skip("Completed") {
      guard cursor.isAtEnd || cursor.holds(" QT=") || cursor.holds("\n") else { return .unknown }
      event[.flag] = ByteRange(start..<(start + 9))
      event.kind = .removed
      return .event
    }
    cursor = LineCursor(Self.firstLine(line, from: start), at: start)
    if let verdict = parseHostLine(&cursor, whole, &event) { return verdict }
    if let verdict = parseLifeCycle(&cursor, &event) { return verdict }
    cursor.at = start
    if let verdict = parseRefusal(&cursor, whole, &event) { return verdict }
    cursor.at = start
    let text = cursor.rest.trimmed
    if text.isEmpty || EximForms.all.isMessageForm(text) { return .ignored }
    return parseHostError(&cursor, &event) ? .event : .unknown
  }

  /// Behind a message ID, two signs and a blank; nil where there are none.
  @inline(__always)
  private func parseFlag(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let line = cursor.line
    let start = cursor.at
    guard line.count > start + 2, line[start + 2] == 0x20 else { return nil }
    let flag = UInt16(line[start]) << 8 | UInt16(line[start + 1])
    switch flag {
    case Flag.arrival, Flag.fakeRejection: return parseArrival(&cursor, &event)
    case Flag.delivery, Flag.further, Flag.cutthrough, Flag.suppressed, Flag.failure,
      Flag.deferral:
      return parseAttempt(&cursor, flag, &event)
    default: return nil
    }
  }

  /// Without a message ID: sessions, refusals, the daemon.
  private func parseSessionLine(
    _ cursor: inout LineCursor, _ whole: ByteView, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    let start = cursor.at
    if let verdict = parseServerTLS(&cursor, &event) { return verdict }
    cursor.at = start
    if let verdict = parseRefusal(&cursor, whole, &event) { return verdict }
    cursor.at = start
    return EximForms.all.isSessionForm(cursor.rest) ? .ignored : .unknown
  }
}

/// The two signs behind the message ID: Exim specification, section 52.7.
enum Flag {
  static let arrival = of("<=")
  static let fakeRejection = of("(=")
  static let delivery = of("=>")
  static let further = of("->")
  static let cutthrough = of(">>")
  static let suppressed = of("*>")
  static let failure = of("**")
  static let deferral = of("==")

  private static func of(_ sign: StaticString) -> UInt16 {
    UInt16(sign.utf8Start[0]) << 8 | UInt16(sign.utf8Start[1])
  }
}
