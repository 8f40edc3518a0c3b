internal import ByteTools
internal import MailTerms

/// One log file or standard input as a sequence of blocks.
package final class LogSource {
  package let name: String
  /// Why reading ended early.
  package private(set) var problem: InputError?
  package private(set) var bytesRead = 0

  private let path: String
  private let programs: ProgramTable
  private let settings: Settings
  private var bytes: ByteFeed?
  private var heads: HeadReader
  private var carry: [UInt8] = []
  private var nextLine = 1
  private var ended = false
  /// Skipping the rest of a line that is longer than the longest.
  private var skipping = false

  // What the header of the line before said; equal headers follow each other.
  private var hostName: [UInt8] = []
  private var hostNumber: UInt16 = 0
  private var lastStamp = LogTime.never

  package struct Settings {
    package let zone: LocalZone
    /// The year of a source's first line where its stamps bear none; nil: from the file's time.
    package let year: Int?
    /// Seconds since 1970, for input that has no modification time.
    package let now: Int64
    /// Bytes that one block takes from the source, at least; longer lines make it longer.
    package let blockSize: Int

    package init(
      zone: LocalZone, year: Int?, now: Int64, blockSize: Int = LineBlock.capacity
    ) {
      self.zone = zone
      self.year = year
      self.now = now
      self.blockSize = max(blockSize, 1)
    }
  }

  package init(path: String, programs: ProgramTable, settings: Settings) {
    self.path = path
    name = path
    self.programs = programs
    self.settings = settings
    heads = HeadReader(
      stamps: StampReader(
        zone: settings.zone, reference: settings.now, firstYear: settings.year))
  }

  private func open() throws(InputError) -> ByteFeed {
    if let bytes { return bytes }
    let opened = try ByteFeed(path: path)
    heads = HeadReader(
      stamps: StampReader(
        zone: settings.zone, reference: opened.modificationTime ?? settings.now,
        firstYear: settings.year))
    bytes = opened
    return opened
  }

  /// Back to the first line; for files only, after a look at their head.
  package func close() {
    bytes = nil
    carry.removeAll()
    nextLine = 1
    bytesRead = 0
    ended = false
    skipping = false
    hostName.removeAll()
    lastStamp = .never
  }

  /// Fills `block` with the next whole lines.
  ///
  /// A damaged source ends: what could be read is in the block, and `problem` says why.
  /// - Returns: false at the end.
  package func fill(_ block: LineBlock) -> Bool {
    block.recycle()
    guard !ended else { return false }
    do {
      let input = try open()
      repeat {
        let start = try readLines(input, block)
        split(block, from: start)
      } while block.records.isEmpty && !ended
    } catch {
      problem = error
      ended = true
      // The cut last line is the best evidence of where the source broke.
      split(block, from: 0)
    }
    return !block.records.isEmpty
  }

  /// Reads up to a line's end; where lines are too long to keep whole, marks them cut.
  /// - Returns: where the first line to keep starts.
  private func readLines(_ input: ByteFeed, _ block: LineBlock) throws(InputError) -> Int {
    block.count = carry.count
    block.grow(to: carry.count + LineBlock.capacity / 2)
    var limit = min(block.buffer.count, carry.count + settings.blockSize)
    carry.withUnsafeBytes { block.buffer.copyMemory(from: $0) }
    carry.removeAll(keepingCapacity: true)
    var start = 0
    while true {
      while !ended, block.count < limit {
        let room = UnsafeMutableRawBufferPointer(rebasing: block.buffer[block.count..<limit])
        let read = try input.read(into: room)
        ended = read == 0
        bytesRead += read
        block.count += read
      }
      if skipping {
        if let end = block.bytes.firstIndex(of: 0x0A) {
          start = end + 1
          skipping = false
        } else {
          block.count = 0
          if !ended { continue }
        }
      }
      if ended { return start }
      if let end = block.bytes.lastIndex(of: 0x0A), end >= start {
        keepRest(block, from: end + 1)
        return start
      }
      guard limit < LineBlock.longestLine else {
        // Nobody writes such a line in earnest: its head is kept, the rest skipped.
        skipping = true
        return start
      }
      limit = min(limit * 2, LineBlock.longestLine)
      block.grow(to: limit)
    }
  }

  private func keepRest(_ block: LineBlock, from start: Int) {
    carry.append(block.bytes.from(start))
    block.count = start
  }

  // MARK: Lines

  private func split(_ block: LineBlock, from first: Int) {
    let bytes = block.bytes
    var start = first
    block.firstLine = nextLine
    while start < bytes.count {
      if block.records.count >= LineBlock.mostLines {
        let rest = Array(UnsafeRawBufferPointer(rebasing: block.buffer[start..<block.count]))
        carry = rest + carry
        block.count = start
        return
      }
      let end = bytes.firstIndex(of: 0x0A, from: start) ?? bytes.count
      var length = end - start
      if length > 0, bytes.base[end - 1] == 0x0D { length -= 1 }
      add(bytes, start: start, length: length, cut: skipping && end == bytes.count, to: block)
      nextLine += 1
      start = end + 1
    }
  }

  @inline(__always)
  private func add(
    _ bytes: ByteView, start: Int, length: Int, cut: Bool, to block: LineBlock
  ) {
    let line = ByteView(base: bytes.base + start, count: length)  // Safe: inside `bytes`.
    var head = LineHead()
    var program: UInt16 = 0
    if heads.read(line, into: &head) {
      lastStamp = head.time
      let host = line.clamped(head.host)
      if !hostName.withByteView({ $0 == host }) {
        hostName = host.withBytes { Array($0) }
        hostNumber = programs.hostNumber(host)
      }
      program = programs.programNumber(host: hostNumber, tag: line.clamped(head.tag))
    }
    var record = LineRecord(
      start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: length),
      text: UInt32(truncatingIfNeeded: head.text), pid: head.pid, time: lastStamp.microseconds,
      offsetMinutes: lastStamp.offsetMinutes, decimals: lastStamp.decimals,
      flags: cut ? .cut : [], program: program, previous: .none)
    if head.text < length, line.base[head.text] == UInt8(ascii: "m"),
      let (times, inner) = Self.folded(line, from: head.text)
    {
      record.text = UInt32(inner.lowerBound)
      record.length = UInt32(inner.upperBound)
      block.records.append(record)
      record.flags.insert(.repeated)
      for _ in 1..<times { block.records.append(record) }
      return
    }
    block.records.append(record)
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
