import MailTerms

/// The report as a page for a browser: one file that needs no network and lets nothing in.
package struct PageReport {
  private let summary: Summary
  private var words: Words { summary.words }
  private var html = HTMLText()
  /// Failed messages are told until the page is so long, in bytes; the others stand in their
  /// incidents.
  private static let limit = 9_000_000
  private static let incidentLimit = 200
  private static let actionLimit = 50

  /// - Parameter version: of the program, for the foot of the page.
  package static func render(_ summary: Summary, version: String) -> [UInt8] {
    var page = PageReport(summary: summary)
    page.writeHead()
    page.writeVerdict()
    page.writeActions()
    page.writeIncidents()
    page.writeCharts()
    page.writeTables()
    page.writeFailed()
    page.writeFoot(version)
    return Array(page.html.text.utf8)
  }

  private mutating func writeHead() {
    html.markup("<!DOCTYPE html>\n<html lang=\"\(words.language.tag)\">\n<head>\n")
    html.markup("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
    html.markup(PageAssets.policy)
    html.markup("\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
    html.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.element("title", "", "\(words[summary.verdict.grade]) – \(summary.title)")
    html.markup("\n<style>\(PageAssets.style)</style>\n</head>\n<body>\n")
    if summary.failed.count > 0 {
      html.element("a", "class=\"skip\" href=\"#failed\"", words[.pageSkip])
    }
    html.markup("<header>")
    html.element("h1", "", words[.title])
    if let span = summary.spanText { html.element("p", "class=\"soft\"", span) }
    html.markup("</header>\n<main>\n")
  }

  private mutating func writeVerdict() {
    let verdict = summary.verdict
    html.markup("<section class=\"verdict \(verdict.grade.rawValue)\">")
    let reason = verdict.reasons.first ?? words[.nothingRead]
    html.element("h2", "", "\(summary.verdictWord) \(reason)")
    html.element("p", "", summary.numbers)
    if !summary.otherReasons.isEmpty {
      html.markup("<ul>")
      for reason in summary.otherReasons { html.element("li", "", reason) }
      html.markup("</ul>")
    }
    html.markup("</section>\n")
  }

  private mutating func writeActions() {
    let actions = summary.actions
    if actions.isEmpty {
      html.element("p", "", summary.withoutActions)
    } else {
      html.element("h2", "", words[.toDo])
      folded(actions.prefix(Self.actionLimit), shown: 5) { page, action, place in
        if place == 0 || place == 5 {
          page.html.markup("<ol class=\"actions\" start=\"\(place + 1)\">")
        }
        page.html.markup("<li>")
        page.html.element("strong", "", action.occasion)
        page.html.markup("<br>")
        page.html.text(action.text)
        page.html.markup("</li>\n")
        if place == 4 || place == min(actions.count, Self.actionLimit) - 1 {
          page.html.markup("</ol>\n")
        }
      }
      if actions.count > Self.actionLimit {
        let left = words.grouped(actions.count - Self.actionLimit)
        html.element("p", "", words(.moreBelow, ["count": left]))
      }
    }
    html.element("p", "class=\"soft\"", summary.seenSentence)
    writeAccepted()
    html.line()
  }

  private mutating func writeAccepted() {
    guard !summary.verdict.accepted.isEmpty else { return }
    html.element("h2", "", words[.tableAccepted])
    html.markup("<ul>")
    for text in summary.verdict.accepted { html.element("li", "", text) }
    html.markup("</ul>\n")
  }

  private mutating func writeIncidents() {
    let incidents = summary.incidentsToTell
    guard !incidents.isEmpty else { return }
    html.element("h2", "", words[.incidents])
    folded(incidents.prefix(Self.incidentLimit), shown: 10) { page, incident, _ in
      page.write(incident)
    }
    if incidents.count > Self.incidentLimit {
      html.element("p", "", words.counted(incidents.count - Self.incidentLimit, .incidentMore))
    }
    if summary.incidents.leftOut > 0 {
      let failures = words.counted(summary.incidents.leftOut, .failures)
      html.element("p", "", words(.incidentLeftOut, ["failures": failures]))
    }
  }

  private mutating func write(_ incident: Incident) {
    let wording = IncidentWording(incident, summary)
    html.markup("<article>")
    html.element("h3", "", "\(wording.headline), \(wording.span)")
    html.element("p", "", wording.consequence)
    html.element("p", "class=\"soft\"", wording.place)
    if let evidence = incident.evidence { html.element("pre", "", evidence.cut(to: 2000)) }
    html.element("p", "", wording.advice.why)
    html.element("p", "", wording.action)
    html.markup("</article>\n")
  }

  /// A list whose first `shown` entries are seen and whose others unfold.
  private mutating func folded<Entries: RandomAccessCollection>(
    _ entries: Entries, shown: Int, _ write: (inout PageReport, Entries.Element, Int) -> Void
  ) {
    for (place, entry) in entries.enumerated() {
      if place == shown {
        html.markup("<details class=\"rest\"><summary>")
        html.text(words(.more, ["count": words.grouped(entries.count - shown)]))
        html.markup("</summary>\n")
      }
      write(&self, entry, place)
    }
    if entries.count > shown { html.markup("</details>\n") }
  }

  private mutating func writeCharts() {
    let charts = summary.charts
    guard !charts.isEmpty else { return }
    html.element("h2", "", words[.pageCharts])
    html.markup("<div class=\"charts\">\n")
    for chart in charts { chart.write(to: &html, words) }
    html.markup("</div>\n")
  }

  private mutating func writeTables() {
    write(summary.findingTable)
    write(summary.outcomeTable(summary.figures))
    write(summary.classTable(summary.figures))
    write(summary.tlsTable)
    writeDelays(summary.figures, .tableDelay)
    write(summary.gatewayTable)
    write(summary.nextHopTable)
    for table in summary.topTables { write(table) }
    write(summary.openTable)
    html.element("h2", "", words[.tableCoverage])
    html.element("p", "", summary.coverageSentence)
    write(summary.coveredHostTable, heading: "h3")
    write(summary.sourceTable, heading: "h3")
    if !summary.coverage.unknownSamples.isEmpty {
      html.element("p", "", words[.readSamples])
      for sample in summary.coverage.unknownSamples.prefix(5) {
        html.element("pre", "", sample.cut(to: 1000))
      }
    }
    if !summary.verdict.notJudged.isEmpty {
      html.element("h2", "", words[.tableUnjudged])
      html.markup("<ul>")
      for note in summary.verdict.notJudged { html.element("li", "", note) }
      html.markup("</ul>\n")
    }
    guard let all = summary.all else { return }
    html.element("h2", "", summary.allMailTitle(all))
    write(summary.outcomeTable(all, isAll: true), heading: "h3")
    write(summary.classTable(all, isAll: true), heading: "h3")
    writeDelays(all, .tableDelayAll)
  }

  private mutating func writeDelays(_ figures: Figures, _ title: Phrase) {
    guard let sentence = summary.delaySentence(figures) else { return }
    html.element("h2", "", words[title])
    html.element("p", "", sentence)
  }

  private mutating func write(_ table: ReportTable, heading: String = "h2") {
    guard !table.isEmpty || !table.warnings.isEmpty else { return }
    html.element(heading, "", table.title)
    html.markup("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
    html.text(table.title)
    html.markup("\"><table><thead><tr>")
    for column in table.columns {
      html.element("th", "scope=\"col\"" + column.side.attribute, column.title)
    }
    html.markup("</tr></thead><tbody>\n")
    // The first column of words names the row.
    let naming = table.columns.firstIndex { $0.side == .left }
    for row in table.rows {
      html.markup("<tr>")
      for (index, cell) in row.enumerated() {
        let side = table.columns[index].side.attribute
        if index == naming {
          html.element("th", "scope=\"row\"" + side, cell)
        } else {
          html.element("td", side, cell)
        }
      }
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table></div>\n")
    if let more = table.more { html.element("p", "", more) }
    for warning in table.warnings { html.element("p", "", warning) }
  }

  private mutating func writeFailed() {
    let all = summary.failed.count
    guard all > 0 else { return }
    var list = HTMLText()
    var shown = 0
    let room = Self.limit - html.text.utf8.count
    for trail in summary.failed.newest {
      FailedMessage(trail, words).write(to: &list)
      shown += 1
      if list.text.utf8.count > room { break }
    }
    html.markup("<section id=\"failed\">")
    html.element("h2", "", words[.pageMessages])
    html.element(
      "p", "class=\"soft\"",
      shown == all
        ? words.counted(all, .messages)
        : words(.pageMessagesShown, ["shown": words.grouped(shown), "all": words.grouped(all)]))
    html.markup("<noscript>")
    html.element("p", "", words[.pageNoScript])
    html.markup("</noscript>\n")
    writeFilters()
    html.markup("<div class=\"messages\">\n")
    html.markup(list.text)
    html.markup("</div></section>\n")
  }

  private mutating func writeFilters() {
    html.markup("<div id=\"filters\" class=\"filters\" role=\"search\" aria-label=\"")
    html.text(words[.pageFilter])
    html.markup("\" hidden>")
    for (id, title) in [("class", words[.columnClass]), ("host", words[.columnNextHop])] {
      html.markup("<label for=\"filter-\(id)\">")
      html.text(title)
      html.markup("<select id=\"filter-\(id)\"><option value=\"\">")
      html.text(words[.pageAny])
      html.markup("</option></select></label>")
    }
    html.markup("<label for=\"filter-sender\">")
    html.text(words[.pageSenderPart])
    html.markup("<input id=\"filter-sender\" type=\"search\" autocomplete=\"off\"></label><p>")
    html.text(words[.pageShown])
    html.markup(" <output id=\"filter-shown\" aria-live=\"polite\"></output></p></div>\n")
  }

  private mutating func writeFoot(_ version: String) {
    html.markup("</main>\n<footer>")
    if let note = summary.privacyNote { html.element("p", "", note) }
    html.element("p", "", words(.pageMade, ["version": version]))
    html.markup("</footer>\n<script>\(PageAssets.script)</script>\n</body>\n</html>\n")
  }
}

extension TextTable.Side {
  /// Numbers stand to the right.
  fileprivate var attribute: String { self == .right ? " class=\"n\"" : "" }
}
