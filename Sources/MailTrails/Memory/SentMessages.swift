internal import ByteTools
internal import MailTerms

/// Messages that the platform took, by the hash of their message ID: the newest, of which one may come
/// back.
struct SentMessages {
  /// When a message came to the first of our hosts, by that host's clock.
  struct Arrival {
    let time: LogTime
    /// The host's name, hashed.
    let host: UInt64

    /// Clocks of two hosts differ.
    func isBefore(_ later: Arrival) -> Bool {
      time <= later.time
        || host != later.host
          && time.microseconds <= later.time.microseconds + Horizon.microseconds
    }
  }

  /// So many messages at a time: the eldest half of all goes at once.
  private struct Generation {
    struct Entry {
      let queueID: ByteRange
      let trail: TrailID
      let arrival: Arrival
    }
    static let most = 4096
    var entries: [UInt64: Entry] = [:]
    /// Their queue IDs, one after the other.
    var text: [UInt8] = []

    func message(_ key: UInt64, before later: Arrival) -> (queueID: [UInt8], trail: TrailID)? {
      guard let entry = entries[key], entry.arrival.isBefore(later) else { return nil }
      return (text.withByteView { $0.clamped(entry.queueID).withBytes { Array($0) } }, entry.trail)
    }
  }

  private var recent = Generation()
  private var older = Generation()

  mutating func add(_ key: UInt64, queueID: ByteView, trail: TrailID, _ arrival: Arrival) {
    if recent.entries.count >= Generation.most {
      swap(&older, &recent)
      recent.entries.removeAll(keepingCapacity: true)
      recent.text.removeAll(keepingCapacity: true)
    }
    let start = recent.text.count
    recent.text.append(queueID)
    recent.entries[key] = Generation.Entry(
      queueID: ByteRange(start..<recent.text.count), trail: trail, arrival: arrival)
  }

  /// What came to us later is not what returns: a mailing list sends on what it got from there.
  func message(_ key: UInt64, before later: Arrival) -> (queueID: [UInt8], trail: TrailID)? {
    recent.message(key, before: later) ?? older.message(key, before: later)
  }
}
