import Foundation
import Testing

@Suite("Options of the commands")
struct ReportCommandTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  @Test("--fail-on turns the verdict into status 1")
  func failOn() throws {
    #expect(try place.sh("$i report $options day.log >text").status == 0)
    for grade in ["attention", "critical"] {
      #expect(try place.sh("$i report $options --fail-on \(grade) day.log >text") == Ended(1))
    }
    try place.write(
      "quiet.log", "Nov 23 10:00:00 mx1 postfix/qmgr[1]: 4jYFVr00H6z2PhmZ: removed\n")
    #expect(try place.sh("$i report --fail-on attention quiet.log >text") == Ended(0))
  }

  @Test("Colour only where it is asked for, or on a terminal")
  func colour() throws {
    let plain = try place.sh("$i report $options day.log")
    #expect(!plain.output.contains("\u{1B}"))
    let coloured = try place.sh("$i report $options --colour always day.log")
    #expect(coloured.output.contains("\u{1B}["))
    #expect(try place.sh("$i report $options --color always day.log") == coloured)
  }

  @Test("A gateway that is missing, limits of one's own, and relays come from the configuration")
  func configuration() throws {
    try place.write("site.yaml", "gateways: [mxgw01, mxgw09]\n")
    let report = try place.sh("$i report $options --config site.yaml --format json day.log")
    #expect(report.output.contains("no line of the gateway mxgw09"))
    #expect(!report.output.contains("no line of the gateway mxgw01"))
  }

  @Test("The JSON names window, sources and lines")
  func json() throws {
    let report = try place.sh(
      "$i report $options --format json --since yesterday --until today day.log")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [String: Any])
    let window = try #require(object["window"] as? [String: String])
    #expect(
      window == [
        "since": "2026-11-23T00:00:00+01:00", "until": "2026-11-24T00:00:00+01:00",
        "as_of": "2026-11-23T19:55:49+01:00",
      ])
    let coverage = try #require(object["coverage"] as? [String: Any])
    let sources = try #require(coverage["sources"] as? [[String: Any]])
    #expect(sources.map { $0["name"] as? String } == ["day.log"])
    #expect(sources[0]["first"] as? String == "2026-11-23T19:54:09+01:00")
    #expect(sources[0]["last"] as? String == "2026-11-23T19:55:49+01:00")
    let lines = try #require(sources[0]["lines"] as? [String: Int])
    #expect(lines == coverage["lines"] as? [String: Int])
    #expect(lines["read"] == 4133)
    // The log ends four hours before the day does.
    #expect(object["verdict"] as? String == "critical")
    #expect((object["reasons"] as? [String])?.contains { $0.contains("the newest line") } == true)
  }

  @Test("Lines of two sources are counted by source, and copies once")
  func twoSources() throws {
    #expect(try place.sh("cp -L day.log copy.log").status == 0)
    let report = try place.sh("$i report $options --format json day.log copy.log")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [String: Any])
    let coverage = try #require(object["coverage"] as? [String: Any])
    let sources = try #require(coverage["sources"] as? [[String: Any]])
    let counts = sources.compactMap { $0["lines"] as? [String: Int] }
    #expect(counts.map { $0["read"] } == [4133, 4133])
    #expect(counts.compactMap { $0["duplicate"] }.reduce(0, +) == 4133)
  }

  @Test("patterns explain: a reply, a reason, a whole line, and what nobody takes")
  func explain() throws {
    #expect(
      try place.sh("$i patterns explain '554 5.7.1 <a@example.org>: Relay access denied'").output
        .contains("class    route.relay-denied\n"))
    let line =
      "Nov 23 10:00:00 mx1 postfix/smtp[7]: 4jYFVr00H6z2PhmZ: to=<a@example.org>, "
      + "relay=mx.example.org[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=4.7.4, "
      + "status=deferred (TLS is required, but was not offered by host mx.example.org[198.51.100.7])"
    let told = try place.sh("$i patterns explain '\(line)'")
    #expect(told.status == 0)
    #expect(
      told.output.hasPrefix(
        """
        line     postfix smtp: attempt
        field    reason
        text     TLS is required, but was not offered by host mx.example.org[198.51.100.7]
        class    tls.not-offered

        """))
    #expect(try place.sh("echo '\(line)' | $i patterns explain") == told)
    #expect(try place.sh("echo '\(line)' | $i patterns explain -") == told)
    #expect(
      try place.sh("$i patterns explain words that no rule knows")
        == Ended(
          1,
          output: """
            field    reason
            text     words that no rule knows
            class    unclassified: no rule takes it

            """))
    #expect(
      try place.sh(
        "$i patterns explain 'Nov 23 10:00:00 mx1 postfix/qmgr[1]: 4jYFVr00H6z2PhmZ: removed'")
        == Ended(
          0, output: "line     postfix qmgr: removed\nclass    none: the line reports no failure\n")
    )
  }

  @Test("patterns list and check")
  func patterns() throws {
    #expect(try place.sh("$i patterns list").output.hasPrefix("RULE "))
    let check = try place.sh("$i patterns check")
    #expect(check.status == 0)
    #expect(check.output.wholeMatch(of: /ok: [0-9]+ rules, [0-9]+ examples\n/) != nil)
  }
}
