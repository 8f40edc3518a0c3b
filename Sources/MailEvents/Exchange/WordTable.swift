internal import ByteTools

/// What some fixed words mean: found by a hash of eight bytes a step, where a dictionary takes four times
/// as long.
struct WordTable<Value: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private struct Slot: BitwiseCopyable {
    let word: ByteView
    let value: Value
  }

  /// A power of two of them, at most half of which are taken. Never written again.
  private let slots: Slab<Slot?>

  /// Words differ; a table lives as long as the program.
  init(_ words: some Collection<(StaticString, Value)>) {
    var capacity = 16
    while capacity < words.count * 2 { capacity *= 2 }
    var slots = Slab<Slot?>(capacity: capacity)
    for _ in 0..<capacity { slots.append(nil) }
    for (word, value) in words {
      let word = ByteView(word)
      var place = Self.place(word, among: capacity)
      while slots[place] != nil { place = (place + 1) & (capacity - 1) }
      slots[place] = Slot(word: word, value: value)
    }
    self.slots = slots
  }

  private static func place(_ word: ByteView, among capacity: Int) -> Int {
    Int(truncatingIfNeeded: word.hash64) & (capacity - 1)
  }

  subscript(word: ByteView) -> Value? {
    var place = Self.place(word, among: slots.count)
    while let slot = slots[place] {
      if slot.word == word { return slot.value }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }
}
