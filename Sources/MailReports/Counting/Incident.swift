import ByteTools
package import MailPrivacy
package import MailTerms

/// Failures of one cause at one place, joined in time.
///
/// A failure belongs to an incident where it lies no more than `Thresholds.incidentGap` from it;
/// after a longer silence the same cause at the same place is a new incident.
package struct Incident: Sendable {
  /// What failures must share to be one incident.
  package struct Cause: Hashable, Sendable {
    package var failure: FailureClass
    package var isInbound: Bool
    /// The next hop's host or else its address; where inbound mail met none, the client's; nil for a
    /// local failure.
    package var peer: String?
  }

  package var cause: Cause
  /// The host that it was at is ours.
  package var isAtOwnHost = false
  package var first: LogTime
  package var last: LogTime
  package var messages = 0
  package var recipients = 0
  package var deliveredLater = 0
  /// From the first failure to the delivery.
  package var delays = DelayFigures()
  /// Bounced or expired.
  package var returned = 0
  package var rejected = 0
  package var discarded = 0
  /// Deferred, held, or not heard of again.
  package var open = 0
  /// The deciding log line of the first failure that has one, and its message.
  package var evidence: String?
  /// Where in that line its reason begins, in characters; nil where it gives none.
  package var reasonStart: Int?
  package var queueID: String?
  package var trail: TrailID?
  var evidenceTime: LogTime?
  /// Hosts of ours that met it, by name; at most 32 are kept.
  package var gateways: [String] = []

  package var direction: Direction { cause.isInbound ? .inbound : .outbound }

  init(_ cause: Cause, from first: LogTime, to last: LogTime) {
    self.cause = cause
    self.first = first
    self.last = last
  }

  /// Counts one recipient of a message in, who failed from `start` to `end`.
  mutating func add(
    _ recipient: borrowing Recipient, of trail: borrowing Trail, from start: LogTime,
    to end: LogTime, _ privacy: Privacy
  ) {
    first = min(first, start)
    last = max(last, end)
    recipients += 1
    if recipient.failedAtOwnHost { isAtOwnHost = true }
    switch recipient.outcome {
    case .delivered:
      deliveredLater += 1
      if let failed = recipient.firstFailure, let done = recipient.lastAttempt {
        delays.add(milliseconds: (done.microseconds - failed.microseconds) / 1000)
      }
    case .bounced, .expired: returned += 1
    case .rejected: rejected += 1
    case .discarded: discarded += 1
    case .deferred, .held, .unknown: open += 1
    }
    let gateway = trail.gateway(at: recipient.failedHop ?? recipient.hop)
    if !gateway.isNone { trail.with(gateway) { add(gateway: $0) } }
    keepEvidence(recipient, trail, start, privacy)
  }

  /// The earliest line is kept. Equal times are told apart by the trail, so that the order in which
  /// trails come does not matter.
  private mutating func keepEvidence(
    _ recipient: borrowing Recipient, _ trail: borrowing Trail, _ time: LogTime,
    _ privacy: Privacy
  ) {
    if let evidenceTime, let known = self.trail {
      guard time < evidenceTime || (time == evidenceTime && trail.id < known) else { return }
    }
    // Of a recipient that was delivered to, the deciding line tells of the success.
    let line =
      recipient.failureEvidence.isNone && recipient.outcome != .delivered
      ? recipient.evidence : recipient.failureEvidence
    guard !line.isNone else { return }
    // A history keeps no lines, only that there was one.
    (evidence, reasonStart) = (nil, nil)
    if line.count > 0 {
      // Here, because what the line holds is known from its message.
      func told(_ bytes: ByteView) -> String {
        privacy.isFull
          ? bytes.string : String(decoding: privacy.text(bytes, of: trail), as: UTF8.self)
      }
      evidence = trail.with(line, told)
      reasonStart = trail.with(line) { line in
        trail.place(ofReason: recipient, in: line).map { told(line.prefix($0)).count }
      }
    }
    evidenceTime = time
    self.trail = trail.id
    let hop = min(Int(recipient.failedHop ?? recipient.hop), trail.hops.count - 1)
    queueID = hop >= 0 ? trail.string(trail.hops[hop].queueID) : nil
  }

  private mutating func add(gateway: ByteView) {
    let isKnown = gateways.contains { known in
      known.utf8.withContiguousStorageIfAvailable {
        ByteView(UnsafeRawBufferPointer($0)) == gateway
      } ?? false
    }
    if !isKnown { add(gateway: gateway.string) }
  }

  private mutating func add(gateway: String) {
    guard gateways.count < 32, !gateways.contains(gateway) else { return }
    gateways.insert(gateway, at: gateways.firstIndex { $0 > gateway } ?? gateways.count)
  }

  private func hasEarlierEvidence(than other: Incident) -> Bool {
    guard let time = evidenceTime, let trail else { return false }
    guard let otherTime = other.evidenceTime, let otherTrail = other.trail else { return true }
    return time != otherTime ? time < otherTime : trail < otherTrail
  }

  mutating func hide(_ privacy: Privacy) {
    if let id = trail { trail = privacy.id(id) }
    if cause.isInbound, let peer = cause.peer, privacy.isClientAddress(peer) {
      cause.peer = privacy.clientAddress(peer) ?? "*"
    }
    guard privacy.level == .aggregate else { return }
    (evidence, reasonStart, queueID, trail) = (nil, nil, nil, nil)
  }

  mutating func merge(_ other: Incident) {
    messages += other.messages
    recipients += other.recipients
    if other.isAtOwnHost { isAtOwnHost = true }
    deliveredLater += other.deliveredLater
    delays.add(other.delays)
    returned += other.returned
    rejected += other.rejected
    discarded += other.discarded
    open += other.open
    for gateway in other.gateways { add(gateway: gateway) }
    if other.hasEarlierEvidence(than: self) {
      (evidence, evidenceTime) = (other.evidence, other.evidenceTime)
      reasonStart = other.reasonStart
      (queueID, trail) = (other.queueID, other.trail)
    }
    first = min(first, other.first)
    last = max(last, other.last)
  }
}

