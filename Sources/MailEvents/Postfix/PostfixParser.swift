package import ByteTools
package import MailLines
package import MailTerms

/// The grammar of Postfix log lines, 2.3 to 3.11.
///
/// Source: the Postfix source tree, `docs/` and real logs of 3.7. Lines are recognised by their words,
/// because a logger may have lost the program's name; a keyword that is not where it belongs makes the
/// line unknown.
package struct PostfixParser: Dialect, Sendable {
  package static let name = DialectName.postfix
  package static let bond = LineBond.process

  package init() {}
  package init(_ programs: KnownPrograms) {}

  package static func identify(_ tag: ByteView) -> ProgramIdentity? {
    PostfixProgram.identify(tag)
  }

  package static func programName(_ number: UInt8) -> StaticString? {
    (PostfixProgram(rawValue: number) ?? .lost).name
  }

  package func parse(
    _ line: ByteView, from start: Int, program: UInt8, into event: inout LineEvent
  ) -> LineEvent.Verdict {
    let named = PostfixProgram(rawValue: program) ?? .lost
    let verdict = parse(line, from: start, program: named, into: &event)
    // Where the tag lost the program's name, the text may have told it.
    event.role =
      event.program == program
      ? named.role : (PostfixProgram(rawValue: event.program) ?? .lost).role
    return verdict
  }

  /// Reads one line.
  /// - Parameters:
  ///   - line: the whole line without its end.
  ///   - start: where the program's text begins.
  ///   - program: from the tag; `.lost` where the tag lost it: then `event.program` says what the
  ///     text told.
  package func parse(
    _ line: ByteView, from start: Int, program: PostfixProgram, into event: inout LineEvent
  ) -> LineEvent.Verdict {
    // Most lines begin with a queue ID: they need not be asked for a severity or a companion.
    if let length = Self.queueIDLength(line, at: start), program.isQueueProgram {
      event.reset()
      event.program = program.rawValue
      event.queueID = ByteRange(start..<(start + length))
      var cursor = LineCursor(line, at: start + length + 2)
      if length != 7 || !(line[start..<(start + 7)] == "NOQUEUE") {
        return parseMessageLine(&cursor, &event)
      }
    }
    return parseAnyLine(line, from: start, program: program, into: &event)
  }

  private func parseAnyLine(
    _ line: ByteView, from start: Int, program: PostfixProgram, into event: inout LineEvent
  ) -> LineEvent.Verdict {
    event.reset()
    event.program = program.rawValue
    if program.isCompanion {
      return parseCompanion(LineCursor(line, at: start), program, &event)
    }
    var cursor = LineCursor(line, at: start)
    event.severity = Self.severity(&cursor)
    if let length = Self.queueIDLength(line, at: cursor.at) {
      event.queueID = ByteRange(cursor.at..<(cursor.at + length))
      cursor.at += length + 2
      if line.clamped(event.queueID) == "NOQUEUE" {
        return parseNoQueue(&cursor, &event)
      }
      return parseMessageLine(&cursor, &event)
    }
    return parseSessionLine(&cursor, &event)
  }

  // MARK: What stands in front

  private static func severity(_ cursor: inout LineCursor) -> LineEvent.Severity {
    guard cursor.at < cursor.line.count else { return .info }
    switch cursor.line[cursor.at] {
    case UInt8(ascii: "w"): return cursor.skip("warning: ") ? .warning : .info
    case UInt8(ascii: "e"): return cursor.skip("error: ") ? .error : .info
    case UInt8(ascii: "f"): return cursor.skip("fatal: ") ? .fatal : .info
    case UInt8(ascii: "p"): return cursor.skip("panic: ") ? .panic : .info
    default: return .info
    }
  }

  /// How long the queue ID at `start` is; nil where there is none.
  ///
  /// Short IDs are six or more upper-case hexadecimal digits; long ones use digits and consonants, ten
  /// or more characters before the `z`. Either is followed by `: `. Source: `mail_queue.h`.
  @inline(__always)
  package static func queueIDLength(_ line: ByteView, at start: Int) -> Int? {
    var end = line.passConsonants(from: start)
    while end < line.count, line[end].isOfQueueIDs { end &+= 1 }
    let length = end &- start
    guard length >= 6, line.holds(": ", at: end) else {
      return line.holds("NOQUEUE: ", at: start) ? 7 : nil
    }
    if length >= 12 { return length }
    return line.length(from: start, while: \.isUpperHex) == length ? length : nil
  }

  // MARK: Lines about a message

  private func parseMessageLine(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    guard !cursor.isAtEnd else { return .unknown }
    let start = cursor.at
    let verdict: LineEvent.Verdict? =
      switch cursor.line[start] {
      case UInt8(ascii: "t"): parseAttempt(&cursor, &event)
      case UInt8(ascii: "f"): parseQueued(&cursor, &event)
      case UInt8(ascii: "c"): parseClient(&cursor, &event)
      case UInt8(ascii: "m"): parseMessageID(&cursor, &event)
      case UInt8(ascii: "u"): parsePickup(&cursor, &event)
      default: nil
      }
    if let verdict { return verdict }
    cursor.at = start
    if let verdict = parseQueueChange(&cursor, &event) { return verdict }
    cursor.at = start
    if let verdict = parseMessageRejected(&cursor, &event) { return verdict }
    cursor.at = start
    if let verdict = parseRefusal(&cursor, &event) { return verdict }
    cursor.at = start
    if let verdict = parseHostFailure(&cursor, &event) { return verdict }
    cursor.at = start
    if let verdict = parseSessionEnd(&cursor, &event) { return verdict }
    cursor.at = start
    return parseMessageNote(&cursor, &event)
  }

  // MARK: Lines without a queue ID

  /// Behind `NOQUEUE: `.
  private func parseNoQueue(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    let start = cursor.at
    if let verdict = parseRefusal(&cursor, &event) { return verdict }
    cursor.at = start
    if event.severity == .info, let verdict = parseSessionEnd(&cursor, &event) { return verdict }
    cursor.at = start
    if let verdict = parseProxied(&cursor, &event) { return verdict }
    return Self.isMessageNoise(
      cursor.line, id: event.queueID, from: start, event.severity) ? .ignored : .unknown
  }

  private func parseSessionLine(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    guard !cursor.isAtEnd else { return .ignored }
    let start = cursor.at
    if let verdict = parseSession(&cursor, &event) { return verdict }
    cursor.at = start
    if let verdict = parseTLS(&cursor, &event) { return verdict }
    cursor.at = start
    if let verdict = parseConnectFailure(&cursor, &event) { return verdict }
    cursor.at = start
    if let verdict = parsePostscreen(&cursor, &event) { return verdict }
    cursor.at = start
    if let verdict = parseProxied(&cursor, &event) { return verdict }
    cursor.at = start
    return Self.isNoise(cursor.rest, event.severity) ? .ignored : .unknown
  }

  /// Where the tag lost the program's name, the text has told it.
  func infer(_ program: PostfixProgram, _ event: inout LineEvent) {
    if event.program == PostfixProgram.lost.rawValue { event.program = program.rawValue }
  }
}

extension UInt8 {
  /// May stand in a queue ID, short or long. Source: `mail_queue.h`, `safe_ultostr.c`.
  fileprivate var isOfQueueIDs: Bool {
    if isDigit || self == UInt8(ascii: "A") || self == UInt8(ascii: "E") { return true }
    guard isLetter else { return false }
    switch self | 0x20 {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"):
      return false
    default: return true
    }
  }
}
