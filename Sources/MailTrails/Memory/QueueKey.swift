package import ByteTools

/// A queue ID as two words: up to sixteen bytes as they are, longer ones by two hashes.
package struct QueueKey: Hashable, BitwiseCopyable, Sendable {
  package let low: UInt64
  package let high: UInt64

  @inline(__always)
  package init(_ id: ByteView) {
    if id.count <= 16 {
      low = id.word(at: 0)
      high = id.word(at: 8) ^ UInt64(truncatingIfNeeded: id.count) << 59
    } else {
      low = id.count <= 32 ? Self.folded(id, 0, 16) : id.tableHash
      high = (id.count <= 32 ? Self.folded(id, 8, 24) : id.from(8).tableHash) | 1
    }
  }

  /// The ID at `range` of `line`: read in one piece where the line goes on far enough.
  @inline(__always)
  package init(_ line: ByteView, _ range: ByteRange) {
    guard range.count <= 16, range.count > 8, Int(range.start) &+ 16 <= line.count else {
      self.init(line.clamped(range))
      return
    }
    // What stands behind the ID counts for nothing.
    let shift = UInt64(truncatingIfNeeded: 16 &- range.count) &* 8
    self.init(
      low: line.word(at: Int(range.start)),
      high: line.word(at: Int(range.start) &+ 8) & ~0 &>> shift
        ^ UInt64(truncatingIfNeeded: range.count) << 59)
  }

  /// Two words of an ID of up to 32 bytes, and its end, in one.
  @inline(__always)
  private static func folded(_ id: ByteView, _ first: Int, _ second: Int) -> UInt64 {
    mixed(
      id.word(at: first) ^ 0x9E37_79B9_7F4A_7C15,
      id.word(at: min(second, id.count - 8)) ^ 0xE703_7ED1_A0B4_28DB
        ^ UInt64(truncatingIfNeeded: id.count))
  }

  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  @inline(__always)
  var hash: UInt64 { mixed(low ^ 0x8EBC_6AF0_9C88_C6E3, high ^ 0x5899_65CC_7537_4CC3) }
}
