public import CBytes

/// Where a run of bytes of one kind ends.
extension ByteView {
  /// Where `byte` stands at or after `start`; the end where it does not. For what is near: `firstIndex`
  /// costs a call, and is faster from some thirty bytes on.
  @inlinable @inline(__always)
  package func end(from start: Int, before byte: UInt8) -> Int {
    guard start >= 0, start < count else { return max(start, count) }
    // Safe: start and count bound what is read.
    return incatrail_end_of_word(base, count, start, byte)
  }

  /// Where the first of the three bytes stands at or after `start`; the end where none does.
  @inlinable @inline(__always)
  package func end(from start: Int, before one: UInt8, _ two: UInt8, _ three: UInt8) -> Int {
    guard start >= 0, start < count else { return max(start, count) }
    // Safe: as above.
    return incatrail_end_before(base, count, start, one, two, three)
  }

  /// How far an ID reaches from `start` on that is made of digits, consonants, and the capitals A and E,
  /// and whether digits and the capitals A to F are all that it is made of.
  @inlinable @inline(__always)
  package func idEnd(from start: Int) -> (end: Int, isHex: Bool) {
    guard start >= 0, start < count else { return (start, true) }
    // Safe: as above.
    let id = incatrail_id_at(base, count, start)
    return (id.end, id.is_hex)
  }

  /// Where the first byte stands, at or after `start`, that lies outside `range`; the end where none
  /// does.
  @inlinable @inline(__always)
  package func end(from start: Int, of range: ClosedRange<UInt8>) -> Int {
    guard start >= 0, start < count else { return max(start, count) }
    // Safe: as above.
    return incatrail_end_of(base, count, start, range.lowerBound, range.upperBound)
  }
}
