internal import ByteTools
internal import MailReports
internal import MailRules
internal import MailTrails

/// `incatrail report`: what a day's mail comes to.
public struct ReportRun {
  public enum Format: Sendable { case text, json }

  public struct Options: Sendable {
    public var format = Format.text
    /// The same figures for all mail.
    public var all = false
    public var colour = false
    /// Hosts whose log must be there.
    public var gateways: [String] = []
    public var thresholds = ThresholdSettings()
    public init() {}
  }

  private let input: InputSettings
  private let trails: TrailSettings
  private let options: Options

  public init(_ input: InputSettings, _ trails: TrailSettings, _ options: Options) {
    self.input = input
    self.trails = trails
    self.options = options
  }

  public func run(into output: OutputFile) throws -> RunResult {
    var tracking = TrackerOptions()
    tracking.all = options.all
    var counting = SummaryOptions()
    counting.includesAll = options.all
    counting.expectedGateways = options.gateways
    counting.thresholds = options.thresholds.values
    counting.handOverIsExpected = !trails.relays.isEmpty
    let profile = try trails.profile()
    counting.isPlatform = { host in
      host.withByteView { profile.isPlatform(host: $0, ip: $0, outbound: true) }
    }
    let collector = Collector(counting)
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
      coverage: coverage, window: window.shown(coverage), now: run.newest, clock: window.clock)
    switch options.format {
    case .text:
      try output.append { $0 += TextReport.render(collector.summary, colour: options.colour) }
    case .json: try output.append { $0 += SummaryRecord.render(collector.summary) }
    }
    try output.flush()
    var result = run.result(coverage)
    let verdict = collector.summary.verdict
    switch verdict.grade {
    case .ok: result.grade = .ok
    case .attention: result.grade = .attention
    case .critical: result.grade = .critical
    case .noData:
      if result.isComplete {
        result.noData = "no data: " + verdict.reasons.joined(separator: "; ")
      }
    }
    return result
  }

  private final class Collector {
    var summary: Summary
    init(_ options: SummaryOptions) { summary = Summary(options) }
  }
}
