internal import MailReports

/// `incatrail metrics`: the figures of a window for Prometheus.
public struct MetricsRun {
  public enum Format: Sendable { case prometheus, openMetrics }

  public struct Options: Sendable {
    public var format = Format.prometheus
    /// The file that is replaced; nil: standard output.
    public var output: String?
    /// Hosts whose log must be there.
    public var gateways: [String] = []
    public var thresholds = ThresholdSettings()
    /// What shall not raise the verdict.
    public var accept: [AcceptedRisk] = []
    /// Queues beside the logs.
    public var queues = QueueChoice()
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

  /// Where there is no data, that is what the metrics say.
  /// - Parameter output: used where the options name no file.
  public func run(into output: OutputFile) throws -> RunResult {
    let queue = try QueueWatch(input: input, trails: trails, choice: options.queues).read()
    var (summary, result) = try SummaryRun(
      input: input, trails: trails, gateways: options.gateways, thresholds: options.thresholds,
      accept: options.accept, asOf: .now
    ).read()
    let bytes = MetricsReport.render(
      summary, options.format == .openMetrics ? .openMetrics : .prometheus,
      version: incaTrailVersion, queue: queue.figures)
    result.problems += queue.problems
    if let path = options.output {
      try ReplacedFile(path).write(bytes)
    } else {
      try output.append { $0 += bytes }
      try output.flush()
    }
    return result
  }
}
