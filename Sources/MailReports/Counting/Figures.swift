import ByteTools
import MailPrivacy
package import MailTerms

/// What one gateway, a host of ours that spoke to the other side, did.
package struct GatewayFigures: Sendable {
  package var messages = 0
  package var recipients = 0
  package var outcomes = EnumCounts<Outcome>()
  package var reached = EnumCounts<Reached>()
  package var tls = TLSFigures()
  /// The message counted last, by its number: each is counted once.
  fileprivate var lastMessage = -1
}

/// What became of mail at one next hop; without recipients where it was only tried before another.
package struct NextHopFigures: Sendable {
  package var recipients = 0
  package var outcomes = EnumCounts<Outcome>()
  package var lastSuccess = LogTime.never
  package var firstFailure: LogTime?
  package var lastFailure = LogTime.never
}

/// The figures of a report over one set of mail. Each can be computed from the trail records.
///
/// Memory stays bounded: names come from the log, so every table of names has a limit.
package struct Figures: Sendable {
  package internal(set) var messages = 0
  package internal(set) var recipients = 0
  package internal(set) var directions = EnumCounts<Direction>()
  package internal(set) var outcomes = EnumCounts<Outcome>()
  package internal(set) var reached = EnumCounts<Reached>()
  /// Recipients by the class of their last failed attempt.
  package internal(set) var classes = EnumCounts<FailureClass>()
  /// Recipients by finding.
  package internal(set) var findings = EnumCounts<Finding>()
  package internal(set) var tls = TLSFigures()
  /// Of the recipients delivered to.
  package internal(set) var delays = DelayFigures()
  package internal(set) var gateways = NamedValues<GatewayFigures>()
  package internal(set) var nextHops = NamedValues<NextHopFigures>()
  /// By messages; the null sender is the empty name.
  package internal(set) var senders: Tally
  package internal(set) var domains: Tally
  /// Where a name is put together.
  private var scratch: [UInt8] = []
  private static let hostLimit = 2000

  package init(nameLimit: Int) {
    senders = Tally(limit: nameLimit)
    domains = Tally(limit: nameLimit)
  }

  mutating func add(_ trail: borrowing Trail) {
    messages += 1
    directions[trail.direction] += 1
    if !trail.sender.isNone { trail.with(trail.sender) { senders.add($0) } }
    trail.recipients.withUnsafeBufferPointer { recipients in
      for index in recipients.indices { add(recipients[index], trail) }
    }
  }

  /// Where mail was last, by name.
  var lastNextHops: [(name: String, value: NextHopFigures)] {
    nextHops.byName.filter { $0.value.recipients > 0 }
  }

  mutating func hide(_ privacy: Privacy) {
    guard privacy.level != .aggregate else {
      senders = Tally(limit: 2)
      domains = Tally(limit: 2)
      return
    }
    senders = senders.named(privacy.address)
    if privacy.hidesDomains { domains = domains.named { privacy.domain($0) ?? "*" } }
  }

  private mutating func add(_ recipient: borrowing Recipient, _ trail: borrowing Trail) {
    recipients += 1
    outcomes[recipient.outcome] += 1
    if let reached = recipient.reached { self.reached[reached] += 1 }
    if let failure = recipient.failure { classes[failure] += 1 }
    if !recipient.findings.isEmpty {
      for finding in recipient.findings.all { findings[finding] += 1 }
    }
    if recipient.outcome == .delivered, let delay = recipient.delayMilliseconds {
      delays.add(milliseconds: delay)
    }
    let passage = TLSPassage(recipient, of: trail)
    tls.add(passage, trail)

    if trail.appendDomain(of: recipient.address, to: &scratch) {
      scratch.withByteView { domains.add($0) }
    }
    scratch.removeAll(keepingCapacity: true)
    if trail.appendName(of: recipient.nextHop, to: &scratch) {
      scratch.withByteView { name in
        _ = nextHops.update(name, limit: Self.hostLimit, else: NextHopFigures()) {
          $0.add(recipient, trail)
        }
      }
    }
    scratch.removeAll(keepingCapacity: true)
    // One that failed while another host took the message: nobody's next hop, and yet not well.
    if recipient.outcome == .delivered, recipient.failedBeforeOther,
      let time = recipient.lastFailure,
      recipient.failedClasses.contains(where: { $0.isOfHost(0) }),
      trail.appendName(of: recipient.failedNextHop, to: &scratch)
    {
      scratch.withByteView { name in
        _ = nextHops.update(name, limit: Self.hostLimit, else: NextHopFigures()) {
          $0.noteFailure(from: time, to: time)
        }
      }
    }
    scratch.removeAll(keepingCapacity: true)
    let gateway = trail.gateway(of: recipient)
    if !gateway.isNone {
      trail.with(gateway) { name in
        _ = gateways.update(name, limit: Self.hostLimit, else: GatewayFigures()) {
          $0.add(recipient, trail, passage, message: messages)
        }
      }
    }
  }
}

