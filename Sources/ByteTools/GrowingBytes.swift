public import Glibc

/// Bytes that grow at their end: what records are written to.
///
/// Does what an array of bytes does, but an append of a few bytes is a look at the room and their
/// stores: no call, no question whether the memory is shared. A record is made of hundreds of such
/// pieces, and an array spent 70 instructions on each of them.
@usableFromInline
package struct GrowingBytes: ~Copyable {
  /// Where `capacity` bytes may be written, of which the first `count` have been. Of no use where
  /// `capacity` is zero.
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  @usableFromInline package internal(set) var count = 0
  @usableFromInline var capacity = 0

  /// Takes no memory before the first byte comes.
  @inlinable
  package init() {
    // Safe: nothing is read or written while there is no capacity.
    base = UnsafeMutablePointer(bitPattern: 16)!
  }

  deinit { if capacity > 0 { free(base) } }

  /// Calls `body` with all of them, which stay where they are as long as the call.
  @inlinable
  package func withByteView<R, E>(_ body: (ByteView) throws(E) -> R) throws(E) -> R {
    try body(ByteView(base: base, count: count))
  }

  package var array: [UInt8] { withByteView { $0.withBytes { Array($0) } } }
  package var string: String { withByteView { $0.string } }

  /// Keeps the room.
  @inlinable package mutating func removeAll() { count = 0 }

  /// The place behind the last byte, where `length` bytes may be written; whoever has written them
  /// adds to `count`.
  @inlinable @inline(__always)
  mutating func room(for length: Int) -> UnsafeMutablePointer<UInt8> {
    if length > capacity &- count { grow(for: length) }
    return base + count
  }

  @usableFromInline @inline(never)
  mutating func grow(for length: Int) {
    let wanted = max(count + length, capacity * 2, 1024)
    guard let memory = realloc(capacity > 0 ? base : nil, wanted) else {
      fatalError("out of memory")
    }
    base = memory.assumingMemoryBound(to: UInt8.self)
    capacity = wanted
  }
}

// MARK: - Appending

extension GrowingBytes {
  @inlinable @inline(__always)
  package mutating func append(_ byte: UInt8) {
    room(for: 1)[0] = byte  // Safe: one byte, for which there is room.
    count &+= 1
  }

  @inlinable @inline(__always)
  package mutating func append(_ bytes: ByteView) {
    // Safe: there is room for as many as are read, and memory that was never shared.
    memcpy(room(for: bytes.count), bytes.base, bytes.count)
    count &+= bytes.count
  }

  /// A text whose length the compiler knows costs a few stores.
  @inlinable @inline(__always)
  package mutating func append(_ text: StaticString) { append(ByteView(text)) }
}

extension Array where Element == UInt8 {
  package mutating func append(_ bytes: borrowing GrowingBytes) {
    bytes.withByteView { append($0) }
  }
}

/// At most sixteen bytes that are appended again and again.
@usableFromInline
package struct ShortText: BitwiseCopyable, Sendable {
  @usableFromInline let low: UInt64
  @usableFromInline let high: UInt64
  @usableFromInline let count: Int

  @inlinable
  package init() {
    low = 0
    high = 0
    count = 0
  }

  /// What is longer is cut.
  package init(_ bytes: ByteView) {
    let bytes = bytes.prefix(16)
    low = bytes.word(at: 0)
    high = bytes.word(at: 8)
    count = bytes.count
  }
}

extension GrowingBytes {
  @inlinable @inline(__always)
  package mutating func append(_ text: ShortText) {
    let room = UnsafeMutableRawPointer(room(for: 16))
    // Safe: two words of eight bytes, for which there is room.
    room.storeBytes(of: text.low.littleEndian, as: UInt64.self)
    room.storeBytes(of: text.high.littleEndian, toByteOffset: 8, as: UInt64.self)
    count &+= text.count
  }
}
