internal import MailEvents
internal import MailLines
internal import MailReports
internal import MailRules
internal import MailTerms
internal import MailTrails

/// Reads logs into trails and hands them on: what `report` and `export` share.
struct TrailRun: ~Copyable {
  /// Where a message arrived, seen from the window.
  enum Place { case before, inside, behind }

  let input: OpenedInput
  private var tracker: Tracker
  private let evidence: SnapshotEvidence

  /// All that can be wrong with options and patterns is found here, before any line is read.
  /// - Parameter sink: takes each trail, in order.
  init(
    _ settings: InputSettings, _ trails: TrailSettings, _ options: TrackerOptions,
    sink: @escaping (Trail, Place) throws -> Void
  ) throws {
    let rules = try trails.rules()
    let hops = try trails.whoseHop()
    let evidence = try SnapshotEvidence(settings, trails)
    var settings = settings
    settings.inputs = evidence.logs
    let input = try OpenedInput(settings, lookingBack: true)
    self.evidence = evidence
    self.input = input
    var options = options
    let range = input.window.range
    options.window = range
    if let limit = trails.memoryLimit { options.memoryLimit = limit }
    tracker = Tracker(
      options: options, hops: hops, rules: rules, programs: input.programs.known.snapshot,
      recycle: { input.feed.recycle($0) },
      sink: { trail in
        let arrival = trail.firstSeen.microseconds
        let place: Place =
          arrival < range.lowerBound ? .before : arrival < range.upperBound ? .inside : .behind
        // Not even a copy where there is nothing to add.
        try evidence.isEmpty ? sink(trail, place) : sink(evidence.completed(trail), place)
      })
  }

  /// The newest line of a mail system, in the window or not.
  var newest: LogTime? { tracker.counts.newest }

  mutating func run() throws -> Coverage {
    let feed = ParsedFeed(input)
    while let run = feed.next() { try tracker.consume(run) }
    try tracker.finish()
    return input.coverage(tracker.counts)
  }

  /// What standard error and the exit status are to say.
  func result(_ coverage: Coverage) -> RunResult {
    var result = input.result(coverage, newest: newest)
    result.problems += evidence.problems
    return result
  }
}
