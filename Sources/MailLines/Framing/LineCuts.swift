internal import ByteTools

/// The lines of a block, one after the other.
///
/// Line ends are looked for some hundred ahead of the lines, 64 bytes at a time: a search a line ends in a
/// branch that nobody can foresee, and the next line waits for it.
struct LineCuts {
  let bytes: ByteView
  /// The line at hand: where it starts and where its end stands, or the end of the bytes.
  private(set) var start: Int
  private(set) var end = 0
  /// The places of the ends that were found last; room of the block's.
  private var ends: Slab<UInt32>
  private var next = 0
  /// Where ends have not been looked for.
  private var unseen: Int

  /// - Parameter start: of the first line.
  init(of block: LineBlock, from start: Int) {
    bytes = block.bytes
    self.start = start
    unseen = start
    ends = block.lineEnds
    ends.removeAll()
    findEnd()
  }

  var isDone: Bool { start >= bytes.count }

  /// The line at hand, without its end.
  @inline(__always)
  var line: ByteView {
    let line = bytes[start..<end]
    return line.count > 0 && line[line.count &- 1] == 0x0D ? line.prefix(line.count &- 1) : line
  }

  /// Goes to the next line.
  @inline(__always)
  mutating func advance() {
    start = end &+ 1
    findEnd()
  }

  @inline(__always)
  private mutating func findEnd() {
    if next == ends.count, unseen < bytes.count { findEnds() }
    end = next < ends.count ? Int(ends[next]) : bytes.count
    next &+= 1
  }

  @inline(never)
  private mutating func findEnds() {
    unseen = bytes.findPlaces(of: 0x0A, from: unseen, into: &ends)
    next = 0
  }
}
