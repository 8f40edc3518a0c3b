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

  /// Where letters, digits and hyphens end that begin at `start`.
  @inlinable @inline(__always)
  package func endOfName(from start: Int) -> Int {
    guard start >= 0, start < count else { return max(start, count) }
    // Safe: as above.
    return incatrail_end_of_name(base, count, start)
  }

  /// Where the ID at `start` ends that is made of digits, consonants, and the capitals A and E: the
  /// alphabet of names that shall make no words.
  @inlinable @inline(__always)
  package func idEnd(from start: Int) -> Int {
    guard start >= 0, start < count else { return start }
    // Safe: as above.
    return incatrail_end_of_id(base, count, start)
  }

  /// Where the first byte stands, at or after `start`, that lies outside `range`; the end where none
  /// does.
  @inlinable @inline(__always)
  package func end(from start: Int, of range: ClosedRange<UInt8>) -> Int {
    guard start >= 0, start < count else { return max(start, count) }
    // Safe: as above.
    return incatrail_end_of(base, count, start, range.lowerBound, range.upperBound)
  }

  /// The same as `starts(with:)`; for what is short.
  @inlinable @inline(__always)
  package func begins(with prefix: ByteView) -> Bool {
    // Safe: both runs are at least prefix.count long.
    prefix.count <= count && incatrail_same(base, prefix.base, prefix.count) != 0
  }

  /// How often `byte` stands here.
  @inlinable
  package func count(of byte: UInt8) -> Int {
    // Safe: what is read is all of it.
    incatrail_count(base, count, byte)
  }

  /// Whether `byte` stands here an odd number of times.
  @inlinable @inline(__always)
  package func hasOdd(_ byte: UInt8) -> Bool {
    // Safe: what is read is all of it.
    incatrail_is_odd(base, count, byte) != 0
  }

  /// Fills `places` anew with the places of `byte` from `start` on, as far as there is room.
  ///
  /// - Returns: up to where has been looked; never `start` where that is not the end, if there is room
  ///   for 64.
  @inlinable
  package func findPlaces(
    of byte: UInt8, from start: Int, into places: inout Slab<UInt32>
  ) -> Int {
    guard start >= 0, start < count else {
      places.count = 0
      return max(start, count)
    }
    var index = start
    // Safe: what is read lies inside, what is written within the capacity.
    places.count = incatrail_places(base, count, &index, byte, places.base, places.capacity)
    return index
  }

  /// A bit for each of the 64 bytes from `start` on that is one of two; zero for those behind the end.
  @inlinable @inline(__always)
  package func places(from start: Int, of one: UInt8, _ two: UInt8) -> UInt64 {
    guard start >= 0, start < count else { return 0 }
    // Safe: start and count bound what is read.
    return incatrail_bits_of_two(base, count, start, one, two)
  }
}
