internal import ByteTools
internal import MailTerms

/// Cuts a block into lines and takes their headers off: the state that goes from line to line.
struct LineSplitter {
  private var heads: HeadReader
  private let programs: ProgramTable
  private(set) var nextLine = 1

  // What the header of the line before said; equal headers follow each other.
  private var hostName = PinnedBytes(copying: [])
  private var hostNumber: UInt16 = 0
  private var lastStamp = LogTime.never

  init(stamps: StampReader, programs: ProgramTable) {
    heads = HeadReader(stamps: stamps)
    self.programs = programs
  }

  /// Makes a record of each line from `first` on.
  ///
  /// - Parameter isLastCut: the last line, which has no end, was longer than the longest.
  /// - Returns: where the first line begins that found no room; nil where all did.
  mutating func split(_ block: LineBlock, from first: Int, isLastCut: Bool) -> Int? {
    let bytes = block.bytes
    var records = block.records
    defer { block.records = records }
    var start = first
    block.firstLine = nextLine
    while start < bytes.count {
      if records.count >= LineBlock.mostLines { return start }
      let end = bytes.firstIndex(of: 0x0A, from: start) ?? bytes.count
      var length = end - start
      if length > 0, bytes[end - 1] == 0x0D { length -= 1 }
      let isCut = isLastCut && end == bytes.count
      add(bytes[start..<(start + length)], at: start, isCut: isCut, to: &records)
      nextLine += 1
      start = end + 1
    }
    return nil
  }

  @inline(__always)
  private mutating func add(
    _ line: ByteView, at start: Int, isCut: Bool, to records: inout Slab<LineRecord>
  ) {
    var head = LineHead()
    var program: UInt16 = 0
    if heads.read(line, into: &head) {
      lastStamp = head.time
      let host = line.clamped(head.host)
      if !(hostName.view == host) {
        hostName.deallocate()
        hostName = PinnedBytes(copying: host.withBytes { Array($0) })
        hostNumber = programs.hostNumber(host)
      }
      program = programs.programNumber(host: hostNumber, tag: line.clamped(head.tag))
    }
    var record = LineRecord(
      start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: line.count),
      text: UInt32(truncatingIfNeeded: head.text), pid: head.pid, time: lastStamp.microseconds,
      offsetMinutes: lastStamp.offsetMinutes, decimals: lastStamp.decimals,
      flags: isCut ? .cut : [], program: program, previous: .none)
    if head.text < line.count, line[head.text] == UInt8(ascii: "m"),
      let (times, inner) = Self.folded(line, from: head.text)
    {
      record.text = UInt32(inner.lowerBound)
      record.length = UInt32(inner.upperBound)
      records.append(record)
      record.flags.insert(.repeated)
      for _ in 1..<times { records.append(record) }
      return
    }
    records.append(record)
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
