import ByteTools
import Foundation
import IncaTrail
import MailTerms
import PrivacyKeys
import Testing
import TrailTesting

/// Below `full` no address and no subject of the log stands anywhere in any form.
@Suite("Privacy holds in every form")
struct PrivacyTests {
  private static let levels: [PrivacyLevel] = [.pseudonym, .domain]
  private static let rows = [
    "postfix/routing", "exim/exim496-gnutls-typical-tz", "exchange/e2019", "sendmail/loglevel9",
  ].compactMap(ManifestRow.named)

  @Test("Records and lines", arguments: rows, levels)
  func messages(row: ManifestRow, level: PrivacyLevel) throws {
    let secrets = try Secrets(row)
    let pipeline = try pipeline(row, level)
    try secrets.check(pipeline.export(withLines: true, withAttempts: true), "export")
    try secrets.check(pipeline.events(), "events")
    try secrets.check(
      pipeline.grep("size:0.. or not size:0..") { $0.form = .lines }, "grep")
    let fields = "message-id,client,from,subject,to,original,reason,domain,hop"
    try secrets.check(
      pipeline.grep("size:0.. or not size:0..") { $0.form = .fields(fields, csv: true) },
      "grep --fields")
    try secrets.check(
      pipeline.grep("size:0.. or not size:0..") { $0.form = .groups(by: "from,subject") },
      "grep --by")
    let address = secrets.addresses.sorted().first ?? "a@b"
    try secrets.check(pipeline.trace(address) { $0.withLines = true }, "trace")
  }

  @Test("A command in the SMTP log of Exchange names no sender", arguments: levels)
  func command(level: PrivacyLevel) throws {
    let log = """
      #Software: Microsoft Exchange Server
      #Log-type: SMTP Send Protocol Log
      #Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,\
      data,context
      2026-09-14T08:41:50.857Z,IncaMail,08D1E77AC365E6C4,14,10.20.0.12:52703,194.41.147.13:25,>,\
      MAIL FROM:<anna.suter@spital.example> SIZE=175573,

      """
    let scratch = try Scratch()
    var pipeline = try Pipeline([scratch.file("SEND.LOG", log.utf8)], options: [])
    let logged = try #require(records(pipeline.events()).first { $0.text("stage") != nil })
    #expect(logged.text("stage") == "MAIL FROM:<anna.suter@spital.example> SIZE=175573")
    pipeline.privacy.level = level
    pipeline.privacy.key = { KeyFile.key(Array("0123456789abcdef0123456789abcdef".utf8)) }
    let told = String(decoding: try pipeline.events(), as: UTF8.self)
    #expect(told.contains("@spital.example> SIZE=175573"))
    #expect(!told.contains("anna") && !told.contains("suter"))
  }

  @Test("Reports", arguments: rows, levels + [.aggregate])
  func reports(row: ManifestRow, level: PrivacyLevel) throws {
    let secrets = try Secrets(row)
    let pipeline = try pipeline(row, level)
    for format in ReportRun.Format.reports {
      try secrets.check(pipeline.report(format, all: true), "report --format \(format)")
    }
  }

  @Test("check and metrics tell of nobody", arguments: rows)
  func monitoring(row: ManifestRow) throws {
    let secrets = try Secrets(row)
    let now = Int64(1_795_496_400)
    let check = try row.pipeline().check(.plugin, now: now, window: "365d")
    secrets.check(check.bytes, "check")
    secrets.check(try row.pipeline().metrics(.prometheus, now: now, window: "365d"), "metrics")
  }

  @Test("At aggregate no queue ID is told, and what is of one message is refused")
  func aggregate() throws {
    let row = try #require(ManifestRow.named("postfix/tls"))
    let pipeline = try pipeline(row, .aggregate)
    let ids = try Set(records(row.pipeline().export()).flatMap { $0.texts("queue_ids") })
    for format in ReportRun.Format.reports {
      let words = Set(
        String(decoding: try pipeline.report(format, all: true), as: UTF8.self)
          .split { !$0.isLetter && !$0.isNumber }.map(String.init))
      #expect(words.isDisjoint(with: ids), "\(format)")
    }
    #expect(throws: UsageError.self) { try pipeline.export() }
    #expect(throws: UsageError.self) { try pipeline.events() }
    #expect(throws: UsageError.self) { try pipeline.trace("a@b") }
    for form in [GrepRun.Form.lines, .ids, .json, .fields("to", csv: false)] {
      #expect(throws: UsageError.self) { try pipeline.grep("a") { $0.form = form } }
    }
    #expect(try !pipeline.grep("is:incamail") { $0.form = .count }.isEmpty)
  }

