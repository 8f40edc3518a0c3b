import Foundation
import IncaTrail
import PrivacyKeys
import Testing
import TrailTesting

/// `export --follow` on logs that are written while they are read. Lines come, and time passes, where
/// the command would wait, so that no test depends on the clock.
@Suite("export --follow")
struct ExportFollowTests {
  private static let situations = [
    "greylisted-then-delivered", "content-filter-reinjection", "bounce-and-delay-notice",
    "expired-after-tls-failure", "two-gateways-one-trail", "noqueue-rejects", "mixed-recipients",
    "queue-id-reused", "header-hold-release", "inbound-from-platform", "exim-reports",
    "sendmail-verify-required", "joined-by-message-id", "plaintext-proven", "exchange-last-words",
    "postsuper-all", "amavis-returns-banned", "pipe-filter", "exchange-two-gateways",
    "many-hosts-in-one-file", "exim-second-host",
  ]

  @Test("Line by line it tells in the end what export does afterwards", arguments: situations)
  func sameRecords(situation: String) throws {
    let lines = try lines(ofSituation: situation)
    let log = try Followed()
    let told = try log.follow(lines.map { line in { try log.append(line) } })
    try expectWhole([told], log)
  }

  @Test(
    "Ended and begun again at any line, nothing is lost and nothing told twice",
    arguments: situations)
  func everyCut(situation: String) throws {
    let lines = try lines(ofSituation: situation)
    let isShort = situation == Self.situations[0]
    for cut in stride(from: 0, through: lines.count, by: isShort ? 1 : lines.count / 12 + 1) {
      let log = try Followed(lines[..<cut].joined())
      let first = try log.follow([], waitsLong: false)
      try log.append(lines[cut...].joined())
      let second = try log.follow([])
      try expectWhole([first, second], log, "cut at \(cut)")
    }
  }

  @Test(
    "Real logs that grow in pieces, ended and begun again",
    arguments: ["exim/exim498-gnutls-typical-syslog", "sendmail/loglevel9", "postfix/loglevel0"])
  func realLogs(name: String) throws {
    let row = try #require(ManifestRow.named(name))
    let text =
      try row.inputs[0].hasSuffix(".zst")
      ? decompressed(row.inputs[0])
      : Array(try Data(contentsOf: URL(fileURLWithPath: row.inputs[0])))
    let lines = lines(text).map { "\($0)\n" }
    let cut = lines.count / 5
    let log = try Followed(lines[..<cut].joined(), all: true, options: row.options)
    let first = try log.follow([], waitsLong: false)
    let second = try log.follow(
      stride(from: cut, to: lines.count, by: 50).map { start in
        { try log.append(lines[start..<min(start + 50, lines.count)].joined()) }
      })
    try expectWhole([first, second], log)
  }

  @Test("A real log, ended and begun again, and rotated in between")
  func rotatedLog() throws {
    let row = try #require(ManifestRow.named("postfix/static"))
    let text = try String(contentsOfFile: row.inputs[0], encoding: .utf8)
    let lines = text.split(separator: "\n").map { "\($0)\n" }
    for cut in stride(from: 0, through: lines.count, by: 20) {
      let log = try Followed(lines[..<cut].joined(), options: row.options)
      var told = [try log.follow([], waitsLong: false)]
      try log.rotate()
      let next = min(cut + 40, lines.count)
      try log.append(lines[cut..<next].joined())
      told.append(
        try log.follow(lines[next...].map { line in { try log.append(line) } }, waitsLong: false))
      told.append(try log.follow([]))
      try expectWhole(told, log, "cut at \(cut)")
    }
  }

  @Test(
    "Records for a SIEM are told once each, however often it was begun anew", arguments: situations)
  func siem(situation: String) throws {
    let lines = try lines(ofSituation: situation)
    for cut in stride(from: 0, through: lines.count, by: lines.count / 6 + 1) {
      let log = try Followed(lines[..<cut].joined())
      log.form = ExportForm(.ecs, digest: EventDigest.of)
      let first = try log.follow([], waitsLong: false)
      let told = try first + log.follow(lines[cut...].map { line in { try log.append(line) } })
      // That somebody was not heard of is no news while more may come.
      let whole = try log.export().filter {
        $0.record("incatrail")?.text("outcome") != "unknown"
      }
      func names(_ records: [Record]) -> [String] {
        records.map { record in
          let event = record.record("event")
          guard event?.text("kind") == "alert" else { return event?.text("id") ?? "" }
          // Its moment is that of the newest attempt.
          return "\(event?.text("action") ?? "") \(record.record("email")?.canonical ?? "")"
        }
      }
      let found = names(told)
      #expect(Set(found).count == found.count, "cut at \(cut)")
      #expect(Set(found) == Set(names(whole)), "cut at \(cut)")
    }
  }

