import ByteTools
import Testing

@testable import MailLines

@Suite("Entries of Exim that syslog has in parts")
struct SyslogPartsTests {
  private static let cuts = [1, 7, 50, 97, 150, 1 << 18]
  private static let head = "Mar  3 09:15:00 mx1 exim"

  private struct Found: Equatable {
    let text: String
    let number: Int
  }

  /// The text of each line behind its header, and the line's number.
  private func texts(_ lines: [String], blockSize: Int) throws -> [Found] {
    let log = lines.map { "\(Self.head)\($0)\n" }.joined()
    return try withLog(log, blockSize: blockSize) { _, block, record, number in
      Found(text: block.line(record).from(Int(record.text)).string, number: number)
    }
  }

  @Test("They are one again, parts of other processes between them or not", arguments: cuts)
  func interleaved(blockSize: Int) throws {
    let found = try texts(
      [
        "[1]: plain", "[7]: [1/3] one ", "[8]: [1\\3] eins", "[7]: [2\\3] two", "[9]: other",
        "[8]: [2\\3]   zwei", "[7]: [3/3] three", "[7]: [1/2] again ", "[8]: [3/3] drei",
        "[7]: [2/2] and again", "[1]: plain",
      ], blockSize: blockSize)
    #expect(
      found.map(\.text) == [
        "plain", "one two\nthree", "eins\n  zwei\ndrei", "[2\\3] ", "other", "[2\\3] ", "[3/3] ",
        "again and again", "[3/3] ", "[2/2] ", "plain",
      ])
    #expect(found.map(\.number) == Array(1...11))
  }

  @Test("Where one is missing or comes twice, all stay as they are", arguments: cuts)
  func broken(blockSize: Int) throws {
    let lines = [
      "[7]: [2/3] before", "[7]: [1/3] a", "[7]: [3/3] c", "[8]: [1/3] a", "[8]: [2/3] b",
      "[8]: [2/3] b", "[8]: [3/3] c", "[9]: [1/2] a", "[9]: [2/3] b", "[6]: [0/2] x",
      "[6]: [3/2] x", "[6]: [1/1] x", "[6]: [1/2 x", "[6]: [127.0.0.1] x", "[6]: [1/2] at the end",
    ]
    let found = try texts(lines, blockSize: blockSize)
    #expect(found.map(\.text) == lines.map { String($0.dropFirst(5)) })
    #expect(found.map(\.number) == Array(1...15))
  }

  @Test("A part without text may have lost its blank", arguments: cuts)
  func empty(blockSize: Int) throws {
    let found = try texts(
      ["[7]: [1\\3] one", "[7]: [2\\3]", "[7]: [3/3] three"], blockSize: blockSize)
    #expect(found.map(\.text) == ["one\n\nthree", "", "[3/3] "])
  }

  @Test("Only so many are waited for, and only so far", arguments: [5000, 1 << 18])
  func limits(blockSize: Int) throws {
    // 65 at once: the oldest is given up.
    var lines = (0...64).map { "[\(100 + $0)]: [1/2] a" }
    lines += (0...64).map { "[\(100 + $0)]: [2/2] b" }
    let found = try texts(lines, blockSize: blockSize)
    #expect(found.first?.text == "[1/2] a")
    #expect(found[65].text == "[2/2] b")
    #expect(found[1...64].allSatisfy { $0.text == "ab" })
    #expect(found[66...129].allSatisfy { $0.text == "[2/2] " })
    // More than 64 KiB of text, or 128 KiB of log between first and last part.
    let part = String(repeating: "x", count: 800)
    let long = (1...90).map { "[7]: [\($0)/90] \(part)" }
    #expect(
      try texts(long, blockSize: blockSize).map(\.text) == long.map { String($0.dropFirst(5)) })
    let far = ["[7]: [1/2] a"] + (1...170).map { _ in "[9]: \(part)" } + ["[7]: [2/2] b"]
    #expect(try texts(far, blockSize: blockSize).map(\.text) == far.map { String($0.dropFirst(5)) })
  }

  @Test("Other programs' brackets are their own")
  func otherPrograms() throws {
    let log = "Mar  3 09:15:00 mx1 tool[7]: [1/2] a\nMar  3 09:15:00 mx1 tool[7]: [2/2] b\n"
    let found = try withLog(log, blockSize: 1 << 18) { _, block, record, _ in
      block.line(record).from(Int(record.text)).string
    }
    #expect(found == ["[1/2] a", "[2/2] b"])
  }

  @Test("Entries that always overlap, in blocks of any size", arguments: cuts.dropFirst())
  func overlapping(blockSize: Int) throws {
    var lines: [String] = []
    for number in 0..<300 {
      lines.append("[\(number)]: [1/3] \(number) ")
      if number > 0 { lines.append("[\(number - 1)]: [2/3] x ") }
      if number > 1 { lines.append("[\(number - 2)]: [3/3] y") }
    }
    let found = try texts(lines, blockSize: blockSize)
    #expect(found.map(\.number) == Array(1...lines.count))
    #expect(found.count { $0.text.hasSuffix(" x y") } == 298)
    #expect(found == (try texts(lines, blockSize: 1 << 18)))
  }
}
