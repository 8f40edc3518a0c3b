internal import ByteTools

/// Entries that Exim gives syslog in parts, put together again while a block is cut into lines.
///
/// `[1/3] TEXT` says that TEXT was cut at a length (870 bytes) and goes on in `[2/3]`, `[2\3] TEXT`
/// that a line ends there; stamp and message ID stand in the first part alone. Parts of one process
/// follow each other, with lines of others between them. Source: `write_syslog` in Exim's log.c.
///
/// The first part's line becomes the whole entry; of the others their marks are left, which say
/// nothing. What matters is where lines stand in the source, never where a block ends: the splitter
/// leaves an entry that is not whole to the next block, from its first part on.
struct SyslogParts {
  /// Limits: beyond them parts stay as they are.
  private static let mostOpen = 64
  private static let longestEntry = 64 * 1024
  /// From the start of the first part to the end of the last, with what stands between.
  private static let longestStretch = 128 * 1024

  /// Where a part is.
  private struct Part {
    let record: Int
    /// The number of its line in the source.
    let line: Int
    /// Where its mark ends, from the line's start.
    let markEnd: Int
    /// Places in the block.
    let text: Range<Int>
    let endsLine: Bool
  }

  private struct Entry {
    let program: UInt16
    let pid: UInt32
    let total: Int
    let start: Int
    /// How long its text is so far.
    var size: Int
    var parts: [Part]
  }

  /// What a part's mark says: `[2/3] `.
  private struct Mark {
    let number: Int
    let total: Int
    let endsLine: Bool
    let end: Int

    init?(_ line: ByteView, at start: Int) {
      guard line.holds("[", at: start), let (number, middle) = line.number(at: start + 1),
        middle < line.count, line[middle] == UInt8(ascii: "/") || line[middle] == 0x5C,
        let (total, close) = line.number(at: middle + 1), line.holds("]", at: close),
        total > 1, 1...total ~= number
      else { return nil }
      self.number = number
      self.total = total
      endsLine = line[middle] == 0x5C
      // Behind an empty part journald leaves no blank.
      end = close + (line.holds(" ", at: close + 1) ? 2 : 1)
    }
  }

  /// Oldest first.
  private var open: [Entry] = []
  private var whole: [Entry] = []
  /// Parts, by the numbers of their lines, of entries that were told with a block before.
  private var told: Set<Int> = []
  /// Entries put together for the block in hand: their bytes, and the records that are to have them.
  private var joined: [UInt8] = []
  private var places: [(record: Int, text: Int, bytes: Range<Int>)] = []

  /// A line of Exim whose text begins with a bracket.
  ///
  /// - Parameters:
  ///   - place: where its record will be in the block.
  ///   - number: of the line in the source.
  mutating func take(_ line: ByteView, _ record: inout LineRecord, place: Int, number: Int) {
    guard let mark = Mark(line, at: Int(record.text)), !record.flags.contains(.cut) else { return }
    if told.contains(number) {
      Self.leave(mark.end, of: line, &record)
      return
    }
    let start = Int(record.start)
    let part = Part(
      record: place, line: number, markEnd: mark.end,
      text: (start + mark.end)..<(start + line.count), endsLine: mark.endsLine)
    let known = open.firstIndex { $0.program == record.program && $0.pid == record.pid }
    if mark.number == 1 {
      if let known { open.remove(at: known) }
      if open.count >= Self.mostOpen { open.removeFirst() }
      open.append(
        Entry(
          program: record.program, pid: record.pid, total: mark.total, start: start,
          size: part.text.count, parts: [part]))
      return
    }
    guard let known else { return }
    let size = open[known].size + part.text.count + 1
    guard mark.total == open[known].total, mark.number == open[known].parts.count + 1,
      size <= Self.longestEntry, part.text.upperBound - open[known].start <= Self.longestStretch
    else {
      open.remove(at: known)
      return
    }
    open[known].size = size
    open[known].parts.append(part)
    if mark.number == mark.total { whole.append(open.remove(at: known)) }
  }

  /// The block's lines are read: where the first of them is that is left for the next block, with the
  /// number of its line in the source; nil where none is.
  ///
  /// - Parameter end: where the lines end.
  mutating func firstOpen(end: Int) -> (record: Int, line: Int)? {
    open.removeAll { end - $0.start > Self.longestStretch }
    return open.first.map { ($0.parts[0].record, $0.parts[0].line) }
  }

  /// Puts together what is whole.
  ///
  /// - Parameters:
  ///   - records: those that stay in the block.
  ///   - next: the number of the line that the next block begins with.
  mutating func settle(_ block: ByteView, _ records: Slab<LineRecord>, next: Int) {
    told = told.filter { $0 >= next }
    for entry in whole where entry.parts[0].record < records.count {
      let head = records[entry.parts[0].record]
      let from = joined.count
      joined.append(block.clamped(ByteRange(start: head.start, count: head.text)))
      for part in entry.parts {
        joined.append(block[part.text])
        if part.endsLine { joined.append(0x0A) }
        // Its own mark says it all: a part that stands in the next block is left out there.
        if part.line >= next {
          told.insert(part.line)
        } else if part.record != entry.parts[0].record {
          let record = records[part.record]
          let line = block.clamped(ByteRange(start: record.start, count: record.length))
          Self.leave(part.markEnd, of: line, &records[part.record])
        }
      }
      places.append((entry.parts[0].record, Int(head.text), from..<joined.count))
    }
    whole.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
  }

  /// Leaves of a part its mark: a line that counts, and says nothing.
  private static func leave(_ end: Int, of line: ByteView, _ record: inout LineRecord) {
    if line[end - 1] == 0x20 {
      record.length = UInt32(end)
    } else {
      // No parser takes a mark without its blank; an empty line needs none.
      record.length = 0
      record.text = 0
      record.program = 0
    }
  }

  /// Gives the entries a place behind the block's lines.
  mutating func append(to block: LineBlock) {
    guard !places.isEmpty else { return }
    joined.withByteView { bytes in
      for (record, _, range) in places {
        block.records[record].start = UInt32(truncatingIfNeeded: block.append(bytes[range]))
        block.records[record].length = UInt32(truncatingIfNeeded: range.count)
      }
    }
    places.removeAll(keepingCapacity: true)
    joined.removeAll(keepingCapacity: true)
  }
}
