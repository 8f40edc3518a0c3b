internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailReports
internal import MailTerms

/// `incatrail events`: one record a line, before any correlation.
public struct EventsRun {
  private let settings: InputSettings
  /// A window on the lines, in microseconds since 1970.
  private let window: TimeWindow

  public init(_ settings: InputSettings, window: TimeWindow) {
    self.settings = settings
    self.window = window
  }

  public func run(into output: OutputFile) throws -> RunResult {
    let input = try OpenedInput(settings)
    let parser = PostfixParser()
    var event = LineEvent()
    var result = RunResult(problems: input.problems.map(\.description))
    while let run = input.feed.next() {
      let source = input.feed.sources[run.block.source].name
      var line = run.firstLineNumber
      for index in run.records {
        let record = run.block.records[index]
        let isRepeated = record.flags.contains(.repeated)
        if !isRepeated { line += 1 }
        guard window.contains(record.time), !record.flags.contains(.duplicate) else { continue }
        result.linesRead += 1
        try output.append { bytes in
          Self.append(
            run.block.line(record), record, input.programs, parser, &event,
            EventRecord.Place(source: source, line: line - 1), to: &bytes)
        }
      }
      if run.endsBlock { input.feed.recycle(run.block) }
    }
    result.problems += input.feed.sources.compactMap { $0.problem?.description }
    return result
  }

  private static func append(
    _ line: ByteView, _ record: LineRecord, _ programs: ProgramTable, _ parser: PostfixParser,
    _ event: inout LineEvent, _ start: EventRecord.Place, to bytes: inout [UInt8]
  ) {
    var place = start
    let program = programs.programs[Int(record.program)]
    var verdict = LineEvent.Verdict.unknown
    event.reset()
    if record.program != 0 {
      place.time = record.stamp.description
      place.host = programs.hostNames[Int(program.host)]
      place.pid = record.pid
      verdict = .ignored
    } else if line.isEmpty {
      verdict = .ignored
    }
    var json = JSONWriter(appendingTo: bytes)
    bytes = []
    program.tag.withByteView { tag in
      if let dialect = program.identity.dialect {
        let code = PostfixProgram(rawValue: program.identity.program) ?? .lost
        verdict = parser.parse(line, from: Int(record.text), program: code, into: &event)
        if verdict == .event { event[.remoteID] = RemoteQueueID.find(in: event, of: line) }
        place.dialect = dialect.name
        place.instance = tag.clamped(program.identity.instance)
        place.service = tag.clamped(program.identity.service)
        place.program = ByteView((PostfixProgram(rawValue: event.program) ?? .lost).name)
      } else if record.program != 0 {
        place.program = tag
      }
      EventRecord.append(event, verdict, of: line, at: place, to: &json)
    }
    bytes = json.bytes
  }
}
