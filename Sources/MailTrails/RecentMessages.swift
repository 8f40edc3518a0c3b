internal import ByteTools

/// Messages by a name of theirs, the newest at most: eight to a bucket, of which the oldest gives way.
///
/// So it takes the same memory however long the log, and depends on the lines and their order alone.
struct RecentMessages {
  private struct Entry: BitwiseCopyable {
    var key = QueueKey(.empty)
    var handle = MessageHandle(index: -1, serial: 0)
  }

  private static let width = 8
  private static let buckets = 4096
  /// Made with the first entry: most logs need none.
  private var entries: Slab<Entry>?

  var isEmpty: Bool { entries == nil }

  mutating func add(_ handle: MessageHandle, under key: QueueKey) {
    let entries = self.entries ?? Self.makeTable()
    let start = Self.bucket(of: key)
    for place in stride(from: start + Self.width - 1, to: start, by: -1) {
      entries[place] = entries[place - 1]
    }
    entries[start] = Entry(key: key, handle: handle)
    self.entries = entries
  }

  /// Calls `body` with each message under `key`, the newest first, until it says true.
  func first(under key: QueueKey, where body: (MessageHandle) -> Bool) -> MessageHandle? {
    guard let entries else { return nil }
    let start = Self.bucket(of: key)
    for place in start..<(start + Self.width) {
      let entry = entries[place]
      if entry.handle.index >= 0, entry.key == key, body(entry.handle) { return entry.handle }
    }
    return nil
  }

  func deallocate() { entries?.deallocate() }

  private static func bucket(of key: QueueKey) -> Int {
    (Int(truncatingIfNeeded: key.hash >> 20) & (buckets - 1)) * width
  }

  private static func makeTable() -> Slab<Entry> {
    var table = Slab<Entry>(capacity: buckets * width)
    for _ in 0..<(buckets * width) { table.append(Entry()) }
    return table
  }
}
