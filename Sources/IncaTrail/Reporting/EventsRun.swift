internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailPrivacy
internal import MailReports
internal import MailTerms
internal import MailTrails

/// `incatrail events`: one record a line, before any correlation. A window is one on lines.
public struct EventsRun {
  private let settings: InputSettings
  private let privacy: PrivacySettings
  private let trails: TrailSettings
  private let numbersAllLines: Bool

  /// - Parameter numbersAllLines: also those of a large file that is entered where its window begins: for
  ///   that all lines before are counted.
  public init(
    _ settings: InputSettings, _ trails: TrailSettings = TrailSettings(),
    privacy: PrivacySettings = PrivacySettings(), numbersAllLines: Bool = false
  ) {
    self.settings = settings
    self.numbersAllLines = numbersAllLines
    self.trails = trails
    self.privacy = privacy
  }

  public func run(into output: OutputFile) throws -> RunResult {
    let privacy = try privacy.ofMessages(.local, trails, "events writes one record a line")
    var settings = settings
    // A snapshot among the logs has no log lines.
    settings.inputs = try SnapshotEvidence.logs(among: settings.inputs)
    let input = try OpenedInput(settings, lookingBack: false)
    let parser = LineParser(input.programs)
    var event = LineEvent()
    var counts = LineCounts(window: input.window.range)
    var json = JSONWriter()
    while let run = input.next() {
      let source = input.feed.sources[run.block.source]
      let range = input.window.range
      if input.window.isBehind(run) { break }
      let isNumbered = numbersAllLines || !source.isEntered
      var line = isNumbered ? run.firstLineNumber + source.linesBefore : 0
      counts.begin(run)
      for index in run.records {
        let record = run.block.records[index]
        let isRepeated = record.flags.contains(.repeated)
        let further = Int(record.furtherLines)
        if !isRepeated { line += 1 + further }
        let bytes = run.block.line(record)
        let program = input.programs.summaries[Int(record.program)]
        guard range.contains(record.time), !record.flags.contains(.duplicate) else {
          counts.note(.ignored, record, program, bytes)
          continue
        }
        let number = isNumbered ? line - 1 - further : nil
        let verdict = Self.append(
          bytes, record, input.programs, parser, &event, privacy,
          EventRecord.Place(source: source.name, line: number), to: &json)
        try output.write(&json.bytes)
        counts.note(verdict, record, program, bytes)
      }
      counts.end(run)
      if run.endsBlock { input.feed.recycle(run.block) }
    }
    counts.settle()
    try output.write(&json.bytes, least: 0)
    try output.flush()
    return input.result(input.coverage(counts), newest: counts.newest)
  }

  private static func append(
    _ line: ByteView, _ record: LineRecord, _ programs: ProgramTable, _ parser: LineParser,
    _ event: inout LineEvent, _ privacy: Privacy, _ start: EventRecord.Place,
    to json: inout JSONWriter
  ) -> LineEvent.Verdict {
    var place = start
    let program = programs.programs[Int(record.program)]
    var verdict = LineEvent.Verdict.unknown
    event.reset()
    if record.program != 0 {
      place.time = record.stamp
      place.host = programs.hostNames[Int(program.host)]
      place.pid = record.pid
      verdict = .ignored
    } else if line.isLoggersOwn {
      verdict = .ignored
    }
    program.tag.withByteView { tag in
      if let dialect = program.identity.dialect {
        verdict = parser.parse(
          line, from: Int(record.text), dialect, code: program.identity.program, into: &event)
        if verdict == .event { event[.remoteID] = RemoteQueueID.find(in: event, of: line) }
        place.dialect = dialect.name
        place.instance = tag.clamped(program.identity.instance)
        place.service = tag.clamped(program.identity.service)
        place.program =
          DialectRegistry[dialect].programName(event.program).map { ByteView($0) }
          ?? tag.clamped(program.identity.name)
      } else if record.program != 0 {
        place.program = tag
      }
      EventRecord.append(event, verdict, of: line, at: place, privacy, to: &json)
    }
    return verdict
  }
}
