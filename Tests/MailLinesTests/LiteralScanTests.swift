import ByteTools
import Testing
import TrailTesting

@testable import MailLines

/// Texts in a file, and the lines that they stand in.
@Suite("A scan for texts")
struct LiteralScanTests {
  private func line(_ number: Int) -> String {
    let hour = 10 + number / 3600
    let clock = "\(hour):\(two(number / 60 % 60)):\(two(number % 60))"
    return "Nov 23 \(clock) mx1 postfix/qmgr[7]: 4cKM2r6fBYz2x\(number % 7): removed \(number)"
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private func places(of word: String, in bytes: [UInt8]) -> [Int] {
    Array(word.utf8).withByteView { word in
      bytes.withByteView { view in
        var found: [Int] = []
        while let hit = view.firstRange(of: word, from: found.last.map { $0 + word.count } ?? 0) {
          found.append(hit.lowerBound)
        }
        return found
      }
    }
  }

  @Test("tells every place once, also where pieces meet")
  func places() throws {
    let text = (0..<20_000).map { line($0) }.joined(separator: "\n")
    let bytes = Array(text.utf8)
    let file = try Scratch()
    let path = try file.file("mail.log", bytes)
    for word in ["removed 1", "z2x3:", "19999", "6:0"] {
      let needle = Needle(word.utf8, folds: false)
      let expected = places(of: word, in: bytes)
      #expect(LiteralScan.places(of: [needle], in: path, most: .max) == expected, "\(word)")
      #expect(LiteralScan.places(of: [needle], in: path, most: 0) == nil)
      #expect(!LiteralScan.isAbsent([needle], from: path))
    }
    #expect(LiteralScan.isAbsent([Needle("nowhere".utf8, folds: true)], from: path))
  }

  @Test("A line is read by a place in it, with its time, without those before it")
  func placed() throws {
    let lines = (0..<20_000).map { line($0) }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let file = try Scratch()
    let path = try file.file("mail.log", bytes)
    let programs = ProgramTable(identify: { _ in ProgramIdentity() })
    let settings = LogSource.Settings(zone: try #require(LocalZone(name: nil)), year: 2026, now: 0)
    let placed = try #require(PlacedLines(path: path, programs: programs, settings: settings))
    let found = places(of: "x3: removed", in: bytes)
    let block = try #require(placed.lines(at: found + found.map { $0 + 3 }))
    let expected = lines.filter { $0.contains("x3: removed") }
    #expect(block.records.count == expected.count)
    for (index, line) in expected.enumerated() {
      let record = block.records[index]
      #expect(block.line(record).string == line)
      let number = try #require(line.split(separator: " ").last.flatMap { Int64($0) })
      #expect((record.time - block.records[0].time) / 1_000_000 == number - 3)
    }
  }

  @Test("No line is told where the file is not in order of time, or the line bears no stamp")
  func unplaced() throws {
    let file = try Scratch()
    let programs = ProgramTable(identify: { _ in ProgramIdentity() })
    let settings = LogSource.Settings(zone: try #require(LocalZone(name: nil)), year: 2026, now: 0)
    let lines = (0..<20_000).map { line($0) }
    let twice = (lines + lines).joined(separator: "\n")
    let path = try file.file("twice.log", twice.utf8)
    #expect(PlacedLines(path: path, programs: programs, settings: settings) == nil)
    let text = lines[..<100].joined(separator: "\n") + "\nno stamp here\n"
    let short = try file.file("short.log", text.utf8)
    let placed = try #require(PlacedLines(path: short, programs: programs, settings: settings))
    #expect(placed.lines(at: [text.utf8.count - 5]) == nil)
    #expect(placed.lines(at: [10])?.records.count == 1)
  }
}