extension GatewayFigures {
  fileprivate mutating func add(
    _ recipient: borrowing Recipient, _ trail: borrowing Trail, _ passage: TLSPassage,
    message: Int
  ) {
    if message != lastMessage { messages += 1 }
    lastMessage = message
    recipients += 1
    outcomes[recipient.outcome] += 1
    if let reached = recipient.reached { self.reached[reached] += 1 }
    tls.add(passage, trail)
  }
}

extension NextHopFigures {
  fileprivate mutating func add(_ recipient: borrowing Recipient, _ trail: borrowing Trail) {
    recipients += 1
    outcomes[recipient.outcome] += 1
    if recipient.outcome == .delivered {
      lastSuccess = max(lastSuccess, recipient.lastAttempt ?? trail.lastSeen)
    } else if let failure = recipient.failure, failure.isOfHost(recipient.replyCode) {
      let time = recipient.lastAttempt ?? trail.lastSeen
      noteFailure(from: recipient.firstFailure ?? time, to: time)
    }
  }

  fileprivate mutating func noteFailure(from first: LogTime, to last: LogTime) {
    firstFailure = min(firstFailure ?? first, first)
    lastFailure = max(lastFailure, last)
  }
}

extension FailureClass {
  /// The host failed, for whatever mail; some answers are about one message only.
  /// - Parameter replyCode: 0 where there was none.
  fileprivate func isOfHost(_ replyCode: UInt16) -> Bool {
    switch self {
    case .filterGreylist, .filterAttachment, .filterPolicy: false
    case .serverTemporary, .serverPermanent, .unclassified: replyCode == 0 || replyCode == 421
    default: !isUserError
    }
  }
}

/// The names under which a report counts the parts of a trail.
extension Trail {
  /// The host of ours that spoke to the other side: inbound the first, else the one that wrote the
  /// deciding line.
  func gateway(of recipient: borrowing Recipient) -> Text { gateway(at: recipient.hop) }

  func gateway(at hop: UInt16) -> Text {
    let index = direction == .inbound ? 0 : min(Int(hop), hops.count - 1)
    return hops.indices.contains(index) ? hops[index].host : .none
  }

  /// Appends `host[ip]:port` with the parts that are known.
  /// - Returns: false where neither host nor address is.
  func appendName(of endpoint: Endpoint, to name: inout [UInt8]) -> Bool {
    guard !endpoint.isNone else { return false }
    with(endpoint.host) { name.append($0) }
    if !endpoint.ip.isNone {
      name.append(UInt8(ascii: "["))
      with(endpoint.ip) { name.append($0) }
      name.append(UInt8(ascii: "]"))
    }
    if endpoint.port != 0 {
      name.append(UInt8(ascii: ":"))
      name.append(decimal: Int(endpoint.port))
    }
    return true
  }

  /// Appends what stands behind the last `@`, in lower case.
  /// - Returns: false where there is nothing.
  func appendDomain(of address: Text, to name: inout [UInt8]) -> Bool {
    with(address) { bytes in
      guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), at + 1 < bytes.count else {
        return false
      }
      name.append(lowercased: bytes.from(at + 1))
      return true
    }
  }
}
