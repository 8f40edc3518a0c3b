internal import ByteTools
internal import MailTerms

/// Messages that the platform took, by the hash of their message ID: the newest, of which one may come
/// back.
struct SentMessages {
  /// So many messages at a time: the eldest half of all goes at once.
  private struct Generation {
    struct Entry {
      let queueID: ByteRange
      let trail: TrailID
    }
    static let most = 4096
    var entries: [UInt64: Entry] = [:]
    /// Their queue IDs, one after the other.
    var text: [UInt8] = []

    func message(_ key: UInt64) -> (queueID: [UInt8], trail: TrailID)? {
      guard let entry = entries[key] else { return nil }
      return (text.withByteView { $0.clamped(entry.queueID).withBytes { Array($0) } }, entry.trail)
    }
  }

  private var recent = Generation()
  private var older = Generation()

  mutating func add(_ key: UInt64, queueID: ByteView, trail: TrailID) {
    if recent.entries.count >= Generation.most {
      swap(&older, &recent)
      recent.entries.removeAll(keepingCapacity: true)
      recent.text.removeAll(keepingCapacity: true)
    }
    let start = recent.text.count
    recent.text.append(queueID)
    recent.entries[key] = Generation.Entry(
      queueID: ByteRange(start..<recent.text.count), trail: trail)
  }

  func message(_ key: UInt64) -> (queueID: [UInt8], trail: TrailID)? {
    recent.message(key) ?? older.message(key)
  }
}