  @Test("Through a rotation, and one that copies and empties", arguments: [false, true])
  func rotation(copies: Bool) throws {
    let lines = try lines(ofSituation: "greylisted-then-delivered")
    let log = try Followed()
    let told = try log.follow([
      { try log.append(lines[..<4].joined()) },
      // Half a line.
      { try log.append(String(lines[4].prefix(20))) },
      { try log.append(lines[4].dropFirst(20) + lines[5]) },
      { copies ? try log.copyAndEmpty() : try log.rotate() },
      { try log.append(lines[6...].joined()) },
    ])
    try expectWhole([told], log)
    #expect(try log.follow([]).isEmpty)
  }

  @Test("A folder: each file that comes into it")
  func folder() throws {
    let lines = try lines(ofSituation: "greylisted-then-delivered")
    let log = try Followed(lines[..<5].joined(), isFolder: true)
    let told = try log.follow([
      { try log.write("mail-2.log", lines[5..<8].joined()) },
      { try log.write("mail-3.log", lines[8..<9].joined()) },
      { try log.write("mail-3.log", lines[8...].joined()) },
    ])
    try expectWhole([told], log)
    #expect(try log.follow([]).isEmpty)
  }

  @Test("A deferral is told within seconds, and the delivery as its next revision")
  func deferral() throws {
    let lines = try lines(ofSituation: "greylisted-then-delivered")
    let log = try Followed(lines[..<7].joined())
    var before = 0
    let told = try log.follow(
      Array(repeating: {}, count: 5) + [{ before = log.seconds }]
        + lines[7...].map { line in
          { try log.append(line) }
        })
    #expect(before <= 10)
    #expect(told.map(outcomes) == [["deferred"], ["delivered"]])
    #expect(told.map { $0.number("revision") } == [1, 2])
    #expect(told.map { $0.text("id") } == Array(repeating: told[0].text("id"), count: 2))
    #expect(told.map { $0.flag("complete") } == [false, true])
  }

  @Test("What is not known to have gone anywhere waits, and is told after minutes")
  func wordless() throws {
    let lines = try lines(ofSituation: "greylisted-then-delivered")
    let log = try Followed(lines[..<4].joined(), all: true)
    #expect(try log.follow([], waitsLong: false).isEmpty)
    #expect(try log.follow([]).map(outcomes) == [[]])
    try log.append(lines[4...].joined())
    #expect(try log.follow([]).map { $0.number("revision") } == [2])
  }

  @Test(
    "After a crash what was told since the state was saved is told again, under the same revision")
  func crash() throws {
    let lines = try lines(ofSituation: "bounce-and-delay-notice")
    for cut in stride(from: 1, through: lines.count, by: 3) {
      let log = try Followed(lines[..<cut].joined())
      let first = try log.follow([], waitsLong: false)
      let state = try Data(contentsOf: URL(fileURLWithPath: log.state))
      try log.append(lines[cut...].joined())
      let lost = try log.follow([])
      try state.write(to: URL(fileURLWithPath: log.state))
      let again = try log.follow([])
      #expect(again.map(\.canonical) == lost.map(\.canonical))
      try expectWhole([first, again], log, "cut at \(cut)")
    }
  }

  @Test("With --since what had arrived before is told where it is open")
  func since() throws {
    let lines = try lines(ofSituation: "greylisted-then-delivered")
    let log = try Followed(lines[..<7].joined())
    log.since = "2026-03-03T09:20"
    #expect(try log.follow([]).map(outcomes) == [["deferred"]])
    // From now on the state says where to go on.
    log.since = "2026-03-03T09:00"
    #expect(try log.follow([]).isEmpty)
    let done = try Followed(lines.joined())
    done.since = "2026-03-04"
    #expect(try done.follow([]).isEmpty)
  }

