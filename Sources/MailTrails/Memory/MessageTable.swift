internal import ByteTools

/// From queue IDs to messages in memory: open addressing with linear probing.
///
/// One slot per queue ID, of eight bytes, for the ID itself stands with the message; messages that share
/// one (other hosts, earlier generations) hang on `Message.older`. The table of the mail in flight stays
/// in cache, so a look-up costs some ten nanoseconds.
struct MessageTable {
  private struct Slot: BitwiseCopyable {
    /// Half of the key's hash: where the slot belongs, and whether a look at the message is worthwhile.
    var tag: UInt32
    /// -1: empty.
    var head: Int32
  }

  private var slots: [Slot]
  private var mask: Int
  private(set) var count = 0

  /// A slot is filled in one of four cases at the least, and in one of two at the most: beyond that,
  /// runs of filled ones grow long.
  static let bytesPerMessage = MemoryLayout<Slot>.stride * 3

  private static let empty = Slot(tag: 0, head: -1)

  init() {
    slots = Array(repeating: Self.empty, count: 1024)
    mask = 1023
  }

  /// The newest message under `key`; -1 where there is none.
  /// - Parameter messages: those that the table was filled with, at their places.
  @inline(__always)
  func head(of key: QueueKey, in messages: Slab<Message>) -> Int32 {
    let tag = Self.tag(of: key)
    var index = Int(tag) & mask
    while true {
      let slot = slots[index]
      if slot.head < 0 || slot.tag == tag && messages[Int(slot.head)].key == key {
        return slot.head
      }
      index = (index + 1) & mask
    }
  }

  /// Puts `head` under `key`, in place of what stood there.
  mutating func set(_ key: QueueKey, head: Int32, in messages: Slab<Message>) {
    if count * 2 >= slots.count { grow() }
    let place = place(of: key, in: messages)
    if slots[place].head < 0 { count += 1 }
    slots[place] = Slot(tag: Self.tag(of: key), head: head)
  }

  mutating func remove(_ key: QueueKey, in messages: Slab<Message>) {
    var hole = place(of: key, in: messages)
    guard slots[hole].head >= 0 else { return }
    count -= 1
    // Later slots of the same run move up, so that no tombstones pile up.
    var index = hole
    while true {
      index = (index + 1) & mask
      guard slots[index].head >= 0 else { break }
      let home = Int(slots[index].tag) & mask
      let distance = (index - home) & mask
      if distance >= (index - hole) & mask {
        slots[hole] = slots[index]
        hole = index
      }
    }
    slots[hole] = Self.empty
  }

  @inline(__always)
  private static func tag(of key: QueueKey) -> UInt32 { UInt32(truncatingIfNeeded: key.hash) }

  /// Where the slot of `key` is, or would be.
  private func place(of key: QueueKey, in messages: Slab<Message>) -> Int {
    let tag = Self.tag(of: key)
    var index = Int(tag) & mask
    while slots[index].head >= 0,
      slots[index].tag != tag || messages[Int(slots[index].head)].key != key
    {
      index = (index + 1) & mask
    }
    return index
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Self.empty, count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot.head >= 0 {
      var index = Int(slot.tag) & mask
      while slots[index].head >= 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}
