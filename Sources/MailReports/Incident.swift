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
  package var queueID: String?
  package var trail: TrailID?
  private var evidenceTime: LogTime?
  /// Hosts of ours that met it, by name; at most 32 are kept.
  package var gateways: [String] = []

  package var direction: Direction { cause.isInbound ? .inbound : .outbound }

  init(_ cause: Cause, from first: LogTime, to last: LogTime) {
    self.cause = cause
    self.first = first
    self.last = last
  }

  /// Counts one recipient of a message in.
  mutating func add(_ recipient: Recipient, of trail: borrowing Trail) {
    recipients += 1
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
    if let gateway = trail.gateway(of: recipient) { add(gateway: gateway) }
    // Of a recipient that was delivered to, the deciding line tells of the success.
    let line =
      recipient.failureEvidence.isNone && recipient.outcome != .delivered
      ? recipient.evidence : recipient.failureEvidence
    if evidence == nil, let line = trail.string(line) {
      evidence = line
      evidenceTime = first
      self.trail = trail.id
      let hop = min(Int(recipient.hop), trail.hops.count - 1)
      queueID = hop >= 0 ? trail.string(trail.hops[hop].queueID) : nil
    }
  }

  private mutating func add(gateway: String) {
    guard gateways.count < 32, !gateways.contains(gateway) else { return }
    gateways.insert(gateway, at: gateways.firstIndex { $0 > gateway } ?? gateways.count)
  }

  /// Equal times are told apart by the trail, so that the order of joining does not matter.
  private func hasEarlierEvidence(than other: Incident) -> Bool {
    guard let time = evidenceTime, let trail else { return false }
    guard let otherTime = other.evidenceTime, let otherTrail = other.trail else { return true }
    return time != otherTime ? time < otherTime : trail < otherTrail
  }

  mutating func merge(_ other: Incident) {
    messages += other.messages
    recipients += other.recipients
    deliveredLater += other.deliveredLater
    delays.add(other.delays)
    returned += other.returned
    rejected += other.rejected
    discarded += other.discarded
    open += other.open
    for gateway in other.gateways { add(gateway: gateway) }
    if other.hasEarlierEvidence(than: self) {
      (evidence, evidenceTime) = (other.evidence, other.evidenceTime)
      (queueID, trail) = (other.queueID, other.trail)
    }
    first = min(first, other.first)
    last = max(last, other.last)
  }
}

/// All incidents, joined as trails come in, in whatever order of time.
package struct Incidents: Sendable {
  private var byCause: [Incident.Cause: [Incident]] = [:]
  private var count = 0
  /// Failures that found no room; the bound is there for logs written by an attacker.
  package private(set) var leftOut = 0
  private let gapMicroseconds: Int64
  private let limit: Int

  package init(gapSeconds: Int64, limit: Int) {
    gapMicroseconds = gapSeconds * 1_000_000
    self.limit = limit
  }

  /// In the order of their first failure.
  package var all: [Incident] {
    byCause.values.joined().sorted { left, right in
      guard left.first == right.first else { return left.first < right.first }
      guard left.cause.failure == right.cause.failure else {
        return left.cause.failure.rawValue < right.cause.failure.rawValue
      }
      return (left.cause.peer ?? "") < (right.cause.peer ?? "")
    }
  }

  mutating func add(_ trail: borrowing Trail) {
    var ofMessage: [Incident] = []
    for recipient in trail.recipients {
      var failures = recipient.failedClasses
      if let failure = recipient.failure { failures.insert(failure) }
      for failure in failures.all {
        let cause = trail.cause(failure, recipient)
        let first = recipient.firstFailure ?? recipient.lastAttempt ?? trail.lastSeen
        let last = trail.lastFailure(of: recipient, from: first)
        if let index = ofMessage.firstIndex(where: { $0.cause == cause }) {
          ofMessage[index].first = min(ofMessage[index].first, first)
          ofMessage[index].last = max(ofMessage[index].last, last)
          ofMessage[index].add(recipient, of: trail)
        } else {
          var incident = Incident(cause, from: first, to: last)
          incident.messages = 1
          incident.add(recipient, of: trail)
          ofMessage.append(incident)
        }
      }
    }
    for incident in ofMessage { join(incident) }
  }

  private mutating func join(_ new: Incident) {
    var joined = new
    var apart: [Incident] = []
    for known in byCause[new.cause] ?? [] {
      let near =
        known.first.microseconds - gapMicroseconds <= joined.last.microseconds
        && joined.first.microseconds - gapMicroseconds <= known.last.microseconds
      if near { joined.merge(known) } else { apart.append(known) }
    }
    let before = byCause[new.cause]?.count ?? 0
    guard count - before + apart.count + 1 <= limit else {
      leftOut += new.recipients
      return
    }
    count += apart.count + 1 - before
    apart.append(joined)
    byCause[new.cause] = apart
  }
}

extension Trail {
  fileprivate func cause(_ failure: FailureClass, _ recipient: Recipient) -> Incident.Cause {
    var peer = recipient.failedNextHop.isNone ? recipient.nextHop : recipient.failedNextHop
    if peer.isNone, direction == .inbound, let client = hops.first?.client {
      peer = Endpoint(host: client.host, ip: client.ip)
    }
    // Postfix writes "unknown" for a client without a verified name: its address says more.
    if string(peer.host) == "unknown", !peer.ip.isNone { peer.host = .none }
    let name = peer.host.isNone ? string(peer.ip) : string(peer.host)
    return .init(failure: failure, isInbound: direction == .inbound, peer: name)
  }

  /// When `recipient` failed last. Where the trail does not tell and it was delivered to, no more is
  /// known than the first failure.
  fileprivate func lastFailure(of recipient: Recipient, from first: LogTime) -> LogTime {
    if let last = recipient.lastFailure { return max(first, last) }
    if recipient.outcome == .delivered { return first }
    return max(first, recipient.lastAttempt ?? first)
  }
}
