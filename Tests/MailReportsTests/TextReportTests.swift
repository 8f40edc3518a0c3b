import Foundation
import MailReports
import MailTerms
import Testing

/// A bad morning at two gateways: our certificate refused for a while, a wrong address, mail open.
func badMorning(_ language: Language = .english) -> Summary {
  var options = SummaryOptions()
  options.speak(language)
  options.includesAll = true
  options.expectedGateways = ["mx1", "mx2"]
  options.isPlatform = { $0.hasSuffix(".incamail.com") }
  var summary = Summary(options)
  let line =
    "Nov 22 12:05:17 mx2 postfix/smtp[28411]: warning: TLS library problem: error:0A000412:"
    + "SSL routines::ssl/tls alert bad certificate:../ssl/record/rec_layer_s3.c:907:SSL alert "
    + "number 42:"
  for index in 0..<40 {
    let failed = index % 4 == 1
    var person = Someone(address: "person\(index % 7)@example\(index % 3).ch.incamail.ch")
    person.delay = Int64(400 + index * 37)
    if failed {
      person.failed = [.certOwnRejected]
      person.nextHop = ("gw2.incamail.com", "194.41.147.14")
      person.firstFailure = noon(index * 60)
      person.lastAttempt = noon(index * 60 + 1320)
      person.delay = 1_320_000
    }
    if index == 5 || index == 9 {
      person.outcome = .bounced
      person.reached = .no
      person.failure = .certOwnRejected
      person.replyCode = 0
      person.evidence = line
    }
    if index == 13 {
      person.outcome = .deferred
      person.reached = .no
      person.failure = .certOwnRejected
      person.evidence = line
    }
    if index == 20 {
      person = Someone(
        address: "wrong@example.ch.incamail.ch", outcome: .bounced, reached: .no,
        failure: .recipientUnknown, failed: [.recipientUnknown], replyCode: 550,
        firstFailure: noon(1200))
    }
    if index % 4 == 1 { person.tls = ("TLSv1.3", .verified, false) }
    if index == 22 { person.tls = ("TLSv1.2", .trusted, nil) }
    if index == 24 { person.findings = [.staticRoute] }
    summary.add(
      trail(
        [person], at: noon(index * 60), id: UInt64(index), host: failed ? "mx2" : "mx1",
        sender: index % 5 == 0 ? "" : "sender\(index % 4)@example.org", subject: nil,
        queueID: "4cKM2r6fBYz2x\(index)", complete: index != 13))
  }
  summary.add(trail(id: 99, marks: []))
  var coverage = goodCoverage(last: noon(43_000), hosts: ["mx1", "mx2"])
  coverage.lines.read = 120_345
  coverage.lines.understood = 119_000
  coverage.lines.unknown = 3
  coverage.lines.duplicate = 12
  coverage.unknownSamples = [
    "mail.log:17: Nov 22 12:00:01 mx1 postfix/smtp[1]: what is \u{1B}[31mthis"
  ]
  summary.finish(coverage: coverage, window: Window(since: noon(-43_200), until: noon(43_200)))
  return summary
}

@Suite("The text report")
struct TextReportTests {
  private func text(_ summary: Summary, colour: Bool = false) -> String {
    String(decoding: TextReport.render(summary, colour: colour), as: UTF8.self)
  }

  private func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test("No line is wider than 80 columns, none ends in a blank, nothing steers the terminal")
  func width() {
    let text = text(badMorning())
    for line in lines(text) {
      #expect(line.count <= 80, "\(line)")
      #expect(line.last != " ", "\(line)")
    }
    #expect(!text.contains("\u{1B}"))
  }

  @Test("The first screen ends with what was seen, by line 24")
  func firstScreen() throws {
    let found = lines(text(badMorning()))
    let seen = try #require(found.firstIndex { $0.hasPrefix("Seen: ") })
    #expect(seen < 24)
    #expect(found[2].hasPrefix("CRITICAL: "))
  }

