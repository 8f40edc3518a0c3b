internal import MailLines
internal import MailPrivacy
internal import MailQueues
internal import MailReports
internal import MailRules
internal import MailTerms
internal import MailTrails

/// `incatrail queue`: what waits in the queues.
public struct QueueRun {
  public enum Format: Sendable { case text, json }

  public struct Options: Sendable {
    public var format = Format.text
    /// Takes in mail that is not the platform's.
    public var all = false
    public var colour = false
    /// How many of the oldest the text names.
    public var oldest = 10
    /// When the snapshots were taken, in a form of `--since`.
    public var taken: String?
    /// Logs to join with.
    public var logs: [String] = []
    public var privacy = PrivacySettings()
    public init() {}
  }

  private let input: InputSettings
  private let trails: TrailSettings
  private let options: Options

  /// - Parameter input: its `inputs` are the snapshots.
  public init(_ input: InputSettings, _ trails: TrailSettings, _ options: Options) {
    self.input = input
    self.trails = trails
    self.options = options
  }

  public func run(into output: OutputFile) throws -> RunResult {
    let zone = try input.zone()
    var taken: LogTime?
    if let text = options.taken {
      taken = TimeExpression.moment(text, now: input.now, zone: zone)
      if taken == nil {
        throw UsageError("--at: '\(text)' is no time: give \(TimeExpression.forms)")
      }
    }
    let privacy =
      options.format == .json
      ? try options.privacy.ofMessages(.local, trails, "--format json writes a record a message")
      : try options.privacy.privacy(.local, trails)
    let judge = QueueJudge(profile: try trails.profile(), rules: try trails.rules())
    var result = RunResult()
    let clock = QueueClock(zone: zone)
    let now = clock.time(seconds: input.now)
    let histories = try readLogs(before: taken ?? earliestTime(clock) ?? now, &result)
    let tally = Tally(QueueSummary(longest: privacy.level == .aggregate ? 0 : options.oldest))
    let collector = QueueCollector(judge: judge) { message in
      var message = message
      histories.complete(&message)
      guard options.all || message.isIncaMail else { return tally.figures.addOther(message) }
      message = privacy.applied(to: message)
      switch options.format {
      case .json: try output.append { QueueRecord.append(message, privacy, to: &$0) }
      case .text: tally.figures.add(message)
      }
    }
    let reading = QueueReading(QueueSource(clock: clock, taken: taken, now: now))
    let told =
      if !input.inputs.isEmpty {
        try reading.read(input.inputs, collector, &result.problems)
      } else if InputChoice.isPiped(0) {
        try reading.readPipe(collector, &result.problems)
      } else {
        try reading.readOwn(collector, &result.problems)
      }
    try collector.finish()
    if options.format == .text {
      try output.append {
        $0 += QueueText.render(
          tally.figures, sources: told, isWhole: result.problems.isEmpty, all: options.all,
          colour: options.colour)
      }
    }
    try output.flush()
    return result
  }

  private final class Tally {
    var figures: QueueSummary
    init(_ figures: QueueSummary) { self.figures = figures }
  }

  // MARK: Logs

  private func readLogs(before taken: LogTime, _ result: inout RunResult) throws -> QueueHistories {
    guard !options.logs.isEmpty else { return QueueHistories(taken: taken) }
    var settings = input
    settings.inputs = options.logs
    var tracking = TrackerOptions()
    tracking.all = true
    tracking.keepsAttempts = true
    let collected = Collected(QueueHistories(taken: taken))
    var run = try TrailRun(settings, trails, tracking) { trail, _ in
      collected.histories.add(trail)
    }
    let read = run.result(try run.run())
    result.problems += read.problems
    result.noData = read.noData
    return collected.histories
  }

  private func earliestTime(_ clock: QueueClock) -> LogTime? {
    input.inputs.compactMap { modificationTime(ofFile: $0) }.min().map(clock.time(seconds:))
  }

  private final class Collected {
    var histories: QueueHistories
    init(_ histories: QueueHistories) { self.histories = histories }
  }
}
