internal import ByteTools
internal import MailTerms

/// `KEY=VALUE` fields, the same on all lines: Exim specification, section 52.13.
extension EximParser {
  /// Which side the host of a line is.
  enum Side { case client, relay }

  /// Reads fields from the cursor on, and leaves it before what is none, behind a blank.
  static func readFields(_ cursor: inout LineCursor, _ side: Side, _ event: inout LineEvent) {
    while readField(&cursor, side, &event) {
      guard cursor.skip(0x20) else { return }
    }
  }

  /// How long the key at `start` is, where one stands there: letters and digits up to `=`.
  static func keyLength(_ line: ByteView, at start: Int) -> Int? {
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

  @inline(__always)
  private static func readField(
    _ cursor: inout LineCursor, _ side: Side, _ event: inout LineEvent
  ) -> Bool {
    let line = cursor.line
    let start = cursor.at
    guard start + 1 < line.count, line[start].isLetterOrDigit else { return skipFlag(&cursor) }
    // Most keys are one letter, of the others most are two.
    let second = line[start + 1]
    if second == UInt8(ascii: "=") {
      cursor.at = start + 2
      return readShort(line[start], &cursor, side, &event)
    }
    if second == 0x20 { return skipFlag(&cursor) }
    if start + 2 < line.count, line[start + 2] == UInt8(ascii: "="), second.isLetterOrDigit {
      cursor.at = start + 3
      readPair(line[start], second, &cursor, &event)
      return true
    }
    guard let length = keyLength(line, at: start) else { return skipFlag(&cursor) }
    cursor.at = start + length + 1
    if length == 3, line[start] == UInt8(ascii: "i"), second == UInt8(ascii: "d") {
      event[.messageID] = takeWord(&cursor)
    } else {
      _ = takeValue(&cursor)
    }
    return true
  }

  /// A field whose key has two letters.
  @inline(__always)
  private static func readPair(
    _ first: UInt8, _ second: UInt8, _ cursor: inout LineCursor, _ event: inout LineEvent
  ) {
    switch (first, second) {
    case (UInt8(ascii: "i"), UInt8(ascii: "d")): event[.messageID] = takeWord(&cursor)
    case (UInt8(ascii: "C"), UInt8(ascii: "V")):
      event[.certVerified] = cursor.take { $0.isLetter }
      // An unverified client may have shown nothing at all.
      if let value = event.text(.certVerified, in: cursor.line) {
        event.certificate = value == "no" ? .untrusted : .verified
      }
    case (UInt8(ascii: "D"), UInt8(ascii: "N")): event[.peerDN] = takeValue(&cursor)
    case (UInt8(ascii: "Q"), UInt8(ascii: "T")): event[.delays] = takeWord(&cursor)
    case (UInt8(ascii: "D"), UInt8(ascii: "T")): event[.delay] = takeWord(&cursor)
    default: _ = takeValue(&cursor)
    }
  }

  @inline(__always)
  private static func readShort(
    _ key: UInt8, _ cursor: inout LineCursor, _ side: Side, _ event: inout LineEvent
  ) -> Bool {
    switch key {
    case UInt8(ascii: "H"): return readHost(&cursor, side, &event)
    case UInt8(ascii: "F"): event[.from] = takeValue(&cursor) ?? event[.from]
    case UInt8(ascii: "R"):
      if side == .client {
        event[.reference] = takeWord(&cursor)
      } else {
        event[.router] = takeWord(&cursor)
      }
    case UInt8(ascii: "T"):
      if side == .client {
        event[.subject] = takeValue(&cursor)
      } else {
        event[.transport] = takeWord(&cursor)
      }
    case UInt8(ascii: "X"): readCipher(takeWord(&cursor), cursor.line, &event)
    case UInt8(ascii: "P"):
      let value = takeValue(&cursor)
      if side == .client { event[.proto] = value }
    case UInt8(ascii: "S"): event[.size] = takeWord(&cursor)
    case UInt8(ascii: "U"): event[.uid] = takeWord(&cursor)
    case UInt8(ascii: "A"):
      if let value = takeWord(&cursor) {
        let start = Int(value.start)
        let colon = cursor.line.firstIndex(of: UInt8(ascii: ":"), from: start) ?? Int(value.end)
        event[.saslMethod] = ByteRange(start..<min(colon, Int(value.end)))
        if colon < Int(value.end) {
          event[.saslUsername] = ByteRange((colon + 1)..<Int(value.end))
        }
      }
    case UInt8(ascii: "C"): event[.confirmation] = takeValue(&cursor)
    default: _ = takeValue(&cursor)
    }
    return true
  }

  /// Words that stand alone: `DS`, `K`, `L`, `TFO`, `PRDR`, …
  private static func skipFlag(_ cursor: inout LineCursor) -> Bool {
    let line = cursor.line
    let length = line.from(cursor.at).prefix(6).length { $0 != 0x20 }
    guard length > 0, length <= 5 else { return false }
    let end = cursor.at + length
    let word = line[cursor.at..<end]
    let isFlag =
      word == "K" || word == "DS" || isPipelining(word) || word == "TFO" || word == "TFO*"
      || word == "PRDR" || word == "ARC" || word == "SPF"
      || word == "DMARC"
    if isFlag { cursor.at = end }
    return isFlag
  }

  /// `L`, `L-`, `L*`, `L.` and mixtures.
  private static func isPipelining(_ word: ByteView) -> Bool {
    word[0] == UInt8(ascii: "L")
      && word.from(1).length {
        $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: ".")
      } == word.count - 1
  }

