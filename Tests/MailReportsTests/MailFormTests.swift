import ByteTools
import MailTerms
import Testing

@testable import MailReports

@Suite("The report as a mail")
struct MailFormTests {
  @Test("A body comes back from quoted-printable as it went in, in lines of 76")
  func body() {
    let lines = [
      "", ".", "From here", "a=b", "ends in a blank ", "Zustellung über TLS geprüft — 1’234",
      String(repeating: "ä", count: 100), String(repeating: ".F", count: 100),
    ]
    let encoded = QuotedPrintable.encode(Array(lines.joined(separator: "\n").utf8))
    for line in encoded.split(separator: "\n") {
      #expect(line.count <= 76)
      #expect(line.utf8.allSatisfy { 0x20...0x7E ~= $0 })
      #expect(!line.hasPrefix(".") && !line.hasPrefix("From ") && !line.hasSuffix(" "))
    }
    #expect(decoded(encoded) == lines.joined(separator: "\n") + "\n")
  }

  @Test(
    "Header text that is not ASCII becomes encoded words that split no character",
    arguments: [
      "Übersicht", String(repeating: "é", count: 200), "IncaMail CRITIQUE : perdu à cause",
    ])
  func words(text: String) {
    let field = HeaderText.unstructured(text, after: "Subject")
    var back = ""
    for (index, line) in field.split(separator: "\n").enumerated() {
      let word = index == 0 ? String(line) : String(line.dropFirst())
      #expect(line.count <= 76 && word.hasPrefix("=?UTF-8?Q?") && word.hasSuffix("?="))
      let part = word.dropFirst(10).dropLast(2).replacing("_", with: "=20")
      let piece = decoded(String(part) + "\n").dropLast()
      #expect(!piece.contains("\u{FFFD}"))
      back += piece
    }
    #expect(back == text)
  }

  @Test("Days have their names")
  func dates() {
    for (date, text) in [
      (CivilDate(year: 2026, month: 11, day: 23), "Mon, 23 Nov 2026"),
      (CivilDate(year: 1970, month: 1, day: 1), "Thu, 1 Jan 1970"),
      (CivilDate(year: 2028, month: 2, day: 29), "Tue, 29 Feb 2028"),
    ] {
      #expect(
        HeaderText.date(date, clock: "06:00:00", offset: "+01:00") == text + " 06:00:00 +0100")
    }
  }

  @Test("Its HTML is below what mail programs clip, however much went wrong")
  func size() {
    var options = SummaryOptions()
    options.speak(.french)
    var summary = Summary(options)
    for index in 0..<400 {
      var person = Someone(outcome: .bounced, reached: .no, failure: .filterPolicy)
      person.nextHop = ("host\(index).example.com", "192.0.2.1")
      person.evidence = String(repeating: "é&", count: 1000)
      summary.add(trail([person], at: noon(index), id: UInt64(index), host: "mx\(index)"))
    }
    summary.finish(coverage: goodCoverage())
    #expect(QuotedPrintable.encode(MailPage.render(summary)).utf8.count < 90_000)
  }

  private func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst(), high != 0x0A, let low = rest.popFirst() else { continue }
      bytes.append(UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16) ?? 0)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

@Suite("The report as page and table")
struct PageFormTests {
  @Test("A page of very many failed messages with long lines stays below 10 MB")
  func size() {
    var options = SummaryOptions()
    options.gathersSeries = true
    options.failedLimit = 5000
    var summary = Summary(options)
    for index in 0..<12_000 {
      var person = Someone(outcome: .bounced, reached: .no, failure: .filterPolicy)
      person.evidence = String(repeating: "<&\"", count: 1000)
      summary.add(trail([person], at: noon(index * 60), id: UInt64(index)))
    }
    summary.finish(coverage: goodCoverage())
    let page = PageReport.render(summary, version: "1")
    #expect(page.count < 10_000_000)
    let text = String(decoding: page, as: UTF8.self)
    let shown = text.ranges(of: "<details data-c").count
    #expect(shown > 1000 && shown <= 5000)
    #expect(text.contains("the newest \(Words(.english).grouped(shown)) of 12&#39;000;"))
  }

  @Test("The newest failed messages are kept, whatever the order in which they come")
  func newest() {
    let trails = (0..<50).map { index in
      trail(
        [Someone(outcome: index % 2 == 0 ? .bounced : .delivered)], at: noon(index),
        id: UInt64(index))
    }
    var forwards = FailedMessages(limit: 5)
    var backwards = FailedMessages(limit: 5)
    for trail in trails { forwards.add(trail) }
    for trail in trails.reversed() { backwards.add(trail) }
    #expect(forwards.newest.map(\.id.low) == [48, 46, 44, 42, 40])
    #expect(backwards.newest.map(\.id.low) == [48, 46, 44, 42, 40])
    #expect(forwards.count == 25)
  }

  @Test(
    "Cells of CSV",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("a;b", "\"a;b\""),
      ("say \"x\"", "\"say \"\"x\"\"\""),
      ("=1+1", "'=1+1"), ("+41", "'+41"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "' =1"),
      ("a\r\nb", "a  b"), ("", ""),
    ])
  func cells(cell: String, quoted: String) {
    #expect(CSVTable.quoted(cell) == quoted)
  }

  @Test("HTML text bears no markup, no control and no turn of direction")
  func escaping() {
    #expect(
      "<a href='x'>\u{202E}&\"\u{7}".htmlEscaped == "&lt;a href=&#39;x&#39;&gt; &amp;&quot; ")
  }

  @Test("Delays fall into buckets, limits included")
  func buckets() {
    var delays = DelayFigures()
    for delay: Int64 in [0, 1000, 1001, 9000, 99_000] { delays.add(milliseconds: delay) }
    #expect(delays.counts(upTo: [1000, 10_000]) == [2, 2, 1])
  }
}
