package import ByteTools
internal import MailTerms

/// `KEY=VALUE` fields, the same on all lines: Exim specification, section 52.13.
extension EximParser {
  /// Which side the host of a line is.
  enum Side { case client, relay }

  /// Reads fields from the cursor on, and leaves it before what is none, behind a blank.
  static func readFields(_ cursor: inout LineCursor, _ side: Side, _ event: inout LineEvent) {
    cursor.at = readFields(cursor.line, from: cursor.at, side, &event)
  }

  /// - Returns: where what is no field begins.
  private static func readFields(
    _ line: ByteView, from start: Int, _ side: Side, _ event: inout LineEvent
  ) -> Int {
    var at = start
    while at &+ 1 < line.count {
      let first = line[at]
      let second = line[at &+ 1]
      // Most keys are one letter, of the others most are two.
      let field: EximField
      if second == UInt8(ascii: "="), first.isLetterOrDigit {
        field = side == .client ? EximField(ofClient: first) : EximField(ofRelay: first)
        at &+= 2
      } else if line.holds("for ", at: at) {
        // The recipients, behind an arrival's fields.
        return at
      } else if second != 0x20, first.isLetterOrDigit, let length = keyLength(line, at: at) {
        field = EximField(first, second, length)
        at &+= length &+ 1
      } else {
        field = EximField(.flag)
      }
      switch field.form {
      case .word:
        let end = endOfWord(line, from: at)
        if let key = field.key, end > at { event[key] = ByteRange(from: at, to: end) }
        at = end
      case .text:
        if let (range, end) = value(of: line, from: at) {
          if let key = field.key { event[key] = range }
          at = end
        }
      case .host:
        let host = readHost(line, from: at, side, &event)
        guard host.isWhole else { return host.end }
        at = host.end
      case .flag:
        guard let end = endOfFlag(line, at: at) else { return at }
        at = end
      case .cipher, .login, .verified: at = readSpecial(field.form, line, from: at, &event)
      }
      guard at < line.count, line[at] == 0x20 else { return at }
      at &+= 1
    }
    return endOfFlag(line, at: at) ?? at
  }

  /// How long the key at `start` is, where one stands there: letters and digits up to `=`.
  @inline(__always)
  static func keyLength(_ line: ByteView, at start: Int) -> Int? {
    // Most have two letters.
    if start + 2 < line.count, line[start + 2] == UInt8(ascii: "="), line[start].isLetterOrDigit,
      line[start + 1].isLetterOrDigit
    {
      return 2
    }
    return longKeyLength(line, at: start)
  }

  private static func longKeyLength(_ line: ByteView, at start: Int) -> Int? {
    let length = line.length(from: start) { $0.isLetterOrDigit }
    guard length > 0, length <= 6 else { return nil }
    let end = start + length
    if end < line.count, line[end] == UInt8(ascii: "=") { return length }
    // `id*=`: the header was made here.
    if end + 1 < line.count, line[end] == UInt8(ascii: "*"), line[end + 1] == UInt8(ascii: "=") {
      return length + 1
    }
    return nil
  }

  /// A value with parts or a meaning of its own.
  ///
  /// - Returns: where it ends.
  private static func readSpecial(
    _ form: EximField.Form, _ line: ByteView, from start: Int, _ event: inout LineEvent
  ) -> Int {
    if case .verified = form {
      let end = start + line.length(from: start) { $0.isLetter }
      guard end > start else { return start }
      event[.certVerified] = ByteRange(from: start, to: end)
      // An unverified client may have shown nothing at all.
      event.certificate = line[start..<end] == "no" ? .untrusted : .verified
      return end
    }
    let end = endOfWord(line, from: start)
    if case .cipher = form {
      readCipher(line.prefix(end), from: start, &event)
    } else {
      readLogin(line.prefix(end), from: start, &event)
    }
    return end
  }

  /// `METHOD[:NAME[:SENDER]]`; the sender of `AUTH=` with `+smtp_mailauth`.
  private static func readLogin(_ line: ByteView, from start: Int, _ event: inout LineEvent) {
    guard start < line.count else { return }
    let colon = line.end(from: start, before: UInt8(ascii: ":"))
    event[.saslMethod] = ByteRange(from: start, to: colon)
    guard colon < line.count else { return }
    let name = line.from(colon + 1)
    let last = name.lastIndex(of: UInt8(ascii: ":")) ?? name.count
    let hasSender = name.from(last).firstIndex(of: UInt8(ascii: "@")) != nil
    event[.saslUsername] = ByteRange((colon + 1)..<(colon + 1 + (hasSender ? last : name.count)))
  }

  /// Where a word ends that stands alone: `DS`, `K`, `L`, `TFO`, `PRDR`, …; nil where there is none.
  @inline(__always)
  private static func endOfFlag(_ line: ByteView, at start: Int) -> Int? {
    guard start < line.count else { return nil }
    switch line[start] {
    case UInt8(ascii: "K"):
      return start + 1 == line.count || line[start + 1] == 0x20 ? start + 1 : nil
    case UInt8(ascii: "A"), UInt8(ascii: "D"), UInt8(ascii: "L"), UInt8(ascii: "P"),
      UInt8(ascii: "S"), UInt8(ascii: "T"):
      return endOfLongFlag(line, at: start)
    default: return nil
    }
  }

