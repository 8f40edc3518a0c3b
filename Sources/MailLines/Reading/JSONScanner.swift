package import ByteTools

/// Walks over the members of one JSON object (RFC 8259) and touches only the values asked for.
///
/// Strict where a record would be misread, lenient elsewhere; never traps. Nesting costs no stack.
package struct JSONScanner {
  package enum Value: Equatable {
    case null
    /// What stands between the quotes, escapes as they are.
    case string(Range<Int>)
    /// Byte numbers with commas between: how journalctl writes what is not UTF-8.
    case byteNumbers(Range<Int>)
    /// A number, true, false or an object, as it stands.
    case other(Range<Int>)
  }

  let text: ByteView
  package private(set) var index = 0

  package init(_ text: ByteView) { self.text = text }

  /// Passes `{`; false where there is none.
  package mutating func enterObject() -> Bool { take(UInt8(ascii: "{")) }

  /// Passes `}` or a comma before the next member: nil where neither is there, true for the end.
  package mutating func endsObject(isFirst: Bool) -> Bool? {
    if take(UInt8(ascii: "}")) { return true }
    if isFirst || take(UInt8(ascii: ",")) { return false }
    return nil
  }

  /// Passes `[`; false where there is none.
  package mutating func enterArray() -> Bool { take(UInt8(ascii: "[")) }

  /// Passes `]` or a comma before the next element: nil where neither is there, true for the end.
  package mutating func endsArray(isFirst: Bool) -> Bool? {
    if take(UInt8(ascii: "]")) { return true }
    if isFirst || take(UInt8(ascii: ",")) { return false }
    return nil
  }

  /// The next value with all that is in it, as it stands; nil where it does not end.
  package mutating func wholeValue() -> Range<Int>? {
    skipBlanks()
    guard index < text.count else { return nil }
    let start = index
    switch text[index] {
    case UInt8(ascii: "\""): return string().map { ($0.lowerBound - 1)..<($0.upperBound + 1) }
    case UInt8(ascii: "["), UInt8(ascii: "{"): return nested()
    default: return value() == nil ? nil : start..<index
    }
  }

  /// Whether nothing but blanks is left.
  package mutating func isAtEnd() -> Bool {
    skipBlanks()
    return index == text.count
  }

  /// The name of a member and the colon behind it.
  package mutating func name() -> Range<Int>? {
    guard let name = string(), take(UInt8(ascii: ":")) else { return nil }
    return name
  }

  /// The next value; of an array of several values, as journalctl writes a repeated field, the
  /// first.
  package mutating func value() -> Value? {
    skipBlanks()
    guard index < text.count else { return nil }
    switch text[index] {
    case UInt8(ascii: "\""): return string().map(Value.string)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let isArray = text[index] == UInt8(ascii: "[")
      guard let nested = nested() else { return nil }
      guard isArray else { return .other(nested) }
      return firstElement(of: (nested.lowerBound + 1)..<(nested.upperBound - 1))
    default:
      // Numbers have a sign, a point and an exponent with a sign too.
      let length = text.length(from: index) {
        $0.isLetterOrDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
          || $0 == UInt8(ascii: ".")
      }
      guard length > 0 else { return nil }
      let range = index..<(index + length)
      index = range.upperBound
      return text[range] == "null" ? .null : .other(range)
    }
  }

  private func firstElement(of inner: Range<Int>) -> Value? {
    let blanks = text[inner].length { $0 == 0x20 || $0 == 0x09 }
    let start = inner.lowerBound + blanks
    guard start < inner.upperBound else { return .byteNumbers(inner) }
    if text[start].isDigit { return .byteNumbers(inner) }
    var scanner = JSONScanner(text.prefix(inner.upperBound))
    scanner.index = start
    if text[start] == UInt8(ascii: "[") {
      // One value of several that is not UTF-8.
      return scanner.nested().map { .byteNumbers(($0.lowerBound + 1)..<($0.upperBound - 1)) }
    }
    return scanner.value()
  }

  private mutating func skipBlanks() {
    index += text.length(from: index) { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard index < text.count, text[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func string() -> Range<Int>? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = index
    var from = index
    while let quote = text.firstIndex(of: UInt8(ascii: "\""), from: from) {
      // An odd number of backslashes before it makes the quote part of the text.
      var slash = quote
      while slash > start, text[slash - 1] == UInt8(ascii: "\\") { slash -= 1 }
      if (quote - slash).isMultiple(of: 2) {
        index = quote + 1
        return start..<quote
      }
      from = quote + 1
    }
    return nil
  }

  /// Passes an array or an object with all that is in it.
  private mutating func nested() -> Range<Int>? {
    let start = index
    var depth = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 {
          index += 1
          return start..<index
        }
      case UInt8(ascii: "\""):
        guard string() != nil else { return nil }
        continue
      default: break
      }
      index += 1
    }
    return nil
  }
}

extension Array where Element == UInt8 {
  /// Appends the text of a JSON string; an escape that means nothing becomes U+FFFD.
  package mutating func append(unescaping text: ByteView) {
    var start = 0
    while let slash = text.firstIndex(of: UInt8(ascii: "\\"), from: start) {
      append(text[start..<slash])
      start = slash + 2
      guard slash + 1 < text.count else {
        append(scalar: nil)
        return
      }
      switch text[slash + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): append(text[slash + 1])
      case UInt8(ascii: "n"): append(0x0A)
      case UInt8(ascii: "t"): append(0x09)
      case UInt8(ascii: "r"): append(0x0D)
      case UInt8(ascii: "b"): append(0x08)
      case UInt8(ascii: "f"): append(0x0C)
      case UInt8(ascii: "u"):
        guard let unit = text.hexUnit(at: slash + 2) else {
          append(scalar: nil)
          continue
        }
        start = slash + 6
        if text.holds("\\u", at: start), let low = text.hexUnit(at: start + 2),
          let scalar = scalar(high: unit, low: low)
        {
          append(scalar: scalar)
          start += 6
        } else {
          append(scalar: Unicode.Scalar(unit))  // Nil for half a surrogate pair.
        }
      default: append(scalar: nil)
      }
    }
    append(text.from(start))
  }

  /// Appends the bytes that numbers with commas between stand for; those beyond 255 are left out.
  mutating func append(byteNumbers text: ByteView) {
    var index = 0
    while index < text.count {
      if let (value, end) = text.number(at: index) {
        if value < 256 { append(UInt8(value)) }
        index = end
      } else {
        index += 1
      }
    }
  }
}

extension ByteView {
  /// The four hexadecimal digits at `start` as a number.
  fileprivate func hexUnit(at start: Int) -> UInt16? {
    guard start + 4 <= count else { return nil }
    var unit: UInt16 = 0
    for index in start..<(start + 4) {
      let byte = self[index]
      guard byte.isHex else { return nil }
      unit = unit << 4 | UInt16(byte.isDigit ? byte - 0x30 : (byte | 0x20) - 0x61 + 10)
    }
    return unit
  }
}
