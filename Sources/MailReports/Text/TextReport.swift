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
    summary.writeSections(to: &report.page)
    return Array(report.page.text.utf8)
  }

  private mutating func title() {
    var title = "IncaMail report"
    if let (first, last) = summary.span {
      let end = summary.coversOneDay ? last.endClockText : last.minuteText
      title += ", \(first.minuteText) to \(end) \(last.offsetText)"
    }
    page.line(title, .strong)
    page.blank()
  }

  private mutating func verdict() {
    let verdict = summary.verdict
    let (word, style): (String, TextPage.Style) =
      switch verdict.grade {
      case .ok: ("OK", .good)
      case .attention: ("ATTENTION", .warning)
      case .critical: ("CRITICAL", .bad)
      case .noData: ("NO DATA", .bad)
      }
    page.paragraph(
      verdict.reasons.first?.printable ?? "nothing was read", first: "\(word): ", limit: 2, style)
    page.paragraph(summary.numbersText, limit: 2)
  }

  private mutating func reasons() {
    // Who was seen stands at the foot of this screen anyway.
    let seen = gatewaysSeen(summary)
    let others = summary.verdict.reasons.dropFirst().filter { $0 != seen }
    guard !others.isEmpty else { return }
    page.blank()
    let shown = others.count <= 4 ? others.count : 3
    linesLeft -= min(others.count, 4)
    for reason in others.prefix(shown) {
      page.line("  - " + reason.printable)
    }
    if others.count > shown {
      page.line("  - and \(others.count - shown) more, in the sections below")
    }
  }

  private mutating func actions() {
    page.blank()
    let actions = summary.actions
    guard !actions.isEmpty else {
      switch summary.verdict.grade {
      case .ok: page.line("Nothing to do.")
      case .noData: page.line("To do: give the logs of the time in question.", .strong)
      case .attention, .critical: page.line("To do: see above.", .strong)
      }
      return
    }
    page.line("To do", .strong)
    // Three lines each at least: the occasion and two of what is to be done.
    let shown = actions.count * 3 <= linesLeft ? actions.count : (linesLeft - 1) / 3
    let left = shown < actions.count ? linesLeft - 1 : linesLeft
    for (index, action) in actions.prefix(shown).enumerated() {
      page.line("  \(index + 1). \(action.occasion)")
      page.paragraph(action.text, first: "     ", limit: left / shown - 1)
    }
    if actions.count > shown { page.line("  and \(actions.count - shown) more, below") }
  }

  private mutating func seen() {
    let lines = summary.coverage.lines
    page.blank()
    let mail = lines.understood + lines.unknown
    let share =
      mail == 0 ? "" : ", \(percent(lines.understood, of: mail)) of the mail system's understood"
    page.paragraph(
      "Seen: \(gatewaysSeen(summary)); \(counted(lines.read, "line"))\(share).", limit: 2)
  }
}

/// What somebody has to do, and upon what.
struct Action {
  var occasion: String
  var text: String
}

extension Summary {
  /// One sentence on what became of the mail.
  var numbersText: String {
    guard figures.messages > 0 else { return "No IncaMail mail was seen." }
    var parts: [String] = []
    let bound = figures.reached.total
    if bound > 0 {
      parts.append(
        "\(grouped(figures.reached[.platform])) of \(grouped(bound)) "
          + "reached the platform")
    }
    for (outcome, word) in [
      (Outcome.delivered, "delivered"), (.deferred, "deferred"), (.held, "held"),
      (.bounced, "bounced"), (.expired, "expired"), (.rejected, "rejected"),
      (.discarded, "discarded"), (.unknown, "with no word yet"),
    ] {
      let count = figures.outcomes[outcome]
      if count > 0 { parts.append("\(grouped(count)) \(word)") }
    }
    return counted(figures.messages, "message") + " to "
      + counted(figures.recipients, "recipient") + ": " + parts.joined(separator: ", ") + "."
  }

  /// What is to be done, the most urgent first: incidents that cost mail or much time, then findings
  /// that are more than information. The same advice is given once.
  var actions: [Action] {
    guard verdict.grade != .ok else { return [] }
    var seen: Set<String> = []
    var actions: [Action] = []
    func add(_ occasion: String, _ advice: Advice) {
      guard seen.insert(advice.fix).inserted else { return }
      // The checklist stands in front, where a cut cannot take it.
      let text = "\(advice.actor.name.capitalisedFirst)\(advice.checklistText): \(advice.fix)"
      actions.append(Action(occasion: occasion, text: text))
    }
    let order = figures.findings.met.map(\.key)
    func addFindings(_ severity: Finding.Severity) {
      for finding in order where grade(of: finding) == severity {
        let count = counted(figures.findings[finding], "recipient")
        let advice = options.advice[.finding(finding), .outbound]
        add("\(advice.name.capitalisedFirst): \(count)", advice)
      }
    }
    addFindings(.critical)
    for incident in incidents.all.filter(isWorthActing).sorted(by: isMoreUrgent) {
      let words = IncidentWording(incident, self)
      let alone = words.loneGateway.map { "\($0) alone: " } ?? ""
      add("\(alone)\(words.headline), \(words.span)", words.advice)
    }
    addFindings(.warning)
    return actions
  }

  private func isWorthActing(_ incident: Incident) -> Bool {
    guard !incident.isUserError else { return false }
    let isLate = (incident.delays.median ?? 0) > options.thresholds.late * 1000
    switch incident.cause.failure {
    case .filterGreylist: return isLate && incident.cause.isInbound
    default: return incident.failed > 0 || isLate
    }
  }

  private func isMoreUrgent(_ left: Incident, _ right: Incident) -> Bool {
    left.failed != right.failed ? left.failed > right.failed : left.messages > right.messages
  }

  /// The grade of a finding in this report: `tag-ignored` is a warning where every one of them stood
  /// behind a reply prefix.
  func grade(of finding: Finding) -> Finding.Severity {
    let isMild =
      finding == .tagIgnored
      && figures.findings[.tagIgnored] == evidence.tagBehindReplyPrefix
    return isMild ? .warning : finding.severity
  }
}

/// `99.9 %`; never 100.0 where something is missing, never 0.0 where something
/// is there.
func percent(_ part: Int, of whole: Int) -> String {
  guard whole > 0 else { return "" }
  var tenths = (part * 1000 + whole / 2) / whole
  if part < whole { tenths = min(tenths, 999) }
  if part > 0 { tenths = max(tenths, 1) }
  return "\(tenths / 10).\(tenths % 10) %"
}

extension LogTime {
  /// The end of a day is `24:00`, not `00:00`.
  fileprivate var endClockText: String { clockText == "00:00" ? "24:00" : clockText }
}
