import ByteTools
import Foundation
import MailReports
import MailTerms
import Testing
import TrailTesting

@Suite("JSON, RFC 8259")
struct JSONWriterTests {
  private func escaped(_ bytes: [UInt8]) -> String {
    var json = JSONWriter()
    bytes.withByteView { json.value($0) }
    return String(json.bytes.string.dropFirst().dropLast())
  }

  @Test(
    "Strings are escaped",
    arguments: [
      ("plain text that is longer than a word", "plain text that is longer than a word"),
      ("a \"quoted\" word and a \\ in it", "a \\\"quoted\\\" word and a \\\\ in it"),
      ("tab\tline\nreturn\r", "tab\\tline\\nreturn\\r"),
      ("bell\u{07}null\u{00}", "bell\\u0007null\\u0000"),
      ("unit\u{1F}delete\u{7F}", "unit\\u001fdelete\u{7F}"),
      ("Zürich, 東京, 😀", "Zürich, 東京, 😀"), ("", ""),
    ])
  func escaping(text: String, expected: String) {
    #expect(escaped(Array(text.utf8)) == expected)
  }

  @Test(
    "What is not UTF-8 becomes U+FFFD, as the standard library does it",
    arguments: [
      [0x61, 0xFF, 0x62], [0xC3], [0xE2, 0x82], [0xE2, 0x82, 0x41], [0xC0, 0xAF],
      [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80],
    ] as [[UInt8]])
  func brokenUTF8(bytes: [UInt8]) {
    #expect(escaped(bytes) == String(decoding: bytes, as: UTF8.self))
  }

  @Test("Random bytes always give a JSON string that reads back")
  func random() throws {
    var generator = Seeded(20_261_122)
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      var json = JSONWriter()
      json.beginArray()
      bytes.withByteView { json.value($0) }
      json.endArray()
      let read = try JSONSerialization.jsonObject(with: Data(json.bytes.array)) as? [String]
      #expect(read == [String(decoding: bytes, as: UTF8.self)], "\(bytes)")
    }
  }

  @Test("Commas stand where they belong")
  func commas() {
    var json = JSONWriter()
    json.beginObject()
    json.key("a")
    json.beginArray()
    json.value(1)
    json.beginObject()
    json.endObject()
    json.value(true)
    json.endArray()
    json.key("b")
    json.null()
    json.key("c")
    json.value(milliseconds: 70)
    json.key("d")
    json.value(milliseconds: 302_000)
    json.endObject()
    let text = json.bytes.string
    #expect(text == #"{"a":[1,{},true],"b":null,"c":0.07,"d":302}"#)
  }

  @Test("Times of many days, and of one day in a row, are what each is alone, and read back")
  func times() {
    var generator = Seeded(20_261_125)
    var json = JSONWriter()
    var expected: [String] = []
    json.beginArray()
    for round in 0..<2000 {
      let isFine = round % 3 == 0
      let second = Int64.random(in: -4_000_000_000...250_000_000_000, using: &generator)
      for later in [0, 1, 86_399, 86_400] as [Int64] {
        let fraction = isFine ? Int64.random(in: 0..<1_000_000, using: &generator) : 0
        let time = LogTime(
          microseconds: (second + later) * 1_000_000 + fraction,
          offsetMinutes: [0, 60, -570, 765][round % 4], decimals: isFine ? 6 : 0)
        json.value(time)
        expected.append(time.description)
        guard LogTime(rfc3339: time.description) == time else {
          return #expect(Bool(false), "\(time.description)")
        }
      }
    }
    json.endArray()
    let written = expected.map { "\"\($0)\"" }.joined(separator: ",")
    #expect(json.bytes.string == "[\(written)]")
  }
}