/// All incidents, joined as trails come in, in whatever order of time.
package struct Incidents: Sendable {
  /// By the bytes of the cause; those of one cause lie apart in time, and in its order.
  private var byCause = NamedValues<[Incident]>()
  private var count = 0
  /// Failures that found no room; the bound is there for logs written by an attacker.
  package internal(set) var leftOut = 0
  private let gapMicroseconds: Int64
  private let limit: Int
  private let privacy: Privacy
  /// Failures of one cause are one incident, however far apart.
  static let anyGap: Int64 = .max / 4_000_000
  /// Where the bytes of a cause are put together.
  private var scratch: [UInt8] = []

  package init(gapSeconds: Int64, limit: Int, privacy: Privacy = .full) {
    gapMicroseconds = gapSeconds * 1_000_000
    self.limit = limit
    self.privacy = privacy
  }

  /// What was kept of single messages, and clients in place of a next hop.
  mutating func hide(_ privacy: Privacy) {
    for place in byCause.values.indices {
      byCause.update(at: place) { incidents in
        for index in incidents.indices { incidents[index].hide(privacy) }
      }
    }
  }

  /// In the order of their first failure.
  package var all: [Incident] {
    byCause.values.joined().sorted { left, right in
      guard left.first == right.first else { return left.first < right.first }
      guard left.cause.failure == right.cause.failure else {
        return left.cause.failure.rawValue < right.cause.failure.rawValue
      }
      guard left.cause.isInbound == right.cause.isInbound else { return right.cause.isInbound }
      return (left.cause.peer ?? "") < (right.cause.peer ?? "")
    }
  }

  /// Counts in what a message met.
  mutating func add(_ trail: borrowing Trail) {
    add(trail) { $0.failures }
  }

  /// Counts in what some recipients failed for last, and nothing that they got over.
  mutating func add(
    _ trail: borrowing Trail, where matters: (borrowing Recipient) -> Bool
  ) {
    add(trail) { recipient in
      guard matters(recipient), let failure = recipient.failure else { return FailureClasses() }
      return FailureClasses(failure)
    }
  }

  private mutating func add(
    _ trail: borrowing Trail, _ failures: (borrowing Recipient) -> FailureClasses
  ) {
    let hasFailed = trail.recipients.withUnsafeBufferPointer { recipients in
      recipients.indices.contains {
        recipients[$0].hasFailed
      }
    }
    guard hasFailed else { return }
    // Failures of one cause within a message are one, however far apart.
    var ofMessage = NamedValues<Incident>()
    let isForOne = trail.recipients.count == 1
    trail.recipients.withUnsafeBufferPointer { recipients in
      for index in recipients.indices {
        let failures = failures(recipients[index])
        guard !failures.isEmpty else { continue }
        let recipient = recipients[index]
        // When each of several began is not known; the first belongs to all of them.
        let began =
          failures == recipient.failures ? recipient.firstFailure : recipient.lastFailure
        let first = began ?? recipient.lastAttempt ?? trail.lastSeen
        let last = trail.lastFailure(of: recipient, from: first)
        for failure in failures {
          let peer = trail.failedPeer(of: recipient, failure)
          trail.appendCause(failure, peer, to: &scratch)
          scratch.withByteView { key in
            if isForOne {
              add(recipient, of: trail, from: first, to: last, failure, peer, key)
              return
            }
            let new = Incident(trail.cause(failure, peer), from: first, to: last)
            ofMessage.update(key, else: new) {
              $0.messages = 1
              $0.add(recipient, of: trail, from: first, to: last, privacy)
            }
          }
          scratch.removeAll(keepingCapacity: true)
        }
      }
    }
    guard !isForOne else { return }
    for (place, incident) in ofMessage.values.enumerated() {
      ofMessage.withName(at: place) { join(incident, $0) }
    }
  }

  /// Counts the only recipient of a message: mostly into an incident that is there.
  private mutating func add(
    _ recipient: borrowing Recipient, of trail: borrowing Trail, from first: LogTime,
    to last: LogTime, _ failure: FailureClass, _ peer: Text, _ key: ByteView
  ) {
    if let place = byCause.place(of: key) {
      let near = self.near(first, last, in: byCause.values[place])
      if near.count == 1 {
        byCause.update(at: place) {
          $0[near.lowerBound].messages += 1
          $0[near.lowerBound].add(recipient, of: trail, from: first, to: last, privacy)
        }
        return
      }
    }
    var incident = Incident(trail.cause(failure, peer), from: first, to: last)
    incident.messages = 1
    incident.add(recipient, of: trail, from: first, to: last, privacy)
    join(incident, key)
  }

  mutating func add(contentsOf others: Incidents) {
    for incident in others.all { add(incident) }
    leftOut += others.leftOut
  }

  /// Takes in an incident of another summary; together with those in reach it is one.
  mutating func add(_ incident: Incident) {
    scratch.append(incident.cause.failure.rawValue)
    scratch.append((incident.cause.isInbound ? 1 : 0) | (incident.cause.peer == nil ? 2 : 0))
    scratch += Array((incident.cause.peer ?? "").utf8)
    scratch.withByteView { join(incident, $0) }
    scratch.removeAll(keepingCapacity: true)
  }

  /// Which incidents of a cause are near: they follow each other, and are mostly the last.
  private func near(_ first: LogTime, _ last: LogTime, in known: [Incident]) -> Range<Int> {
    var end = known.count
    while end > 0, known[end - 1].first.microseconds - gapMicroseconds > last.microseconds {
      end -= 1
    }
    var start = end
    while start > 0, first.microseconds - gapMicroseconds <= known[start - 1].last.microseconds {
      start -= 1
    }
    return start..<end
  }

  private mutating func join(_ new: Incident, _ key: ByteView) {
    let near = byCause.place(of: key).map {
      self.near(new.first, new.last, in: byCause.values[$0])
    }
    guard count - (near?.count ?? 0) < limit else {
      leftOut += new.recipients
      return
    }
    byCause.update(key, else: []) { known in
      let near = near ?? 0..<0
      var joined = new
      for incident in known[near] { joined.merge(incident) }
      known.replaceSubrange(near, with: CollectionOfOne(joined))
    }
    count += 1 - (near?.count ?? 0)
  }
}