  @Test("However much is wrong, the first screen and the columns hold", arguments: [1, 3, 12])
  func crowded(kinds: Int) throws {
    let long = String(repeating: "very-long-label.", count: 9) + "example"
    var summary = Summary()
    for (index, failure) in FailureClass.allCases.prefix(kinds).enumerated() {
      let person = Someone(
        address: "\(long)@\(long)", outcome: .bounced, reached: .no, failure: failure,
        nextHop: ("\(index).\(long)", "2001:db8::\(index)"), replyCode: 550,
        evidence: String(repeating: "e\u{1B}\u{202E}", count: 400),
        findings: Array(Finding.allCases.prefix(kinds)))
      summary.add(
        trail([person], id: UInt64(index), host: "\(index).\(long)", sender: long, queueID: long))
    }
    var coverage = goodCoverage(hosts: [long])
    coverage.sources[0].problem = "cut"
    coverage.lines.lost = 3
    coverage.sources[0].name = "/" + long
    coverage.unknownSamples = [long + long]
    summary.finish(coverage: coverage)
    let found = lines(text(summary))
    for line in found { #expect(line.count <= 80, "\(line)") }
    let seen = try #require(found.firstIndex { $0.hasPrefix("Seen: ") })
    #expect(seen < 23, "\(found.prefix(26).joined(separator: "\n"))")
  }

  @Test("Sections with nothing to say are left out")
  func quiet() {
    var summary = Summary()
    summary.add(trail())
    summary.finish(coverage: goodCoverage())
    let text = text(summary)
    #expect(text.contains("\nOK: 1 of 1 reached the platform over verified TLS\n"))
    #expect(text.contains("Nothing to do."))
    for title in ["Incidents", "Findings", "Failures", "Still open", "Could not", "All mail"] {
      #expect(!text.contains("\n\(title)"), "\(title)")
    }
  }

  @Test("A day is a day in autumn too, when it has 25 hours", arguments: [23, 24, 25])
  func daysOfOtherLengths(hours: Int64) {
    func midnight(_ utc: Int64, _ offsetMinutes: Int16) -> LogTime {
      LogTime(microseconds: utc * 3_600_000_000, offsetMinutes: offsetMinutes, decimals: 0)
    }
    let end = 60 + Int16(24 - hours) * 60
    var summary = Summary()
    summary.finish(
      coverage: goodCoverage(),
      window: Window(since: midnight(23, 60), until: midnight(23 + hours, end)))
    let text = String(decoding: TextReport.render(summary), as: UTF8.self)
    #expect(text.contains("1970-01-02 00:00 to 24:00"), "\(text)")
  }

  @Test("Of a long path the end is shown, and how many more sources there are")
  func longPaths() {
    var coverage = goodCoverage()
    let folder = String(repeating: "folder/", count: 20)
    for number in 1...60 {
      var source = coverage.sources[0]
      source.name = "\(folder)MSGTRK2026091405-\(number).LOG"
      coverage.sources.append(source)
    }
    var summary = Summary()
    summary.finish(coverage: coverage)
    let text = String(decoding: TextReport.render(summary), as: UTF8.self)
    #expect(text.contains("folder/MSGTRK2026091405-7.LOG "), "\(text)")
    #expect(text.contains("\n  and 11 more\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("No data at all is said, not hidden")
  func empty() {
    var summary = Summary()
    summary.finish(coverage: Coverage())
    #expect(text(summary).contains("NO DATA: no source could be read"))
  }

  @Test("Colour only where asked for, and it changes nothing else")
  func colour() {
    let summary = badMorning()
    let coloured = text(summary, colour: true)
    #expect(coloured.contains("\u{1B}[1;31mCRITICAL"))
    let bare = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(bare == text(summary))
  }

  @Test("A gateway that shows none and gets nothing through is named too")
  func deafGateway() {
    var summary = Summary()
    summary.add(trail())
    let person = Someone(
      outcome: .deferred, reached: .no, failure: .certOwnMissing, failed: [.certOwnMissing],
      tls: nil, firstFailure: noon())
    summary.add(trail([person], id: 2, host: "mx3", complete: false))
    summary.finish(coverage: goodCoverage())
    let text = text(summary)
    #expect(text.contains("mx3 alone shows no client certificate."))
    #expect(
      text.contains("mx3 alone: gw1.incamail.com asked for our certificate and got none, 12:00"))
  }

  @Test("One gateway alone shows no certificate: it is named")
  func bareGateway() {
    #expect(text(badMorning()).contains("mx2 alone shows no client certificate."))
  }
}

@Suite("The summary, version 1")
struct SummaryRecordTests {
  @Test("It is JSON, and its figures are those of the mail")
  func figures() throws {
    let data = Data(SummaryRecord.render(badMorning()))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["schema"] as? String == "incatrail.summary/1")
    #expect(object["verdict"] as? String == "critical")
    #expect(object["messages"] as? Int == 40)
    #expect(object["recipients"] as? Int == 40)
    #expect(object["outcomes"] as? [String: Int] == ["delivered": 36, "bounced": 3, "deferred": 1])
    #expect(
      object["classes"] as? [String: Int] == ["cert.own-rejected": 3, "recipient.unknown": 1])
    #expect(object["findings"] as? [String: Int] == ["static-route": 1])
    #expect((object["open"] as? [Any])?.count == 1)
    #expect((object["all"] as? [String: Any])?["messages"] as? Int == 41)
    for key in [
      "window", "reasons", "not_judged", "coverage", "reached", "incidents", "tls",
      "delay", "gateways", "next_hops", "top",
    ] {
      #expect(object[key] != nil, "\(key)")
    }
    let incidents = try #require(object["incidents"] as? [[String: Any]])
    #expect(incidents.map { $0["messages"] as? Int } == [10, 1])
  }

  @Test("The order in which trails come changes nothing but what it must")
  func order() {
    let trails = (0..<20).map { index in
      trail(
        [Someone(outcome: .deferred, failure: .networkTimeout, firstFailure: noon(index * 60))],
        at: noon(index * 60), id: UInt64(index), sender: "s\(index % 3)@example.org")
    }
    func rendered(_ trails: [Trail]) -> [UInt8] {
      var summary = Summary()
      for trail in trails { summary.add(trail) }
      summary.finish(coverage: goodCoverage())
      return SummaryRecord.render(summary)
    }
    #expect(rendered(trails) == rendered(trails.reversed()))
  }
}
