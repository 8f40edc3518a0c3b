internal import ByteTools
internal import MailReports
internal import MailRules
internal import MailTerms
internal import MailTrails

/// `incatrail report`: what a day's mail comes to.
public struct ReportRun {
  public enum Format: String, Sendable, CaseIterable {
    case text, json, csv, html, mail

    /// For people, who read it in their language whether or not they asked for it.
    public var isForPeople: Bool {
      switch self {
      case .text, .html, .mail: true
      case .json, .csv: false
      }
    }
  }

  public struct Options: Sendable {
    public var format = Format.text
    /// Of what is said to people; names and keys are the same in all.
    public var language = ReportLanguage.english
    /// The same figures for all mail.
    public var all = false
    public var colour = false
    /// Writes nothing where all is well.
    public var onlyProblems = false
    /// The head of a mail.
    public var mail = MailSettings()
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
    tracking.keepsAttempts = options.format == .html
    var counting = SummaryOptions()
    counting.speak(options.language.value)
    counting.includesAll = options.all
    if options.format == .html {
      counting.gathersSeries = true
      counting.failedLimit = Self.failedLimit
    }
    counting.expectedGateways = options.gateways
    counting.thresholds = options.thresholds.values
    counting.handOverIsExpected = !trails.relays.isEmpty
    let profile = try trails.profile()
    if options.format == .mail { try options.mail.check(profile) }
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
    if !options.onlyProblems || collector.summary.verdict.grade != .ok {
      try output.append { $0 += render(collector.summary) }
      try output.flush()
    }
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

  private func render(_ summary: Summary) -> [UInt8] {
    switch options.format {
    case .text: TextReport.render(summary, colour: options.colour)
    case .json: SummaryRecord.render(summary)
    case .csv: CSVReport.render(summary)
    case .html: PageReport.render(summary, version: incaTrailVersion)
    case .mail: MailReport.render(summary, options.mail.head(now: input.now))
    }
  }

  /// So many failed messages a page lists one by one; the others stand in their incidents.
  private static let failedLimit = 5000

  private final class Collector {
    var summary: Summary
    init(_ options: SummaryOptions) { summary = Summary(options) }
  }
}
