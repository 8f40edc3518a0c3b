internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailTerms

/// Reads the lines of messages into hops.
final class HopReader {
  private let programs: KnownPrograms
  private let parser: LineParser
  private let folding: Folding
  /// Not the tracker's: the line in hand may still be needed.
  private var event = LineEvent()

  /// - Parameters:
  ///   - programs: of the lines that will be read.
  ///   - parser: of the same programs.
  init(_ programs: KnownPrograms, _ parser: LineParser, _ folding: Folding) {
    self.programs = programs
    self.parser = parser
    self.folding = folding
  }

  /// Reads one line.
  func read(_ bytes: ByteView, _ record: LineRecord, of message: Message, into state: HopState) {
    let program = programs.summaries[Int(record.program)]
    guard let dialect = program.dialect,
      parser.parse(
        bytes, from: Int(record.text), dialect, code: program.code, into: &event
      ).isEvent
    else { return }
    if state.id.isNone { begin(state, message, bytes, record) }
    state.apply(
      event,
      HopLine(
        bytes: bytes, record: record, dialect: dialect, bond: parser.bonds[dialect],
        quoting: parser.quoting(of: dialect), service: record.program, role: event.role),
      folding)
  }

  /// The first line of a hop: its name, its place and its time.
  private func begin(
    _ state: HopState, _ message: Message, _ line: ByteView, _ record: LineRecord
  ) {
    state.hop = Hop(firstSeen: record.stamp)
    // Exim's own log names no host.
    state.hop.host = programs.hostNames[Int(message.host)].withByteView {
      $0.isEmpty ? .none : state.keep($0)
    }
    let dialect = programs.summaries[Int(record.program)].dialect ?? .postfix
    state.hop.mta = state.keep(ByteView(dialect.name))
    let isRefusal = message.flags.contains(.refusal)
    // A table's own IDs differ from server to server.
    if event.hasQueueID, !isRefusal, parser.bonds[dialect] != .table {
      state.hop.queueID = state.keep(line.clamped(event.queueID))
    }
    state.id = name(message, line, record, event)
  }

  /// The name of a trail that begins with this line; none where it says nothing.
  func name(_ message: Message, _ line: ByteView, _ record: LineRecord) -> TrailID {
    let program = programs.summaries[Int(record.program)]
    guard let dialect = program.dialect,
      parser.parse(
        line, from: Int(record.text), dialect, code: program.code, into: &event
      ).isEvent
    else { return .none }
    return name(message, line, record, event)
  }

  /// The name of a trail that begins with this line: the same in every run.
  private func name(
    _ message: Message, _ line: ByteView, _ record: LineRecord, _ event: borrowing LineEvent
  ) -> TrailID {
    var digest = StableDigest()
    digest.add(programs.hostNameHash(message.host))
    digest.add(message.flags.contains(.refusal) ? .empty : line.clamped(event.queueID))
    // Stamp and text as logged; the header's form between them may differ from copy to copy.
    // A table's tag bears a number that depends on what was read before.
    let isRow = message.dialect.map { parser.bonds[$0] } == .table
    digest.add(isRow ? ByteView(message.dialect?.name ?? "") : programs.tag(record.program))
    let text = line.from(Int(record.text))
    // Exim's rejectlog repeats the mainlog's line and adds to it: either copy may come first.
    let end = record.furtherLines == 0 ? nil : text.firstIndex(of: 0x0A)
    digest.add(text.prefix(end ?? text.count))
    digest.add(line.prefix(19))
    digest.add(UInt64(record.pid) << 16 | UInt64(message.copy))
    return TrailID(high: digest.high, low: digest.low)
  }
}
