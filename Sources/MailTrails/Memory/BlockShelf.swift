internal import ByteTools
internal import MailLines

/// The blocks whose lines somebody still refers to, under the slots of `LineReference`.
struct BlockShelf {
  private struct Entry {
    var block: LineBlock
    /// The place in the input of the last line taken from it.
    var lastLine: Int64
    var isFull: Bool
    /// Messages whose oldest unread line is in this block.
    var waiting: [MessageHandle] = []
  }

  /// What reading a line takes: no references to count.
  private struct Page: BitwiseCopyable {
    var bytes: ByteView
    var records: Slab<LineRecord>
    /// Counts up with the blocks as they come.
    var number: UInt64
  }

  private var entries: [Entry?] = []
  private var pages: [Page] = []
  /// Slots in the order in which their blocks came.
  private var order: [Int] = []
  private var freeSlots: [Int] = []
  /// The block in hand, which most calls are about.
  private var lastSlot = -1
  private var nextNumber: UInt64 = 0

  /// The slot of a block, which is put on the shelf where it is new.
  mutating func slot(of block: LineBlock) -> Int {
    if lastSlot >= 0, entries[lastSlot]?.block === block { return lastSlot }
    if let known = order.last(where: { entries[$0]?.block === block }) {
      lastSlot = known
      return known
    }
    let page = Page(bytes: block.bytes, records: block.records, number: nextNumber)
    nextNumber += 1
    if let free = freeSlots.popLast() {
      lastSlot = free
      pages[free] = page
    } else {
      lastSlot = entries.count
      entries.append(nil)
      pages.append(page)
    }
    entries[lastSlot] = Entry(block: block, lastLine: 0, isFull: false)
    order.append(lastSlot)
    return lastSlot
  }

  /// Whether one block came before another, and so goes before it.
  func isBefore(_ slot: Int, _ other: Int) -> Bool { pages[slot].number < pages[other].number }

  /// Notes how far a block has been read.
  mutating func note(_ slot: Int, lastLine: Int64, isFull: Bool) {
    entries[slot]?.lastLine = lastLine
    entries[slot]?.isFull = isFull
  }

  mutating func wait(_ message: MessageHandle, in slot: Int) {
    entries[slot]?.waiting.append(message)
  }

  /// The next block to go when nothing before `line` is needed any more; nil where all must stay.
  func oldestBefore(_ line: Int64) -> Int? {
    order.first { slot in
      guard let entry = entries[slot] else { return false }
      return entry.isFull && entry.lastLine < line
    }
  }

  /// The next block to go where more than `count` are here.
  func oldestBeyond(_ count: Int) -> Int? {
    guard order.count > count else { return nil }
    return order.first { entries[$0]?.isFull == true }
  }

  mutating func takeWaiting(_ slot: Int) -> [MessageHandle] {
    let waiting = entries[slot]?.waiting ?? []
    entries[slot]?.waiting = []
    return waiting
  }

  /// Takes a block off the shelf.
  mutating func remove(_ slot: Int) -> LineBlock? {
    guard let entry = entries[slot] else { return nil }
    entries[slot] = nil
    if slot == lastSlot { lastSlot = -1 }
    order.removeAll { $0 == slot }
    freeSlots.append(slot)
    return entry.block
  }

  /// The record of a line and its bytes. The block must be on the shelf.
  @inline(__always)
  func line(_ reference: LineReference) -> (bytes: ByteView, record: LineRecord) {
    let page = pages[reference.slot]
    let record = page.records[reference.index]
    return (
      page.bytes.clamped(ByteRange(start: record.start, count: record.length)), record
    )
  }

  @inline(__always)
  func record(_ reference: LineReference) -> LineRecord {
    pages[reference.slot].records[reference.index]
  }

  /// The slots of all blocks, in the order in which they came.
  var slots: [Int] { order }

  func insert(_ flags: LineRecord.Flags, at reference: LineReference) {
    pages[reference.slot].records[reference.index].flags.formUnion(flags)
  }

  /// Calls `body` with each line of a block.
  func forEachLine(
    of slot: Int, _ body: (ByteView, LineRecord) throws -> Void
  ) rethrows {
    let page = pages[slot]
    for index in 0..<page.records.count {
      let record = page.records[index]
      try body(page.bytes.clamped(ByteRange(start: record.start, count: record.length)), record)
    }
  }

  @inline(__always)
  func setPrevious(_ reference: LineReference, _ previous: LineReference) {
    pages[reference.slot].records[reference.index].previous = previous
  }
}
