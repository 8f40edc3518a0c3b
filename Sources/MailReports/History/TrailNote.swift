import ByteTools
package import MailTerms

/// A message that may still change, in a history: what the figures need of its trail. Of addresses it
/// holds the domain only, of text nothing.
package struct TrailNote: Codable, Equatable, Sendable {
  package var id: String
  /// The newest line of the run that saw it so.
  var asOf: LogTime
  /// It arrived in a window of the history and counts; else only that it is open does.
  package var isCounted: Bool
  var direction: String
  var marks: [String]
  var sender: String?
  var hasSubject: Bool
  var first: LogTime
  var last: LogTime
  var complete: Bool
  var hops: [HopNote]
  var recipients: [RecipientNote]

  struct HopNote: Codable, Equatable, Sendable {
    var host: String?
    var mta: String?
    var queueID: String?
    var client: ClientNote?
  }

  struct ClientNote: Codable, Equatable, Sendable {
    var host: String?
    var ip: String?
    var tls: SessionNote?
    var tlsKnown: Bool
  }

  struct SessionNote: Codable, Equatable, Sendable {
    var version: String?
    var cipher: String?
    var bits: Int
    var peer: String
    var ownCertificate: Bool?
  }

  struct HostNote: Codable, Equatable, Sendable {
    var host: String?
    var ip: String?
    var port: Int
  }

  struct RecipientNote: Codable, Equatable, Sendable {
    /// `*@domain`.
    var address: String?
    var outcome: String
    var reached: String?
    var failure: String?
    var attempts: Int
    var failedClasses: [String]
    var status: String?
    var replyCode: Int
    var nextHop: HostNote?
    var failedNextHop: HostNote?
    var tls: SessionNote?
    var tlsKnown: Bool
    var delay: Int64?
    var firstFailure: LogTime?
    var lastFailure: LogTime?
    var lastAttempt: LogTime?
    var hop: Int
    var failedHop: Int?
    var hasEvidence: Bool
    var hasFailureEvidence: Bool
    var findings: [String]
    var isTagBehindPrefix: Bool
  }

  /// Of two states of one message the later one.
  func joined(_ other: TrailNote) -> TrailNote {
    var later = isEarlier(than: other) ? other : self
    later.isCounted = isCounted || other.isCounted
    return later
  }

  private func isEarlier(than other: TrailNote) -> Bool {
    if asOf != other.asOf { return asOf < other.asOf }
    if last != other.last { return last < other.last }
    if complete != other.complete { return other.complete }
    let attempts = { (note: TrailNote) in note.recipients.reduce(0) { $0 + $1.attempts } }
    return attempts(self) < attempts(other)
  }
}

// MARK: - From a trail

extension TrailNote {
  init(_ trail: borrowing Trail, asOf: LogTime, isCounted: Bool) {
    id = trail.id.description
    self.asOf = asOf
    self.isCounted = isCounted
    direction = trail.direction.rawValue
    marks = Marks.named.filter { trail.marks.contains($0.mark) }.map { "\($0.name)" }
    sender = trail.string(trail.sender)?.withoutLocalPart
    hasSubject = !trail.subject.isNone
    first = trail.firstSeen
    last = trail.lastSeen
    complete = trail.complete
    hops = []
    recipients = []
    for hop in trail.hops { hops.append(HopNote(hop, trail)) }
    for recipient in trail.recipients { recipients.append(RecipientNote(recipient, trail)) }
  }
}

extension TrailNote.HopNote {
  init(_ hop: Hop, _ trail: borrowing Trail) {
    host = trail.string(hop.host)
    mta = trail.string(hop.mta)
    queueID = trail.string(hop.queueID)?.asHostName
    if let known = hop.client {
      // Who handed it to us inbound is the platform; outbound it may be somebody's machine.
      let isNamed = trail.direction == .inbound
      client = .init(
        host: isNamed ? trail.string(known.host)?.asHostName : nil,
        ip: isNamed ? trail.string(known.ip)?.asHostName : nil,
        tls: known.tls.map { .init($0, trail) }, tlsKnown: known.tlsKnown)
    }
  }
}

extension TrailNote.SessionNote {
  init(_ tls: TLSInfo, _ trail: borrowing Trail) {
    version = trail.string(tls.version)
    cipher = trail.string(tls.cipher)
    bits = Int(tls.bits)
    peer = tls.peer.rawValue
    ownCertificate = tls.ownCertificateShown
  }
}

extension TrailNote.HostNote {
  init?(_ endpoint: Endpoint, _ trail: borrowing Trail) {
    if endpoint.isNone { return nil }
    host = trail.string(endpoint.host)?.asHostName
    ip = trail.string(endpoint.ip)?.asHostName
    port = Int(endpoint.port)
  }
}

