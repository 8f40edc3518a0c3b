import ByteTools
import MailRules
import MailTerms

/// What a ticket says of one message: the recipient that deserves attention most, who was talked to
/// for it, and over what.
struct TicketFacts {
  let trail: Trail
  /// nil where the log names none.
  let recipient: Recipient?
  /// It came from the platform: the connection in question is the one that brought it.
  let isInbound: Bool
  /// Who was talked to.
  let peer: Endpoint
  let isPlatform: Bool
  /// The place in the trail's hops of our host that talked to it.
  let hop: Int
  /// When it came to that.
  let time: LogTime

  init(_ trail: Trail, _ profile: PlatformProfile) {
    self.trail = trail
    let worst = trail.recipients.max {
      ($0.outcome.weight, $0.findings.all.count) < ($1.outcome.weight, $1.findings.all.count)
    }
    recipient = worst
    isInbound =
      trail.direction == .inbound || (trail.direction == .unknown && trail.marks == .client)
    if isInbound {
      hop = 0
      let client = trail.hops.first?.client
      peer = Endpoint(host: client?.host ?? .none, ip: client?.ip ?? .none)
      time = trail.firstSeen
    } else {
      hop = worst.map { Int($0.hop) } ?? 0
      let failed = worst?.outcome != .delivered ? worst?.failedNextHop : nil
      peer = failed.flatMap { $0.isNone ? nil : $0 } ?? worst?.nextHop ?? Endpoint()
      let failure = worst?.outcome != .delivered ? worst?.lastFailure : nil
      time = failure ?? worst?.lastAttempt ?? trail.lastSeen
    }
    let (peer, isOutbound) = (peer, !isInbound)
    isPlatform = trail.with(peer.host) { host in
      trail.with(peer.ip) { profile.isPlatform(host: host, ip: $0, outbound: isOutbound) }
    }
  }

  /// What failed was on the way to a host of ours.
  var failedAtOwnHost: Bool { recipient?.failedAtOwnHost ?? false }

  /// Our host that talked to the other side.
  var ourHop: Hop? { trail.hops.indices.contains(hop) ? trail.hops[hop] : nil }

  /// TLS of that connection, and whether the log would have told of it.
  var tls: (info: TLSInfo?, isKnown: Bool) {
    if isInbound {
      let client = trail.hops.first?.client
      return (client?.tls, client?.tlsKnown ?? false)
    }
    return (recipient?.tls, recipient?.tlsKnown ?? false)
  }

  /// Every attempt for the recipient, the oldest first.
  var attempts: [Attempt] { recipient?.history ?? [] }

  /// The queue ID that the platform itself answered with.
  var remoteID: String? {
    guard let recipient, !isInbound, recipient.reached == .platform else { return nil }
    return trail.string(recipient.remoteID).flatMap { $0.isEmpty ? nil : $0 }
  }

  var alert: TLSAlert? { recipient?.alert ?? attempts.last { $0.alert != nil }?.alert }

  /// The line that decided.
  var proof: String? {
    guard let recipient else { return nil }
    let failure =
      recipient.outcome == .delivered ? nil : trail.string(recipient.failureEvidence)
    return failure ?? trail.string(recipient.evidence)
  }

  /// The address of ours that the connection was made from or came to.
  ///
  /// Exim's `I=[IP]:PORT`, which it logs with `incoming_interface` or `outgoing_interface`
  /// (specification, chapter 52); it stands behind `H=`, and before any words of the other side's.
  /// No other mail system's log has it.
  var ownAddress: String? {
    guard let ourHop, trail.string(ourHop.mta) == "exim" else { return nil }
    for line in trail.lines where isOfConnection(line) {
      let text = trail.string(line.text) ?? ""
      guard let host = text.end(of: " H="), let start = text.end(of: " I=[", from: host),
        text.end(of: " C=\"").map({ $0 > start }) ?? true
      else { continue }
      let address = text[start...].prefix { $0 != "]" }
      if String(address).withByteView({ IPAddress($0) != nil }) { return String(address) }
    }
    return nil
  }

  private func isOfConnection(_ line: LoggedLine) -> Bool {
    guard isInbound else { return line.time == time || line.time == recipient?.lastAttempt }
    return line.time == time
  }
}

extension String {
  /// Where the first `text` from `start` on ends.
  fileprivate func end(of text: String, from start: Index? = nil) -> Index? {
    var rest = self[(start ?? startIndex)...]
    while let first = rest.firstIndex(of: text[text.startIndex]) {
      if rest[first...].hasPrefix(text) { return index(first, offsetBy: text.count) }
      rest = rest[index(after: first)...]
    }
    return nil
  }
}
