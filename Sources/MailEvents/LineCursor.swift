package import ByteTools

/// Walks over one line from left to right. Never leaves it, whatever the bytes.
package struct LineCursor {
  package let line: ByteView
  package var at: Int

  package init(_ line: ByteView, at: Int) {
    self.line = line
    self.at = min(max(at, 0), line.count)
  }

  package var rest: ByteView { line.from(at) }
  package var isAtEnd: Bool { at >= line.count }
  package var restRange: ByteRange { ByteRange(at..<line.count) }

  /// Steps over `text` if it stands here.
  @inline(__always)
  package mutating func skip(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard length <= line.count - at, rest.starts(with: text) else { return false }
    at += length
    return true
  }

  @inline(__always)
  package mutating func skip(_ byte: UInt8) -> Bool {
    guard at < line.count, line[at] == byte else { return false }
    at += 1
    return true
  }

  /// Whether the end of the line may be missing: Postfix cuts its text at 2000 bytes, old loggers at
  /// 1024 with the header.
  package var isProbablyCut: Bool { line.count >= 900 }

  package func holds(_ text: StaticString) -> Bool { rest.starts(with: text) }

  /// The bytes before the next `byte`, which is stepped over.
  @inline(__always)
  package mutating func take(upTo byte: UInt8) -> ByteRange? {
    guard let end = line.firstIndex(of: byte, from: at) else { return nil }
    let range = ByteRange(at..<end)
    at = end + 1
    return range
  }

  /// The bytes before the next `text`, which is stepped over.
  package mutating func take(upTo text: StaticString) -> ByteRange? {
    guard let found = line.firstRange(of: text, from: at) else { return nil }
    let range = ByteRange(at..<found.lowerBound)
    at = found.upperBound
    return range
  }

  /// A run of digits.
  @inline(__always)
  package mutating func takeNumber() -> ByteRange? {
    let length = line.length(from: at) { $0.isDigit }
    guard length > 0 else { return nil }
    defer { at += length }
    return ByteRange(at..<(at + length))
  }

  /// The bytes up to one that does not satisfy `accept`; nil where there is none.
  package mutating func take(while accept: (UInt8) -> Bool) -> ByteRange? {
    let length = line.length(from: at, while: accept)
    guard length > 0 else { return nil }
    defer { at += length }
    return ByteRange(at..<(at + length))
  }

  /// An address in angle brackets, the cursor standing on `<`.
  ///
  /// Local parts before Postfix 3.5 were not quoted and could hold `>`: the end is a `>` that the
  /// line's grammar can follow.
  @inline(__always)
  package mutating func takeBracketed() -> ByteRange? {
    guard at < line.count, line[at] == UInt8(ascii: "<") else { return nil }
    var from = at + 1
    while let end = line.firstIndex(of: UInt8(ascii: ">"), from: from) {
      let next = end + 1 < line.count ? line[end + 1] : 0
      if next == 0 || next == UInt8(ascii: ",") || next == 0x20 || next == UInt8(ascii: ";")
        || next == UInt8(ascii: ":") || next == UInt8(ascii: ")")
      {
        let range = ByteRange((at + 1)..<end)
        at = end + 1
        return range
      }
      from = end + 1
    }
    return nil
  }

  /// `NAME[IP]` or `[IP]`, each part as a place; the cursor ends behind `]`.
  ///
  /// What stands in the brackets may also be a path (`mail[private/lmtp]`).
  @inline(__always)
  package mutating func takeHost() -> (host: ByteRange, ip: ByteRange)? {
    var index = at
    // Safe: index stays below line.count.
    while index < line.count {
      let byte = line.base[index]
      if byte == UInt8(ascii: "[") || byte == 0x20 || byte == UInt8(ascii: ",") { break }
      index += 1
    }
    guard index < line.count, line[index] == UInt8(ascii: "["),
      let close = line.firstIndex(of: UInt8(ascii: "]"), from: index)
    else { return nil }
    let result = (ByteRange(at..<index), ByteRange((index + 1)..<close))
    at = close + 1
    return result
  }

  /// `:25` behind a host.
  @inline(__always)
  package mutating func takePort() -> ByteRange? {
    guard at < line.count, line[at] == UInt8(ascii: ":") else { return nil }
    let digits = line.length(from: at + 1) { $0.isDigit }
    guard digits > 0, digits <= 5 else { return nil }
    defer { at += 1 + digits }
    return ByteRange((at + 1)..<(at + 1 + digits))
  }
}
