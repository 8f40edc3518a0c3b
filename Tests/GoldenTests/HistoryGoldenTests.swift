import Foundation
import IncaTrail
import Testing
import TrailTesting

/// A month replayed day by day, and what is told of it; compared with the files in
/// `fixtures/history`. `make golden` rewrites them.
@Suite("A month of history")
struct HistoryGoldenTests {
  private static let updates = ProcessInfo.processInfo.environment["INCATRAIL_GOLDEN"] == "update"

  @Test("Each morning's report, and the month's")
  func month() throws {
    let month = try Month()
    for day in Month.days {
      switch day {
      case 20769:
        try compare("2026-11-12.en.txt", try month.report(on: day))
      case 20781:
        for code in ReportLanguage.codes {
          let language = try #require(ReportLanguage(code))
          try compare("2026-11-24.\(code).txt", try month.report(on: day, language: language))
        }
        try compare("2026-11-24.en.json", try month.report(on: day, .json))
      default: _ = try month.report(on: day)
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: month.folder).count == 29)
    for code in ["en", "de"] {
      let language = try #require(ReportLanguage(code))
      try compare("month.\(code).txt", try month.report(last: "30d", .text, language: language))
    }
    let german = try #require(ReportLanguage("de"))
    try compare("month.de.html", try month.report(last: "30d", .html, language: german))
    try compare("month.en.csv", try month.report(last: "30d", .csv))
    try compare("week.en.txt", try month.report(last: "week", .text))
    try check(month)
  }

  /// What must hold whatever the goldens say.
  private func check(_ month: Month) throws {
    let report = try #require(records(try month.report(last: "30d", .json)).first)
    // The last of the messages that waited got through on the 13th.
    #expect(report.number("open_messages") == 0)
    #expect(report.record("history")?.texts("missing_days") == ["2026-11-18"])
    #expect(report.record("history")?.list("days").count == 29)
    let day = try #require(records(try month.report(on: 20781, .json)).first)
    #expect(day.text("verdict") == "attention")
    #expect(day.record("history")?.list("silent").count == 1)
    let holiday = try records(month.report(on: 20781, .json, holidays: ["11-24"])).first
    #expect(holiday?.text("verdict") == "ok")
    for file in try FileManager.default.contentsOfDirectory(atPath: month.folder) {
      let text = try String(contentsOfFile: "\(month.folder)/\(file)", encoding: .utf8)
      #expect(text.firstMatch(of: /[^*"]@/) == nil, "an address in \(file)")
      #expect(text.utf8.count < 50_000)
    }
  }

  private func compare(_ name: String, _ bytes: [UInt8]) throws {
    var found = String(decoding: bytes, as: UTF8.self)
    // Where the logs were, and what has tests of its own.
    found.replace(/\/[^"\n]*incatrail-[-0-9A-F]{36}\/mail/, with: "mail")
    found.replace(/…[-0-9A-F]{8,}\/mail/, with: "…/mail")
    found = found.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("/incatrail-") }.joined(separator: "\n")
    found.replace(/(?s)<style>.*<\/style>/, with: "<style></style>")
    found.replace(/(?s)<script>.*<\/script>/, with: "<script></script>")
    found.replace(/'sha256-[^']*'/, with: "'sha256-'")
    found.replace("incatrail \(incaTrailVersion)", with: "incatrail VERSION")
    let path = "\(fixtures)/history/\(name)"
    if Self.updates {
      try Data(found.utf8).write(to: URL(fileURLWithPath: path))
      return
    }
    let expected = FileManager.default.contents(atPath: path) ?? Data()
    #expect(found == String(decoding: expected, as: UTF8.self), "\(path)")
  }
}
