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
    guard line.holds(text, at: at) else { return false }
    at &+= text.utf8CodeUnitCount
    return true
  }

  @inline(__always)
  package mutating func skip(_ byte: UInt8) -> Bool {
    guard at < line.count, line[at] == byte else { return false }
    at &+= 1
    return true
  }

  /// Whether the end of the line may be missing: Postfix cuts its text at 2000 bytes, old loggers at
  /// 1024 with the header.
  package var isProbablyCut: Bool { line.count >= 900 }

  @inline(__always)
  package func holds(_ text: StaticString) -> Bool { line.holds(text, at: at) }

  /// The bytes before the next `byte`, which is stepped over.
  @inline(__always)
  package mutating func take(upTo byte: UInt8) -> ByteRange? {
    guard let end = line.firstIndex(of: byte, from: at) else { return nil }
    let range = ByteRange(from: at, to: end)
    at = end &+ 1
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
    take { $0.isDigit }
  }

  /// The bytes up to one that does not satisfy `accept`; nil where there is none.
  @inline(__always)
  package mutating func take(while accept: (UInt8) -> Bool) -> ByteRange? {
    let length = line.length(from: at, while: accept)
    guard length > 0 else { return nil }
    let start = at
    at &+= length
    return ByteRange(from: start, to: at)
  }

  /// The bytes up to one that lies outside `range`; nil where there is none.
  @inline(__always)
  package mutating func take(in range: ClosedRange<UInt8>) -> ByteRange? {
    let end = line.end(from: at, of: range)
    guard end > at else { return nil }
    let start = at
    at = end
    return ByteRange(from: start, to: end)
  }

  /// The bytes up to a blank or the end; nil where there is none.
  @inline(__always)
  package mutating func takeWord() -> ByteRange? {
    let start = at
    let end = line.end(from: start, before: 0x20)
    guard end > start else { return nil }
    at = end
    return ByteRange(from: start, to: end)
  }

  /// An address in angle brackets, the cursor standing on `<`.
  ///
  /// Local parts before Postfix 3.5 were not quoted and could hold `>`: the end is a `>` that the
  /// line's grammar can follow.
  @inline(__always)
  package mutating func takeBracketed() -> ByteRange? {
    guard at < line.count, line[at] == UInt8(ascii: "<") else { return nil }
    var from = at &+ 1
    while true {
      let end = line.end(from: from, before: UInt8(ascii: ">"))
      guard end < line.count else { return nil }
      let next = end &+ 1 < line.count ? line[end &+ 1] : 0
      if next == 0 || next == UInt8(ascii: ",") || next == 0x20 || next == UInt8(ascii: ";")
        || next == UInt8(ascii: ":") || next == UInt8(ascii: ")")
      {
        let range = ByteRange(from: at &+ 1, to: end)
        at = end &+ 1
        return range
      }
      from = end &+ 1
    }
  }

  /// `NAME[IP]` or `[IP]`, each part as a place; the cursor ends behind `]`.
  ///
  /// What stands in the brackets may also be a path (`mail[private/lmtp]`).
  @inline(__always)
  package mutating func takeHost() -> (host: ByteRange, ip: ByteRange)? {
    let index = line.end(from: at, before: UInt8(ascii: "["), 0x20, UInt8(ascii: ","))
    guard index < line.count, line[index] == UInt8(ascii: "[") else { return nil }
    let close = line.end(from: index, before: UInt8(ascii: "]"))
    guard close < line.count else { return nil }
    let result = (ByteRange(from: at, to: index), ByteRange(from: index &+ 1, to: close))
    at = close &+ 1
    return result
  }

  /// `:25` behind a host.
  @inline(__always)
  package mutating func takePort() -> ByteRange? {
    guard at < line.count, line[at] == UInt8(ascii: ":") else { return nil }
    let start = at &+ 1
    let digits = line.length(from: start) { $0.isDigit }
    guard digits > 0, digits <= 5 else { return nil }
    at = start &+ digits
    return ByteRange(from: start, to: at)
  }
}
