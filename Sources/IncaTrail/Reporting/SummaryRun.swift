internal import ByteTools
internal import MailPrivacy
internal import MailReports
internal import MailRules
internal import MailTrails

/// Reads logs into one summary: what `report`, `check` and `metrics` share.
struct SummaryRun {
  /// The moment as of which ages are told.
  enum AsOf { case newestLine, now }

  /// What history is to be read and gathered beside the summary.
  struct WithHistory {
    /// Where earlier runs left theirs; nil: nowhere.
    var folder: HistoryFolder?
    var holidays = Holidays()
  }

  let input: InputSettings
  let trails: TrailSettings
  /// The same figures for all mail.
  var all = false
  /// Hosts whose log must be there.
  var gateways: [String] = []
  var thresholds = ThresholdSettings()
  var accept: [AcceptedRisk] = []
  var language = ReportLanguage.english
  /// So many failed messages are kept one by one with their attempts, and the window's course; 0: none.
  var listedFailures = 0
  var asOf = AsOf.newestLine
  /// What is told of single messages.
  var privacy = Privacy.full

  /// nil: neither reads nor gathers a history.
  var history: WithHistory?

  func read() throws -> (summary: Summary, result: RunResult) {
    let (summary, result, _) = try readWithHistory()
    return (summary, result)
  }

  func readWithHistory() throws -> (summary: Summary, result: RunResult, history: History?) {
    var tracking = TrackerOptions()
    tracking.all = all
    tracking.keepsAttempts = listedFailures > 0
    let range = try ReadingWindow(input, zone: input.zone()).range
    let collector = Collector(try counting())
    if history != nil {
      collector.history = HistoryCollector(collector.summary.options, since: range.lowerBound)
    }
    var run = try TrailRun(input, trails, tracking) { trail, place in
      switch place {
      case .before:
        collector.summary.addFromBefore(trail, window: range)
        collector.history?.addFromBefore(trail)
      case .inside:
        collector.summary.add(trail)
        collector.history?.add(trail)
      case .behind:
        collector.summary.addFromAfter(trail)
        collector.history?.addFromAfter(trail)
      }
    }
    let coverage = try run.run()
    let window = run.input.window
    let shown = window.shown(coverage)
    let now = asOf == .now ? window.clock : run.newest
    var result = run.result(coverage)
    var gathered = collector.history?.history(coverage: coverage, window: shown, now: now)
    var past: Past?
    if let gathered, let known = self.past(before: gathered, collector.summary.options) {
      past = known.past
      result.problems += known.problems
    }
    collector.summary.finish(
      coverage: coverage, window: shown, now: now, clock: window.clock, past: past)
    gathered?.verdict = collector.summary.verdict.grade.rawValue
    return (collector.summary, result, gathered)
  }

  /// The days before `today`; nil where it is no day, or no history is kept.
  private func past(
    before today: History, _ options: SummaryOptions
  ) -> (past: Past, problems: [String])? {
    guard let folder = history?.folder, let holidays = history?.holidays,
      let window = today.window,
      let day = Window(since: window.from, until: window.to).wholeDays, day.count == 1
    else { return nil }
    let before = (day.lowerBound - Past.reach)..<day.lowerBound
    let (days, problems) = folder.days(before, hosts: today.hosts)
    return (Past(pastDays(days, asTold: today, options), holidays: holidays), problems)
  }

  func counting() throws -> SummaryOptions {
    var counting = SummaryOptions()
    counting.speak(language.value)
    counting.includesAll = all
    counting.privacy = privacy
    counting.gathersSeries = listedFailures > 0 || history != nil
    counting.failedLimit = listedFailures
    counting.expectedGateways = gateways
    counting.thresholds = thresholds.values
    counting.acceptances = try accept.map { try $0.acceptance(input) }
    counting.handOverIsExpected = !trails.relays.isEmpty
    let profile = try trails.profile()
    counting.isPlatform = { host in
      host.withByteView { profile.isPlatform(host: $0, ip: $0, outbound: true) }
    }
    return counting
  }

  private final class Collector {
    var summary: Summary
    var history: HistoryCollector?
    init(_ options: SummaryOptions) { summary = Summary(options) }
  }
}
