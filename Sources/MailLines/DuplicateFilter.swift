internal import ByteTools

/// Finds lines that stand in two sources at once: `mail.log` and `syslog`, `.1` and `.1.gz`, a central
/// host's copy.
///
/// Two lines are the same when second, first label of the host, tag, pid and text are. Within one
/// source equal lines are real: the second copy in one source needs a second copy in the other to
/// count as its duplicate.
struct DuplicateFilter {
  /// Whether two sources ever overlapped: before that there is nothing to compare with.
  private(set) var isActive = false

  private struct Seen {
    /// How often the line was let through.
    var passed: Int32 = 0
    /// How often each source brought it.
    var bySource: [Int32: Int32] = [:]
  }
  // Lines of the current second and of the one before: merged sources differ by less than one.
  private var second = Int64.min
  private var current: [UInt64: Seen] = [:]
  private var previous: [UInt64: Seen] = [:]

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
      var seen = (isCurrent ? current[hash] : previous[hash]) ?? Seen()
      let source = Int32(block.source)
      let count = (seen.bySource[source] ?? 0) + 1
      seen.bySource[source] = count
      if count <= seen.passed {
        block.records[index].flags.insert(.duplicate)
      } else {
        seen.passed = count
      }
      if isCurrent { current[hash] = seen } else { previous[hash] = seen }
    }
  }

  private static func hash(
    _ block: LineBlock, _ record: LineRecord, _ programs: ProgramTable
  ) -> UInt64 {
    let program = programs.programs[Int(record.program)]
    let text = block.line(record).from(Int(record.text))
    let tag = program.tag.withByteView { $0.hash64 }
    return mixed(
      text.hash64 ^ tag, UInt64(program.host) << 32 | UInt64(record.pid) | 1 << 63)
  }
}