  @Test("No figure and no verdict depends on the level", arguments: rows)
  func figures(row: ManifestRow) throws {
    let keys = [
      "verdict", "outcomes", "reached", "classes", "findings", "tls", "delay", "gateways",
      "next_hops", "messages", "recipients", "open_messages", "not_judged", "reasons",
    ]
    func figures(_ level: PrivacyLevel) throws -> String {
      let record = try #require(records(pipeline(row, level).report(.json, all: true)).first)
      return record.filter { keys.contains($0.key) }.canonical
    }
    let full = try figures(.full)
    for level in PrivacyLevel.allCases { #expect(try figures(level) == full, "\(level)") }
  }

  @Test("A person has one pseudonym in all records, with the suffix and without", arguments: rows)
  func pseudonyms(row: ManifestRow) throws {
    let logged = try records(row.pipeline().export())
    let told = try records(pipeline(row, .pseudonym).export())
    #expect(logged.count == told.count)
    var names: [String: Set<String>] = [:]
    for (logged, told) in zip(logged, told) {
      #expect(told.text("privacy") == "pseudonym")
      #expect(told.text("key_id") == "3eb1bd43")
      for (person, shown) in zip(logged.recipients, told.recipients) {
        guard let address = person.text("address"), let shown = shown.text("address") else {
          continue
        }
        var plain = address.lowercased()
        if plain.hasSuffix(".incamail.ch") { plain.removeLast(".incamail.ch".count) }
        names[plain, default: []].insert(shown.prefix { $0 != "@" }.lowercased())
      }
    }
    for (address, shown) in names { #expect(shown.count == 1, "\(address): \(shown)") }
    #expect(Set(names.values).count == names.count)
    #expect(Set(told.compactMap { $0.text("id") }).count == told.count)
  }

  private func pipeline(_ row: ManifestRow, _ level: PrivacyLevel) throws -> Pipeline {
    var pipeline = try row.pipeline()
    pipeline.privacy.level = level
    pipeline.privacy.key = { KeyFile.key(Array("0123456789abcdef0123456789abcdef".utf8)) }
    return pipeline
  }
}

/// What a log tells of people.
private struct Secrets {
  private(set) var addresses: Set<String> = []
  private var locals: Set<String> = []
  private var subjects: Set<String> = []
  /// Words that every reply may hold, and names of programs.
  private static let words: Set<String> = [
    "abuse", "admin", "contact", "info", "kontakt", "mail", "mailer-daemon", "no-reply", "noreply",
    "nobody", "office", "post", "postmaster", "root", "sender", "support", "test", "user",
    "webmaster", "unknown", "blocked", "other",
  ]

  init(_ row: ManifestRow) throws {
    for trail in try records(row.pipeline().export()) {
      add(trail.text("sender"))
      if let subject = trail.text("subject"), subject.count > 3 {
        subjects.insert(subject.lowercased())
      }
      for person in trail.recipients {
        add(person.text("address"))
        add(person.text("original"))
      }
    }
  }

  private mutating func add(_ address: String?) {
    guard let address = address?.lowercased(), !address.isEmpty else { return }
    addresses.insert(address)
    let local = address.lastIndex(of: "@").map { String(address[..<$0]) } ?? address
    if local.count > 2, !Self.words.contains(local) { locals.insert(local) }
  }

  func check(_ output: [UInt8], _ form: String) {
    #expect(!output.isEmpty, "\(form)")
    let text = output.map(\.lowercased)
    for subject in subjects where holds(text, subject) {
      Issue.record("\(form) tells the subject '\(subject)': \(around(subject, text))")
    }
    for address in addresses where address.contains("@") && holds(text, address) {
      Issue.record("\(form) tells the address \(address): \(around(address, text))")
    }
    for local in words(of: text).intersection(locals.map { Array($0.utf8)[...] }) {
      let local = String(decoding: local, as: UTF8.self)
      Issue.record("\(form) tells '\(local)': \(around(local, text))")
    }
  }

  private func holds(_ text: [UInt8], _ secret: String) -> Bool {
    text.withByteView { text in secret.withByteView { text.firstRange(of: $0) != nil } }
  }

  /// Without full stops around them.
  private func words(of text: [UInt8]) -> Set<ArraySlice<UInt8>> {
    var found: Set<ArraySlice<UInt8>> = []
    var start = 0
    for end in 0...text.count where end == text.count || !text[end].isOfLocal {
      var word = text[start..<end]
      while word.last == 0x2E || word.last == 0x2D { word.removeLast() }
      while word.first == 0x2E || word.first == 0x2D { word.removeFirst() }
      if word.count > 2 { found.insert(word) }
      start = end + 1
    }
    return found
  }

  private func around(_ secret: String, _ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let range = text.firstRange(of: secret) else { return "" }
    return String(text[..<range.lowerBound].suffix(80) + text[range.lowerBound...].prefix(160))
  }
}

extension UInt8 {
  fileprivate var lowercased: UInt8 { 0x41...0x5A ~= self ? self | 0x20 : self }
  fileprivate var isOfLocal: Bool {
    0x30...0x39 ~= self || 0x61...0x7A ~= self || self >= 0x80 || self == 0x2E || self == 0x5F
      || self == 0x2B || self == 0x2D
  }
}
