internal import ByteTools

/// Finds lines that stand in two sources at once: `mail.log` and `syslog`, `.1` and `.1.gz`, a central
/// host's copy.
///
/// Two lines are the same when second, first label of the host, tag, pid and text are. Within one
/// source equal lines are real: the second copy in one source needs a second copy in the other to
/// count as its duplicate. Nor is a line doubled where one source ends and the next goes on: a cut
/// between two equal lines of one second makes no copies.
struct DuplicateFilter {
  /// Whether two sources ever overlapped: before that there is nothing to compare with.
  private(set) var isActive = false

  /// How often each source brought a line.
  private typealias Seen = [Int32: Int32]
  /// What is known of when a source was read.
  private struct Span {
    /// The second of its first line.
    var first: Int64
    /// When it began and ended, in steps of `clock`.
    var began: Int
    var ended = Int.max
  }
  private var spans: [Int32: Span] = [:]
  private var clock = 0

  // Lines of the current second and of the one before: merged sources differ by less than one.
  private var second = Int64.min
  private var current: [UInt64: Seen] = [:]
  private var previous: [UInt64: Seen] = [:]

  /// The first line of a source is about to be handed out.
  mutating func begin(_ source: Int, at time: Int64) {
    clock += 1
    spans[Int32(source)] = Span(first: time / 1_000_000, began: clock)
  }

  /// The last line of a source has been handed out.
  mutating func end(_ source: Int) {
    clock += 1
    spans[Int32(source)]?.ended = clock
  }

  /// Whether one was read while the other was, or all of one lies in the other's first second.
  private func overlap(_ one: Int32, _ other: Int32) -> Bool {
    guard let one = spans[one], let other = spans[other] else { return true }
    return max(one.began, other.began) < min(one.ended, other.ended) || one.first == other.first
  }

  /// Marks those of the lines that another source has brought already.
  mutating func mark(_ block: LineBlock, _ records: Range<Int>, _ programs: ProgramTable) {
    isActive = true
    for index in records {
      let record = block.records[index]
      guard record.program != 0 else { continue }
      let lineSecond = record.time / 1_000_000
      if lineSecond > second {
        previous = lineSecond == second + 1 ? current : [:]
        current.removeAll(keepingCapacity: true)
        second = lineSecond
      }
      let hash = Self.hash(block, record, programs)
      let isCurrent = lineSecond == second
      guard isCurrent || lineSecond == second - 1 else { continue }
      let source = Int32(block.source)
      var seen = (isCurrent ? current[hash] : previous[hash]) ?? [:]
      let count = (seen[source] ?? 0) + 1
      if seen.contains(where: { $0.key != source && $0.value >= count && overlap($0.key, source) })
      {
        block.records[index].flags.insert(.duplicate)
      }
      seen[source] = count
      if isCurrent { current[hash] = seen } else { previous[hash] = seen }
    }
  }

  private static func hash(
    _ block: LineBlock, _ record: LineRecord, _ programs: ProgramTable
  ) -> UInt64 {
    let program = programs.programs[Int(record.program)]
    var text = block.line(record).from(Int(record.text))
    // Exim's rejectlog repeats the line of the mainlog and adds the message's header.
    if record.furtherLines > 0, let end = text.firstIndex(of: 0x0A) { text = text.prefix(end) }
    let tag = program.tag.withByteView { $0.hash64 }
    return mixed(
      text.hash64 ^ tag, UInt64(program.host) << 32 | UInt64(record.pid) | 1 << 63)
  }
}
