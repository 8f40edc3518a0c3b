import Foundation
import IncaTrail
import Testing
import TrailTesting

/// Every form of the report in every language over the situations of `fixtures/forms`, compared as
/// text with the files beside each log. `make golden` rewrites them.
@Suite("Forms of the report")
struct FormsTests {
  private static let updates = ProcessInfo.processInfo.environment["INCATRAIL_GOLDEN"] == "update"
  static let situations = [
    "all-well", "critical", "gateway-missing", "leak", "leak-accepted", "none-seen",
    "unreadable-input",
  ]

  @Test("Every form in every language", arguments: situations, ReportLanguage.codes)
  func forms(situation: String, language: String) throws {
    let spoken = try #require(ReportLanguage(language))
    for format in ReportRun.Format.allCases {
      let found = try settled(pipeline(situation).report(format, language: spoken))
      let path = "\(fixtures)/forms/\(situation)/report.\(language).\(format.fileSuffix)"
      if Self.updates {
        try Data(found.utf8).write(to: URL(fileURLWithPath: path))
        continue
      }
      let expected = FileManager.default.contents(atPath: path) ?? Data()
      #expect(found == String(decoding: expected, as: UTF8.self), "\(path)")
    }
  }

  @Test(
    "The verdict of each",
    arguments: zip(
      situations,
      [
        "ok", "critical", "attention", "critical", "ok", "ok", "no-data",
      ]))
  func verdict(situation: String, verdict: String) throws {
    let json = try pipeline(situation).report(.json)
    let object = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
    #expect(object?["verdict"] as? String == verdict)
  }

  @Test(
    "--only-problems says nothing where all is well",
    arguments: zip(
      situations,
      [
        true, false, false, false, true, true, false,
      ]))
  func onlyProblems(situation: String, isSilent: Bool) throws {
    for format in ReportRun.Format.allCases {
      #expect(try pipeline(situation).report(format, onlyProblems: true).isEmpty == isSilent)
    }
  }

  @Test("What is accepted stands in every form, check and metrics too")
  func accepted() throws {
    let pipeline = try pipeline("leak-accepted")
    for format in ReportRun.Format.allCases {
      var text = String(decoding: try pipeline.report(format), as: UTF8.self)
      text.replace("=\n", with: "")
      #expect(text.contains("CHG-4711"), "\(format)")
      #expect(text.contains("certificate was ordered"), "\(format)")
    }
    // At ten of that day.
    let ten: Int64 = 1_772_528_400
    let check = try pipeline.check(.plugin, now: ten, window: "1d")
    #expect(check.status == 0)
    #expect(String(decoding: check.bytes, as: UTF8.self).contains("CHG-4711"))
    let metrics = String(
      decoding: try pipeline.metrics(.prometheus, now: ten, window: "1d"), as: UTF8.self)
    #expect(
      metrics.contains(
        "incatrail_window_accepted_recipients{name=\"plaintext\",hop=\"gw*.incamail.com\"} 1\n"))
    #expect(metrics.contains("incatrail_verdict{verdict=\"ok\"} 1\n"))
  }

  @Test("No page lets log text become markup or loads anything")
  func hostile() throws {
    let page = String(decoding: try pipeline("critical").report(.html), as: UTF8.self)
    #expect(page.contains("&lt;b&gt;&quot;refused&quot;&lt;/b&gt; &amp; &#39;gone&#39;"))
    #expect(!page.contains("<b>"))
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains(" style="))
    #expect(page.firstRange(of: "<script") == page.ranges(of: "<script").last)
  }

  @Test("A row of CSV whose name would be a formula begins with an apostrophe")
  func formula() throws {
    let table = String(decoding: try pipeline("critical").report(.csv), as: UTF8.self)
    for line in table.split(separator: "\r\n") {
      for cell in line.split(separator: ",") {
        #expect(!"=+-@".contains(cell.first { $0 != "\"" } ?? " "), "\(line)")
      }
    }
  }

  @Test("No subject of a mail bears the platform's tags", arguments: ReportLanguage.codes)
  func subject(language: String) throws {
    let spoken = try #require(ReportLanguage(language))
    let mail = String(
      decoding: try pipeline("critical").report(.mail, language: spoken), as: UTF8.self)
    let head = try #require(mail.split(separator: "\n\n").first).lowercased()
    #expect(head.contains("\nauto-submitted: auto-generated\n"))
    let subject = try #require(head.firstMatch(of: /\nsubject: (.*(\n .*)*)/)?.output.1)
    for sign in ["<", "=3c"] { #expect(!subject.contains(sign)) }
    #expect(mail.split(separator: "\n").allSatisfy { $0.utf8.count <= 998 })
  }

  private func pipeline(_ situation: String) throws -> Pipeline {
    let folder = "fixtures/forms/\(situation)"
    let options =
      FileManager.default.contents(atPath: "\(packageFolder)/\(folder)/options")
      .map { String(decoding: $0, as: UTF8.self) } ?? ""
    let log = situation == "unreadable-input" ? "mail.log.gz" : "mail.log"
    var pipeline = try Pipeline(
      ["\(folder)/\(log)"],
      options: ["--year", "2026"]
        + options.split { $0 == " " || $0 == "\n" }.map(String.init))
    let configuration = "\(packageFolder)/\(folder)/incatrail.yaml"
    if FileManager.default.fileExists(atPath: configuration) {
      pipeline.accept = try Configuration.at(configuration).accept
    }
    return pipeline
  }

  /// Without what has tests of its own and would make every change a long one: style, script, their
  /// hashes, the program's version.
  private func settled(_ bytes: [UInt8]) throws -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    text.replace(/(?s)<style>.*<\/style>/, with: "<style></style>")
    text.replace(/(?s)<script>.*<\/script>/, with: "<script></script>")
    text.replace(/'sha256-[^']*'/, with: "'sha256-'")
    text.replace("incatrail \(incaTrailVersion)", with: "incatrail VERSION")
    return text
  }
}

extension ReportRun.Format {
  fileprivate var fileSuffix: String {
    switch self {
    case .text: "txt"
    case .mail: "eml"
    case .json, .csv, .html: rawValue
    }
  }
}
