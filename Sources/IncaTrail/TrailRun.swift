internal import MailEvents
internal import MailLines
internal import MailReports
internal import MailRules
internal import MailTerms
internal import MailTrails

/// Reads logs into trails and hands them on: what `report` and `export` share.
struct TrailRun: ~Copyable {
  let input: OpenedInput
  var tracker: Tracker

  init(
    _ settings: InputSettings, _ trails: TrailSettings, _ options: TrackerOptions,
    sink: @escaping (Trail) throws -> Void
  ) throws {
    let rules = try trails.rules()
    let hops = try trails.whoseHop()
    let input = try OpenedInput(settings)
    self.input = input
    tracker = Tracker(
      options: options, hops: hops, rules: rules, programs: input.programs,
      recycle: { input.feed.recycle($0) }, sink: sink)
  }

  mutating func run() throws -> Coverage {
    while let run = input.feed.next() { try tracker.consume(run) }
    try tracker.finish()
    return coverage()
  }

  private func coverage() -> Coverage {
    var coverage = Coverage()
    let counts = tracker.counts
    coverage.lines = counts.lines
    for (number, host) in counts.hosts.enumerated() where host.lines > 0 {
      var host = host
      host.name = input.programs.hostNames[number]
      coverage.hosts.append(host)
    }
    coverage.unknownSamples = counts.unknownSamples
    for source in input.feed.sources {
      var entry = Coverage.Source(name: source.name)
      entry.bytes = source.bytesRead
      entry.problem = source.problem?.description
      coverage.sources.append(entry)
    }
    for problem in input.problems {
      var entry = Coverage.Source(name: problem.source)
      entry.problem = problem.description
      coverage.sources.append(entry)
    }
    return coverage
  }
}

/// `incatrail export`: trail records.
public struct ExportRun {
  public struct Options: Sendable {
    public var all = false
    public var withLines = false
    public var withAttempts = false
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
    tracking.keepsLines = options.withLines
    tracking.keepsAttempts = options.withAttempts
    let record = TrailRecord(
      options: TrailRecordOptions(
        withAttempts: options.withAttempts, withLines: options.withLines))
    let all = options.all
    var run = try TrailRun(input, trails, tracking) { trail in
      guard all || trail.isIncaMail else { return }
      try output.append { record.append(trail, to: &$0) }
    }
    let coverage = try run.run()
    var result = RunResult(problems: coverage.sources.compactMap(\.problem))
    result.linesRead = coverage.lines.read
    return result
  }
}

/// `incatrail report`: what a day's mail comes to.
public struct ReportRun {
  public enum Format: Sendable { case text, json }

  private let input: InputSettings
  private let trails: TrailSettings
  private let all: Bool

  public init(_ input: InputSettings, _ trails: TrailSettings, all: Bool) {
    self.input = input
    self.trails = trails
    self.all = all
  }

  public func run(
    as format: Format, colour: Bool, gateways: [String], into output: OutputFile
  ) throws -> RunResult {
    var tracking = TrackerOptions()
    tracking.all = all
    var options = SummaryOptions()
    options.includesAll = all
    options.expectedGateways = gateways
    options.handOverIsExpected = !trails.relays.isEmpty
    let collector = Collector(options)
    var run = try TrailRun(input, trails, tracking) { collector.summary.add($0) }
    let coverage = try run.run()
    collector.summary.finish(coverage: coverage)
    switch format {
    case .text: try output.append { $0 += TextReport.render(collector.summary, colour: colour) }
    case .json: try output.append { $0 += SummaryRecord.render(collector.summary) }
    }
    var result = RunResult(problems: coverage.sources.compactMap(\.problem))
    result.linesRead = coverage.lines.read
    return result
  }

  private final class Collector {
    var summary: Summary
    init(_ options: SummaryOptions) { summary = Summary(options) }
  }
}
