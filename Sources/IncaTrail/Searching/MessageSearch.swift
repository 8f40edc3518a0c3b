internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailQueries
internal import MailTerms
internal import MailTrails

/// Reads logs for the messages that an expression is true of: what `grep` and `trace` share.
///
/// A window is one on lines: what lies outside it is as if it were not there.
struct MessageSearch: ~Copyable {
  /// What is done with what was found. Thrown out of it, `SearchIsOver` ends the search.
  struct Sink {
    var message: (Trail) throws -> Void
    /// A line of no message.
    var line: ((ByteView, LineRecord) throws -> Void)?
  }

  struct SearchIsOver: Error {}

  let input: OpenedInput
  /// Where lines stand, where that is asked for.
  let places: LinePlaces?
  let evidence: SnapshotEvidence
  let tracker: Tracker
  /// How much of the table of programs the tracker has been told.
  private var version = -1
  private(set) var endedEarly = false

  /// - Parameters:
  ///   - needles: one of them stands in a line of each message that is looked for; nil: not known.
  ///   - search: looks first where any line can match at all.
  ///   - incaMailOnly: no other mail is looked for.
  ///   - options: what the trails are to bear.
  init(
    _ settings: InputSettings, _ trails: TrailSettings, _ options: TrackerOptions,
    needles: [Needle]?, search: SearchRegion.Search? = nil, incaMailOnly: Bool = false,
    keepsPlaces: Bool, sink: Sink
  ) throws {
    let rules = try trails.rules()
    let hops = try trails.whoseHop()
    let evidence = try SnapshotEvidence(settings, trails)
    var settings = settings
    settings.inputs = evidence.logs
    let input = try OpenedInput(settings, lookingBack: false, search: search)
    self.evidence = evidence
    self.input = input
    places = keepsPlaces ? LinePlaces() : nil
    var options = options
    // The platform's mail is told in any case.
    options.tell(onlyWith: incaMailOnly ? [] : needles)
    options.window = input.window.range
    if let limit = trails.memoryLimit { options.memoryLimit = limit }
    tracker = Tracker(
      options: options, hops: hops, rules: rules, programs: input.programs.known.snapshot,
      recycle: { input.feed.recycle($0) }, strays: sink.line,
      sink: { try sink.message(evidence.completed($0)) })
  }

  mutating func run() throws -> RunResult {
    do {
      if input.isFruitless {
        // One run of lines tells whether this is the log of a mail system.
        if let run = input.next() { try consume(run) }
        let result = self.result
        if result.noData == nil { return result }
      }
      let feed = ParsedFeed(input)
      while let parsed = feed.next(), !input.window.isBehind(parsed.run) {
        try consume(parsed)
      }
      try tracker.finish()
    } catch is SearchIsOver {
      endedEarly = true
    }
    return result
  }

  var result: RunResult {
    var result = input.result(input.coverage(tracker.counts), newest: tracker.counts.newest)
    result.problems += evidence.problems
    // What was found is there, whatever else was not read.
    if endedEarly { result.noData = nil }
    return result
  }

  /// Takes a run of lines as it was read.
  mutating func consume(_ run: LineFeed.Run) throws {
    let programs = input.programs
    let parsed = ParsedRun(run, programs.version == version ? nil : programs.known.snapshot)
    version = programs.version
    try consume(parsed)
  }

  /// Hands on the lines of a run that lie in the window.
  private mutating func consume(_ parsed: ParsedRun) throws {
    let run = parsed.run
    let window = input.window.range
    let records = run.block.records
    guard !run.records.allSatisfy({ window.contains(records[$0].time) }) else {
      places?.note(run)
      return try tracker.consume(parsed)
    }
    // Told with the first piece only.
    var programs = parsed.programs
    var followsHole = run.followsHole
    var number = run.firstLineNumber
    var start = run.records.lowerBound
    var startNumber = number
    for index in run.records {
      let isInside = window.contains(records[index].time)
      if !isInside {
        try take(run, start..<index, startNumber, endsBlock: false, &programs, &followsHole)
        start = index + 1
      }
      if !records[index].flags.contains(.repeated) {
        number += 1 + Int(records[index].furtherLines)
      }
      if !isInside { startNumber = number }
    }
    try take(
      run, start..<run.records.upperBound, startNumber, endsBlock: run.endsBlock, &programs,
      &followsHole)
  }

  private mutating func take(
    _ run: LineFeed.Run, _ records: Range<Int>, _ firstLineNumber: Int, endsBlock: Bool,
    _ programs: inout KnownPrograms.Snapshot?, _ followsHole: inout Bool
  ) throws {
    guard !records.isEmpty || endsBlock else { return }
    let piece = LineFeed.Run(
      block: run.block, records: records, endsBlock: endsBlock, firstLineNumber: firstLineNumber,
      followsHole: followsHole)
    places?.note(piece)
    let part = ParsedRun(piece, programs)
    programs = nil
    followsHole = false
    try tracker.consume(part)
  }
}
