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
    base = .allocate(capacity: self.capacity)
  }

  @inlinable package var isEmpty: Bool { count == 0 }

  package func deallocate() { base.deallocate() }

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
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}
