import ByteTools
import Testing

/// What is put together from words and lanes says what the obvious way says.
@Suite("Bytes that grow")
struct GrowingBytesTests {
  private func text(_ fill: (inout GrowingBytes) -> Void) -> String {
    var bytes = GrowingBytes()
    fill(&bytes)
    return bytes.string
  }

  @Test("Pieces stand one behind the other, however often the room grows")
  func growing() {
    var bytes = GrowingBytes()
    var expected: [UInt8] = []
    for round in 0..<3000 {
      let piece = (0..<(round % 41)).map { UInt8(truncatingIfNeeded: $0 &* round) }
      piece.withByteView { bytes.append($0) }
      bytes.append(UInt8(truncatingIfNeeded: round))
      bytes.append("constant")
      expected += piece + [UInt8(truncatingIfNeeded: round)] + Array("constant".utf8)
    }
    #expect(bytes.array == expected)
    bytes.removeAll()
    #expect(bytes.array.isEmpty)
    bytes.append("again")
    #expect(bytes.array == Array("again".utf8))
  }

  @Test(
    "Numbers",
    arguments: [0, 1, 9, 10, 11, 99, 100, 101, 4711, 65535, -1, -10, .max, .min, 1_000_000])
  func numbers(number: Int) {
    #expect(text { $0.append(decimal: number) } == "\(number)")
    #expect(text { $0.append(decimal: number.magnitude) } == "\(number.magnitude)")
    let digits = String(UInt64(number.magnitude), radix: 16)
    let zeros = String(repeating: "0", count: 16 - digits.count)
    #expect(text { $0.append(hexadecimal: UInt64(number.magnitude)) } == zeros + digits)
  }

  @Test("Zeros in front, and the last digits of what is longer")
  func widths() {
    #expect(text { $0.append(7, width: 3) } == "007")
    #expect(text { $0.append(12_345, width: 6) } == "012345")
    #expect(text { $0.append(12_345, width: 2) } == "45")
  }

  @Test("Each second of a day")
  func clocks() {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    for second in 0..<86400 {
      let expected = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
      let told = text { $0.append(clock: second) }
      guard told == expected else { return #expect(Bool(false), "\(told) is not \(expected)") }
    }
  }

  @Test("Texts of up to sixteen bytes; what is longer is cut")
  func shortTexts() {
    for length in 0...20 {
      let bytes = (0..<length).map { 0x41 + UInt8($0) }
      let told = text { text in
        text.append(bytes.withByteView { ShortText($0) })
        text.append(".")
      }
      #expect(told == String(decoding: bytes.prefix(16), as: UTF8.self) + ".")
    }
  }

  @Test("A key, and the comma before it")
  func keys() {
    let told = text {
      $0.append(key: "a", comma: false)
      $0.append(key: "network_message_id", comma: true)
      $0.append(key: "", comma: true)
    }
    #expect(told == #""a":,"network_message_id":,"":"#)
  }

  // MARK: Strings

  /// RFC 8259, a scalar at a time.
  private func obvious(_ bytes: [UInt8]) -> String {
    var text = "\""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{08}": text += "\\b"
      case "\t": text += "\\t"
      case "\n": text += "\\n"
      case "\u{0C}": text += "\\f"
      case "\r": text += "\\r"
      case "\u{00}"..."\u{1F}":
        text += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  private func quoted(_ bytes: [UInt8]) -> String {
    text { text in bytes.withByteView { text.append(quoted: $0, comma: false) } }
  }

  @Test(
    "What needs care, at every place of texts of every length",
    arguments: [
      [], [0x22], [0x5C], [0x00], [0x0A], [0x1F], [0x20], [0x7E], [0x7F], [0x80], [0xFF],
      [0xC3, 0xBC], [0xC3], [0xE2, 0x82, 0xAC], [0xE2, 0x82], [0xF0, 0x9F, 0x98, 0x80],
      [0xED, 0xA0, 0x80], [0x22, 0x61, 0x5C],
    ] as [[UInt8]])
  func everyPlace(special: [UInt8]) {
    for length in 0...70 {
      let plain = (0..<length).map { 0x23 + UInt8($0) }.filter { $0 != 0x5C }
      for place in 0...plain.count {
        let bytes = plain[..<place] + special + plain[place...]
        let told = quoted(Array(bytes))
        let expected = obvious(Array(bytes))
        guard told == expected else { return #expect(Bool(false), "\(told) is not \(expected)") }
      }
    }
  }

  @Test("Random bytes, of all and of few kinds")
  func random() {
    var generator = SystemRandomNumberGenerator()
    let kinds: [UInt8] = [0x61, 0x61, 0x61, 0x62, 0x22, 0x5C, 0x09, 0x01, 0xC3, 0xBC, 0xE2, 0xF0]
    for round in 0..<4000 {
      let bytes = (0..<(round % 90)).map { _ in
        round % 2 == 0
          ? UInt8.random(in: 0...255, using: &generator)
          : kinds.randomElement(using: &generator) ?? 0
      }
      let told = quoted(bytes)
      let expected = obvious(bytes)
      guard told == expected else { return #expect(Bool(false), "\(bytes) became \(told)") }
    }
  }

  @Test("What stands behind a comma")
  func comma() {
    let told = text {
      $0.append(quoted: ByteView("one"), comma: false)
      $0.append(
        quoted: ByteView("a \"quoted\" text that is longer than a word"), comma: true)
    }
    #expect(told == #""one","a \"quoted\" text that is longer than a word""#)
  }
}
