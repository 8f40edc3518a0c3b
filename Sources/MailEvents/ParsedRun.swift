package import ByteTools
package import MailLines

/// Lines of one source and what each of them says.
///
/// `@unchecked Sendable`: it is in one pair of hands at a time.
package final class ParsedRun: @unchecked Sendable {
  package private(set) var run: LineFeed.Run?
  /// What the lines say; nil where whoever takes them is to parse them, one at a time.
  package private(set) var events: PackedEvents?
  /// The hosts and programs known when the run was read; nil where none came since the last one.
  package private(set) var programs: KnownPrograms.Snapshot?

  package init() {}

  deinit { events?.deallocate() }

  package func hold(_ run: LineFeed.Run, _ programs: KnownPrograms.Snapshot?) {
    self.run = run
    self.programs = programs
  }

  /// Parses the lines ahead of whoever takes them.
  package func parse(with parser: LineParser, _ summaries: Slab<ProgramSummary>) {
    guard let run else { return }
    var events = self.events ?? PackedEvents()
    self.events = nil
    events.removeAll()
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
}
