internal import MailTerms

/// Messages that the platform took, by the hash of their message ID: the newest, of which one may come
/// back.
struct SentMessages {
  struct Entry {
    let queueID: [UInt8]
    let trail: TrailID
  }

  private static let most = 4096
  private var recent: [UInt64: Entry] = [:]
  private var older: [UInt64: Entry] = [:]

  mutating func add(_ key: UInt64, _ entry: Entry) {
    if recent.count >= Self.most {
      older = recent
      recent = [:]
    }
    recent[key] = entry
  }

  func message(_ key: UInt64) -> Entry? { recent[key] ?? older[key] }
}
