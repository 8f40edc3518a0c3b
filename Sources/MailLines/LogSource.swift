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
  private var lines: LineSplitter
  private var carry: [UInt8] = []
  private var ended = false
  /// Skipping the rest of a line that is longer than the longest.
  private var skipping = false

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
    lines = Self.splitter(reference: settings.now, programs, settings)
  }

  private static func splitter(
    reference: Int64, _ programs: ProgramTable, _ settings: Settings
  ) -> LineSplitter {
    let stamps = StampReader(
      zone: settings.zone, reference: reference, firstYear: settings.year)
    return LineSplitter(stamps: stamps, programs: programs)
  }

  private func open() throws(InputError) -> ByteFeed {
    if let bytes { return bytes }
    let opened = try ByteFeed(path: path)
    lines = Self.splitter(
      reference: opened.modificationTime ?? settings.now, programs, settings)
    bytes = opened
    return opened
  }

  /// Back to the first line; for files only, after a look at their head.
  package func close() {
    bytes = nil
    carry.removeAll()
    bytesRead = 0
    ended = false
    skipping = false
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

  private func split(_ block: LineBlock, from start: Int) {
    guard let rest = lines.split(block, from: start, isLastCut: skipping) else { return }
    carry = Array(UnsafeRawBufferPointer(rebasing: block.buffer[rest..<block.count])) + carry
    block.count = rest
  }

  private func keepRest(_ block: LineBlock, from start: Int) {
    carry.append(block.bytes.from(start))
    block.count = start
  }
}
