internal import MailReports

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
    let reading = SummaryRun(
      input: input, trails: trails, all: options.all, gateways: options.gateways,
      thresholds: options.thresholds)
    let (summary, whole) = try reading.read()
    switch options.format {
    case .text:
      try output.append { $0 += TextReport.render(summary, colour: options.colour) }
    case .json: try output.append { $0 += SummaryRecord.render(summary) }
    }
    try output.flush()
    var result = whole
    let verdict = summary.verdict
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
}
