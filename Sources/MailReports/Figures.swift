import ByteTools
package import MailTerms

/// What one gateway, a host of ours that spoke to the other side, did.
package struct GatewayFigures: Sendable {
  package var messages = 0
  package var recipients = 0
  package var outcomes: [Outcome: Int] = [:]
  package var reached: [Reached: Int] = [:]
  package var tls = TLSFigures()
}

/// What became of mail at one next hop.
package struct NextHopFigures: Sendable {
  package var recipients = 0
  package var outcomes: [Outcome: Int] = [:]
  package var lastSuccess = LogTime.never
  package var firstFailure: LogTime?
  package var lastFailure = LogTime.never
}

/// The figures of a report over one set of mail. Each can be computed from the trail records.
///
/// Memory stays bounded: names come from the log, so every table of names has a limit.
package struct Figures: Sendable {
  package private(set) var messages = 0
  package private(set) var recipients = 0
  package private(set) var directions: [Direction: Int] = [:]
  package private(set) var outcomes: [Outcome: Int] = [:]
  package private(set) var reached: [Reached: Int] = [:]
  /// Recipients by the class of their last failed attempt.
  package private(set) var classes: [FailureClass: Int] = [:]
  /// Recipients by finding.
  package private(set) var findings: [Finding: Int] = [:]
  package private(set) var tls = TLSFigures()
  /// Of the recipients delivered to.
  package private(set) var delays = DelayFigures()
  package private(set) var gateways: [String: GatewayFigures] = [:]
  package private(set) var nextHops: [String: NextHopFigures] = [:]
  /// By messages; the null sender is the empty name.
  package private(set) var senders: Tally
  package private(set) var domains: Tally
  private static let hostLimit = 2000

  package init(nameLimit: Int) {
    senders = Tally(limit: nameLimit)
    domains = Tally(limit: nameLimit)
  }

  /// Different hosts beyond the limit are not counted one by one.
  private static func admits<Value>(_ name: String, _ table: [String: Value]) -> Bool {
    table.count < hostLimit || table[name] != nil
  }

  mutating func add(_ trail: borrowing Trail) {
    messages += 1
    directions[trail.direction, default: 0] += 1
    if let sender = trail.string(trail.sender) { senders.add(sender) }
    var gatewaysOfMessage: Set<String> = []
    for recipient in trail.recipients {
      let crossing = Crossing(recipient, of: trail)
      add(recipient, trail, crossing)
      guard let gateway = trail.gateway(of: recipient), Self.admits(gateway, gateways) else {
        continue
      }
      gateways[gateway, default: .init()].add(recipient, trail, crossing)
      gatewaysOfMessage.insert(gateway)
    }
    for gateway in gatewaysOfMessage { gateways[gateway]?.messages += 1 }
  }

  private mutating func add(
    _ recipient: Recipient, _ trail: borrowing Trail, _ crossing: Crossing?
  ) {
    recipients += 1
    outcomes[recipient.outcome, default: 0] += 1
    if let reached = recipient.reached { self.reached[reached, default: 0] += 1 }
    if let failure = recipient.failure { classes[failure, default: 0] += 1 }
    if !recipient.findings.isEmpty {
      for finding in recipient.findings.all { findings[finding, default: 0] += 1 }
    }
    if let crossing { tls.add(crossing, trail) }
    tls.addCertificate(recipient, of: trail)
    if recipient.outcome == .delivered, let delay = recipient.delayMilliseconds {
      delays.add(milliseconds: delay)
    }
    if let domain = trail.domain(of: recipient.address) { domains.add(domain) }
    if let nextHop = trail.name(of: recipient.nextHop), Self.admits(nextHop, nextHops) {
      nextHops[nextHop, default: .init()].add(recipient, trail)
    }
  }
}

extension GatewayFigures {
  fileprivate mutating func add(
    _ recipient: Recipient, _ trail: borrowing Trail, _ crossing: Crossing?
  ) {
    recipients += 1
    outcomes[recipient.outcome, default: 0] += 1
    if let reached = recipient.reached { self.reached[reached, default: 0] += 1 }
    if let crossing { tls.add(crossing, trail) }
    tls.addCertificate(recipient, of: trail)
  }
}

extension NextHopFigures {
  fileprivate mutating func add(_ recipient: Recipient, _ trail: borrowing Trail) {
    recipients += 1
    outcomes[recipient.outcome, default: 0] += 1
    if recipient.outcome == .delivered {
      lastSuccess = max(lastSuccess, recipient.lastAttempt ?? trail.lastSeen)
    } else if let failure = recipient.failure, !failure.isUserError {
      let time = recipient.lastAttempt ?? trail.lastSeen
      firstFailure = min(firstFailure ?? time, recipient.firstFailure ?? time)
      lastFailure = max(lastFailure, time)
    }
  }
}

/// The names under which a report counts the parts of a trail.
extension Trail {
  /// The host of ours that spoke to the other side: inbound the first, else the one that wrote the
  /// deciding line.
  func gateway(of recipient: Recipient) -> String? {
    if direction == .inbound { return hops.first.flatMap { string($0.host) } }
    let index = Int(recipient.hop)
    guard index < hops.count else { return hops.last.flatMap { string($0.host) } }
    return string(hops[index].host)
  }

  /// `host[ip]:port` with the parts that are known; nil where neither host nor address is.
  func name(of endpoint: Endpoint) -> String? {
    let host = string(endpoint.host)
    let ip = string(endpoint.ip)
    guard host != nil || ip != nil else { return nil }
    var name = host ?? ""
    if let ip { name += "[\(ip)]" }
    if endpoint.port != 0 { name += ":\(endpoint.port)" }
    return name
  }

  /// What stands behind the last `@`, in lower case.
  func domain(of address: Text) -> String? {
    with(address) { bytes in
      guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), at + 1 < bytes.count else {
        return nil
      }
      let lowered = bytes.from(at + 1).withBytes { $0.map(\.asciiLowercased) }
      return String(decoding: lowered, as: UTF8.self)
    }
  }
}
