import MailPrivacy
package import MailTerms

/// Gathers a run's history beside its report: what is over is counted, what may still change is noted
/// message by message.
package struct HistoryCollector: Sendable {
  private var settled: Summary
  private var notes: [TrailNote] = []
  private var leftOut = 0
  /// Microseconds since 1970; messages that arrived before are noted where they went on behind it.
  private let since: Int64
  /// An attacker may leave more messages open; they are counted and not noted.
  private static let limit = 20_000

  package init(_ options: SummaryOptions, since: Int64) {
    var options = options
    options.includesAll = false
    options.gathersSeries = true
    options.failedLimit = 0
    options.openLimit = 0
    // It keeps nothing that a level could take away, and is the same at all of them.
    options.privacy = .full
    settled = Summary(options)
    self.since = since
  }

  /// A message that arrived in the window.
  package mutating func add(_ trail: Trail) {
    if trail.isIncaMail, trail.isOpen, note(trail, isCounted: true) { return }
    settled.add(trail)
  }

  package mutating func addFromBefore(_ trail: Trail) {
    settled.addFromAfter(trail)
    guard trail.isIncaMail, trail.isOpen || trail.lastSeen.microseconds >= since else { return }
    _ = note(trail, isCounted: false)
  }

  package mutating func addFromAfter(_ trail: Trail) { settled.addFromAfter(trail) }

  private mutating func note(_ trail: Trail, isCounted: Bool) -> Bool {
    guard notes.count < Self.limit else {
      leftOut += 1
      return false
    }
    notes.append(TrailNote(trail, asOf: trail.lastSeen, isCounted: isCounted))
    return true
  }

  /// What is to be left, but for the verdict, which others have to give.
  /// - Parameter now: the newest line given; nil: that of `coverage`.
  package func history(coverage: Coverage, window: Window, now: LogTime?) -> History {
    let newest = now ?? coverage.hosts.compactMap(\.last).max()
    var windows: [History.Span] = []
    if let from = window.since, let to = window.until {
      windows = [History.Span(from: from, to: to)]
    }
    return History(
      windows: windows, asOf: newest, verdict: Verdict.Grade.noData.rawValue,
      coverage: CoverageNote(coverage), figures: FiguresNote(settled.figures),
      evidence: EvidenceNote(settled.evidence, settled.options.acceptances),
      incidents: settled.incidents.all.map { IncidentNote($0) }.sorted(),
      incidentsLeftOut: settled.incidents.leftOut, series: SeriesNote(settled.series),
      trails: notes.map { note in
        var note = note
        note.asOf = newest ?? note.last
        return note
      }.sorted { $0.id < $1.id },
      trailsLeftOut: leftOut)
  }
}

extension Summary {
  /// The summary that a history tells of. Addresses are domains, and there is no log text.
  /// - Parameters:
  ///   - window: what the report is about; nil: what the history is.
  ///   - course: the days of it, where it is told day by day.
  package init(
    _ history: History, _ options: SummaryOptions, window: Window? = nil, course: Course? = nil
  ) {
    var options = options
    options.includesAll = false
    options.gathersSeries = true
    self.init(options)
    figures = Figures(history.figures, nameLimit: options.nameLimit)
    evidence = VerdictEvidence(history.evidence, options.acceptances)
    for note in history.incidents { incidents.add(Incident(note)) }
    incidents.leftOut += history.incidentsLeftOut
    series = TimeSeries(history.series)
    let window = window ?? Window(since: history.window?.from, until: history.window?.to)
    let range = (window.since?.microseconds ?? .min)..<(window.until?.microseconds ?? .max)
    for note in history.trails {
      if note.isCounted { add(note.trail) } else { addFromBefore(note.trail, window: range) }
    }
    self.course = course
    finish(
      coverage: history.coverage.coverage,
      window: window,
      now: history.asOf)
  }
}
