package import ByteTools
package import MailLines

/// Lines of one source and what each of them says.
package struct ParsedRun {
  package let run: LineFeed.Run
  /// The hosts and programs known when the run was read; nil where none came since the last one.
  package let programs: KnownPrograms.Snapshot?
  /// What the lines say, from the event at `firstEvent` on; nil where whoever takes them is to parse
  /// them, one at a time.
  package let events: PackedEvents?
  package let firstEvent: Int

  /// Lines that are yet to be parsed.
  package init(_ run: LineFeed.Run, _ programs: KnownPrograms.Snapshot?) {
    self.init(run, programs, nil, firstEvent: 0)
  }

  fileprivate init(
    _ run: LineFeed.Run, _ programs: KnownPrograms.Snapshot?, _ events: PackedEvents?,
    firstEvent: Int
  ) {
    self.run = run
    self.programs = programs
    self.events = events
    self.firstEvent = firstEvent
  }
}

/// Runs of lines that go from hand to hand together: where sources take turns, a run may be a line.
///
/// `@unchecked Sendable`: it is in one pair of hands at a time.
package final class ParsedBatch: @unchecked Sendable {
  private var runs: [(run: LineFeed.Run, programs: KnownPrograms.Snapshot?, firstEvent: Int)] = []
  private var events: PackedEvents?
  /// How many lines its runs hold.
  package private(set) var lineCount = 0

  package init() {}

  deinit { events?.deallocate() }

  package func removeAll() {
    runs.removeAll(keepingCapacity: true)
    events?.removeAll()
    lineCount = 0
  }

  /// Adds a run behind the others.
  /// - Parameters:
  ///   - programs: those known by now; nil where none came since the last run.
  ///   - parser: parses the lines ahead of whoever takes them; nil leaves that to him.
  package func add(
    _ run: LineFeed.Run, _ programs: KnownPrograms.Snapshot?, parser: LineParser?,
    _ summaries: Slab<ProgramSummary>
  ) {
    runs.append((run, programs, lineCount))
    lineCount += run.records.count
    guard let parser else { return }
    var events = self.events ?? PackedEvents()
    var event = LineEvent()
    // Plain values: asking the block for each line would cost more than the line.
    let bytes = run.block.bytes
    let records = run.block.records
    for index in run.records {
      let record = records[index]
      let verdict = parser.parse(
        bytes.clamped(ByteRange(start: record.start, count: record.length)), record,
        summaries[Int(record.program)], into: &event)
      events.append(event, verdict)
    }
    self.events = events
  }

  package var count: Int { runs.count }

  /// The run at `index`; good until the batch is emptied.
  package subscript(index: Int) -> ParsedRun {
    ParsedRun(
      runs[index].run, runs[index].programs, events, firstEvent: runs[index].firstEvent)
  }
}