  @Test("Options that change the records want a state of their own")
  func options() throws {
    let lines = try lines(ofSituation: "greylisted-then-delivered")
    let log = try Followed(lines.joined())
    _ = try log.follow([])
    log.all = true
    #expect(throws: UsageError.self) { try log.follow([]) }
    log.all = false
    let holder = log
    // Another process at the same time.
    _ = try log.follow([{ #expect(throws: UsageError.self) { try holder.follow([]) } }])
  }

  // MARK: Helpers

  private func outcomes(_ record: Record) -> [String] {
    record.recipients.compactMap { $0.text("outcome") }
  }

  /// Of each trail the revisions count up from 1, and the last says what `export` does.
  private func expectWhole(
    _ runs: [[Record]], _ log: Followed, _ comment: Comment? = nil
  ) throws {
    var last: [String: Record] = [:]
    for record in runs.joined() {
      let id = try #require(record.text("id"))
      let before = last[id]?.number("revision") ?? 0
      #expect(record.number("revision") == before + 1, comment)
      var same = record
      same["revision"] = before
      #expect(same.canonical != last[id]?.canonical, comment)
      last[id] = record
    }
    // What was told as another trail at first.
    let replaced = last.values.flatMap { $0.list("related") }
      .filter { $0.text("kind") == "replaced" }.compactMap { $0.text("trail") }
    #expect(Set(replaced).count == replaced.count, comment)
    for id in replaced { #expect(last.removeValue(forKey: id) != nil, comment) }
    let fault = fault(last, try log.export())
    #expect(fault == nil, comment)
  }

  /// The first thing that the last records say otherwise than those of the whole log.
  private func fault(_ told: [String: Record], _ whole: [Record]) -> String? {
    var told = told
    for expected in whole {
      let id = expected.text("id") ?? ""
      guard var record = told.removeValue(forKey: id) else {
        return "not told: \(expected.canonical)"
      }
      record["revision"] = 1
      record["related"] = record.list("related").filter { $0.text("kind") != "replaced" }
      for key in Set(expected.keys).union(record.keys).sorted() {
        let pair = [record, expected].map { (["": $0[key] as Any] as Record).canonical }
        if pair[0] != pair[1] { return "\(id) \(key): \(pair[0]) for \(pair[1])" }
      }
    }
    return told.first.map { "only told: \($0.value.canonical)" }
  }
}

/// A log, and the command on it with a state.
private final class Followed: @unchecked Sendable {
  var all: Bool
  var form = ExportForm.ndjson
  var since: String?
  /// Since the run began.
  private(set) var seconds = 0
  let state: String
  private let log: GrowingLog
  private let options: [String]
  private let isFolder: Bool
  private let states: Scratch

  init(
    _ text: String = "", all: Bool = false, options: [String] = ["--year", "2026"],
    isFolder: Bool = false
  ) throws {
    log = try GrowingLog(text)
    states = try Scratch()
    state = states.path + "/export.state"
    self.isFolder = isFolder
    self.all = all
    self.options = options
  }

  private func pipeline() throws -> Pipeline {
    if isFolder { return try Pipeline([log.scratch.path], options: options) }
    let rotated = log.path + ".1"
    let isRotated = FileManager.default.fileExists(atPath: rotated)
    return try Pipeline(isRotated ? [log.path, rotated] : [log.path], options: options)
  }

  func export() throws -> [Record] {
    try records(try pipeline().export(all: all, form: form, since: since))
  }

  /// - Parameter waitsLong: goes on for minutes behind the last of what happens, and not for seconds.
  func follow(_ events: [() throws -> Void], waitsLong: Bool = true) throws -> [Record] {
    let happenings = Happenings(events)
    var settings = FollowSettings()
    settings.state = state
    seconds = 0
    settings.pause = {
      self.seconds += happenings.isOver && waitsLong ? 60 : 1
      return happenings.next()
    }
    settings.clock = { Int64(self.seconds) * 1000 }
    let told = try records(
      try pipeline().export(all: all, form: form, since: since, follow: settings))
    if let failure = happenings.failure { throw failure }
    return told
  }

  func append(_ text: String) throws { try log.append(text) }
  func write(_ name: String, _ text: String) throws {
    let path = log.scratch.path + "/" + name
    guard let file = FileHandle(forWritingAtPath: path) else {
      _ = try log.scratch.file(name, text.utf8)
      return
    }
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }
  func rotate() throws { try log.rotate() }
  func copyAndEmpty() throws { try log.copyAndEmpty() }
}
