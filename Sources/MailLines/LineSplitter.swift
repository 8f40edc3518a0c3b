internal import ByteTools
internal import MailTerms

/// The tag of lines that Exim writes to its own log.
private let eximTag = ByteView("exim" as StaticString)

/// Cuts a block into lines and takes their headers off: the state that goes from line to line.
struct LineSplitter {
  private var heads: HeadReader
  private let programs: ProgramTable
  private(set) var nextLine = 1

  // What the header of the line before said; equal headers follow each other.
  private var host: HostSpelling
  private var lastStamp = LogTime.never
  private var before = LineStart()
  /// The last line with a header was one of Exim's own log.
  private var isInExim = false
  /// The last line with a header was a row of Exchange that ends within quotes.
  private var isInRow = false
  private var parts = SyslogParts()
  /// The layout of the table in hand; -1 before its header.
  private var layout = -1
  /// The layout of the last row of a table without a header.
  private var usual: (columns: ByteView, separator: UInt8, number: Int) = (.empty, 0, -1)
  /// Between the columns of the last row.
  private var separator: UInt8 = 0
  /// The program of Exim's own log, once a line of it was met.
  private var eximProgram: UInt16?
  /// The programs that stand for tables, by the number of their layout.
  private var tablePrograms: [Int: UInt16] = [:]
  private var lastTable: (layout: Int, program: UInt16) = (-1, 0)

  /// - Parameter heads: as it stands before the first line.
  init(heads: HeadReader, programs: ProgramTable) {
    self.heads = heads
    self.programs = programs
    host = programs.noHost
  }

  /// Makes a record of each line from `first` on.
  ///
  /// - Parameters:
  ///   - isLastCut: the last line, which has no end, was longer than the longest.
  ///   - isAtEnd: nothing follows the block.
  /// - Returns: where the first line begins that is left for the next block; nil where none is.
  mutating func split(
    _ block: LineBlock, from first: Int, isLastCut: Bool, isAtEnd: Bool
  ) -> Int? {
    let bytes = block.bytes
    var records = block.records
    defer { block.records = records }
    var cuts = LineCuts(of: block, from: first)
    block.firstLine = nextLine
    before.forget()
    while true {
      addAlike(&cuts, isLastCut: isLastCut, to: &records)
      guard !cuts.isDone else { break }
      if records.count >= LineBlock.mostLines {
        parts.settle(bytes, records, next: nextLine)
        return cuts.start
      }
      let isCut = isLastCut && cuts.end == bytes.count
      add(cuts.line, at: cuts.start, of: bytes, isCut: isCut, to: &records)
      nextLine += 1
      cuts.advance()
    }
    var rest: (record: Int, line: Int)?
    // An entry of several lines may go on in the next block.
    if isInExim || isInRow, !isAtEnd, records.count > 0 {
      let last = records[records.count - 1]
      if isInRow || last.length < Self.longestEntry {
        rest = (records.count - 1, nextLine - 1 - Int(last.furtherLines))
      }
    }
    if !isAtEnd, let open = parts.firstOpen(end: bytes.count) { rest = open }
    var end: Int?
    if let rest {
      end = Int(records[rest.record].start)
      nextLine = rest.line
      records.count = rest.record
    }
    parts.settle(bytes, records, next: nextLine)
    return end
  }

  /// Gives entries that stood in parts their place in the block, once it holds no other lines than
  /// its own.
  mutating func appendEntries(to block: LineBlock) { parts.append(to: block) }

  private static let longestEntry = 128 * 1024
  private static let longestRow = 64 * 1024

  /// Passes over a block's lines where samples of them, the last among them, are all older than
  /// `limit`, without taking each apart.
  ///
  /// - Returns: false, and nothing is changed, where they are not, or tell no time.
  mutating func passOver(_ lines: ByteView, olderThan limit: Int64) -> Bool {
    guard !lines.isEmpty else { return false }
    let size = 4096
    var probe = heads
    var isOld = false
    let places = Array(stride(from: 0, to: lines.count, by: 32 << 10))
    for place in places + [max(lines.count - size, 0)] {
      var piece = lines.from(place).prefix(size)
      // The last line of a piece may be cut, the last of the block is not.
      if place + size < lines.count { piece = piece.prefix(piece.lastIndex(of: 0x0A) ?? 0) }
      if place > 0 { piece = piece.from((piece.firstIndex(of: 0x0A) ?? piece.count) + 1) }
      guard let span = probe.span(of: piece) else { continue }
      guard span.newest < limit else { return false }
      isOld = true
    }
    guard isOld else { return false }
    heads = probe
    nextLine += lines.count(of: 0x0A) + (lines[lines.count - 1] == 0x0A ? 0 : 1)
    return true
  }

