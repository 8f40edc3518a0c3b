internal import MailLines
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
    guard let zone = LocalZone(name: input.timeZone) else {
      throw UsageError("--time-zone: there is no zone '\(input.timeZone ?? "")'")
    }
    var taken: LogTime?
    if let text = options.taken {
      taken = TimeExpression.moment(text, now: input.now, zone: zone)
      if taken == nil {
        throw UsageError("--at: '\(text)' is no time: give \(TimeExpression.forms)")
      }
    }
    let judge = QueueJudge(profile: try trails.profile(), rules: try trails.rules())
    var result = RunResult()
    let clock = QueueClock(zone: zone)
    let now = clock.time(seconds: input.now)
    let histories = try readLogs(before: taken ?? earliestTime(clock) ?? now, &result)
    let tally = Tally(QueueSummary(longest: options.oldest))
    let collector = QueueCollector(judge: judge) { message in
      var message = message
      histories.complete(&message)
      guard options.all || message.isIncaMail else { return tally.figures.addOther(message) }
      switch options.format {
      case .json: try output.append { QueueRecord.append(message, to: &$0) }
      case .text: tally.figures.add(message)
      }
    }
    let source = QueueSource(clock: clock, taken: taken, now: now)
    let told = try readSnapshots(source, collector, &result)
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

  // MARK: Snapshots

  /// - Returns: what was read, for the reader of the text.
  private func readSnapshots(
    _ source: QueueSource, _ collector: QueueCollector, _ result: inout RunResult
  ) throws -> [String] {
    var told: [String] = []
    func read(_ path: String, as name: String) throws {
      let found = try source.read(path, into: collector.take)
      if let problem = found.problem { result.problems.append("\(name): \(problem)") }
      guard told.count < 20 else { return }
      if let form = found.form {
        told.append(form == name ? name : "\(form) (\(name))")
      } else if found.problem == nil {
        told.append("\(name), which is empty, as an empty queue's listing is")
      }
    }
    if input.inputs.isEmpty, !InputChoice.isPiped(0) {
      guard let own = OwnQueue.found() else {
        throw UsageError(
          "no snapshot given, and neither postqueue nor exim is on this machine: name files, or "
            + "pipe: postqueue -j | incatrail queue -")
      }
      let problem = try own.run { try read($0, as: "'\(own.command)'") }
      if let problem { result.problems.append(problem) }
      return told
    }
    if input.inputs.isEmpty {
      try read("-", as: "standard input")
      // Cron gives its jobs an empty pipe: that is no queue.
      if result.problems.isEmpty, told.last?.contains("which is empty") == true {
        result.problems.append(
          "standard input is empty: name a snapshot, or give </dev/null to ask this machine's queue"
        )
        told.removeLast()
      }
      return told
    }
    for argument in input.inputs {
      let (paths, problem) = queueFiles(argument)
      if let problem { result.problems.append(problem) }
      if paths.isEmpty, problem == nil { told.append("\(argument), a spool without messages") }
      let isMany = paths.count > 1
      if isMany { told.append("\(paths.count) files in \(argument)") }
      let before = told.count
      for path in paths { try read(path, as: path == "-" ? "standard input" : path) }
      if isMany { told.removeSubrange(before...) }
    }
    return told
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
