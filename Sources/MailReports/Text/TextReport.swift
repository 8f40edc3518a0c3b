import MailTerms

/// The report for people: plain text, 80 columns.
///
/// The first screen, 24 lines, answers "is IncaMail fine, and what must I do"; the sections behind it
/// say the rest, and those with nothing to say are left out.
package struct TextReport {
  private let summary: Summary
  private var page: TextPage
  /// Lines of the first screen that reasons and actions may fill: 24 without title, verdict, what was
  /// seen, headings and blank lines.
  private var linesLeft = 12

  package static func render(_ summary: Summary, colour: Bool = false) -> [UInt8] {
    var report = TextReport(summary: summary, page: TextPage(colour: colour))
    report.title()
    report.verdict()
    report.reasons()
    report.actions()
    report.seen()
    report.accepted()
    summary.writeSections(to: &report.page)
    return Array(report.page.text.utf8)
  }

  private mutating func title() {
    page.line(summary.title, .strong)
    page.blank()
  }

  private mutating func verdict() {
    let verdict = summary.verdict
    let style: TextPage.Style =
      switch verdict.grade {
      case .ok: .good
      case .attention: .warning
      case .critical, .noData: .bad
      }
    page.paragraph(
      verdict.reasons.first?.printable ?? summary.words[.nothingRead],
      first: summary.verdictWord + " ", limit: 2, style)
    page.paragraph(summary.numbers, limit: 2)
    if let compared = summary.comparedSentence {
      page.paragraph(compared, limit: 2)
      linesLeft -= 2
    }
  }

  private mutating func reasons() {
    let words = summary.words
    let others = summary.otherReasons
    guard !others.isEmpty else { return }
    page.blank()
    let shown = others.count <= 4 ? others.count : 3
    linesLeft -= min(others.count, 4)
    for reason in others.prefix(shown) {
      page.line("  - " + reason.printable)
    }
    if others.count > shown {
      page.line("  - " + words(.moreSections, ["count": words.grouped(others.count - shown)]))
    }
  }

  private mutating func actions() {
    page.blank()
    let words = summary.words
    let actions = summary.actions
    guard !actions.isEmpty else {
      page.line(summary.withoutActions, summary.verdict.grade == .ok ? .plain : .strong)
      return
    }
    page.line(words[.toDo], .strong)
    // Three lines each at least: the occasion and two of what is to be done.
    let shown = actions.count * 3 <= linesLeft ? actions.count : (linesLeft - 1) / 3
    let left = shown < actions.count ? linesLeft - 1 : linesLeft
    for (index, action) in actions.prefix(shown).enumerated() {
      let title = "  \(index + 1). "
      let room = left / shown
      // Over days an occasion is longer than a line; two are for what is to be done.
      let limit = room > 3 ? 2 : 1
      page.paragraph(action.occasion, first: title, limit: limit)
      let taken = action.occasion.wrapped(to: TextPage.width - title.columns, limit: limit).count
      page.paragraph(action.text, first: "     ", limit: room - taken)
    }
    if actions.count > shown {
      page.line("  " + words(.moreBelow, ["count": words.grouped(actions.count - shown)]))
    }
  }

  private mutating func accepted() {
    guard !summary.verdict.accepted.isEmpty else { return }
    page.heading(summary.words[.tableAccepted])
    for text in summary.verdict.accepted { page.paragraph(text.printable, first: "  - ") }
  }

  private mutating func seen() {
    page.blank()
    page.paragraph(summary.seenSentence, limit: 2)
  }
}
