internal import ByteTools
internal import MailEvents
internal import MailTerms

/// Values as they were before the log quoted them.
extension HopState {
  func keep(_ piece: ByteView, _ quoting: Quoting) -> Text {
    switch quoting {
    case .none: keep(piece)
    case .backslash: keepUnescaped(piece)
    case .doubledQuote: keepCell(piece)
    }
  }

  /// Exim writes `\"`, `\\` and octal numbers for what it does not print.
  private func keepUnescaped(_ piece: ByteView) -> Text {
    guard piece.firstIndex(of: UInt8(ascii: "\\")) != nil else { return keep(piece) }
    let start = text.count
    var index = 0
    while index < piece.count {
      let byte = piece[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < piece.count else {
        text.append(byte)
        continue
      }
      let digits = piece.prefix(min(index + 3, piece.count)).length(from: index) {
        $0 >= 0x30 && $0 < 0x38
      }
      if digits == 3 {
        let value = piece[index..<(index + 3)].withBytes {
          $0.reduce(0) { $0 * 8 + Int($1 - 0x30) }
        }
        text.append(UInt8(truncatingIfNeeded: value))
        index += 3
      } else {
        text.append(piece[index])
        index += 1
      }
    }
    return Text(start: UInt32(start), count: UInt32(text.count - start))
  }

  /// A header that goes on in further lines, as one: RFC 5322, section 2.2.3. A tab of theirs may be
  /// rsyslog's `#011`.
  func keepUnfolded(_ value: ByteView) -> Text {
    guard value.firstIndex(of: 0x0A) != nil else { return keep(value) }
    let start = text.count
    var index = 0
    while index < value.count {
      if value[index] == 0x0A {
        text.append(0x20)
        index += value.holds("#011", at: index + 1) ? 5 : 1
        index += value.length(from: index) { $0 == 0x20 || $0 == 0x09 }
      } else {
        text.append(value[index])
        index += 1
      }
    }
    return Text(start: UInt32(start), count: UInt32(text.count - start))
  }

  /// RFC 4180 doubles quotes inside a quoted value.
  func keepCell(_ value: ByteView) -> Text {
    guard value.contains("\"\"") else { return keep(value) }
    let start = text.count
    var index = 0
    while index < value.count {
      text.append(value[index])
      let isDoubled =
        value[index] == UInt8(ascii: "\"") && index + 1 < value.count
        && value[index + 1] == UInt8(ascii: "\"")
      index += isDoubled ? 2 : 1
    }
    return Text(start: UInt32(start), count: UInt32(text.count - start))
  }
}
