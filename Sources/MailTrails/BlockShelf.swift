internal import ByteTools
internal import MailLines

/// The blocks whose lines somebody still refers to, under the slots of `LineReference`.
struct BlockShelf {
  struct Entry {
    var block: LineBlock
    /// The place in the input of the last line taken from it.
    var lastLine: Int64
    var isFull: Bool
    /// Messages whose oldest unread line is in this block: place and serial.
    var waiting: [(message: Int32, serial: UInt32)] = []
  }

  private(set) var entries: [Entry?] = []
  /// Slots in the order in which their blocks came.
  private(set) var order: [Int] = []
  private var freeSlots: [Int] = []
  private var slotOf: [ObjectIdentifier: Int] = [:]

  /// The slot of a block, which is put on the shelf where it is new.
  mutating func slot(of block: LineBlock) -> Int {
    let identity = ObjectIdentifier(block)
    if let known = slotOf[identity] { return known }
    let slot: Int
    if let free = freeSlots.popLast() {
      slot = free
    } else {
      slot = entries.count
      entries.append(nil)
    }
    entries[slot] = Entry(block: block, lastLine: 0, isFull: false)
    slotOf[identity] = slot
    order.append(slot)
    return slot
  }

  mutating func note(_ slot: Int, lastLine: Int64, isFull: Bool) {
    entries[slot]?.lastLine = lastLine
    entries[slot]?.isFull = isFull
  }

  mutating func wait(_ message: Int32, _ serial: UInt32, in slot: Int) {
    entries[slot]?.waiting.append((message, serial))
  }

  /// The next block to go when nothing before `line` is needed any more; nil where all must stay.
  func oldestBefore(_ line: Int64) -> Int? {
    order.first { slot in
      guard let entry = entries[slot] else { return false }
      return entry.isFull && entry.lastLine < line
    }
  }

  mutating func takeWaiting(_ slot: Int) -> [(message: Int32, serial: UInt32)] {
    let waiting = entries[slot]?.waiting ?? []
    entries[slot]?.waiting = []
    return waiting
  }

  /// Takes a block off the shelf.
  mutating func remove(_ slot: Int) -> LineBlock? {
    guard let entry = entries[slot] else { return nil }
    entries[slot] = nil
    slotOf[ObjectIdentifier(entry.block)] = nil
    order.removeAll { $0 == slot }
    freeSlots.append(slot)
    return entry.block
  }

  /// The block and record of a line.
  @inline(__always)
  func record(_ reference: LineReference) -> (block: LineBlock, record: LineRecord)? {
    guard let entry = entries[reference.slot] else { return nil }
    return (entry.block, entry.block.records[reference.index])
  }

  func setPrevious(_ reference: LineReference, _ previous: LineReference) {
    entries[reference.slot]?.block.records[reference.index].previous = previous
  }
}
