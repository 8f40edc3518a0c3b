import Foundation
import IncaTrail
import Testing
import TrailTesting

@Suite("Nothing in a log can stop the run")
struct HostileInputTests {
  /// Every record must be JSON, whatever the lines were.
  private func survives(_ bytes: [UInt8], lines count: Int) throws {
    let scratch = try Scratch()
    let pipeline = try postfix([try scratch.file("mail.log", bytes)])
    let trails = try records(pipeline.export(withLines: true, withAttempts: true))
    #expect(Set(trails.map { $0.text("id") }).count == trails.count)
    let events = lines(try pipeline.events())
    #expect(events.count == count)
    let report = try #require(records(pipeline.report(.json, all: true)).first)
    let read = report.record("coverage")?.record("lines")
    #expect(read?.number("read") == Double(count))
    _ = try pipeline.report(.text)
  }

  @Test("Random bytes", arguments: [1, 2, 3] as [UInt64])
  func noise(seed: UInt64) throws {
    var random = Seeded(seed)
    var bytes = (0..<60_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    // No two line feeds run together into an empty line, no file ends without one.
    for index in bytes.indices where bytes[index] == 0x0A { bytes[index] = 0x20 }
    for index in stride(from: 70, to: bytes.count, by: 71) { bytes[index] = 0x0A }
    bytes[0] = 0x41
    bytes[bytes.count - 1] = 0x0A
    try survives(bytes, lines: LogLines(bytes).lines.count)
  }

  @Test(
    "A line longer than a block behind an entry that may go on",
    arguments: [300_000, 400_000, 700_000, 1_500_000])
  func longLineInExim(length: Int) throws {
    let head = "2026-03-22 16:10:00 1w1cND-0000lX-0B Completed\n"
    let bytes = Array(head.utf8) + [UInt8](repeating: 0x61, count: length) + [0x0A]
    let scratch = try Scratch()
    let pipeline = try Pipeline(
      [try scratch.file("mainlog", bytes + Array(head.utf8))], options: [])
    let report = try #require(records(pipeline.report(.json, all: true)).first)
    #expect(report.record("coverage")?.record("lines")?.number("read") == 3)
    #expect(report.record("coverage")?.record("lines")?.number("understood") == 2)
  }

  @Test("Lines cut short", arguments: plainLogs)
  func truncated(log: String) throws {
    var random = Seeded(11)
    let source = try LogLines(fixture: log)
    let lines = source.lines.prefix(1500).map { line -> [UInt8] in
      Array(line.dropLast().prefix(Int.random(in: 1...line.count, using: &random))) + [0x0A]
    }
    try survives(Array(lines.joined()), lines: lines.count)
  }

  @Test("Lines with bytes changed, doubled, dropped and swapped", arguments: plainLogs)
  func mutated(log: String) throws {
    var random = Seeded(13)
    let source = try LogLines(fixture: log)
    let lines = source.lines.prefix(1500).map { line -> [UInt8] in
      var bytes = Array(line.dropLast())
      for _ in 0..<Int.random(in: 0...4, using: &random) where bytes.count > 4 {
        let place = Int.random(in: 0..<(bytes.count - 2), using: &random)
        switch Int.random(in: 0...4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0x20...0xFF, using: &random)
        case 1: bytes.insert(bytes[place], at: place)
        case 2: bytes.remove(at: place)
        case 3: bytes.swapAt(place, place + 1)
        default:
          let end = Int.random(in: place..<bytes.count, using: &random)
          bytes += bytes[place..<end]
        }
      }
      return bytes + [0x0A]
    }
    try survives(Array(lines.joined()), lines: lines.count)
  }

  @Test("Lines in any order", arguments: plainLogs)
  func shuffled(log: String) throws {
    var random = Seeded(17)
    let lines = try LogLines(fixture: log).lines.prefix(2000).shuffled(using: &random)
    let scratch = try Scratch()
    let pipeline = try postfix([try scratch.file("mail.log", Array(lines.joined()))])
    _ = try records(pipeline.export(withLines: true, withAttempts: true))
    _ = try pipeline.report(.text)
  }
}
