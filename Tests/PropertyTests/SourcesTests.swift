import Foundation
import Testing
import TrailTesting

@Suite("Several sources")
struct SourcesTests {
  /// Two logs of the same minutes, and the host name that the second is to have.
  @Test(
    "Hosts that exchange no mail: the union of their trails",
    arguments: [
      ("delivery", "filter-inbound"), ("queue", "routing"), ("tls", "static"),
      ("delivery", "loglevel0"),
    ])
  func union(first: String, second: String) throws {
    let scratch = try Scratch()
    let left = try LogLines(fixture: first)
    // Queue IDs and message IDs of two logs differ; host and names made of it must too.
    let right = try LogLines(fixture: second).replacing("mxgw01", with: "mxgw02")
      .replacing("exch01.", with: "exch02.")
    let files = [
      try scratch.file("left.log", left.bytes), try scratch.file("right.log", right.bytes),
      try scratch.file("both.log", Self.interleaved(left, right).bytes),
    ]
    let apart = try lines(postfix([files[0]]).export()) + lines(postfix([files[1]]).export())
    let expected = Array(apart.sorted().joined(separator: "\n").utf8)
    for inputs in [[files[0], files[1]], [files[2]]] {
      let found = try lines(postfix(inputs).export()).sorted().joined(separator: "\n")
      #expect(faults(expected, Array(found.utf8)) == nil, "\(inputs.count) files")
    }
  }

  /// By the stamps, which are of one day.
  private static func interleaved(_ left: LogLines, _ right: LogLines) -> LogLines {
    var result = LogLines([])
    var rest = (left.lines[...], right.lines[...])
    while let first = rest.0.first, let second = rest.1.first {
      if first.prefix(15).lexicographicallyPrecedes(second.prefix(15))
        || first.prefix(15) == second.prefix(15)
      {
        result.lines.append(rest.0.removeFirst())
      } else {
        result.lines.append(rest.1.removeFirst())
      }
    }
    result.lines += rest.0 + rest.1
    return result
  }

  @Test("Trails keep their names when the mainlog is rotated beside the rejectlog")
  func rotatedBesideRejectlog() throws {
    let folder = "\(fixtures)/exim/exim498-openssl-all"
    let scratch = try Scratch()
    let main = try decompressed("\(folder)/mainlog.zst")
    let rows = main.split(separator: 0x0A, omittingEmptySubsequences: false)
    let middle = rows[..<(rows.count / 2)].joined(separator: [0x0A]) + [0x0A]
    let parts = [
      try scratch.file("mainlog.1", Array(middle)),
      try scratch.file("mainlog", Array(main[middle.count...])),
    ]
    let options = ["--platform", "127.0.1.13", "--own", "127.0.2.0/24"]
    let whole = try Pipeline(
      ["\(folder)/mainlog.zst", "\(folder)/rejectlog.zst"], options: options)
    let rotated = try Pipeline(parts + ["\(folder)/rejectlog.zst"], options: options)
    // Lines that stand out of order where the log was cut may change places, and their trails.
    #expect(lines(try whole.export()).sorted() == lines(try rotated.export()).sorted())
  }

  @Test("The order on the command line is of no account")
  func order() throws {
    let situations = ["two-gateways-one-trail", "duplicate-lines-in-two-sources"]
    var sets = try situations.map { name in
      let folder = "\(fixtures)/situations/\(name)"
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasSuffix(".log") }.sorted().map { "\(folder)/\($0)" }
    }
    sets.append(
      ["delivery", "queue", "tls", "static"].map { "\(fixtures)/postfix/\($0)/input.log" })
    for files in sets {
      #expect(files.count > 1)
      let expected = try postfix(files).export()
      var random = Seeded(3)
      for _ in 0..<4 {
        let found = try postfix(files.shuffled(using: &random)).export()
        #expect(faults(expected, found) == nil)
      }
      #expect(faults(expected, try postfix(files.reversed()).export()) == nil)
    }
  }

  @Test("A log in many pieces is one log", arguments: ["delivery", "queue"])
  func pieces(log: String) throws {
    let scratch = try Scratch()
    let whole = try LogLines(fixture: log)
    // Between equal lines of one second nobody can tell a cut from a copy.
    let cuts = stride(from: 0, to: whole.lines.count, by: whole.lines.count / 30 + 1)
      .filter { $0 == 0 || !whole.hasEqualLines(around: $0) }
    let files = try zip(cuts, cuts.dropFirst() + [whole.lines.count]).map { start, end in
      try scratch.file("mail.\(1_000_000 + start)", whole.bytes(start..<end))
    }
    #expect(files.count > 10)
    let expected = try postfix(["\(fixtures)/postfix/\(log)/input.log"]).export()
    #expect(faults(expected, try postfix(files).export()) == nil)
  }

  @Test("A log that breaks off in the middle makes no mail go in plain text", arguments: plainLogs)
  func brokenOff(log: String) throws {
    let scratch = try Scratch()
    let whole = try LogLines(fixture: log)
    func plaintext(_ inputs: [String]) throws -> Set<Substring> {
      let records = try lines(postfix(inputs).export(all: true))
      #expect(!records.isEmpty)
      // By queue ID: a trail is named by its first line, which may be missing.
      let marked = records.filter { $0.contains("\"plaintext\"") }
      return Set(marked.compactMap { $0.firstMatch(of: /"queue_ids":\[([^\]]*)\]/)?.1 })
    }
    let known = try plaintext(["\(fixtures)/postfix/\(log)/input.log"])
    let count = whole.lines.count
    for part in 1..<8 {
      let end = count * part / 8
      let first = try Compressor.gzip.member(whole.bytes(0..<end))
      let files = [
        try scratch.file("1.gz", Array(first.prefix(first.count * 15 / 16))),
        try scratch.file("2", whole.bytes(end..<count)),
      ]
      #expect(try plaintext(files).subtracting(known).isEmpty, "at line \(end)")
    }
  }

  @Test("A log given twice is read once", arguments: ["queue", "loglevel0", "filter-inbound"])
  func twice(log: String) throws {
    let scratch = try Scratch()
    let bytes = try LogLines(fixture: log).bytes
    let expected = try postfix(["\(fixtures)/postfix/\(log)/input.log"]).export()
    let copies = [
      try scratch.file("mail.log", bytes),
      try scratch.file("mail.log.1.gz", Compressor.gzip.member(bytes)),
    ]
    #expect(faults(expected, try postfix(copies).export()) == nil)
  }
}
