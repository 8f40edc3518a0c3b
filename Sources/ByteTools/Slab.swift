internal import Glibc

/// A growing run of plain values outside the reach of reference counting: reading one costs a bounds
/// check and nothing else.
///
/// For values without references only. Its owner gives it back with `deallocate`.
@usableFromInline package struct Slab<Element: BitwiseCopyable>: BitwiseCopyable {
  @usableFromInline package var base: UnsafeMutablePointer<Element>
  @usableFromInline package var count = 0
  @usableFromInline package var capacity: Int

  @inlinable
  package init(capacity: Int) {
    self.capacity = max(capacity, 16)
    base = Self.resize(nil, to: self.capacity)
  }

  /// The C library moves large ones by mapping their pages anew: no copy, and no moment with both.
  @usableFromInline
  static func resize(
    _ base: UnsafeMutablePointer<Element>?, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    precondition(MemoryLayout<Element>.alignment <= 16, "what malloc aligns to")
    guard let memory = realloc(base, capacity * MemoryLayout<Element>.stride) else {
      fatalError("out of memory")
    }
    return memory.bindMemory(to: Element.self, capacity: capacity)
  }

  @inlinable package var isEmpty: Bool { count == 0 }

  package func deallocate() { free(base) }

  @inlinable
  package subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "slab index out of range")
      return base[index]  // Safe: checked above, and written by `append`.
    }
    @inline(__always) nonmutating _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "slab index out of range")
      yield &base[index]  // Safe: as above.
    }
  }

  @inlinable @inline(__always)
  package mutating func append(_ element: Element) {
    if count == capacity { grow() }
    base[count] = element  // Safe: count < capacity.
    count += 1
  }

  @inlinable package mutating func removeAll() { count = 0 }

  @inlinable @inline(never)
  package mutating func grow() {
    capacity *= 2
    base = Self.resize(base, to: capacity)
  }
}

/// Sixty-four plain values outside the reach of reference counting: there is none beside them, so that
/// a look at one costs no check.
///
/// Its owner gives it back with `deallocate`.
@usableFromInline package struct SixtyFour<Element: BitwiseCopyable>: BitwiseCopyable {
  @usableFromInline let base: UnsafeMutablePointer<Element>

  @inlinable
  package init(_ value: Element) {
    base = .allocate(capacity: 64)
    base.initialize(repeating: value, count: 64)
  }

  package func deallocate() { base.deallocate() }

  /// - Parameter index: of it the last six bits count.
  @inlinable
  package subscript(index: UInt8) -> Element {
    @inline(__always) get { base[Int(index & 63)] }  // Safe: below 64.
    @inline(__always) nonmutating set { base[Int(index & 63)] = newValue }  // Safe: as above.
  }
}
