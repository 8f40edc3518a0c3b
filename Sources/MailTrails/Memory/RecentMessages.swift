internal import ByteTools

/// Messages by a name of theirs, the newest at most: four to a bucket, of which the oldest gives way.
///
/// So it takes the same memory however long the log, and depends on the lines and their order alone.
struct RecentMessages {
  private struct Entry: BitwiseCopyable {
    var key = QueueKey(.empty)
    var handle = MessageHandle(index: -1, serial: 0)
  }

  private static let width = 4
  private let buckets: Int
  /// Made with the first entry: most logs need none.
  private var entries: Slab<Entry>?

  /// - Parameter count: how many it holds, a power of two.
  init(_ count: Int) { buckets = count / Self.width }

  var isEmpty: Bool { entries == nil }

  mutating func add(_ handle: MessageHandle, under key: QueueKey) {
    let entries = self.entries ?? makeTable()
    let start = bucket(of: key)
    // Serials count up; an empty place has none.
    var oldest = start
    for place in start..<(start + Self.width)
    where entries[place].handle.serial < entries[oldest].handle.serial {
      oldest = place
    }
    entries[oldest] = Entry(key: key, handle: handle)
    self.entries = entries
  }

  /// Calls `body` with each message under `key` until it says true.
  func first(under key: QueueKey, where body: (MessageHandle) -> Bool) -> MessageHandle? {
    guard let entries else { return nil }
    let start = bucket(of: key)
    for place in start..<(start + Self.width) {
      let entry = entries[place]
      if entry.handle.index >= 0, entry.key == key, body(entry.handle) { return entry.handle }
    }
    return nil
  }

  func deallocate() { entries?.deallocate() }

  private func bucket(of key: QueueKey) -> Int {
    (Int(truncatingIfNeeded: key.hash >> 20) & (buckets - 1)) * Self.width
  }

  private func makeTable() -> Slab<Entry> {
    var table = Slab<Entry>(capacity: buckets * Self.width)
    for _ in 0..<(buckets * Self.width) { table.append(Entry()) }
    return table
  }
}
