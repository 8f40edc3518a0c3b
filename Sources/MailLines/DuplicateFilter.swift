internal import ByteTools

/// Finds lines that stand in two sources at once: `mail.log` and `syslog`, `.1` and `.1.gz`, a central
/// host's copy.
///
/// Two lines are the same when second, first label of the host, tag, pid and text are. Within one
/// source equal lines are real: the second copy in one source needs a second copy in the other to
/// count as its duplicate. Nor is a line doubled where one source ends and the next goes on: a cut
/// between two equal lines of one second makes no copies.
struct DuplicateFilter: ~Copyable {
  private var spans = SourceSpans()
  // Lines of the current second and of the one before: merged sources differ by less than one.
  private var second = Int64.min
  private var current = SeenLines()
  private var previous = SeenLines()
  /// The last second of which several sources may have lines.
  private var lastShared = Int64.min
  /// By program number.
  private var tagHashes: [UInt64] = []

  deinit {
    current.deallocate()
    previous.deallocate()
  }

  /// The first line of a source is about to be handed out.
  mutating func begin(_ source: Int, at time: Int64) {
    spans.begin(source, at: time / 1_000_000)
  }

  /// The last line of a source has been handed out.
  mutating func end(_ source: Int) { spans.end(source) }

  /// Marks those of the lines that another source has brought already.
  /// - Parameter shared: when other sources begin to bring lines too, in microseconds since 1970.
  mutating func mark(
    _ block: LineBlock, _ lines: Range<Int>, _ programs: ProgramTable, shared: Int64 = .min
  ) {
    guard shared < .max || lastShared > .min else { return }
    // Clocks of sources that are copies of one another agree to the second.
    let firstShared = shared == .min ? .min : shared / 1_000_000 - 1
    let bytes = block.bytes
    let records = block.records
    for index in lines {
      let record = records[index]
      guard record.program != 0 else { continue }
      let lineSecond = record.time / 1_000_000
      if lineSecond >= firstShared {
        lastShared = max(lastShared, lineSecond)
      } else if lineSecond > lastShared {
        continue
      }
      if lineSecond > second {
        swap(&previous, &current)
        if lineSecond > second + 1 { previous.removeAll() }
        current.removeAll()
        second = lineSecond
      }
      guard lineSecond >= second - 1 else { continue }
      let hash = hash(
        bytes.clamped(ByteRange(start: record.start, count: record.length)), record, programs)
      let source = Int32(truncatingIfNeeded: block.source)
      let isCopy =
        lineSecond == second
        ? current.note(hash, from: source, spans) : previous.note(hash, from: source, spans)
      if isCopy { records[index].flags.insert(.duplicate) }
    }
  }

  private mutating func hash(
    _ line: ByteView, _ record: LineRecord, _ programs: ProgramTable
  ) -> UInt64 {
    let number = Int(record.program)
    while tagHashes.count <= number {
      tagHashes.append(programs.programs[tagHashes.count].tag.withByteView { $0.hash64 })
    }
    var text = line.from(Int(record.text))
    // Exim's rejectlog repeats the line of the mainlog and adds the message's header.
    if record.furtherLines > 0, let end = text.firstIndex(of: 0x0A) { text = text.prefix(end) }
    return mixed(
      text.tableHash ^ tagHashes[number],
      UInt64(programs.summaries[number].host) << 32 | UInt64(record.pid) | 1 << 63)
  }
}

/// When sources were read, seen from each other.
private struct SourceSpans {
  private struct Span {
    /// The second of its first line.
    var first: Int64
    /// When it began and ended, in steps of `clock`.
    var began: Int
    var ended = Int.max
  }
  private var spans: [Int: Span] = [:]
  private var clock = 0

  mutating func begin(_ source: Int, at second: Int64) {
    clock += 1
    spans[source] = Span(first: second, began: clock)
  }

  mutating func end(_ source: Int) {
    clock += 1
    spans[source]?.ended = clock
  }

  /// Whether one was read while the other was, or all of one lies in the other's first second.
  func overlap(_ one: Int, _ other: Int) -> Bool {
    guard let one = spans[one], let other = spans[other] else { return true }
    return max(one.began, other.began) < min(one.ended, other.ended) || one.first == other.first
  }
}

/// How often each source brought each line of one second, by the line's hash: open addressing with
/// linear probing.
private struct SeenLines {
  private struct Slot: BitwiseCopyable {
    var hash: UInt64
    var source: Int32
    var count: Int32
    /// The slot is empty where this is not that of the table: so that emptying it costs nothing.
    var era: UInt32
  }

  private var slots: Slab<Slot>
  private var filled = 0
  private var era: UInt32 = 1

  init() { slots = Self.empty(1024) }

  private static func empty(_ count: Int) -> Slab<Slot> {
    var slots = Slab<Slot>(capacity: count)
    for _ in 0..<count { slots.append(Slot(hash: 0, source: 0, count: 0, era: 0)) }
    return slots
  }

  func deallocate() { slots.deallocate() }

  mutating func removeAll() {
    filled = 0
    era &+= 1
  }

  /// Counts a line.
  /// - Returns: whether another source has brought it as often already.
  mutating func note(
    _ hash: UInt64, from source: Int32, _ spans: borrowing SourceSpans
  ) -> Bool {
    if filled * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var isElsewhere = false
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].era == era, slots[place].hash != hash || slots[place].source != source {
      isElsewhere = isElsewhere || slots[place].hash == hash
      place = (place + 1) & mask
    }
    let count = slots[place].era == era ? slots[place].count + 1 : 1
    if count == 1 { filled += 1 }
    slots[place] = Slot(hash: hash, source: source, count: count, era: era)
    // Those that came before another source's first copy stand in front of it; others behind.
    guard isElsewhere || count > 1 else { return false }
    place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].era == era {
      let slot = slots[place]
      if slot.hash == hash, slot.source != source, slot.count >= count,
        spans.overlap(Int(slot.source), Int(source))
      {
        return true
      }
      place = (place + 1) & mask
    }
    return false
  }

  private mutating func grow() {
    let old = slots
    slots = Self.empty(old.count * 2)
    let mask = slots.count - 1
    for index in 0..<old.count where old[index].era == era {
      var place = Int(truncatingIfNeeded: old[index].hash) & mask
      while slots[place].era == era { place = (place + 1) & mask }
      slots[place] = old[index]
    }
    old.deallocate()
  }
}
