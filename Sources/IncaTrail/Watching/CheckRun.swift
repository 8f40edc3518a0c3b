internal import MailReports
public import MailTerms

/// `incatrail check`: what a monitoring system is told.
public struct CheckRun {
  public enum Format: Sendable { case plugin, checkmk }

  public struct Options: Sendable {
    public var format = Format.plugin
    /// Hosts whose log must be there.
    public var gateways: [String] = []
    public var thresholds = ThresholdSettings()
    /// What shall not raise the verdict.
    public var accept: [AcceptedRisk] = []
    /// Queues beside the logs, or in their place.
    public var queues = QueueChoice()
    /// Looks at logs at all.
    public var readsLogs = true
    /// Our own certificate, where it is to be looked at.
    public var certificate: OwnCertificate?
    /// Why it could not be, though it was asked for: never a reason to keep silent on the mail.
    public var certificateProblem: String?
    fileprivate var limits = Alarm.Limits()

    public init() {
      // A month to order a new one; in the last week mail is about to stop.
      limits.certificateDays = AlarmLimits("30:,7:") ?? AlarmLimits()
    }

    /// `--failures` and its kin: `WARNING,CRITICAL`, each a range of the monitoring plugins.
    public mutating func set(_ limit: Limit, _ text: String) throws(UsageError) {
      guard let limits = AlarmLimits(text) else {
        throw UsageError(
          "\(limit.rawValue): '\(text)' is no limit: give WARNING,CRITICAL, each a range such as "
            + "\(AlarmRange.forms), or one of them")
      }
      self.limits[keyPath: limit.path] = limits
    }
  }

  /// By the name of its option.
  public enum Limit: String, Sendable {
    case failures = "--failures"
    case findings = "--findings"
    case queueAge = "--queue-age"
    case certificateDays = "--certificate-days"

    fileprivate var path: WritableKeyPath<Alarm.Limits, AlarmLimits> {
      switch self {
      case .failures: \.failures
      case .findings: \.findings
      case .queueAge: \.queueAge
      case .certificateDays: \.certificateDays
      }
    }
  }

  private let input: InputSettings
  private let trails: TrailSettings
  private let options: Options

  public init(_ input: InputSettings, _ trails: TrailSettings, _ options: Options) {
    self.input = input
    self.trails = trails
    self.options = options
  }

  /// - Returns: 0 OK, 1 warning, 2 critical, 3 unknown.
  public func run(into output: OutputFile) throws -> Int32 {
    let queue = try QueueWatch(input: input, trails: trails, choice: options.queues).read()
    var problems = queue.problems
    if let problem = options.certificateProblem { problems.append(problem) }
    var summary: Summary?
    var noData: String?
    if options.readsLogs {
      let (read, result) = try SummaryRun(
        input: input, trails: trails, gateways: options.gateways, thresholds: options.thresholds,
        accept: options.accept, asOf: .now
      ).read()
      summary = read
      noData = result.noData
    }
    let alarm = Alarm(
      summary, options.limits, noData: noData, queue: queue.figures,
      thresholds: options.thresholds.values, certificate: options.certificate, problems: problems,
      now: input.now)
    return try Self.put(alarm, options.format, into: output)
  }

  /// Tells of a check that could not be made: it is UNKNOWN, whatever the reason.
  public static func put(
    unknown reason: String, _ format: Format, into output: OutputFile
  ) throws -> Int32 {
    try put(Alarm(unknown: reason), format, into: output)
  }

  private static func put(
    _ alarm: Alarm, _ format: Format, into output: OutputFile
  ) throws -> Int32 {
    try output.append { bytes in
      switch format {
      case .plugin: bytes += PluginOutput.render(alarm)
      case .checkmk: bytes += CheckmkOutput.render(alarm)
      }
    }
    try output.flush()
    return alarm.state.code
  }
}
