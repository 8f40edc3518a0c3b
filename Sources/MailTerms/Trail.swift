public import ByteTools

/// A piece of log text that a trail keeps: a place in the trail's own `text`.
@usableFromInline @frozen
package struct Text: Hashable, Sendable {
  @usableFromInline package var start: UInt32
  @usableFromInline package var count: UInt32

  @inlinable
  package init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  /// The log does not say. An empty text is something else: the null sender, say.
  @inlinable package static var none: Text { Text(start: .max, count: 0) }
  @inlinable package var isNone: Bool { start == .max }
}

/// TLS as one line of a log describes it.
package struct TLSInfo: Hashable, Sendable {
  /// What is known of the peer's certificate.
  package enum Peer: String, CaseIterable, BitwiseCopyable, Sendable {
    case verified, trusted, untrusted, anonymous, unknown
  }

  /// `TLSv1.3`; `.none` where the log says TLS but no version.
  package var version = Text.none
  package var cipher = Text.none
  /// Key bits in use; 0 where not logged.
  package var bits: UInt16 = 0
  package var peer = Peer.unknown
  /// Whether we showed a certificate of our own; nil where the log cannot tell (before TLS 1.3).
  package var ownCertificateShown: Bool?

  package init() {}
}

/// A TLS alert that a log line bears.
package struct TLSAlert: Hashable, Sendable {
  package enum Origin: String, Sendable { case peer, us }
  /// RFC 8446 section 6; 0 where only the name is logged.
  package var number: UInt8
  package var from: Origin

  package init(number: UInt8, from: Origin) {
    self.number = number
    self.from = from
  }
}

/// A host as a log names it.
package struct Endpoint: Hashable, Sendable {
  package var host = Text.none
  package var ip = Text.none
  /// 0 where not logged.
  package var port: UInt16 = 0

  package init(host: Text = .none, ip: Text = .none, port: UInt16 = 0) {
    self.host = host
    self.ip = ip
    self.port = port
  }

  package var isNone: Bool { host.isNone && ip.isNone }
}

/// Who handed a message to a hop.
package struct Client: Hashable, Sendable {
  package var host = Text.none
  package var ip = Text.none
  package var tls: TLSInfo?
  /// Whether the log would have told of TLS.
  package var tlsKnown = false
  /// The SASL user.
  package var auth = Text.none

  package init() {}
}

/// One try for one recipient; kept only where the history is asked for.
package struct Attempt: Hashable, Sendable {
  package var time: LogTime
  package var host = Text.none
  package var queueID = Text.none
  package var outcome = Outcome.unknown
  package var failure: FailureClass?
  package var status: EnhancedStatus?
  package var replyCode: UInt16 = 0
  package var reason = Text.none
  package var nextHop = Endpoint()
  package var tls: TLSInfo?
  package var alert: TLSAlert?
  package var remoteID = Text.none

  package init(time: LogTime) { self.time = time }
}

/// What became of a message for one envelope recipient.
package struct Recipient: Hashable, Sendable {
  /// `.none` where a refused session named nobody.
  package var address = Text.none
  package var original = Text.none
  package var outcome = Outcome.unknown
  /// nil for mail not bound for the platform.
  package var reached: Reached?
  /// Of the last failed attempt; nil where the outcome is `delivered` or nothing failed.
  package var failure: FailureClass?
  package var attempts: Int32 = 0
  package var failedClasses = FailureClasses()
  package var reason = Text.none
  package var status: EnhancedStatus?
  /// 0 where the peer gave none.
  package var replyCode: UInt16 = 0
  package var nextHop = Endpoint()
  package var tls: TLSInfo?
  package var tlsKnown = false
  package var alert: TLSAlert?
  package var history: [Attempt] = []
  package var remoteID = Text.none
  /// From arrival to the last word; nil where the log does not say.
  package var delayMilliseconds: Int64?
  package var firstFailure: LogTime?
  package var lastAttempt: LogTime?
  /// Who wrote the deciding line: the place in `Trail.hops`.
  package var hop: UInt16 = 0
  /// The deciding log line, as logged.
  package var evidence = Text.none
  /// When, where and by which line the last failed attempt ended. Told apart from the fields above
  /// because a later attempt may have got through, by another host.
  package var lastFailure: LogTime?
  package var failedNextHop = Endpoint()
  package var failureEvidence = Text.none
  /// The attempt went on to another host.
  package var failedBeforeOther = false
  /// That attempt was at a host of ours.
  package var failedAtOwnHost = false
  /// The place in `Trail.hops` where that was, where it was before `hop`.
  package var failedHop: UInt16?
  package var findings: Findings = []

  package init() {}

  /// Some attempt has failed.
  package var hasFailed: Bool { failure != nil || !failedClasses.isEmpty }
  /// The next hop at which the last failed attempt was.
  package var failurePlace: Endpoint { failedNextHop.isNone ? nextHop : failedNextHop }

  /// Tried or held, and still queued.
  package var isOpen: Bool { outcome.isOpen }
}

/// One message's stay in one queue of one host.
package struct Hop: Hashable, Sendable {
  package var host = Text.none
  package var mta = Text.none
  package var instance = Text.none
  package var queueID = Text.none
  package var firstSeen: LogTime
  package var lastSeen: LogTime
  package var client: Client?
  /// It went there from another queue of the same server, which tells no arrival of it.
  package var isOfSameServer = false

  package init(firstSeen: LogTime) {
    self.firstSeen = firstSeen
    lastSeen = firstSeen
  }
}

