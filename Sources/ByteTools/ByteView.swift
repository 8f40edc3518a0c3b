public import CBytes
public import Glibc

/// A run of log bytes that somebody else keeps alive: a line, a field, a block.
///
/// It is a pointer and a count, so copies cost nothing; whoever makes one guarantees that the bytes
/// outlive it. Any bytes, any encoding, possibly hostile: nothing here traps on content. Indices are
/// checked, in release builds too.
@usableFromInline @frozen
package struct ByteView: BitwiseCopyable, @unchecked Sendable {
  @usableFromInline package let base: UnsafePointer<UInt8>
  @usableFromInline package let count: Int

  @inlinable
  package init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  @inlinable
  package init(_ buffer: UnsafeRawBufferPointer) {
    // Safe: an empty buffer may have no address; no byte of the stand-in is ever read.
    let address = buffer.baseAddress ?? UnsafeRawPointer(bitPattern: 16)!
    self.init(base: address.assumingMemoryBound(to: UInt8.self), count: buffer.count)
  }

  @inlinable
  package init(_ text: StaticString) {
    self.init(base: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  @inlinable package static var empty: ByteView { ByteView("" as StaticString) }

  @inlinable package var isEmpty: Bool { count == 0 }

  /// The byte at `index`.
  @inlinable
  package subscript(index: Int) -> UInt8 {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "byte index out of range")
      return base[index]  // Safe: checked above.
    }
  }

  /// The bytes of a half-open range.
  @inlinable
  package subscript(range: Range<Int>) -> ByteView {
    @inline(__always) get {
      precondition(range.lowerBound >= 0 && range.upperBound <= count, "byte range out of range")
      return ByteView(base: base + range.lowerBound, count: range.upperBound - range.lowerBound)
    }
  }

  /// From `start` to the end; empty where `start` lies behind the end.
  @inlinable @inline(__always)
  package func from(_ start: Int) -> ByteView {
    let start = min(max(start, 0), count)
    return ByteView(base: base + start, count: count &- start)
  }

  /// The first `length` bytes, or all where there are fewer.
  @inlinable @inline(__always)
  package func prefix(_ length: Int) -> ByteView {
    ByteView(base: base, count: min(max(length, 0), count))
  }

  /// The bytes at `range`, cut to what is there.
  @inlinable @inline(__always)
  package func clamped(_ range: ByteRange) -> ByteView {
    let start = min(Int(range.start), count)
    return ByteView(base: base + start, count: min(Int(range.count), count &- start))
  }

  /// Where this run starts inside `outer`, which must hold it.
  @inlinable
  package func offset(in outer: ByteView) -> Int { base - outer.base }

  @inlinable
  package var string: String {
    String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  @inlinable
  package func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try body(UnsafeBufferPointer(start: base, count: count))
  }
}

/// A place inside a run of bytes: half-open, counted from the run's start.
@usableFromInline @frozen
package struct ByteRange: Hashable, BitwiseCopyable, Sendable {
  @usableFromInline package var start: UInt32
  @usableFromInline package var count: UInt32

  @inlinable
  package init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  @inlinable
  package init(_ range: Range<Int>) {
    self.init(
      start: UInt32(truncatingIfNeeded: range.lowerBound),
      count: UInt32(truncatingIfNeeded: range.upperBound - range.lowerBound))
  }

  /// From `start` to `end`, which does not lie before it.
  @inlinable @inline(__always)
  package init(from start: Int, to end: Int) {
    self.init(
      start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: end &- start))
  }

  @inlinable package var end: UInt32 { start &+ count }
}

// MARK: - Looking for bytes