extension TrailNote.RecipientNote {
  init(_ recipient: Recipient, _ trail: borrowing Trail) {
    address = trail.string(recipient.address)?.withoutLocalPart
    outcome = recipient.outcome.rawValue
    reached = recipient.reached?.rawValue
    failure = recipient.failure?.name
    attempts = Int(recipient.attempts)
    failedClasses = recipient.failedClasses.map(\.name)
    status = recipient.status?.description
    replyCode = Int(recipient.replyCode)
    nextHop = .init(recipient.nextHop, trail)
    failedNextHop = .init(recipient.failedNextHop, trail)
    tls = recipient.tls.map { .init($0, trail) }
    tlsKnown = recipient.tlsKnown
    delay = recipient.delayMilliseconds
    firstFailure = recipient.firstFailure
    lastFailure = recipient.lastFailure
    lastAttempt = recipient.lastAttempt
    hop = Int(recipient.hop)
    failedHop = recipient.failedHop.map { Int($0) }
    hasEvidence = !recipient.evidence.isNone
    hasFailureEvidence = !recipient.failureEvidence.isNone
    findings = recipient.findings.all.map(\.name)
    isTagBehindPrefix = recipient.findings.contains(.tagBehindReplyPrefix)
  }
}

// MARK: - To a trail

extension TrailNote {
  /// The trail, as far as the note goes; evidence is there, but empty.
  package var trail: Trail {
    var trail = Trail(firstSeen: first)
    trail.lastSeen = last
    trail.id = TrailID(hexadecimal: Array(id.utf8)) ?? .none
    trail.direction = Direction(rawValue: direction) ?? .unknown
    for (mark, name) in Marks.named where marks.contains("\(name)") { trail.marks.insert(mark) }
    trail.sender = trail.keep(sender)
    trail.subject = hasSubject ? trail.keep(.empty) : .none
    trail.complete = complete
    for note in hops {
      var hop = Hop(firstSeen: first)
      hop.lastSeen = last
      hop.host = trail.keep(note.host)
      hop.mta = trail.keep(note.mta)
      hop.queueID = trail.keep(note.queueID)
      if let known = note.client {
        var client = Client()
        client.host = trail.keep(known.host)
        client.ip = trail.keep(known.ip)
        client.tls = known.tls.map { trail.keep($0) }
        client.tlsKnown = known.tlsKnown
        hop.client = client
      }
      trail.hops.append(hop)
    }
    for note in recipients { trail.add(note) }
    return trail
  }
}

extension Trail {
  fileprivate mutating func keep(_ text: String?) -> Text {
    text.map { $0.withByteView { keep($0) } } ?? .none
  }

  fileprivate mutating func keep(_ note: TrailNote.SessionNote) -> TLSInfo {
    var tls = TLSInfo()
    tls.version = keep(note.version)
    tls.cipher = keep(note.cipher)
    tls.bits = UInt16(clamping: note.bits)
    tls.peer = TLSInfo.Peer(rawValue: note.peer) ?? .unknown
    tls.ownCertificateShown = note.ownCertificate
    return tls
  }

  fileprivate mutating func keep(_ note: TrailNote.HostNote?) -> Endpoint {
    guard let note else { return Endpoint() }
    return Endpoint(
      host: keep(note.host), ip: keep(note.ip), port: UInt16(clamping: note.port))
  }

  fileprivate mutating func add(_ note: TrailNote.RecipientNote) {
    var recipient = Recipient()
    recipient.address = keep(note.address)
    recipient.outcome = Outcome(rawValue: note.outcome) ?? .unknown
    recipient.reached = note.reached.flatMap { Reached(rawValue: $0) }
    recipient.failure = note.failure.map { FailureClass(name: $0) ?? .unclassified }
    recipient.attempts = Int32(clamping: note.attempts)
    for name in note.failedClasses {
      recipient.failedClasses.insert(FailureClass(name: name) ?? .unclassified)
    }
    recipient.status = note.status.flatMap { text in
      text.withByteView { EnhancedStatus(startOf: $0) }
    }
    recipient.replyCode = UInt16(clamping: note.replyCode)
    recipient.nextHop = keep(note.nextHop)
    recipient.failedNextHop = keep(note.failedNextHop)
    recipient.tls = note.tls.map { keep($0) }
    recipient.tlsKnown = note.tlsKnown
    recipient.delayMilliseconds = note.delay
    recipient.firstFailure = note.firstFailure
    recipient.lastFailure = note.lastFailure
    recipient.lastAttempt = note.lastAttempt
    recipient.hop = UInt16(clamping: note.hop)
    recipient.failedHop = note.failedHop.map { UInt16(clamping: $0) }
    recipient.evidence = note.hasEvidence ? keep(.empty) : .none
    recipient.failureEvidence = note.hasFailureEvidence ? keep(.empty) : .none
    for finding in Finding.allCases where note.findings.contains(finding.name) {
      recipient.findings.insert(finding)
    }
    if note.isTagBehindPrefix { recipient.findings.insert(.tagBehindReplyPrefix) }
    recipients.append(recipient)
  }
}