  /// Makes a record of each line from the one at hand on, as long as they begin like the one before
  /// them and stand for themselves alone.
  private mutating func addAlike(
    _ given: inout LineCuts, isLastCut: Bool, to records: inout Slab<LineRecord>
  ) {
    var cuts = given
    defer { given = cuts }
    while !cuts.isDone, records.count < LineBlock.mostLines {
      let line = cuts.line
      guard let time = before.time(of: line), !isLastCut || cuts.end < cuts.bytes.count else {
        return
      }
      var head = LineHead()
      let program: UInt16
      switch before.form {
      case .syslog:
        guard head.readTag(line, from: before.end), !Self.isSpecial(line, head) else { return }
        program = programs.programNumber(host: host.number, tagAt: head.tag, of: line)
      case .exim:
        guard let eximProgram, head.readEximText(line, from: before.end),
          !Self.isSpecial(line, head)
        else { return }
        program = eximProgram
      case .row:
        program = exchangeProgram(line, separator)
        isInRow = line.count <= Self.longestRow && line.endsWithinQuotes
      }
      lastStamp = LogTime(
        microseconds: time, offsetMinutes: lastStamp.offsetMinutes, decimals: lastStamp.decimals)
      records.append(record(of: line, at: cuts.start, head, program, isCut: false))
      nextLine &+= 1
      cuts.advance()
    }
  }

  /// Makes a record of a line, whatever it is.
  private mutating func add(
    _ given: ByteView, at givenStart: Int, of bytes: ByteView, isCut: Bool,
    to records: inout Slab<LineRecord>
  ) {
    let line = given.behindZeros
    let start = givenStart + given.count - line.count
    var head = LineHead()
    var program: UInt16 = 0
    let hasHead =
      heads.read(line, after: host.name.view, into: &head)
      || layout != 0 && heads.readExport(line, isInTable: layout > 0, into: &head)
    before.forget()
    if hasHead {
      if head.time != .never {
        lastStamp = head.time
      } else if lastStamp == .never {
        lastStamp = heads.stamps.latest
      }
      isInExim = head.isExim
      isInRow = false
      if head.isExchange {
        separator = head.separator
        program = exchangeProgram(line, separator)
        isInRow = !isCut && line.count <= Self.longestRow && line.endsWithinQuotes
      } else if head.isExim {
        program = eximProgram ?? meetExim()
      } else {
        if !head.isKnownHost { host = programs.host(line.clamped(head.host)) }
        program = programs.programNumber(host: host.number, tagAt: head.tag, of: line)
      }
      before.learn(line, head)
    } else if isInRow, records.count > 0,
      goesOn(line, at: start, of: bytes, &records[records.count - 1])
    {
      return
    } else if line.isTableHeader {
      isInRow = false
      if let (names, separator) = line.tableColumns {
        layout = programs.layoutNumber(names, separator: separator)
      }
    } else if isInExim, records.count > 0, Self.continuesEntry(line) {
      // The header of a refused message: rejectlog, Exim specification, chapter 52.
      let last = records.count - 1
      records[last].length =
        UInt32(truncatingIfNeeded: start + line.count) - records[last].start
      records[last].furtherLines &+= 1
      return
    } else {
      isInExim = false
      isInRow = false
    }
    var record = record(of: line, at: start, head, program, isCut: isCut)
    if Self.isSpecial(line, head) {
      if let (times, inner) = Self.folded(line, from: head.text) {
        record.text = UInt32(inner.lowerBound)
        record.length = UInt32(inner.upperBound)
        records.append(record)
        record.flags.insert(.repeated)
        for _ in 1..<times { records.append(record) }
        return
      }
      if !head.isExim, case .exim = programs.summaries[Int(program)].dialect {
        parts.take(line, &record, place: records.count, number: nextLine)
      }
    }
    records.append(record)
  }

  /// Whether the text of a line may stand for several lines, or be part of one.
  @inline(__always)
  private static func isSpecial(_ line: ByteView, _ head: LineHead) -> Bool {
    guard head.text < line.count else { return false }
    return line[head.text] == UInt8(ascii: "m") || line[head.text] == UInt8(ascii: "[")
  }

