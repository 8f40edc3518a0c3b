import Foundation
import Testing
import TrailTesting

@Suite("However the input is cut, the trails are the same")
struct ChunkingTests {
  @Test("Into blocks of any size", arguments: plainLogs, [150, 16 * 1024])
  func blocks(log: String, size: Int) throws {
    var pipeline = try postfix(["\(fixtures)/postfix/\(log)/input.log"])
    let whole = try pipeline.export(withLines: true, withAttempts: true)
    // A tracker can tell 4096 blocks apart; smaller ones than these never come from a file.
    pipeline.blockSize = max(size, try LogLines(fixture: log).bytes.count / 4000)
    let found = try pipeline.export(withLines: true, withAttempts: true)
    #expect(faults(whole, found) == nil)
  }

  @Test("Into blocks, where messages outlast every horizon")
  func horizons() throws {
    let scratch = try Scratch()
    let log = try scratch.file("mail.log", try Self.stretched())
    var pipeline = try postfix([log])
    let whole = try pipeline.export(all: false)
    #expect(whole.count > 10_000)
    for size in [10_007, 70_001] {
      pipeline.blockSize = size
      let found = try pipeline.export(all: false)
      #expect(faults(whole, found) == nil, "blocks of \(size) bytes")
    }
  }

  /// The `queue` log with so much other mail between its lines that messages stay open, and lines of
  /// a process wait for their status line, across many blocks and beyond the horizons in lines.
  private static func stretched() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var number = 0
    for line in try LogLines(fixture: "queue").lines {
      bytes += line
      let head = String(decoding: line.prefix(22), as: UTF8.self)
      for _ in 0..<43 {
        number += 1
        let id = String(0xA_0000_0000 + number, radix: 16, uppercase: true)
        let text = """
          \(head) postfix/smtpd[77\(number % 10)]: \(id): client=pc[127.0.1.77]
          \(head) postfix/qmgr[9]: \(id): from=<a@example.com>, size=1, nrcpt=1 (queue active)
          \(head) postfix/local[78]: \(id): to=<b@example.com>, relay=local, delay=0.1, \
          delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)
          \(head) postfix/qmgr[9]: \(id): removed

          """
        bytes += text.utf8
      }
    }
    return bytes
  }

  @Test("Into files: one cut, at many places", arguments: ["queue", "static", "loglevel0"])
  func oneCut(log: String) throws {
    #expect(try faultsOfCuts(log, rounds: 50, cutsInEach: 1, amongEqualLines: false) == [])
  }

  @Test("Into files: many cuts at once", arguments: plainLogs)
  func manyCuts(log: String) throws {
    #expect(try faultsOfCuts(log, rounds: 6, cutsInEach: 9, amongEqualLines: false) == [])
  }

  @Test("Into files, with equal lines of one second on both sides", arguments: ["tls", "static"])
  func cutsAmongEqualLines(log: String) throws {
    let faults = try faultsOfCuts(log, rounds: 6, cutsInEach: 1, amongEqualLines: true)
    #expect(faults == [])
  }

  /// Cuts a log into files at random places and tells where the export is another.
  ///
  /// - Parameter amongEqualLines: a line of the second of the cut stands on both sides of it; else not.
  private func faultsOfCuts(
    _ log: String, rounds: Int, cutsInEach: Int, amongEqualLines: Bool
  ) throws -> [String] {
    let lines = try LogLines(fixture: log)
    let whole = try postfix(["\(fixtures)/postfix/\(log)/input.log"]).export()
    var random = Seeded(UInt64(rounds))
    var places = (1..<lines.lines.count).shuffled(using: &random)[...]
    var faults: [String] = []
    for _ in 0..<rounds {
      var cuts: [Int] = []
      while cuts.count < cutsInEach, let place = places.popFirst() {
        if lines.hasEqualLines(around: place) == amongEqualLines { cuts.append(place) }
      }
      let edges = Set(cuts + [0, lines.lines.count]).sorted()
      let scratch = try Scratch()
      let files = try zip(edges, edges.dropFirst()).enumerated().map { number, edge in
        try scratch.file("part\(10 + number).log", lines.bytes(edge.0..<edge.1))
      }
      let found = try postfix(files.shuffled(using: &random)).export()
      if found != whole {
        faults.append("cut before lines \(cuts.map { $0 + 1 }): \(difference(whole, found))")
      }
    }
    return faults
  }

  @Test("At the turn of the year, without a year being told")
  func newYear() throws {
    let lines = try LogLines(fixture: "newyear")
    let scratch = try Scratch()
    func dated(_ name: String, _ bytes: [UInt8]) throws -> String {
      let path = try scratch.file(name, bytes)
      let date = Date(timeIntervalSince1970: 1_798_800_000)  // 1 January 2027
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
      return path
    }
    let options = Array(postfixOptions.dropLast(2))
    let whole = try Pipeline([try dated("all.log", lines.bytes)], options: options).export()
    #expect(String(decoding: whole, as: UTF8.self).contains(#""last_seen":"2027-01-01T00:00"#))
    let turn = try #require(lines.lines.firstIndex { $0.starts(with: "Jan".utf8) })
    for start in [turn - 200, turn - 1, turn, turn + 1, turn + 200] {
      let cut = try #require((start..<lines.lines.count).first { !lines.hasEqualLines(around: $0) })
      let first = try dated("a.log", lines.bytes(0..<cut))
      let second = try dated("b.log", lines.bytes(cut..<lines.lines.count))
      let found = try Pipeline([second, first], options: options).export()
      #expect(faults(whole, found) == nil, "cut before line \(cut + 1)")
    }
  }

  @Test("A log that begins late never proves what the whole log does not", arguments: plainLogs)
  func suffix(log: String) throws {
    let lines = try LogLines(fixture: log)
    let whole = try records(try postfix(["\(fixtures)/postfix/\(log)/input.log"]).export())
    let plain = Self.plainText(whole)
    var random = Seeded(7)
    let scratch = try Scratch()
    var falseAlarms: [String] = []
    for _ in 0..<8 {
      let start = Int.random(in: 1..<lines.lines.count, using: &random)
      let file = try scratch.file("late.log", lines.bytes(start..<lines.lines.count))
      let found = Self.plainText(try records(try postfix([file]).export()))
      falseAlarms += found.subtracting(plain).map { "from line \(start + 1): \($0)" }
    }
    #expect(falseAlarms.isEmpty)
  }

  /// Queue ID and recipient of what is said to have crossed in plain text.
  private static func plainText(_ trails: [Record]) -> Set<String> {
    var found: Set<String> = []
    for trail in trails {
      for recipient in trail.recipients where recipient.texts("findings").contains("plaintext") {
        found.insert("\(trail.texts("queue_ids").last ?? "") \(recipient.text("address") ?? "")")
      }
    }
    return found
  }
}