extension Recipient {
  /// All classes that attempts failed for, and that of the last word.
  fileprivate var failures: FailureClasses {
    var failures = failedClasses
    if let failure { failures.insert(failure) }
    return failures
  }
}

extension Trail {
  /// Where `recipient` failed: a host's name, or its address where the log bears no name.
  fileprivate func failedPeer(of recipient: borrowing Recipient, _ failure: FailureClass) -> Text {
    var peer = recipient.failurePlace
    // A filter is a hop of ours: it judges whoever sent the message.
    let isJudged = peer.isNone || failure.isFilter
    if isJudged, direction == .inbound, let client = hops.first?.client {
      peer = Endpoint(host: client.host, ip: client.ip)
    }
    if peer.host.isNone { return peer.ip }
    // Postfix writes "unknown" for a client without a verified name: its address says more.
    let isNameless = with(peer.host) { $0 == ByteView("unknown" as StaticString) }
    return isNameless && !peer.ip.isNone ? peer.ip : peer.host
  }

  fileprivate func cause(_ failure: FailureClass, _ peer: Text) -> Incident.Cause {
    Incident.Cause(failure: failure, isInbound: direction == .inbound, peer: string(peer))
  }

  /// Appends bytes that are equal for equal causes only.
  fileprivate func appendCause(_ failure: FailureClass, _ peer: Text, to key: inout [UInt8]) {
    key.append(failure.rawValue)
    key.append((direction == .inbound ? 1 : 0) | (peer.isNone ? 2 : 0))
    with(peer) { key.append($0) }
  }

  /// Where the reason begins in `line`, which may hold it with signs of quoting in between.
  fileprivate func place(ofReason recipient: borrowing Recipient, in line: ByteView) -> Int? {
    guard !recipient.reason.isNone, recipient.reason.count > 0 else { return nil }
    return with(recipient.reason) { line.firstRange(of: $0.prefix(24))?.lowerBound }
  }

  /// When `recipient` failed last. Where the trail does not tell and it was delivered to, no more is
  /// known than the first failure.
  fileprivate func lastFailure(
    of recipient: borrowing Recipient, from first: LogTime
  ) -> LogTime {
    if let last = recipient.lastFailure { return max(first, last) }
    if recipient.outcome == .delivered { return first }
    return max(first, recipient.lastAttempt ?? first)
  }
}