  @inline(__always)
  private func record(
    of line: ByteView, at start: Int, _ head: LineHead, _ program: UInt16, isCut: Bool
  ) -> LineRecord {
    LineRecord(
      start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: line.count),
      text: UInt32(truncatingIfNeeded: head.text), pid: head.pid, time: lastStamp.microseconds,
      offsetMinutes: lastStamp.offsetMinutes, decimals: lastStamp.decimals,
      flags: isCut ? .cut : [], program: program, previous: .none)
  }

  /// Exim's own log bears neither host nor tag.
  private mutating func meetExim() -> UInt16 {
    let number = programs.programNumber(host: programs.host(.empty).number, tag: eximTag)
    eximProgram = number
    return number
  }

  /// The program that stands for the table of a row. Without a header each row is told by its
  /// columns: a collector may send those of several logs and servers.
  private mutating func exchangeProgram(_ row: ByteView, _ separator: UInt8) -> UInt16 {
    let number = max(layout < 0 ? usualLayout(row, separator) : layout, 0)
    if number == lastTable.layout { return lastTable.program }
    lastTable = (number, tableProgram(number))
    return lastTable.program
  }

  private mutating func tableProgram(_ number: Int) -> UInt16 {
    if let known = tablePrograms[number] { return known }
    let program = "exchange-\(number)".withByteView {
      programs.programNumber(host: programs.host(.empty).number, tag: $0)
    }
    tablePrograms[number] = program
    return program
  }

  private mutating func usualLayout(_ row: ByteView, _ separator: UInt8) -> Int {
    let columns = ByteView(usualColumns(row, separator: separator))
    if usual.separator != separator || usual.columns != columns {
      usual = (columns, separator, programs.layoutNumber(columns, separator: separator))
    }
    return usual.number
  }

  /// Adds a line without a stamp to the row in front of it, which ends within quotes.
  ///
  /// Exchange writes an event on one line, but text of strangers stands in it. What begins with a
  /// stamp is a new row whatever the quotes say: a cut row must not take those behind it along.
  /// - Returns: false, and nothing is changed, where the line cannot belong to it.
  private mutating func goesOn(
    _ line: ByteView, at place: Int, of bytes: ByteView, _ row: inout LineRecord
  ) -> Bool {
    let start = Int(row.start)
    let end = place + line.count
    guard end - start <= Self.longestRow, !line.isTableHeader else { return false }
    row.length = UInt32(truncatingIfNeeded: end - start)
    row.furtherLines += 1
    if line.endsWithinQuotes {
      isInRow = false
      // Without a header the layout is told by the whole row.
      if layout < 0 {
        row.program = exchangeProgram(bytes[start..<end], separator)
      }
    }
    return true
  }

  /// Whether a line without a stamp can be part of an entry of Exim's rejectlog.
  ///
  /// `Envelope-from:`, `Envelope-to:`, then header lines behind a letter that tells their kind and a
  /// blank, and their continuations; an entry may end in a line of dashes.
  private static func continuesEntry(_ line: ByteView) -> Bool {
    guard line.count > 1 else { return line.isEmpty }
    switch line[0] {
    case 0x09, 0x20: return true
    case UInt8(ascii: "E"): return line.starts(with: "Envelope-")
    case UInt8(ascii: "-"): return line.starts(with: "-----")
    case UInt8(ascii: "P"), UInt8(ascii: "F"), UInt8(ascii: "T"), UInt8(ascii: "I"),
      UInt8(ascii: "C"), UInt8(ascii: "B"), UInt8(ascii: "R"), UInt8(ascii: "S"),
      UInt8(ascii: "*"):
      return line[1] == 0x20
    default: return false
    }
  }

  /// rsyslog's `message repeated 3 times: [ TEXT]`: how often, and where TEXT is.
  private static func folded(_ line: ByteView, from start: Int) -> (Int, Range<Int>)? {
    let prefix: StaticString = "message repeated "
    let middle: StaticString = " times: ["
    guard line.holds(prefix, at: start),
      let (times, end) = line.number(at: start + prefix.utf8CodeUnitCount), times > 0,
      line.holds(middle, at: end), line[line.count - 1] == UInt8(ascii: "]")
    else { return nil }
    var inner = end + middle.utf8CodeUnitCount
    guard inner < line.count else { return nil }
    if line[inner] == 0x20 { inner += 1 }
    guard inner <= line.count - 1 else { return nil }
    return (min(times, 4096), inner..<(line.count - 1))
  }
}
