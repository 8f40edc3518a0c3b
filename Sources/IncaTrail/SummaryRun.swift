internal import ByteTools
internal import MailPrivacy
internal import MailReports
internal import MailRules
internal import MailTrails

/// Reads logs into one summary: what `report`, `check` and `metrics` share.
struct SummaryRun {
  /// The moment as of which ages are told.
  enum AsOf { case newestLine, now }

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

  func read() throws -> (summary: Summary, result: RunResult) {
    var tracking = TrackerOptions()
    tracking.all = all
    tracking.keepsAttempts = listedFailures > 0
    let collector = Collector(try counting())
    var run = try TrailRun(input, trails, tracking) { trail, place in
      switch place {
      case .before: collector.summary.addFromBefore(trail)
      case .inside: collector.summary.add(trail)
      case .behind: collector.summary.addFromAfter(trail)
      }
    }
    let coverage = try run.run()
    let window = run.input.window
    collector.summary.finish(
      coverage: coverage, window: window.shown(coverage),
      now: asOf == .now ? window.clock : run.newest, clock: window.clock)
    return (collector.summary, run.result(coverage))
  }

  private func counting() throws -> SummaryOptions {
    var counting = SummaryOptions()
    counting.speak(language.value)
    counting.includesAll = all
    counting.privacy = privacy
    if listedFailures > 0 {
      counting.gathersSeries = true
      counting.failedLimit = listedFailures
    }
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
    init(_ options: SummaryOptions) { summary = Summary(options) }
  }
}
