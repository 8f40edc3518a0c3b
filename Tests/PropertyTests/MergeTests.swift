import Foundation
import IncaTrail
import Testing
import TrailTesting

/// Real logs that share no message: their summaries merge to that of all of them.
@Suite("Summaries of several logs")
struct MergeTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(
    "Merged they say what one run over all of the logs says",
    arguments: [
      ["postfix/tls", "postfix/routing"], ["postfix/delivery", "postfix/queue"],
      ["postfix/filter-inbound", "postfix/tls", "postfix/static"],
      ["exim/exim496-gnutls-typical-tz", "exim/exim498-openssl-all"],
    ])
  func logs(names: [String]) throws {
    let rows = try names.map { try #require(ManifestRow.named($0)) }
    let parts = try rows.enumerated().map { number, row in
      try scratch.file("part\(number).json", try row.pipeline().report(.state))
    }
    let all = try Pipeline(rows.flatMap(\.inputs), options: rows[0].options)
    let whole = try scratch.file("whole.json", try all.report(.state))
    for format in [ReportRun.Format.json, .text, .csv, .html] {
      let merged = try merge(parts, rows[0].options, format)
      #expect(merged == (try merge([whole], rows[0].options, format)), "\(format)")
      #expect(merged == (try merge(parts.reversed(), rows[0].options, format)))
    }
    // Merging what was merged.
    let first = try scratch.file("first.json", try merge([parts[0], parts[1]], [], .state))
    let rest = [first] + parts[2...]
    #expect(try merge(rest, [], .json) == merge(parts, [], .json))
  }

  @Test("A merged report tells the figures of the report itself", arguments: ManifestRow.all)
  func figures(row: ManifestRow) throws {
    let report = try #require(records(row.pipeline().report(.json)).first)
    let file = try scratch.file("one.json", try row.pipeline().report(.state))
    let merged = try #require(records(try merge([file], row.options, .json)).first)
    for key in [
      "messages", "recipients", "directions", "outcomes", "reached", "classes", "findings", "tls",
      "gateways", "next_hops", "verdict", "reasons", "not_judged", "open_messages", "window",
    ] {
      let found: Record = ["it": merged[key] as Any]
      let expected: Record = ["it": report[key] as Any]
      #expect(found.canonical == expected.canonical, "\(key)")
    }
    #expect(
      merged.list("incidents").map { $0.number("messages") }
        == report.list("incidents").map { $0.number("messages") })
    #expect(
      merged.list("incidents").map { $0.text("queue_id") }
        == report.list("incidents").map { $0.text("queue_id") })
    let text = String(decoding: try row.pipeline().report(.state), as: UTF8.self)
    #expect(text.firstMatch(of: /[^*"]@/) == nil)
  }

  @Test("A summary with bytes changed, left out or cut off is read or refused", arguments: 1...4)
  func damaged(seed: UInt64) throws {
    var random = Seeded(seed)
    let row = try #require(ManifestRow.named("postfix/static"))
    let whole = try row.pipeline().report(.state)
    let signs = Array("0123456789-{}[],:\"eE.ntX".utf8)
    for _ in 0..<60 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(signs.randomElement(using: &random) ?? 0x39, at: place)
        case 2: bytes[place] = signs.randomElement(using: &random) ?? 0x39
        default: bytes.insert(contentsOf: Array("9999999999999".utf8), at: place)
        }
      }
      if Bool.random(using: &random) { bytes.removeLast(bytes.count / 50) }
      let file = try scratch.file("damaged.json", bytes)
      for format in [ReportRun.Format.text, .html, .json] {
        // Nothing is expected of it, but that it ends.
        _ = try merge([file], [], format)
      }
    }
  }

  @Test("Counts that would overflow are refused")
  func outlandish() throws {
    let row = try #require(ManifestRow.named("postfix/static"))
    let text = String(decoding: try row.pipeline().report(.state), as: UTF8.self)
    for number in ["9999999999999", "-5", "1e15"] {
      let changed = text.replacing(/"messages":[0-9]+/, with: "\"messages\":\(number)")
      let file = try scratch.file("large.json", Array(changed.utf8))
      #expect(try merge([file], [], .text).isEmpty)
    }
  }

  private func merge(
    _ files: [String], _ options: [String], _ format: ReportRun.Format
  ) throws -> [UInt8] {
    try Pipeline(files, options: options).merge(format)
  }
}
