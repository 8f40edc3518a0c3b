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
    let verdict: LineEvent.Verdict
    // Most lines begin with a queue ID: they need not be asked for a severity or a companion.
    if program < PostfixProgram.firstCompanion,
      let length = Self.queueIDLength(line, at: start),
      length != 7 || !line.holds("NOQUEUE", at: start)
    {
      event.reset()
      event.program = program
      event.queueID = ByteRange(from: start, to: start &+ length)
      var cursor = LineCursor(line, at: start &+ length &+ 2)
      verdict = parseMessageLine(&cursor, &event)
    } else {
      verdict = parseAnyLine(
        line, from: start, program: PostfixProgram(rawValue: program) ?? .lost, into: &event)
    }
    if case .unknown = verdict, line.count > start, line[line.count - 1] == 0x20 {
      // Whoever copied the line may have left blanks at its end.
      var end = line.count - 1
      while end > start, line[end - 1] == 0x20 { end -= 1 }
      return parse(line.prefix(end), from: start, program: program, into: &event)
    }
    // Where the tag lost the program's name, the text may have told it.
    event.role = (PostfixProgram(rawValue: event.program) ?? .lost).role
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
    parse(line, from: start, program: program.rawValue, into: &event)
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
    let end = line.idEnd(from: start)
    let length = end &- start
    guard length >= 6, line.holds(": ", at: end) else {
      return line.holds("NOQUEUE: ", at: start) ? 7 : nil
    }
    return length >= 12 || line.length(from: start, while: \.isUpperHex) == length ? length : nil
  }

  // MARK: Lines about a message

  @inline(__always)
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
      case UInt8(ascii: "r"): parseRemoved(&cursor, &event)
      default: nil
      }
    if let verdict { return verdict }
    cursor.at = start
    return parseRarerLine(&cursor, &event)
  }

  @inline(never)
  private func parseRarerLine(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    let start = cursor.at
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
    if let verdict = parseQueueTotal(&cursor, &event) { return verdict }
    cursor.at = start
    if Self.isNoise(cursor.rest, event.severity) { return .ignored }
    return event.severity == .info && parseFailedLogin(&cursor, &event) ? .event : .unknown
  }

  /// An address, in angle brackets as a rule: whoever copied the line may have lost them, or with them
  /// what they held.
  /// - Returns: false where there is none.
  @inline(__always)
  func readAddress(
    _ cursor: inout LineCursor, _ key: LineEvent.Key, _ event: inout LineEvent
  ) -> Bool {
    guard let address = cursor.takeBracketed() else { return readBareAddress(&cursor, key, &event) }
    event[key] = address
    return true
  }

  @inline(never)
  private func readBareAddress(
    _ cursor: inout LineCursor, _ key: LineEvent.Key, _ event: inout LineEvent
  ) -> Bool {
    guard !cursor.holds("<") else { return false }
    if cursor.skip("&lt;") {
      // A page's own sign for the bracket.
      event[key] = cursor.take(upTo: "&gt;")
      return event.has(key)
    }
    event[key] = cursor.take {
      $0 > 0x20 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "<")
    }
    return true
  }

  /// Where the tag lost the program's name, the text has told it.
  func infer(_ program: PostfixProgram, _ event: inout LineEvent) {
    if event.program == PostfixProgram.lost.rawValue { event.program = program.rawValue }
  }
}
