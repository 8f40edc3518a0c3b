import MailTerms

/// The report as a table for spreadsheets, RFC 4180: one row a figure or incident.
///
/// Names, numbers and times are those of the JSON form; only sentences are in the report's language.
package enum CSVReport {
  /// The columns; a row fills those that apply to its kind.
  enum Column: String, CaseIterable {
    case scope, kind, name, value, direction, peer, first, last, messages, recipients
    case deliveredLater = "delivered_later"
    case delivered, returned, rejected, discarded, open, gateways
    case queueID = "queue_id"
    case evidence, explanation, fix, acts, checklist
  }

  package static func render(_ summary: Summary) -> [UInt8] {
    var table = CSVTable(Column.allCases.map(\.rawValue))
    var scope = "incamail"
    func add(_ kind: String, _ name: String, _ cells: [Column: String] = [:]) {
      var cells = cells
      (cells[.scope], cells[.kind], cells[.name]) = (scope, kind, name)
      table.add(Column.allCases.map { cells[$0] ?? "" })
    }
    add("verdict", summary.verdict.grade.rawValue)
    for reason in summary.verdict.reasons { add("reason", "", [.explanation: reason]) }
    for (acceptance, recipients) in summary.accepted {
      add(
        acceptance.isExpired ? "accepted-expired" : "accepted", acceptance.subject.name,
        [
          .value: String(recipients), .peer: acceptance.hop ?? "",
          .last: acceptance.until.dayText, .explanation: acceptance.reason,
        ])
    }
    for note in summary.verdict.notJudged { add("not-judged", "", [.explanation: note]) }
    addCoverage(summary.coverage, add)
    addFigures(summary.figures, summary.options.advice, add)
    add("figure", "open_messages", [.value: String(summary.openCount)])
    add("figure", "open_from_before", [.value: String(summary.openFromBefore)])
    add("figure", "lost_from_before", [.value: String(summary.lostFromBefore)])
    addHistory(summary, add)
    for incident in summary.incidents.all { addIncident(incident, summary.options.advice, add) }
    if let all = summary.all {
      scope = "all"
      addFigures(all, summary.options.advice, add)
    }
    return table.bytes
  }

  private typealias Adding = (_ kind: String, _ name: String, _ cells: [Column: String]) -> Void

  private static func addCoverage(_ coverage: Coverage, _ add: Adding) {
    let lines = coverage.lines
    for (name, count) in [
      ("read", lines.read), ("understood", lines.understood), ("ignored", lines.ignored),
      ("unknown", lines.unknown), ("duplicate", lines.duplicate), ("lost", lines.lost),
    ] {
      add("lines", name, [.value: String(count)])
    }
    for host in coverage.hosts {
      add(
        "host", host.name,
        [
          .value: String(host.lines), .first: host.first?.description ?? "",
          .last: host.last?.description ?? "",
        ])
    }
    for source in coverage.sources {
      add(
        "source", source.name,
        [
          .value: String(source.lines.read), .first: source.first?.description ?? "",
          .last: source.last?.description ?? "", .explanation: source.problem ?? "",
        ])
    }
  }

  /// A row for the messages of each day and one for its failures, counted in recipients.
  private static func addHistory(_ summary: Summary, _ add: Adding) {
    func addDay(_ kind: String, _ name: String, _ messages: Int, _ failed: Int, of: Int) {
      add(kind, name, [.value: String(messages), .recipients: String(of)])
      add("\(kind)-failed", name, [.value: String(failed), .recipients: String(of)])
    }
    if let before = summary.comparison?.dayBefore {
      addDay(
        "day-before", dayText(before.day), before.messages, before.failed, of: before.recipients)
    }
    if let usual = summary.comparison?.usual {
      addDay("weekday-median", "", usual.messages, usual.failed.count, of: usual.failed.of)
    }
    for (day, past) in summary.course?.days ?? [] {
      guard let past else {
        add("day-missing", dayText(day), [:])
        continue
      }
      addDay("day", dayText(day), past.messages, past.failed, of: past.recipients)
    }
  }

  private static func addFigures(_ figures: Figures, _ book: AdviceBook, _ add: Adding) {
    func count(_ kind: String, _ name: String, _ count: Int) {
      if count > 0 { add(kind, name, [.value: String(count)]) }
    }
    add("figure", "messages", [.value: String(figures.messages)])
    add("figure", "recipients", [.value: String(figures.recipients)])
    for (outcome, number) in figures.outcomes.met { count("outcome", outcome.rawValue, number) }
    for (reached, number) in figures.reached.met { count("reached", reached.rawValue, number) }
    for (failure, number) in figures.classes.met {
      var cells = advice(book[.failure(failure), .outbound])
      cells[.value] = String(number)
      add("class", failure.name, cells)
    }
    for (finding, number) in figures.findings.met {
      var cells = advice(book[.finding(finding), .outbound])
      cells[.value] = String(number)
      add("finding", finding.name, cells)
    }
    for (version, number) in figures.tls.versions.byName { count("tls-version", version, number) }
    for (cipher, number) in figures.tls.ciphers.byName { count("tls-cipher", cipher, number) }
    for (peer, number) in figures.tls.peers.met { count("tls-peer", peer.rawValue, number) }
    count("tls", "crossed", figures.tls.crossed)
    count("tls", "plain", figures.tls.plain)
    count("tls", "unknown", figures.tls.unknown)
    let delays = figures.delays.percentiles([50, 90, 99, 100])
    for (name, delay) in zip(["p50", "p90", "p99", "max"], delays) {
      add("delay-seconds", name, [.value: seconds(milliseconds: delay)])
    }
    for (host, gateway) in figures.gateways.byName {
      var cells = outcomes(gateway.outcomes)
      cells[.messages] = String(gateway.messages)
      cells[.recipients] = String(gateway.recipients)
      add("gateway", host, cells)
    }
    for (name, hop) in figures.lastNextHops {
      var cells = outcomes(hop.outcomes)
      cells[.recipients] = String(hop.recipients)
      add("next-hop", name, cells)
    }
    for (name, number) in figures.senders.top(10) { count("sender", name, number) }
    for (name, number) in figures.domains.top(10) { count("recipient-domain", name, number) }
  }

  private static func addIncident(_ incident: Incident, _ book: AdviceBook, _ add: Adding) {
    var cells = advice(book[.failure(incident.cause.failure), incident.direction])
    cells[.direction] = incident.direction.rawValue
    cells[.peer] = incident.cause.peer ?? ""
    cells[.first] = incident.first.description
    cells[.last] = incident.last.description
    cells[.messages] = String(incident.messages)
    cells[.recipients] = String(incident.recipients)
    cells[.deliveredLater] = String(incident.deliveredLater)
    cells[.returned] = String(incident.returned)
    cells[.rejected] = String(incident.rejected)
    cells[.discarded] = String(incident.discarded)
    cells[.open] = String(incident.open)
    cells[.gateways] = incident.gateways.joined(separator: " ")
    cells[.queueID] = incident.queueID ?? ""
    cells[.evidence] = incident.evidence ?? ""
    add("incident", incident.cause.failure.name, cells)
  }

  private static func advice(_ advice: Advice) -> [Column: String] {
    [
      .explanation: advice.why, .fix: advice.fix, .acts: advice.actor.rawValue,
      .checklist: advice.checklist.joined(separator: ", "),
    ]
  }

  private static func outcomes(_ outcomes: EnumCounts<Outcome>) -> [Column: String] {
    [
      .delivered: String(outcomes[.delivered]),
      .returned: String(outcomes[.bounced] + outcomes[.expired]),
      .rejected: String(outcomes[.rejected]), .discarded: String(outcomes[.discarded]),
      .open: String(outcomes[.deferred] + outcomes[.held] + outcomes[.unknown]),
    ]
  }

  private static func seconds(milliseconds: Int64) -> String {
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}

/// Rows of cells as RFC 4180 has them: CRLF, and quotes round what needs them.
struct CSVTable {
  private(set) var bytes: [UInt8] = []

  init(_ titles: [String]) { add(titles) }

  mutating func add(_ cells: [String]) {
    bytes += cells.map(Self.quoted).joined(separator: ",").utf8
    bytes += [0x0D, 0x0A]
  }

  /// A cell that a spreadsheet would take for a formula gets an apostrophe in front: much of it was
  /// written by strangers.
  static func quoted(_ cell: String) -> String {
    var text = cell.printable
    if let first = text.first(where: { $0 != " " }), "=+-@".contains(first) { text = "'" + text }
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0 == ";" }) || text.first == " "
    else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
