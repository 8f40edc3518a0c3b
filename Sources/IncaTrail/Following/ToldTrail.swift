internal import ByteTools
internal import MailTerms

/// What a live export has told of a trail, and what tells whether there is more to say: no address and
/// no subject.
struct ToldTrail: Equatable {
  /// A trail that went by a name of its own until it was known to be part of this one.
  struct Part: Equatable {
    /// Of its first hop: `Trail.place`.
    let place: UInt64
    let id: TrailID
  }

  var revision: Int32
  /// Of its record.
  var digest: UInt64
  /// Microseconds since 1970.
  var firstSeen: Int64
  var lastSeen: Int64
  /// Of its hops, in order: `Trail.place`; 0 where a hop has none.
  var places: [UInt64]
  /// It has been let go of: no line can change it.
  var isOver: Bool
  var parts: [Part] = []
  /// The records that were told of it, by number, where each stands for itself.
  var records: Set<UInt64> = []

  /// Of a trail of which nothing was told.
  init(untold trail: Trail) {
    self.init(
      revision: 0, digest: 0, firstSeen: trail.firstSeen.microseconds,
      lastSeen: trail.lastSeen.microseconds, places: trail.hops.map { trail.place(of: $0) },
      isOver: false)
  }

  init(
    revision: Int32, digest: UInt64, firstSeen: Int64, lastSeen: Int64, places: [UInt64],
    isOver: Bool
  ) {
    self.revision = revision
    self.digest = digest
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.places = places
    self.isOver = isOver
  }

  /// Whether `trail` bears a line or a hop more than what was told.
  func isLess(than trail: Trail) -> Bool {
    trail.hops.count > places.count || trail.lastSeen.microseconds > lastSeen
  }
}

extension Trail {
  /// The queue that a message was in, and its name there, as one number; 0 where it had none.
  func place(of hop: Hop) -> UInt64 {
    guard !hop.queueID.isNone else { return 0 }
    let host = with(hop.host) { $0.hash64 }
    return with(hop.queueID) { $0.hash64(seed: host) }
  }

  /// A word about some recipient.
  var hasWord: Bool { recipients.indices.contains { recipients[$0].outcome != .unknown } }
}