extension ByteView {
  /// Where `byte` first stands at or after `start`.
  ///
  /// `memchr` reads about 17 GB/s here, a Swift loop 2.
  @inlinable
  package func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start >= 0, start < count else { return nil }
    // Safe: the range searched is start..<count.
    guard let found = memchr(base + start, Int32(byte), count - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Where `byte` last stands before `end`.
  @inlinable
  package func lastIndex(of byte: UInt8, before end: Int? = nil) -> Int? {
    let end = min(end ?? count, count)
    guard end > 0, let found = memrchr(base, Int32(byte), end) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// A line, mostly: `memmem` is faster in long runs, whatever stands in them, but costs three hundred
  /// instructions for a line.
  @usableFromInline static let shortRun = 1024

  /// Where `needle` first stands at or after `start`.
  @inlinable
  package func firstRange(of needle: ByteView, from start: Int = 0) -> Range<Int>? {
    guard start >= 0, start <= count, needle.count <= count - start else { return nil }
    if needle.count > 0, count - start <= Self.shortRun {
      // Safe: the range searched is start..<count.
      let index = incatrail_place_of(base, count, start, needle.base, needle.count)
      return index < count ? index..<(index + needle.count) : nil
    }
    // Safe: as above.
    guard let found = memmem(base + start, count - start, needle.base, needle.count) else {
      return nil
    }
    let index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
    return index..<(index + needle.count)
  }

  @inlinable
  package func firstRange(of needle: StaticString, from start: Int = 0) -> Range<Int>? {
    firstRange(of: ByteView(needle), from: start)
  }

  /// Where `needle` last stands.
  @inlinable
  package func lastRange(of needle: StaticString) -> Range<Int>? {
    let needle = ByteView(needle)
    guard needle.count > 0, needle.count <= count else { return nil }
    var end = count - needle.count + 1
    while let index = lastIndex(of: needle.base[0], before: end) {
      if from(index).starts(with: needle) { return index..<(index + needle.count) }
      end = index
    }
    return nil
  }

  @inlinable
  package func contains(_ needle: StaticString) -> Bool { firstRange(of: needle) != nil }

  @inlinable @inline(__always)
  package func starts(with prefix: ByteView) -> Bool {
    // Safe: both runs are at least prefix.count long.
    prefix.count <= count && memcmp(base, prefix.base, prefix.count) == 0
  }

  @inlinable @inline(__always)
  package func starts(with prefix: StaticString) -> Bool { starts(with: ByteView(prefix)) }

  @inlinable
  package func ends(with suffix: ByteView) -> Bool {
    // Safe: both runs are at least suffix.count long.
    suffix.count <= count
      && memcmp(base + (count - suffix.count), suffix.base, suffix.count) == 0
  }

  @inlinable
  package func ends(with suffix: StaticString) -> Bool { ends(with: ByteView(suffix)) }

  /// Whether `text` stands at `index`.
  @inlinable @inline(__always)
  package func holds(_ text: StaticString, at index: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    // Safe: index..<index + length lies inside.
    return UInt(bitPattern: index) <= UInt(bitPattern: count) && length <= count &- index
      && memcmp(base + index, text.utf8Start, length) == 0
  }

  /// Equal but for the case of ASCII letters.
  package func equalsIgnoringCase(_ other: ByteView) -> Bool {
    guard count == other.count else { return false }
    if self == other { return true }
    for index in 0..<count where base[index].asciiLowercased != other.base[index].asciiLowercased {
      return false
    }
    return true
  }

  package func endsIgnoringCase(with suffix: ByteView) -> Bool {
    suffix.count <= count && from(count - suffix.count).equalsIgnoringCase(suffix)
  }

  package func startsIgnoringCase(with prefix: ByteView) -> Bool {
    prefix.count <= count && self.prefix(prefix.count).equalsIgnoringCase(prefix)
  }

  /// Where `needle` first stands, whatever the case of ASCII letters. For short runs: quadratic at worst.
  package func firstRangeIgnoringCase(of needle: ByteView) -> Range<Int>? {
    guard needle.count > 0, needle.count <= count else { return nil }
    for start in 0...(count - needle.count)
    where from(start).startsIgnoringCase(with: needle) {
      return start..<(start + needle.count)
    }
    return nil
  }

  /// Without blanks and tabs at either end.
  package var trimmed: ByteView {
    var start = 0
    var end = count
    while start < end, base[start] == 0x20 || base[start] == 0x09 { start += 1 }
    while end > start, base[end - 1] == 0x20 || base[end - 1] == 0x09 { end -= 1 }
    return self[start..<end]
  }

  /// How many bytes from `start` on satisfy `accept`.
  @inlinable @inline(__always)
  package func length(from start: Int = 0, while accept: (UInt8) -> Bool) -> Int {
    guard start >= 0 else { return 0 }
    var index = start
    while index < count, accept(base[index]) { index &+= 1 }  // Safe: 0 <= index < count.
    return index &- start
  }
}

extension ByteView: Equatable, Hashable {
  @inlinable @inline(__always)
  package static func == (left: ByteView, right: ByteView) -> Bool {
    // Safe: both runs are left.count long.
    left.count == right.count && memcmp(left.base, right.base, left.count) == 0
  }

  @inlinable @inline(__always)
  package static func == (left: ByteView, right: StaticString) -> Bool {
    left == ByteView(right)
  }

  @inlinable
  package static func != (left: ByteView, right: StaticString) -> Bool { !(left == right) }

  @inlinable
  package func hash(into hasher: inout Hasher) {
    hasher.combine(bytes: UnsafeRawBufferPointer(start: base, count: count))
  }
}

extension UInt8 {
  @inlinable package var isDigit: Bool { self &- 0x30 < 10 }
  @inlinable package var isUpperHex: Bool { isDigit || self &- 0x41 < 6 }
  @inlinable package var isHex: Bool { isUpperHex || self &- 0x61 < 6 }
  @inlinable package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  @inlinable package var isLetterOrDigit: Bool { isDigit || isLetter }
  @inlinable
  package var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

extension String {
  /// Calls `body` with this text's UTF-8 bytes, which live as long as the call.
  package func withByteView<R>(_ body: (ByteView) throws -> R) rethrows -> R {
    var copy = self
    return try copy.withUTF8 { try body(ByteView(UnsafeRawBufferPointer($0))) }
  }
}

extension Array where Element == UInt8 {
  @inlinable
  package func withByteView<R>(_ body: (ByteView) throws -> R) rethrows -> R {
    try withUnsafeBytes { try body(ByteView($0)) }
  }

  @inlinable
  package mutating func append(_ view: ByteView) {
    append(contentsOf: UnsafeBufferPointer(start: view.base, count: view.count))
  }

  /// Appends `view` with its ASCII letters in lower case.
  package mutating func append(lowercased view: ByteView) {
    let start = count
    append(view)
    withUnsafeMutableBufferPointer { bytes in
      for index in start..<bytes.count { bytes[index] = bytes[index].asciiLowercased }
    }
  }
}

extension ByteView {
  /// The parts between the given bytes; one part where there is none.
  package func split(on separator: UInt8) -> [ByteView] {
    var parts: [ByteView] = []
    var start = 0
    while let end = firstIndex(of: separator, from: start) {
      parts.append(self[start..<end])
      start = end + 1
    }
    parts.append(from(start))
    return parts
  }
}

/// Bytes that stay where they are until they are given back.
@usableFromInline
package struct PinnedBytes: BitwiseCopyable, @unchecked Sendable {
  @usableFromInline let base: UnsafeMutablePointer<UInt8>
  @usableFromInline let count: Int

  package init(copying bytes: [UInt8]) {
    base = .allocate(capacity: max(bytes.count, 1))
    count = bytes.count
    bytes.withUnsafeBufferPointer {
      if let source = $0.baseAddress { base.update(from: source, count: count) }
    }
  }

  @inlinable package var view: ByteView { ByteView(base: base, count: count) }
  package func deallocate() { base.deallocate() }
}