/// A message that is linked with a trail but not part of it.
package struct Related: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case bounce
    case delayNotice = "delay-notice"
    case successNotice = "success-notice"
    case parent
    case returned
    /// A live export told of it as another trail, until it was known to be part of this one.
    case replaced
  }
  package var kind: Kind
  package var queueID = Text.none
  /// The other trail's `id`; nil where its log is not given.
  package var trail: TrailID?

  package init(kind: Kind, queueID: Text, trail: TrailID?) {
    self.kind = kind
    self.queueID = queueID
    self.trail = trail
  }
}

/// A trail's stable name: 128 bits, written as 32 hexadecimal digits.
package struct TrailID: Hashable, Sendable, Comparable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The 32 hexadecimal digits of a record's `id`.
  package init?(hexadecimal digits: [UInt8]) {
    guard digits.count == 32 else { return nil }
    var words: [UInt64] = [0, 0]
    for (index, digit) in digits.enumerated() {
      guard let value = UInt8(String(decoding: [digit], as: UTF8.self), radix: 16) else {
        return nil
      }
      words[index / 16] = words[index / 16] << 4 | UInt64(value)
    }
    self.init(high: words[0], low: words[1])
  }

  package var isNone: Bool { high == 0 && low == 0 }

  /// Not named yet.
  package static var none: TrailID { TrailID(high: 0, low: 0) }

  package static func < (left: TrailID, right: TrailID) -> Bool {
    left.high != right.high ? left.high < right.high : left.low < right.low
  }

  /// Appends the 32 hexadecimal digits.
  package func append(to text: inout GrowingBytes) {
    text.append(hexadecimal: high)
    text.append(hexadecimal: low)
  }

  package var description: String {
    var text = GrowingBytes()
    append(to: &text)
    return text.string
  }
}

/// A log line of a trail.
package struct LoggedLine: Hashable, Sendable {
  package var text: Text
  /// Its place in the merged input, counted from 1.
  package var place: UInt32
  package var time: LogTime

  package init(text: Text, place: UInt32, time: LogTime) {
    self.text = text
    self.place = place
    self.time = time
  }
}

/// One message's way over all its hops: what `docs/records.md` calls the trail record.
///
/// All text lives in `text`; the fields are places in it, and become a `String` only in an output.
@usableFromInline
package struct Trail: Sendable {
  /// Log text that the fields point into, in no order.
  @usableFromInline package var text: [UInt8] = []
  package var id = TrailID.none
  package var messageID = Text.none
  package var networkMessageID = Text.none
  package var direction = Direction.unknown
  package var marks: Marks = []
  /// An empty text is the null sender.
  package var sender = Text.none
  package var subject = Text.none
  package var sizeBytes: Int64?
  package var firstSeen: LogTime
  package var lastSeen: LogTime
  package var recipients: [Recipient] = []
  /// In the order travelled; a message that never got a queue ID has one hop without one.
  package var hops: [Hop] = []
  package var complete = false
  package var revision: Int32 = 1
  package var related: [Related] = []
  /// Its log lines, as logged; filled only where they are asked for.
  package var lines: [LoggedLine] = []

  package init(firstSeen: LogTime) {
    self.firstSeen = firstSeen
    lastSeen = firstSeen
  }

  /// Forgets everything, but for the memory that its parts have: another message's trail may use it.
  package mutating func restart(firstSeen: LogTime) {
    // Field by field: a new one in its place would share the memory for a moment, and lose it.
    text.removeAllKeepingSome()
    id = .none
    messageID = .none
    networkMessageID = .none
    direction = .unknown
    marks = []
    sender = .none
    subject = .none
    sizeBytes = nil
    self.firstSeen = firstSeen
    lastSeen = firstSeen
    recipients.removeAllKeepingSome()
    hops.removeAllKeepingSome()
    complete = false
    revision = 1
    related.removeAllKeepingSome()
    lines.removeAllKeepingSome()
  }

  package var isIncaMail: Bool { !marks.isEmpty }

  /// Whether the platform took it for one recipient at least.
  package var hasReachedPlatform: Bool {
    recipients.indices.contains { recipients[$0].reached == .platform }
  }

  /// Whether somebody still waits for it: a recipient deferred or held, or not heard of by the end
  /// of the log.
  package var isOpen: Bool {
    if recipients.isEmpty { return !complete }
    // By index here and in the like places: an element in hand is a copy.
    return recipients.indices.contains {
      recipients[$0].outcome.isOpen || (recipients[$0].outcome == .unknown && !complete)
    }
  }

  /// The union of the recipients' findings.
  package var findings: Findings {
    recipients.indices.reduce(into: []) { $0.formUnion(recipients[$1].findings) }
  }

  /// Keeps a copy of `bytes`.
  package mutating func keep(_ bytes: ByteView) -> Text {
    let start = UInt32(truncatingIfNeeded: text.count)
    text.append(bytes)
    return Text(start: start, count: UInt32(truncatingIfNeeded: bytes.count))
  }

  package func string(_ piece: Text) -> String? {
    piece.isNone ? nil : with(piece) { $0.string }
  }

  /// Calls `body` with the bytes of `piece`; with no bytes where it is `.none`.
  @inlinable
  package func with<R>(_ piece: Text, _ body: (ByteView) throws -> R) rethrows -> R {
    guard !piece.isNone else { return try body(.empty) }
    return try text.withByteView { all in
      try body(all.clamped(ByteRange(start: piece.start, count: piece.count)))
    }
  }
}
