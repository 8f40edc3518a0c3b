extension Array {
  /// Empties it for its next use. Keeps its memory, where that is what most uses need.
  @inlinable
  package mutating func removeAllKeepingSome() {
    guard !isEmpty else { return }
    removeAll(keepingCapacity: capacity * MemoryLayout<Element>.stride <= 16 << 10)
  }
}
