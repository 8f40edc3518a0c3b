import ByteTools
import Foundation
import MailTerms
import Testing
import TrailTesting

@testable import MailLines

@Suite("Lines of several sources in order of time")
struct LineFeedTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Lines of one second each; `texts` by second.
  private func log(_ name: String, host: String, _ texts: [(second: Int, text: String)]) throws
    -> String
  {
    let lines = texts.map { second, text in
      "2026-11-03T08:00:0\(second)+01:00 \(host) postfix/qmgr[7]: \(text)\n"
    }
    return try scratch.file(name, Array(lines.joined().utf8))
  }

  private func feed(_ paths: [String]) throws -> LineFeed {
    let programs = ProgramTable { _ in ProgramIdentity() }
    let zone = try #require(LocalZone(name: nil))
    let settings = LogSource.Settings(zone: zone, year: nil, now: 1_793_000_000)
    return LineFeed(
      sources: paths.map { LogSource(path: $0, programs: programs, settings: settings) },
      programs: programs)
  }

  /// Source, line and whether it is a duplicate, run by run.
  private func runs(_ feed: LineFeed) -> [[String]] {
    var runs: [[String]] = []
    while let run = feed.next() {
      let name = feed.sources[run.block.source].name.split(separator: "/").last ?? ""
      runs.append(
        run.records.map { index in
          let record = run.block.records[index]
          let text = run.block.line(record).from(Int(record.text)).string
          return "\(name) \(text)\(record.flags.contains(.duplicate) ? " twice" : "")"
        })
    }
    return runs
  }

  @Test("A source's lines of one second are one run, though another has lines of it too")
  func sharedSeconds() throws {
    let texts = [(1, "a"), (1, "b"), (2, "c"), (2, "d")]
    let found = try runs(
      feed([try log("one", host: "gw1", texts), try log("two", host: "gw2", texts)]))
    #expect(
      found == [
        ["one a", "one b"], ["two a", "two b"], ["one c", "one d"], ["two c", "two d"],
      ])
  }

  @Test("What two sources share is a duplicate in the later one; what one repeats is not")
  func duplicates() throws {
    let one = try log("one", host: "gw", [(1, "a"), (1, "a"), (2, "b"), (3, "c")])
    let two = try log("two", host: "gw", [(1, "a"), (1, "a"), (1, "a"), (2, "x"), (3, "c")])
    #expect(
      try runs(feed([one, two])).joined().filter { $0.hasPrefix("two") }
        == ["two a twice", "two a twice", "two a", "two x", "two c twice"])
  }

  @Test(
    "Zeros where nothing was written hide no line, however many they are",
    arguments: [1, 100, 5000, 3_000_000])
  func zeros(count: Int) throws {
    let zeros = [UInt8](repeating: 0, count: count)
    func line(_ second: Int) -> [UInt8] {
      Array("2026-11-03T08:00:0\(second)+01:00 gw postfix/qmgr[7]: line \(second)\n".utf8)
    }
    let path = try scratch.file(
      "crashed", zeros + line(1) + line(2) + zeros + line(3) + line(4) + zeros)
    let found = try runs(feed([path])).joined()
    #expect(found.filter { $0.hasPrefix("crashed line") }.count == 4, "\(found)")
    #expect(found.count <= 5)
  }

  @Test("Lines from before another source begins are compared where they share its first second")
  func secondSourceBeginsLater() throws {
    let one = try log("one", host: "gw", [(1, "a"), (2, "b"), (3, "c"), (3, "d"), (4, "e")])
    let two = try log("two", host: "gw", [(3, "c"), (3, "d"), (4, "f")])
    #expect(
      try runs(feed([one, two])).joined().filter { $0.hasPrefix("two") }
        == ["two c twice", "two d twice", "two f"])
  }

  @Test("A cut between equal lines of one second makes no duplicates")
  func cut() throws {
    let one = try log("one", host: "gw", [(1, "a"), (3, "b"), (3, "b")])
    let two = try log("two", host: "gw", [(3, "b"), (4, "c")])
    #expect(try !runs(feed([one, two])).joined().contains { $0.hasSuffix("twice") })
  }

  @Test("A source that begins after another has broken off follows a hole")
  func brokenOff() throws {
    let texts = (0..<400).map { (1, "line \($0) \($0 &* 2_654_435_761)") }
    let whole = try log("whole", host: "gw", texts)
    let packed = try Compressor.gzip.member(
      Array(Data(contentsOf: URL(fileURLWithPath: whole))))
    let cut = try scratch.file("cut.gz", Array(packed.dropLast(200)))
    let later = try log("later", host: "gw", [(5, "a")])
    for (sources, expected) in [
      ([whole, later], [false, false]), ([cut, later], [false, true]),
    ] {
      let feed = try feed(sources)
      var found: [Bool] = []
      while let run = feed.next() { found.append(run.followsHole) }
      #expect(found == expected)
    }
  }

  @Test("So does one that begins hours after the others have ended, and no other")
  func silence() throws {
    let first = try scratch.file("1", Array("2026-11-03T08:00:00Z gw a/b[1]: x\n".utf8))
    let second = try scratch.file("2", Array("2026-11-03T08:59:00Z gw a/b[1]: x\n".utf8))
    let third = try scratch.file("3", Array("2026-11-03T14:00:00Z gw a/b[1]: x\n".utf8))
    let feed = try feed([third, first, second])
    var found: [Bool] = []
    while let run = feed.next() { found.append(run.followsHole) }
    #expect(found == [false, false, true])
  }

  @Test("A line without a tag is nobody's, on whatever host")
  func untagged() throws {
    let lines = ["gw1", "gw2"].map { "2026-11-03T08:00:00+01:00 \($0) (without a tag)\n" }
    let feed = try feed([scratch.file("one", Array(lines.joined().utf8))])
    let run = try #require(feed.next())
    #expect(run.records.map { run.block.records[$0].program } == [0, 0])
  }

  @Test("A host named with its domain in one file and without in another has one name in any order")
  func hostSpellings() throws {
    let paths = [
      try log("one", host: "gw", [(1, "a")]), try log("two", host: "gw.example.com", [(1, "b")]),
    ]
    let names = try feed(paths).programs.hostNames
    #expect(names.filter { $0.hasPrefix("gw") } == ["gw"])
    #expect(try feed(paths.reversed()).programs.hostNames == names)
  }

  @Test("More lines a second than a table begins with")
  func manyLines() throws {
    let texts = (0..<3000).map { (1, "line \($0)") }
    let found = try runs(
      feed([try log("one", host: "gw", texts), try log("two", host: "gw", texts)])
    ).joined()
    #expect(found.count == 6000)
    #expect(found.filter { $0.hasSuffix("twice") }.count == 3000)
  }
}
