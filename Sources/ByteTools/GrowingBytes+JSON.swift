public import CBytes
public import Glibc

/// The pieces of JSON, RFC 8259. Text of any encoding becomes valid UTF-8: what is not UTF-8 is
/// replaced by U+FFFD.
extension GrowingBytes {
  /// `"name":`, behind a comma where one is needed. For names that need no escaping.
  @inlinable @inline(__always)
  package mutating func append(key name: StaticString, comma: Bool) {
    let length = name.utf8CodeUnitCount
    let room = room(for: length &+ 4)
    // Safe: room for the name, a comma, two quotes and a colon. The quote takes the comma's place
    // where there is none.
    room[0] = UInt8(ascii: ",")
    let start = comma ? 1 : 0
    room[start] = UInt8(ascii: "\"")
    memcpy(room + (start &+ 1), name.utf8Start, length)
    room[start &+ length &+ 1] = UInt8(ascii: "\"")
    room[start &+ length &+ 2] = UInt8(ascii: ":")
    count &+= start &+ length &+ 3
  }

  /// A string, behind a comma where one is needed.
  package mutating func append(quoted text: ByteView, comma: Bool) {
    let room = room(for: text.count + 3)
    // Safe: room for the text as it is, a comma and two quotes; what is escaped makes its own.
    room[0] = UInt8(ascii: ",")
    let start = comma ? 1 : 0
    room[start] = UInt8(ascii: "\"")
    let plain = incatrail_copy_plain(room + (start &+ 1), text.base, text.count)
    count &+= start &+ 1 &+ plain
    if plain < text.count { append(escaped: text.from(plain)) }
    append(UInt8(ascii: "\""))
  }

  /// The inside of a string. Plain runs, nearly all log text, are copied whole.
  @inline(never)
  private mutating func append(escaped text: ByteView) {
    var rest = text
    while true {
      // Safe: room for all that may be copied.
      let plain = incatrail_copy_plain(room(for: rest.count), rest.base, rest.count)
      count &+= plain
      rest = rest.from(plain)
      guard !rest.isEmpty else { return }
      if rest[0] < 0x80 {
        append(escapedASCII: rest[0])
        rest = rest.from(1)
      } else if let length = rest.utf8Length(at: 0) {
        append(rest.prefix(length))
        rest = rest.from(length)
      } else {
        append("\u{FFFD}")
        rest = rest.from(rest.brokenUTF8Length(at: 0))
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
      append("u00")
      append(byte >> 4 + 0x30)
      let low = byte & 15
      append(low < 10 ? low + 0x30 : low + 0x57)
    }
  }
}

extension ByteView {
  /// The length of the well-formed UTF-8 sequence at `index` (Unicode, table 3-7); nil where there
  /// is none.
  fileprivate func utf8Length(at index: Int) -> Int? {
    let length = wellFormedUTF8(at: index)
    return length.isWhole ? length.count : nil
  }

  /// How many bytes one U+FFFD stands for: the longest start of a well-formed sequence, at least one
  /// (Unicode, section 3.9, "U+FFFD substitution of maximal subparts").
  fileprivate func brokenUTF8Length(at index: Int) -> Int {
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
