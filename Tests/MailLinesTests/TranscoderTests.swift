import ByteTools
import Testing
import TrailTesting

@testable import MailLines

/// The lines that a transcoder makes of `input`, fed `chunk` bytes at a time.
private func lines(
  _ input: [UInt8], _ type: any Transcoder.Type, chunk: Int = 1 << 20
) -> (text: String, numbers: [Int]?) {
  var transcoder = type.init()
  var output: [UInt8] = []
  var numbers: [Int] = []
  for start in stride(from: 0, to: input.count, by: chunk) {
    Array(input[start..<min(start + chunk, input.count)]).withByteView {
      transcoder.feed($0, into: &output)
    }
    numbers += transcoder.lineNumbers ?? []
  }
  transcoder.finish(into: &output)
  numbers += transcoder.lineNumbers ?? []
  return (
    String(decoding: output, as: UTF8.self), transcoder.lineNumbers == nil ? nil : numbers
  )
}

private func recognised(_ head: [UInt8]) -> String? {
  head.withByteView { transcoder(for: $0) }.map { "\(type(of: $0))" }
}

private let stamp = #""__REALTIME_TIMESTAMP":"1795460049413987","_HOSTNAME":"mxgw01""#
private let header = "2026-11-23T18:54:09.413987+00:00 mxgw01 "

private func json(_ fields: String) -> String {
  lines(Array("{\(stamp),\(fields)}\n".utf8), JournalJSONTranscoder.self).text
}

@Suite("journalctl -o json")
struct JournalJSONTests {
  @Test("An entry is a line of RFC 3339 syslog")
  func entry() {
    #expect(
      json(#""SYSLOG_IDENTIFIER":"postfix/smtp","SYSLOG_PID":"7","_PID":"8","MESSAGE":"a: b""#)
        == header + "postfix/smtp[7]: a: b\n")
    #expect(
      json(#""_COMM" : "exim4" , "_PID" : "8", "SYSLOG_PID":"", "MESSAGE" : "x" "#)
        == header + "exim4[8]: x\n")
    #expect(json(#""_COMM":"a b","MESSAGE":"""#) == header + "a_b: \n")
    #expect(json(#""MESSAGE":null"#).contains("--all"))
    #expect(json(#""MESSAGE":"x","MESSAGE":"y""#) == header + "unknown: x\n")
  }

  @Test("A message may be bytes, or one of several")
  func arrays() {
    #expect(json(#""MESSAGE":[104, 228,105,300]"#).hasSuffix(": h\u{FFFD}i\n"))
    #expect(json(#""MESSAGE":["one","two"]"#) == header + "unknown: one\n")
    #expect(json(#""MESSAGE":[[111,110,101],"two"]"#) == header + "unknown: one\n")
    #expect(json(#""MESSAGE":[]"#) == header + "unknown: \n")
    #expect(
      json(#""X":{"a":["]}",{}]},"Y":[1,[2]],"MESSAGE":"z","Z":true"#)
        == header + "unknown: z\n")
  }