  /// Up to a blank; a colon behind it belongs to what follows.
  @inline(__always)
  static func takeWord(_ cursor: inout LineCursor) -> ByteRange? {
    let line = cursor.line
    let start = cursor.at
    var end = line.end(from: start, before: 0x20)
    if end > start, line[end &- 1] == UInt8(ascii: ":"), end < line.count { end &-= 1 }
    guard end > start else { return nil }
    cursor.at = end
    return ByteRange(from: start, to: end)
  }

  /// A quoted text without its quotes, an address without its brackets, or a word.
  static func takeValue(_ cursor: inout LineCursor) -> ByteRange? {
    let line = cursor.line
    guard cursor.at < line.count else { return nil }
    switch line[cursor.at] {
    case UInt8(ascii: "\""):
      let start = cursor.at + 1
      let end = line.endOfQuoted(from: start)
      cursor.at = min(end + 1, line.count)
      return ByteRange(start..<end)
    case UInt8(ascii: "<"):
      return cursor.takeBracketed()
    default:
      return takeWord(&cursor)
    }
  }

  /// `VERSION:CIPHER:BITS`, perhaps with more behind it; `*` where the session was resumed.
  private static func readCipher(_ value: ByteRange?, _ line: ByteView, _ event: inout LineEvent) {
    guard let value else { return }
    let end = Int(value.end)
    var start = Int(value.start)
    let text = line.prefix(end)
    var colon = text.end(from: start, before: UInt8(ascii: ":"))
    if colon > start { event[.tlsVersion] = ByteRange(from: start, to: colon) }
    start = colon + 1
    guard start <= end else { return }
    colon = text.end(from: start, before: UInt8(ascii: ":"))
    if colon > start { event[.tlsCipher] = ByteRange(from: start, to: colon) }
    start = colon + 1
    let digits = text.length(from: start) { $0.isDigit }
    if digits > 0 { event[.tlsBits] = ByteRange(start..<(start + digits)) }
  }

  // MARK: Hosts

  /// `NAME [IP]`, `(HELO) [IP]`, `NAME (HELO) [IP]`, `[IP]`; then `:PORT` and `*`.
  static func readHost(
    _ cursor: inout LineCursor, _ side: Side, _ event: inout LineEvent
  ) -> Bool {
    let line = cursor.line
    var name: ByteRange?
    var helo: ByteRange?
    var index = cursor.at
    while index < line.count, line[index] != UInt8(ascii: "[") {
      if line[index] == UInt8(ascii: "(") {
        // The client wrote what stands inside.
        guard let close = line.firstRange(of: ") [", from: index)?.lowerBound else { break }
        helo = ByteRange((index + 1)..<close)
        index = close + 2
        continue
      }
      let end = line.end(from: index, before: 0x20)
      let word = line[index..<end]
      if name == nil {
        name = ByteRange(from: index, to: end)
      } else if !(word == "DS") {
        break
      }
      guard end < line.count else {
        index = end
        break
      }
      index = end + 1
      if index < line.count, line[index] != UInt8(ascii: "["), line[index] != UInt8(ascii: "("),
        !line.holds("DS ", at: index)
      {
        // A name without an address.
        index = end
        break
      }
    }
    event[side == .client ? .clientHost : .relayHost] = name
    if side == .client { event[.helo] = helo }
    let close = line.end(from: index, before: UInt8(ascii: "]"))
    guard close < line.count, line[index] == UInt8(ascii: "[") else {
      cursor.at = index
      return name != nil || helo != nil
    }
    event[side == .client ? .clientIP : .relayIP] = ByteRange(from: index &+ 1, to: close)
    cursor.at = close &+ 1
    event[side == .client ? .clientPort : .relayPort] = cursor.takePort()
    // A connection that another message had opened.
    if cursor.holds("*") {
      event[.connUse] = ByteRange(cursor.at..<(cursor.at + 1))
      cursor.at += 1
    }
    return true
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
    let length = text.length(from: 4) { $0.isDigit || $0 == UInt8(ascii: ".") }
    event[.dsn] = ByteRange((start + 4)..<(start + 4 + length))
  }
}

extension ByteView {
  /// Where the quote stands that ends a text beginning at `start`; behind a backslash, one is text.
  func endOfQuoted(from start: Int) -> Int {
    var from = start
    while let quote = firstIndex(of: UInt8(ascii: "\""), from: from) {
      var slashes = 0
      while quote - slashes > start, self[quote - slashes - 1] == UInt8(ascii: "\\") {
        slashes += 1
      }
      if slashes & 1 == 0 { return quote }
      from = quote + 1
    }
    return count
  }
}
