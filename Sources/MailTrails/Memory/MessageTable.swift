internal import ByteTools

/// From queue IDs to messages in memory: open addressing with linear probing.
///
/// One slot per queue ID; messages that share one (other hosts, earlier generations) hang on
/// `Message.older`. The table of the mail in flight stays in cache, so a look-up costs some ten
/// nanoseconds.
struct MessageTable {
  private struct Slot {
    var key: QueueKey
    /// -1: empty.
    var head: Int32
  }

  private var slots: [Slot]
  private var mask: Int
  private(set) var count = 0

  /// A slot is filled in one of four cases at the least, and in one of two at the most: beyond that,
  /// runs of filled ones grow long.
  static let bytesPerMessage = MemoryLayout<Slot>.stride * 3

  private static let empty = Slot(key: QueueKey(.empty), head: -1)

  init() {
    slots = Array(repeating: Self.empty, count: 1024)
    mask = 1023
  }

  /// The newest message under `key`; -1 where there is none.
  @inline(__always)
  func head(of key: QueueKey) -> Int32 {
    var index = Int(truncatingIfNeeded: key.hash) & mask
    while true {
      let slot = slots[index]
      if slot.head < 0 || slot.key == key { return slot.head }
      index = (index + 1) & mask
    }
  }

  /// Puts `head` under `key`, in place of what stood there.
  mutating func set(_ key: QueueKey, head: Int32) {
    if count * 2 >= slots.count { grow() }
    var index = Int(truncatingIfNeeded: key.hash) & mask
    while slots[index].head >= 0, slots[index].key != key { index = (index + 1) & mask }
    if slots[index].head < 0 { count += 1 }
    slots[index] = Slot(key: key, head: head)
  }

  mutating func remove(_ key: QueueKey) {
    var hole = Int(truncatingIfNeeded: key.hash) & mask
    while slots[hole].key != key {
      if slots[hole].head < 0 { return }
      hole = (hole + 1) & mask
    }
    guard slots[hole].head >= 0 else { return }
    count -= 1
    // Later slots of the same run move up, so that no tombstones pile up.
    var index = hole
    while true {
      index = (index + 1) & mask
      guard slots[index].head >= 0 else { break }
      let home = Int(truncatingIfNeeded: slots[index].key.hash) & mask
      let distance = (index - home) & mask
      if distance >= (index - hole) & mask {
        slots[hole] = slots[index]
        hole = index
      }
    }
    slots[hole] = Self.empty
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Self.empty, count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot.head >= 0 {
      var index = Int(truncatingIfNeeded: slot.key.hash) & mask
      while slots[index].head >= 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}
