extension Array {
  /// Empties it for its next use. Keeps its memory, where that is what most uses need: whoever holds what
  /// stood in it keeps as much.
  @inlinable
  package mutating func removeAllKeepingSome() {
    guard !isEmpty else { return }
    removeAll(keepingCapacity: capacity * MemoryLayout<Element>.stride <= 3 << 10)
  }
}
