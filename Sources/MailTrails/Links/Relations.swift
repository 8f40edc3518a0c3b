internal import MailTerms

/// Reports and the messages they tell of, by serial: either may be told, and forgotten, before the other.
struct Relations {
  struct Relation {
    let kind: Related.Kind
    let queueID: [UInt8]
    let other: MessageHandle
    /// The name of the other's trail, once that is told.
    var trail: TrailID?
  }

  private var bySerial: [UInt32: [Relation]] = [:]

  var isEmpty: Bool { bySerial.isEmpty }

  mutating func add(_ relation: Relation, to serial: UInt32) {
    if bySerial[serial]?.contains(where: { $0.other == relation.other }) == true { return }
    bySerial[serial, default: []].append(relation)
  }

  func of(_ serial: UInt32) -> [Relation] {
    bySerial.isEmpty ? [] : bySerial[serial] ?? []
  }

  /// The message is told and goes: those that refer to it keep its trail's name.
  mutating func remove(_ serial: UInt32, told id: TrailID) {
    guard let own = bySerial.removeValue(forKey: serial) else { return }
    for relation in own {
      guard var theirs = bySerial[relation.other.serial] else { continue }
      for index in theirs.indices where theirs[index].other.serial == serial {
        theirs[index].trail = id
      }
      bySerial[relation.other.serial] = theirs
    }
  }
}
