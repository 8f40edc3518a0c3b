package import ByteTools
package import MailTerms

/// One line of a block: where it is and what its header says. 40 bytes, no text.
@usableFromInline
package struct LineRecord: BitwiseCopyable, Sendable {
  /// Places in the block; `length` without the line end.
  package var start: UInt32
  package var length: UInt32
  /// Where the program's text begins, from the line's start.
  package var text: UInt32
  package var pid: UInt32
  /// Microseconds since 1970; of the line before where it bears no stamp.
  package var time: Int64
  package var offsetMinutes: Int16
  package var decimals: UInt8
  package var flags: Flags
  /// A number of the `ProgramTable`; 0 where the line has no header.
  package var program: UInt16
  /// How many lines of the source the record spans, but for the first.
  package var furtherLines: UInt16 = 0
  /// The line of the same message before this one, while its message is open; kept by the trails.
  package var previous: LineReference
  /// Its place in the merged input, from 1; 0 until the trails have taken it, and where these do not
  /// keep lines.
  package var place: UInt32 = 0

  @usableFromInline
  package struct Flags: OptionSet, BitwiseCopyable, Sendable {
    @usableFromInline package let rawValue: UInt8
    @inlinable package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// The logger folded equal lines; this is one of them unfolded, and not the first.
    @inlinable package static var repeated: Flags { Flags(rawValue: 1) }
    /// Another source has the same line.
    @inlinable package static var duplicate: Flags { Flags(rawValue: 2) }
    /// The line was longer than a block; its rest was left out.
    @inlinable package static var cut: Flags { Flags(rawValue: 4) }
    /// Something that is looked for stands in it.
    @inlinable package static var wanted: Flags { Flags(rawValue: 8) }
    /// It belongs to a message.
    @inlinable package static var attached: Flags { Flags(rawValue: 16) }
  }

  package var stamp: LogTime {
    LogTime(microseconds: time, offsetMinutes: offsetMinutes, decimals: decimals)
  }
}

/// A line by block and place: 12 bits of slot, 20 of index.
@usableFromInline
package struct LineReference: Hashable, BitwiseCopyable, Sendable {
  @usableFromInline package let rawValue: UInt32
  @inlinable package init(rawValue: UInt32) { self.rawValue = rawValue }
  @inlinable
  package init(slot: Int, index: Int) { rawValue = UInt32(slot) << 20 | UInt32(index) }
  @inlinable package static var none: LineReference { LineReference(rawValue: .max) }
  @inlinable package var isNone: Bool { rawValue == .max }
  @inlinable package var slot: Int { Int(rawValue >> 20) }
  @inlinable package var index: Int { Int(rawValue & 0xF_FFFF) }
}

/// Whole lines of one source, and a record for each.
///
/// Owns its bytes; a `ByteView` of them is good until `recycle`.
///
/// `@unchecked Sendable`: who reads lines may be some runs ahead of who follows them. The one writes
/// no record that has been handed out, and the other only what those say of each other.
package final class LineBlock: @unchecked Sendable {
  /// What one read asks for. Small enough for the second-level cache, large enough that system calls
  /// do not count.
  package static let capacity = 256 * 1024
  /// The longest line that is kept whole.
  package static let longestLine = 1024 * 1024
  /// Indices have 20 bits.
  package static let mostLines = 1 << 19

  package private(set) var buffer: UnsafeMutableRawBufferPointer
  /// How many bytes of the buffer are lines.
  package var count = 0
  package var records: Slab<LineRecord>
  /// Room for the places of some line ends, while lines are made of the bytes.
  let lineEnds: Slab<UInt32>
  /// It was made for copies of lines, and is of no use to a feed.
  package let holdsCopies: Bool
  /// The place of its source in the feed.
  package var source = 0
  /// The number of its first line in the source, from 1.
  package var firstLine = 1

  package init() {
    buffer = .allocate(byteCount: Self.capacity, alignment: 64)
    records = Slab(capacity: 2048)
    lineEnds = Slab(capacity: 256)
    holdsCopies = false
  }

  /// For copies of some lines, of so many bytes altogether.
  package init(copies: Int, bytes: Int) {
    buffer = .allocate(byteCount: max(bytes, 64), alignment: 64)
    records = Slab(capacity: copies)
    lineEnds = Slab(capacity: 0)
    holdsCopies = true
  }

  deinit {
    buffer.deallocate()
    records.deallocate()
    lineEnds.deallocate()
  }

  package func grow(to size: Int) {
    guard size > buffer.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    buffer.deallocate()
    buffer = larger
  }

  /// Adds a copy of a line that would go with its block.
  /// - Returns: the place of its record.
  package func append(_ line: ByteView, _ record: LineRecord) -> Int {
    var copy = record
    copy.start = UInt32(truncatingIfNeeded: append(line))
    copy.length = UInt32(truncatingIfNeeded: line.count)
    copy.previous = .none
    records.append(copy)
    return records.count - 1
  }

  /// Adds bytes behind those that are there. Views of the block's bytes are no longer good.
  /// - Returns: where they start.
  func append(_ bytes: ByteView) -> Int {
    grow(to: max(count + bytes.count, count * 2 > buffer.count ? buffer.count * 2 : 0))
    bytes.withBytes {
      UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(
        from: UnsafeRawBufferPointer($0))
    }
    count += bytes.count
    return count - bytes.count
  }

  package func recycle() {
    count = 0
    records.removeAll()
    if buffer.count > Self.capacity {
      buffer.deallocate()
      buffer = .allocate(byteCount: Self.capacity, alignment: 64)
    }
  }

  package var bytes: ByteView {
    ByteView(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
  }

  /// The line of a record, without its line end.
  package func line(_ record: LineRecord) -> ByteView {
    bytes.clamped(ByteRange(start: record.start, count: record.length))
  }
}