  @Test(
    "Escapes",
    arguments: [
      (#"\"\\\/"#, #""\/"#), (#"\n\t\u0000x"#, "#012#011#000x"), ("x\\n", "x"),
      (#"\u00e9\u20AC"#, "é€"), (#"\ud83d\ude00"#, "😀"), (#"\ud83dx"#, "\u{FFFD}x"),
      (#"\ude00"#, "\u{FFFD}"), (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\u12"#, "\u{FFFD}12"),
      (#"\x"#, "\u{FFFD}"), (#"\\n"#, #"\n"#), ("ü", "ü"),
    ])
  func escapes(written: String, meant: String) {
    #expect(json("\"MESSAGE\":\"\(written)\"") == header + "unknown: \(meant)\n")
  }

  @Test(
    "Anything else stays as it is, on a line of its own",
    arguments: [
      "nothing", "{", "{}x", "{\"a\"}", "{\"a\":}", "{\"a\":\"b", "{\"a\":1,}", "{\"a\":[1}",
      "{\"MESSAGE\":\"x\\\"}", "[1]", "{\"a\":\"b\"}}", "{\"a\" \"b\"}", "{,}", "{\"a\":1 \"b\":2}",
    ])
  func malformed(line: String) {
    let input = Array("\(line)\n\n{\(stamp)}".utf8)
    #expect(
      lines(input, JournalJSONTranscoder.self).text == "\(line)\n\n\(header)unknown: \n")
  }

  @Test("An entry without a time is no log line, whatever its message says")
  func noTime() {
    let input = Array(#"{"MESSAGE":"2026-11-23T18:54:09+00:00 h postfix/smtp[1]: x"}"#.utf8)
    #expect(
      lines(input, JournalJSONTranscoder.self).text
        == "MESSAGE=2026-11-23T18:54:09+00:00 h postfix/smtp[1]: x\n")
  }

  @Test("Days, leap days and the ends of time")
  func times() {
    func time(_ microseconds: String) -> Substring {
      let entry = Array("{\"__REALTIME_TIMESTAMP\":\"\(microseconds)\"}".utf8)
      return lines(entry, JournalJSONTranscoder.self).text.prefix { $0 != " " }
    }
    #expect(time("0") == "1970-01-01T00:00:00.000000+00:00")
    #expect(time("1709164799999999") == "2024-02-28T23:59:59.999999+00:00")
    #expect(time("1709164800000000") == "2024-02-29T00:00:00.000000+00:00")
    #expect(time("1735689599000001") == "2024-12-31T23:59:59.000001+00:00")
    #expect(time("253402300799999999") == "9999-12-31T23:59:59.999999+00:00")
    for wrong in ["253402300800000000", "-1", "x", "", "99999999999999999999"] {
      #expect(time(wrong) == "MESSAGE=\n")
    }
  }

  @Test("An endless line costs no memory and is one line")
  func endless() {
    let input = Array(repeating: UInt8(ascii: "{"), count: PartialLine.limit + 100)
    let whole = input + [10] + Array("{\(stamp)}".utf8)
    let text = lines(whole, JournalJSONTranscoder.self, chunk: 4096).text
    #expect(
      text.split(separator: "\n").map(\.utf8.count) == [rawLineLimit, header.utf8.count + 9])
  }
}

@Suite("journalctl -o export")
struct JournalExportTests {
  static let first = "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1795460049413987\n_HOSTNAME=mxgw01\n"

  /// The binary form of a field.
  static func binary(_ name: String, _ text: [UInt8]) -> [UInt8] {
    let length = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> ($0 * 8)) }
    return Array(name.utf8) + [10] + length + text + [10]
  }

  @Test("Text and binary fields, and where each entry starts")
  func entries() {
    let input =
      Array("\(Self.first)MESSAGE=a=b\n_PID=9\n\n\n\(Self.first)".utf8)
      + Self.binary("COREDUMP", Array("x\ny\n\nMESSAGE=no\n".utf8))
      + Self.binary("MESSAGE", Array("two\nlines\n".utf8)) + Array("\nhello\n\(Self.first)".utf8)
    let expected =
      "\(header)unknown[9]: a=b\n\(header)unknown: two#012lines\nhello\n\(header)unknown: \n"
    for chunk in [1, 2, 3, 7, 20, 64, 1 << 20] {
      let result = lines(input, JournalExportTranscoder.self, chunk: chunk)
      #expect(result.text == expected, "chunk \(chunk)")
      #expect(result.numbers == result.numbers?.sorted())
      #expect(result.numbers?.first == 1)
      #expect(result.numbers?[1] == 8)
      #expect(result.numbers?.count == 4)
    }
  }

  @Test("A cut entry gives what it has; a mad length does not swallow the rest")
  func cut() {
    let whole = Array(Self.first.utf8) + Self.binary("MESSAGE", Array("abc".utf8))
    for end in 0..<whole.count {
      let text = lines(Array(whole[..<end]), JournalExportTranscoder.self).text
      #expect(text.filter { $0 == "\n" }.count == (end == 0 ? 0 : 1), "cut at \(end)")
    }
    let mad = Array("MESSAGE\n".utf8) + [255, 255, 255, 255, 255, 255, 255, 255]
    let after = Array("\n\n\(Self.first)MESSAGE=x\n".utf8)
    let text = lines(mad + after, JournalExportTranscoder.self).text
    #expect(text.hasSuffix("\(header)unknown: x\n"))
  }
}

@Suite("Byte order marks")
struct ByteOrderMarkTests {
  static let text = "Zürich € 😀\r\nline\n"

  @Test("UTF-16 of both orders, any chunk size", arguments: [1, 2, 3, 5, 1000])
  func utf16(chunk: Int) {
    let units = [0xFEFF] + Array(Self.text.utf16)
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    let little = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(recognised(big) == "UTF16Transcoder")
    #expect(recognised(little) == "UTF16Transcoder")
    #expect(lines(big, UTF16Transcoder.self, chunk: chunk).text == Self.text)
    #expect(lines(little, UTF16Transcoder.self, chunk: chunk).text == Self.text)
  }

