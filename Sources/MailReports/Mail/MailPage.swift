import MailTerms

/// The HTML of a mail: nested tables and inline styles only, which Outlook, Gmail and Thunderbird
/// show alike. What is told is said in words, never by colour alone.
struct MailPage {
  private let summary: Summary
  private var words: Words { summary.words }
  private var html = HTMLText()
  /// Gmail clips a mail near 102 kB as sent. Beyond this no table more is begun.
  private static let limit = 75_000
  private static let incidentLimit = 15
  private static let rowLimit = 20

  private static let font = "font-family:Arial,Helvetica,sans-serif"
  private static let cell = "border-bottom:1px solid #d3d4d9"

  static func render(_ summary: Summary) -> [UInt8] {
    var page = MailPage(summary: summary)
    page.writeHead()
    page.writeVerdict()
    page.writeActions()
    page.write(summary.dayTable, rows: 62)
    page.writeIncidents()
    page.writeTables()
    page.html.markup("</td></tr></table>\n</body>\n</html>\n")
    return Array(page.html.text.utf8)
  }

  private mutating func writeHead() {
    html.markup("<!DOCTYPE html>\n<html lang=\"\(words.language.tag)\">\n<head>\n")
    html.markup("<meta charset=\"utf-8\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
    html.element("title", "", summary.title)
    html.markup("\n</head>\n<body style=\"margin:0;padding:0\">\n")
    html.markup(
      "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">"
        + "<tr><td style=\"padding:16px;\(Self.font);font-size:15px;line-height:1.45\">\n")
    html.element("h1", "style=\"font-size:21px;margin:0 0 4px\"", words[.title])
    html.line()
    if let span = summary.spanText {
      html.element("p", "style=\"margin:0 0 12px\"", span)
      html.line()
    }
  }

  private mutating func writeVerdict() {
    let verdict = summary.verdict
    let colour =
      switch verdict.grade {
      case .ok: "#17683a"
      case .attention: "#8a5200"
      case .critical, .noData: "#b3151d"
      }
    html.markup(
      "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">"
        + "<tr><td bgcolor=\"\(colour)\" style=\"padding:10px 14px;\(Self.font);font-size:17px;"
        + "font-weight:bold;color:#ffffff\">")
    html.text("\(summary.verdictWord) \(verdict.reasons.first ?? words[.nothingRead])")
    html.markup("</td></tr></table>\n")
    paragraph(summary.numbers)
    if let compared = summary.comparedSentence { paragraph(compared) }
    if !summary.otherReasons.isEmpty {
      html.markup("<ul style=\"margin:4px 0;padding-left:22px\">\n")
      for reason in summary.otherReasons.prefix(30) {
        html.element("li", "", reason)
        html.line()
      }
      html.markup("</ul>\n")
    }
  }

  private mutating func writeActions() {
    let actions = summary.actions
    if actions.isEmpty {
      paragraph(summary.withoutActions, isStrong: summary.verdict.grade != .ok)
    } else {
      heading(words[.toDo])
      html.markup("<ol style=\"margin:4px 0;padding-left:26px\">\n")
      for action in actions.prefix(10) {
        html.markup("<li style=\"margin:0 0 6px\">")
        html.element("strong", "", action.occasion)
        html.markup("<br>")
        html.text(action.text)
        html.markup("</li>\n")
      }
      html.markup("</ol>\n")
      if actions.count > 10 {
        paragraph(words(.more, ["count": words.grouped(actions.count - 10)]))
      }
    }
    paragraph(summary.seenSentence)
    guard !summary.verdict.accepted.isEmpty else { return }
    heading(words[.tableAccepted])
    for text in summary.verdict.accepted { paragraph(text) }
  }

  private mutating func writeIncidents() {
    let incidents = summary.incidentsToTell
    guard !incidents.isEmpty else { return }
    heading(words[.incidents])
    var shown = 0
    for incident in incidents.prefix(Self.incidentLimit)
    where encodedSize < Self.limit * 3 / 4 {
      let wording = IncidentWording(incident, summary)
      paragraph("\(shown + 1). \(wording.headline), \(wording.span)", isStrong: true)
      paragraph("\(wording.consequence) · \(wording.place)")
      if let evidence = wording.evidence(within: 400, { $0.columns <= 400 }) {
        html.markup(
          "<p style=\"margin:4px 0;font-family:Consolas,monospace;font-size:12px;"
            + "word-break:break-word\">")
        html.text(evidence.cut(to: 400))
        html.markup("</p>\n")
      }
      paragraph(wording.action)
      shown += 1
    }
    if incidents.count > shown { paragraph(words.counted(incidents.count - shown, .incidentMore)) }
  }

  private mutating func writeTables() {
    write(summary.comparedTable)
    write(summary.findingTable)
    write(summary.outcomeTable(summary.figures))
    write(summary.classTable(summary.figures))
    write(summary.tlsTable)
    if let sentence = summary.delaySentence(summary.figures) {
      heading(words[.tableDelay])
      paragraph(sentence)
    }
    write(summary.gatewayTable)
    write(summary.nextHopTable)
    for table in summary.topTables { write(table) }
    write(summary.openTable)
    heading(words[.tableCoverage])
    paragraph(summary.coverageSentence)
    write(summary.coveredHostTable)
    write(summary.sourceTable)
    if !summary.verdict.notJudged.isEmpty {
      heading(words[.tableUnjudged])
      for note in summary.verdict.notJudged { paragraph(note) }
    }
    if let all = summary.all {
      heading(summary.allMailTitle(all))
      write(summary.outcomeTable(all, isAll: true))
      write(summary.classTable(all, isAll: true))
    }
    if let note = summary.privacyNote { paragraph(note) }
  }

  private mutating func write(_ table: ReportTable, rows limit: Int = Self.rowLimit) {
    guard encodedSize < Self.limit, !table.isEmpty || !table.warnings.isEmpty else {
      return
    }
    heading(table.title)
    html.markup(
      "<table cellpadding=\"4\" cellspacing=\"0\" border=\"0\" style=\"\(Self.font);"
        + "font-size:13px;border-collapse:collapse\">\n<tr>")
    for column in table.columns {
      let align = column.side == .right ? "right" : "left"
      html.element("th", "scope=\"col\" align=\"\(align)\" style=\"\(Self.cell)\"", column.title)
    }
    html.markup("</tr>\n")
    for row in table.rows.prefix(limit) {
      html.markup("<tr>")
      for (index, cell) in row.enumerated() {
        let align = table.columns[index].side == .right ? "right" : "left"
        html.element("td", "align=\"\(align)\" valign=\"top\" style=\"\(Self.cell)\"", cell)
      }
      html.markup("</tr>\n")
    }
    html.markup("</table>\n")
    let left = table.rows.count - limit
    if left > 0 {
      paragraph(words(.more, ["count": words.grouped(left + table.leftOut)]))
    } else if let more = table.more {
      paragraph(more)
    }
    for warning in table.warnings { paragraph(warning) }
  }

  /// Bytes as quoted-printable, soft line ends aside.
  private var encodedSize: Int {
    html.text.utf8.reduce(0) { $0 + ($1 >= 0x80 || $1 == UInt8(ascii: "=") ? 3 : 1) }
  }

  private mutating func heading(_ title: String) {
    html.element("h2", "style=\"font-size:17px;margin:20px 0 4px\"", title)
    html.line()
  }

  private mutating func paragraph(_ text: String, isStrong: Bool = false) {
    let style = isStrong ? "margin:14px 0 4px;font-weight:bold" : "margin:4px 0"
    html.element("p", "style=\"\(style)\"", text)
    html.line()
  }
}
