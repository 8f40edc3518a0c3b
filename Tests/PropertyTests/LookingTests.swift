import Foundation
import MailReports
import MailTerms
import MailTrails
import Testing
import TrailTesting

@testable import IncaTrail

@Suite("Who looks at messages under way changes nothing")
struct LookingTests {
  private static let logs = [
    "postfix/tls", "postfix/filter-inbound", "postfix/routing", "postfix/loglevel2",
    "exim/exim496-openssl-typical", "exim/exim498-gnutls-default-inbound", "sendmail/loglevel14",
  ]

  @Test("The trails of a log that grows are those of the whole", arguments: logs)
  func sameTrails(name: String) throws {
    let row = try #require(ManifestRow.named(name))
    let text =
      try #require(row.inputs.first).hasSuffix(".zst")
      ? decompressed(row.inputs[0])
      : Array(try Data(contentsOf: URL(fileURLWithPath: row.inputs[0])))
    let scratch = try Scratch()
    var looks = 0
    let whole = try told(
      of: try scratch.file("whole", text), row, follows: false, looks: &looks
    ) { _ in false }
    #expect(!whole.isEmpty)
    // At places that have nothing to do with lines.
    let path = try scratch.file("log", text.prefix(text.count / 3))
    var rest = text.dropFirst(text.count / 3)
    var random = Seeded(5)
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    // Two quiet moments behind the last line, for entries that may go on.
    var quiet = 2
    let grown = try told(of: path, row, follows: true, looks: &looks) { _ in
      guard !rest.isEmpty else {
        quiet -= 1
        return quiet >= 0
      }
      let piece = rest.prefix(Int.random(in: 1...(text.count / 40), using: &random))
      rest = rest.dropFirst(piece.count)
      try file.write(contentsOf: Data(piece))
      return true
    }
    #expect(looks > 100)
    #expect(grown == whole)
  }

  /// The records of all trails, by name.
  private func told(
    of path: String, _ row: ManifestRow, follows: Bool, looks: inout Int,
    _ goesOn: (MessageSearch.Moment) throws -> Bool
  ) throws -> [String: [UInt8]] {
    let pipeline = try Pipeline([path], options: row.options)
    var input = InputSettings()
    input.inputs = [path]
    input.timeZone = "Europe/Zurich"
    input.year = pipeline.year ?? 2026
    input.now = 1_795_000_000
    input.follows = follows
    var trails = TrailSettings()
    trails.platform = pipeline.platform
    trails.own = pipeline.own
    trails.patternOverlay = nil
    var tracking = TrackerOptions()
    tracking.keepsLines = true
    tracking.keepsAttempts = true
    let record = TrailRecord(options: TrailRecordOptions(withAttempts: true, withLines: true))
    let found = Found()
    func keep(_ trail: Trail) {
      var bytes: [UInt8] = []
      record.append(trail, to: &bytes)
      found.records[trail.id.description] = bytes
    }
    var search = try MessageSearch(
      input, trails, tracking, needles: nil, keepsPlaces: false,
      sink: MessageSearch.Sink(message: keep, line: nil))
    var count = 0
    if follows {
      _ = try search.follow(shown: { _ in count += 1 }, goesOn: goesOn)
      try search.tracker.finish()
    } else {
      _ = try search.run()
    }
    looks += count
    return found.records
  }

  private final class Found {
    var records: [String: [UInt8]] = [:]
  }
}
