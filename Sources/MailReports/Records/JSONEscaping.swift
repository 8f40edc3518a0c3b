package import ByteTools

extension Array where Element == UInt8 {
  /// Appends `text` as the inside of a JSON string: RFC 8259 section 7.
  ///
  /// Clean runs, nearly all log text, are copied whole.
  package mutating func append(escaped text: ByteView) {
    var index = 0
    while index < text.count {
      let clean = text.cleanJSONLength(from: index)
      if clean > 0 {
        append(text[index..<(index + clean)])
        index += clean
        continue
      }
      let byte = text[index]
      if byte < 0x80 {
        append(escapedASCII: byte)
        index += 1
      } else if let length = text.utf8Length(at: index) {
        append(text[index..<(index + length)])
        index += length
      } else {
        append("\u{FFFD}" as StaticString)
        index += text.brokenUTF8Length(at: index)
      }
    }
  }

  private mutating func append(escapedASCII byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0x0D: append(UInt8(ascii: "r"))
    default:
      append("u00" as StaticString)
      append(byte >> 4 + 0x30)
      let low = byte & 15
      append(low < 10 ? low + 0x30 : low + 0x57)
    }
  }
}

extension ByteView {
  /// How many bytes from `start` on go into a JSON string as they are: printable ASCII but for the
  /// quote and the backslash.
  ///
  /// Eight bytes a step by the "byte less than n" and "has zero byte" tricks of Bit Twiddling Hacks
  /// (Sean Eron Anderson); a false positive only ends the fast loop.
  package func cleanJSONLength(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var index = start
    while index + 8 <= count {
      let word = self.word(at: index)
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let special =
        word | ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote)
        | ((backslash &- ones) & ~backslash)
      guard special & highs == 0 else { break }
      index += 8
    }
    while index < count {
      let byte = self[index]
      guard byte >= 0x20, byte < 0x80, byte != 0x22, byte != 0x5C else { break }
      index += 1
    }
    return index - start
  }

  /// The length of the well-formed UTF-8 sequence at `index` (Unicode, table 3-7); nil where there
  /// is none.
  package func utf8Length(at index: Int) -> Int? {
    let length = wellFormedUTF8(at: index)
    return length.isWhole ? length.count : nil
  }

  /// How many bytes one U+FFFD stands for: the longest start of a well-formed sequence, at least one
  /// (Unicode, section 3.9, "U+FFFD substitution of maximal subparts").
  package func brokenUTF8Length(at index: Int) -> Int {
    max(wellFormedUTF8(at: index).count, 1)
  }

  private func wellFormedUTF8(at index: Int) -> (count: Int, isWhole: Bool) {
    guard index < count else { return (0, false) }
    let needed: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch self[index] {
    case 0x00...0x7F: return (1, true)
    case 0xC2...0xDF: needed = 2
    case 0xE0: (needed, second) = (3, 0xA0...0xBF)
    case 0xED: (needed, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: needed = 3
    case 0xF0: (needed, second) = (4, 0x90...0xBF)
    case 0xF4: (needed, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: needed = 4
    default: return (1, false)
    }
    var have = 1
    while have < needed, index + have < count {
      let accepted = have == 1 ? second : 0x80...0xBF
      guard accepted.contains(self[index + have]) else { break }
      have += 1
    }
    return (have, have == needed)
  }
}