  @Test("Half a pair and half a unit become U+FFFD")
  func halves() {
    let units: [UInt8] =
      [0xFE, 0xFF, 0xD8, 0x3D, 0, 0x41, 0xDE, 0, 0xD8, 0x3D, 0xD8, 0x3D, 0xDE, 0, 7]
    #expect(
      lines(units, UTF16Transcoder.self).text
        == "\u{FFFD}A\u{FFFD}\u{FFFD}\u{1F600}\u{FFFD}")
  }

  @Test("A UTF-8 mark is dropped, once", arguments: [1, 2, 4, 100])
  func utf8(chunk: Int) {
    let input = Array("\u{FEFF}\u{FEFF}x".utf8)
    #expect(recognised(input) == "UTF8MarkTranscoder")
    let text = lines(input, UTF8MarkTranscoder.self, chunk: chunk).text
    #expect(Array(text.utf8) == Array(input[3...]))
  }
}

@Suite("Lines that a collector has put into JSON")
struct CollectorJSONTests {
  @Test(
    "A line with a header is that line",
    arguments: [
      #"{"log":"Nov  7 18:10:13 mx1 postfix/smtpd[1]: \"a\" b\n","stream":"stdout","time":"2026"}"#,
      #"{"@timestamp":"x","message":"Nov  7 18:10:13 mx1 postfix/smtpd[1]: \"a\" b","host":{}}"#,
      #"{"timestamp":"x","textPayload":"Nov  7 18:10:13 mx1 postfix/smtpd[1]: \"a\" b"}"#,
      #"{"timestamp":1,"jsonPayload":{"message":"Nov  7 18:10:13 mx1 postfix/smtpd[1]: \"a\" b"}}"#,
    ])
  func whole(json: String) {
    #expect(recognised(Array(json.utf8)) == "CollectorJSONTranscoder")
    #expect(
      lines(Array("\(json)\n".utf8), CollectorJSONTranscoder.self).text
        == "Nov  7 18:10:13 mx1 postfix/smtpd[1]: \"a\" b\n")
  }

  @Test(
    "One without is made of the members",
    arguments: [
      #"{"ISODATE":"2026-11-07T18:10:13+01:00","PROGRAM":"exim","PID":"7","MESSAGE":"x","HOST":"mx1"}"#,
      #"{"message":"x","@timestamp":"2026-11-07T18:10:13+01:00","host":{"name":"mx1"},"#
        + #""process":{"name":"exim","pid":7}}"#,
      #"{"message":"exim[7]: x","@timestamp":"2026-11-07T18:10:13+01:00","hostname":"mx1"}"#,
    ])
  func parts(json: String) {
    #expect(recognised(Array(json.utf8)) == "CollectorJSONTranscoder")
    #expect(
      lines(Array(json.utf8), CollectorJSONTranscoder.self, chunk: 5).text
        == "2026-11-07T18:10:13+01:00 mx1 exim[7]: x\n")
  }

  @Test("What is no such object stays, line by line")
  func others() {
    let text = "{\"time\":\"1\",\"log\":\"\"}\nplain\n\n{\n"
    #expect(lines(Array(text.utf8), CollectorJSONTranscoder.self).text == text)
  }
}

@Suite("Which turning a source needs")
struct TranscoderChoiceTests {
  @Test(
    "Told by its first bytes",
    arguments: [
      ("{\"__CURSOR\":\"s=1\"", "JournalJSONTranscoder"),
      ("\u{1E}{ \"MESSAGE\" : 1}", "JournalJSONTranscoder"),
      ("__CURSOR=s=1\n", "JournalExportTranscoder"),
      ("_BOOT_ID=1\n__REALTIME_TIMESTAMP=1\n", "JournalExportTranscoder"),
      ("{\"queue_name\": \"deferred\"}", nil), ("A=1\n", nil), ("", nil), ("{", nil),
      ("Nov 23 19:54:09 mxgw01 x: __REALTIME_TIMESTAMP=", nil),
    ] as [(String, String?)])
  func choice(head: String, expected: String?) {
    #expect(recognised(Array(head.utf8)) == expected)
  }

  @Test("Random bytes never trap, and any chunking gives the same")
  func random() {
    var random = Seeded(11)
    let alphabet = Array("{}[]\":,\\u0dD8MESAG_=\n\n\u{0}9 ".utf8) + [0xFF, 0xFE, 0x1E]
    for _ in 0..<400 {
      let input = (0..<Int.random(in: 0..<400, using: &random)).map { _ in
        alphabet.randomElement(using: &random)!
      }
      for type in allTranscoders {
        let whole = lines(input, type)
        let pieces = lines(input, type, chunk: Int.random(in: 1..<20, using: &random))
        #expect(whole.text == pieces.text)
        #expect(whole.numbers == pieces.numbers)
        if let numbers = whole.numbers {
          #expect(numbers.count == whole.text.utf8.count { $0 == 0x0A })
        }
      }
    }
  }
}