  private static func endOfLongFlag(_ line: ByteView, at start: Int) -> Int? {
    let length = line.from(start).prefix(6).length { $0 != 0x20 }
    guard length <= 5 else { return nil }
    let word = line[start..<(start + length)]
    let isFlag =
      word == "DS" || isPipelining(word) || word == "TFO" || word == "TFO*" || word == "PRDR"
      || word == "ARC" || word == "SPF" || word == "DMARC"
    return isFlag ? start + length : nil
  }

  /// `L`, `L-`, `L*`, `L.` and mixtures.
  private static func isPipelining(_ word: ByteView) -> Bool {
    word[0] == UInt8(ascii: "L")
      && word.from(1).length {
        $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: ".")
      } == word.count - 1
  }

  /// Where the word at `start` ends: before a blank; a colon behind it belongs to what follows.
  @inline(__always)
  private static func endOfWord(_ line: ByteView, from start: Int) -> Int {
    let end = line.end(from: start, before: 0x20)
    return end > start && end < line.count && line[end &- 1] == UInt8(ascii: ":") ? end &- 1 : end
  }

  @inline(__always)
  static func takeWord(_ cursor: inout LineCursor) -> ByteRange? {
    let start = cursor.at
    let end = endOfWord(cursor.line, from: start)
    guard end > start else { return nil }
    cursor.at = end
    return ByteRange(from: start, to: end)
  }

  /// A quoted text without its quotes, an address without its brackets, or a word; and where it ends
  /// with these.
  @inline(__always)
  private static func value(of line: ByteView, from start: Int) -> (range: ByteRange, end: Int)? {
    guard start < line.count else { return nil }
    switch line[start] {
    case UInt8(ascii: "\""):
      let end = line.endOfQuoted(from: start &+ 1)
      return (ByteRange(from: start &+ 1, to: end), min(end &+ 1, line.count))
    case UInt8(ascii: "<"):
      var cursor = LineCursor(line, at: start)
      return cursor.takeBracketed().map { ($0, cursor.at) }
    default:
      let end = endOfWord(line, from: start)
      return end > start ? (ByteRange(from: start, to: end), end) : nil
    }
  }

  /// `VERSION:CIPHER:BITS`, perhaps with more behind it; `*` where the session was resumed.
  private static func readCipher(_ line: ByteView, from start: Int, _ event: inout LineEvent) {
    var at = start
    var colon = line.end(from: at, before: UInt8(ascii: ":"))
    if colon > at { event[.tlsVersion] = ByteRange(from: at, to: colon) }
    at = colon &+ 1
    guard at <= line.count else { return }
    colon = line.end(from: at, before: UInt8(ascii: ":"))
    if colon > at { event[.tlsCipher] = ByteRange(from: at, to: colon) }
    at = colon &+ 1
    let digits = line.length(from: at) { $0.isDigit }
    if digits > 0 { event[.tlsBits] = ByteRange(at..<(at + digits)) }
  }

  /// An SMTP reply: its code, and the enhanced status behind it.
  static func readReply(_ range: ByteRange, _ line: ByteView, _ event: inout LineEvent) {
    let start = Int(range.start)
    let text = line.clamped(range)
    guard text.count >= 3, text[0].isDigit, text[1].isDigit, text[2].isDigit else { return }
    event[.reply] = range
    event[.replyCode] = ByteRange(start..<(start + 3))
    guard text.count > 8, text[4] >= UInt8(ascii: "2"), text[4] <= UInt8(ascii: "5"),
      text[5] == UInt8(ascii: ".")
    else { return }
    // `2.0.0 ` mostly.
    let isShort =
      text.count > 9 && text[9] == 0x20 && text[7] == UInt8(ascii: ".") && text[6].isDigit
      && text[8].isDigit
    let length =
      isShort ? 5 : text.length(from: 4) { $0.isDigit || $0 == UInt8(ascii: ".") }
    event[.dsn] = ByteRange((start + 4)..<(start + 4 + length))
  }
}

extension ByteView {
  /// Where the quote stands that ends a text beginning at `start`; behind a backslash, one is text.
  @inline(__always)
  package func endOfQuoted(from start: Int) -> Int {
    let quote = end(from: start, before: UInt8(ascii: "\""))
    return quote < count && quote > start && self[quote &- 1] == UInt8(ascii: "\\")
      ? endOfEscaped(from: start, quote) : quote
  }

  /// The same where a backslash stands before the first quote.
  private func endOfEscaped(from start: Int, _ first: Int) -> Int {
    var quote = first
    while quote < count {
      var slashes = 0
      while quote - slashes > start, self[quote - slashes - 1] == UInt8(ascii: "\\") {
        slashes += 1
      }
      if slashes & 1 == 0 { return quote }
      quote = end(from: quote + 1, before: UInt8(ascii: "\""))
    }
    return count
  }
}
