internal import ByteTools
internal import MailRules
internal import MailTerms

/// What a trail means: marks, direction, reached, findings. The rules are those of `docs/taxonomy.md`.
extension Tracker {
  /// Where a message came from, seen from the organisation.
  enum Origin { case inside, platform, stranger, unknown }

  /// What is asked of a recipient again and again.
  struct Standing: BitwiseCopyable {
    /// Whose its last next hop is; nil without a session.
    let owner: WhoseHop.Owner?
    let bearsSuffix: Bool
    let proof: HopState.Entry.Proof
    /// Whose sessions must show that TLS is logged at all, for silence to prove plain text; nil where
    /// it proves nothing.
    let silentService: UInt16?
  }

  /// Takes the trail out of `assembly`.
  func judge(_ assembly: inout Assembly) -> PendingTrail {
    let origin = origin(assembly)
    let tag = tagPlace(assembly.trail, origin)
    var standings: [Standing] = []
    swap(&standings, &self.standings)
    defer { swap(&standings, &self.standings) }
    standings.removeAllKeepingSome()
    for index in assembly.trail.recipients.indices {
      let isSilent =
        assembly.entries[index].tried && assembly.entries[index].proof == .none
        && !assembly.entries[index].silenceProvesNothing
      standings.append(
        Standing(
          owner: owner(index, assembly),
          bearsSuffix: bearsSuffix(index, assembly.trail),
          proof: assembly.entries[index].proof,
          silentService: isSilent ? assembly.entries[index].service : nil))
    }
    var questions: [PendingTrail.Question] = []
    assembly.trail.marks = marks(standings, origin, tag)
    assembly.trail.direction = direction(assembly.trail, standings, origin)
    let isFromHere = origin != .platform && origin != .stranger
    for index in standings.indices {
      let standing = standings[index]
      let outcome = assembly.trail.recipients[index].outcome
      // A colleague or an archive among the recipients has it here, whatever the subject.
      let isInMailbox = standing.owner == nil && outcome == .delivered
      let address = assembly.trail.recipients[index].address
      let isColleague =
        tag != nil && standing.owner == .own
        && (isOwnDomain(address, assembly.trail) || isOfSendersDomain(address, assembly.trail))
      let isTagged = tag != nil && !isInMailbox && !isColleague
      let isBound =
        isTagged || standing.owner == .platform || origin != .stranger && standing.bearsSuffix
      if isBound, isFromHere, assembly.trail.isIncaMail {
        assembly.trail.recipients[index].reached = reached(outcome, standing.owner)
      }
      if assembly.trail.recipients[index].hasFailed {
        // What was refused on its way in here has met no other host.
        let place = assembly.trail.recipients[index].failurePlace
        let isRefusedHere =
          place.isNone && outcome == .rejected && assembly.trail.direction != .inbound
          && assembly.trail.recipients[index].attempts == 0
        assembly.trail.recipients[index].failedAtOwnHost =
          isRefusedHere || isOurs(place, assembly.trail)
      }
      let findings = findings(index, standing, origin, tag, assembly.trail)
      assembly.trail.recipients[index].findings.formUnion(findings)
      ask(index, standing, assembly.trail, &questions)
    }
    judgeClient(assembly.receivedBy, origin, &assembly.trail, &questions)
    var pending = PendingTrail(
      trail: Trail(firstSeen: assembly.trail.firstSeen), questions: questions,
      deadline: line + Horizon.questionLines)
    swap(&pending.trail, &assembly.trail)
    return pending
  }

  private func origin(_ assembly: borrowing Assembly) -> Origin {
    guard !assembly.isLocal else { return .inside }
    guard let client = assembly.trail.hops[0].client else {
      if assembly.isIncoming { return .stranger }
      // Reports are made here; a log that begins in the middle does not tell.
      let isReport =
        assembly.trail.with(assembly.trail.sender) { $0.isEmpty } && !assembly.trail.sender.isNone
        || !assembly.trail.recipients.isEmpty
          && assembly.trail.related.contains { $0.kind == .parent }
      return isReport ? .inside : .unknown
    }
    let owner = assembly.trail.with(client.host) { host in
      assembly.trail.with(client.ip) { ip in
        hops.owner(host: host, ip: ip, outbound: false)
      }
    }
    if owner == .platform { return .platform }
    if owner == .own || !client.auth.isNone { return .inside }
    return .stranger
  }

  /// Whose the recipient's last next hop is; what the log itself says of it counts before its name.
  private func owner(_ index: Int, _ assembly: borrowing Assembly) -> WhoseHop.Owner? {
    let owner = owner(assembly.trail.recipients[index].nextHop, assembly.trail)
    return assembly.entries[index].nextHopIsOurs && owner == .foreign ? .own : owner
  }

  private func owner(_ hop: Endpoint, _ trail: borrowing Trail) -> WhoseHop.Owner? {
    guard !hop.isNone, !hop.ip.isNone else { return nil }
    return trail.with(hop.host) { host in
      trail.with(hop.ip) { ip in hops.owner(host: host, ip: ip, outbound: true) }
    }
  }

  private func isOurs(_ hop: Endpoint, _ trail: borrowing Trail) -> Bool {
    guard !hop.isNone else { return false }
    return trail.with(hop.host) { host in
      trail.with(hop.ip) { ip in hops.owner(host: host, ip: ip, outbound: true) == .own }
    }
  }

  // MARK: Marks

  /// A tag counts in mail from inside that is no report.
  private func tagPlace(_ trail: borrowing Trail, _ origin: Origin) -> TagPlace? {
    guard origin == .inside || origin == .unknown, !trail.subject.isNone,
      trail.sender.isNone || trail.sender.count > 0
    else { return nil }
    return trail.with(trail.subject) { hops.tag(in: $0) }
  }

  private func bearsSuffix(_ index: Int, _ trail: borrowing Trail) -> Bool {
    let original = trail.recipients[index].original
    return trail.with(trail.recipients[index].address) { hops.bearsSuffix($0) }
      || !original.isNone && trail.with(original) { hops.bearsSuffix($0) }
  }

  private func marks(_ standings: [Standing], _ origin: Origin, _ tag: TagPlace?) -> Marks {
    var marks: Marks = []
    if origin == .inside || origin == .unknown, standings.contains(where: \.bearsSuffix) {
      marks.insert(.recipientSuffix)
    }
    if tag != nil { marks.insert(.subjectTag) }
    if standings.contains(where: { $0.owner == .platform }) { marks.insert(.nextHop) }
    if origin == .platform { marks.insert(.client) }
    return marks
  }

  // MARK: Direction and reached

  private func direction(
    _ trail: borrowing Trail, _ standings: [Standing], _ origin: Origin
  ) -> Direction {
    switch origin {
    case .platform, .stranger: return .inbound
    case .inside, .unknown: break
    }
    if !trail.marks.isEmpty { return .outbound }
    var isInternal = false
    var isNameless = false
    for index in standings.indices {
      // A host that could not be reached is where it was to go all the same.
      switch standings[index].owner ?? owner(trail.recipients[index].failedNextHop, trail) {
      case .platform, .foreign: return .outbound
      case .own: isInternal = true
      case nil where trail.recipients[index].address.isNone: isNameless = true
      case nil:
        let isHere =
          trail.recipients[index].outcome == .delivered
          || isOwnDomain(trail.recipients[index].address, trail)
          || origin == .inside && isOfSendersDomain(trail.recipients[index].address, trail)
        if isHere { isInternal = true } else { return .outbound }
      }
    }
    if isInternal {
      return origin == .unknown && !trail.hops[0].queueID.isNone && trail.hops[0].client == nil
        && trail.sender.count > 0 ? .unknown : .internal
    }
    return origin == .inside && !isNameless ? .outbound : .unknown
  }

  private func isOwnDomain(_ address: Text, _ trail: borrowing Trail) -> Bool {
    trail.with(address) { address in
      guard let at = address.lastIndex(of: UInt8(ascii: "@")) else { return true }
      return hops.isOwnDomain(address.from(at + 1))
    }
  }

  private func isOfSendersDomain(_ address: Text, _ trail: borrowing Trail) -> Bool {
    trail.with(trail.sender) { sender in
      trail.with(address) { address in
        guard let at = sender.lastIndex(of: UInt8(ascii: "@")) else { return false }
        return address.endsIgnoringCase(with: sender.from(at))
      }
    }
  }

  private func reached(_ outcome: Outcome, _ owner: WhoseHop.Owner?) -> Reached {
    switch outcome {
    case .delivered:
      switch owner {
      case .platform: return .platform
      case .own, nil: return .handedOver
      case .foreign: return .elsewhere
      }
    case .deferred, .bounced, .expired, .rejected, .discarded, .held: return .no
    case .unknown: return .unknown
    }
  }

  // MARK: Findings

  /// What is found of one recipient's last attempt.
  private func findings(
    _ index: Int, _ standing: Standing, _ origin: Origin, _ tag: TagPlace?,
    _ trail: borrowing Trail
  ) -> Findings {
    let outcome = trail.recipients[index].outcome
    let delivered = outcome == .delivered
    var findings: Findings = []
    if standing.owner == .platform {
      if origin == .platform { findings.insert(.returnedToPlatform) }
      let nextHop = trail.recipients[index].nextHop
      let isBare =
        !nextHop.host.isNone
        && trail.with(nextHop.host) { host in trail.with(nextHop.ip) { host == $0 } }
      // A host that did not answer was not reached.
      let isReached =
        trail.recipients[index].failure.map { !$0.isNetwork || $0 == .networkLost } ?? true
      if isBare, isReached { findings.insert(.staticRoute) }
      if !trail.with(nextHop.ip, { hops.isListed($0) }) { findings.insert(.newPlatformAddress) }
    }
    if standing.owner == .foreign, origin == .inside || origin == .unknown {
      let isFinal = delivered || outcome == .bounced && trail.recipients[index].replyCode > 0
      if isFinal, standing.bearsSuffix { findings.insert(.misrouted) }
      if isFinal, let tag {
        findings.insert(.tagIgnored)
        if tag == .behindReplyPrefix, hops.profile.routing != .content {
          findings.formUnion(.tagBehindReplyPrefix)
        }
      }
    }
    if delivered, standing.owner == .platform {
      if let tls = trail.recipients[index].tls {
        if tls.peer == .untrusted || tls.peer == .anonymous { findings.insert(.unverifiedTLS) }
        if isLegacy(tls, trail) { findings.insert(.legacyTLS) }
      } else if standing.proof == .plain {
        findings.insert(.plaintext)
      }
    }
    if delivered, trail.isIncaMail, let delay = trail.recipients[index].delayMilliseconds,
      delay > options.slowMilliseconds
    {
      findings.insert(.slow)
    }
    return findings
  }

  /// A missing TLS line proves plain text only where the service logs TLS and the session was its own.
  private func ask(
    _ index: Int, _ standing: Standing, _ trail: borrowing Trail,
    _ questions: inout [PendingTrail.Question]
  ) {
    guard let service = standing.silentService, let owner = standing.owner,
      !trail.recipients[index].tlsKnown, trail.recipients[index].tls == nil,
      trail.recipients[index].outcome == .delivered
    else { return }
    questions.append(
      .logsTLS(recipient: index, service: service, crossed: owner == .platform))
  }

  private func isLegacy(_ tls: TLSInfo, _ trail: borrowing Trail) -> Bool {
    guard !tls.version.isNone else { return false }
    return trail.with(tls.version) { version in
      version.starts(with: "SSLv") || version == "TLSv1" || version == "TLSv1.0"
        || version == "TLSv1.1"
    }
  }

  /// What the platform's own session showed, for mail that came by it.
  private func judgeClient(
    _ receivedBy: UInt16, _ origin: Origin, _ trail: inout Trail,
    _ questions: inout [PendingTrail.Question]
  ) {
    guard origin == .platform, let client = trail.hops[0].client else { return }
    var accepted: [Int] = []
    for index in trail.recipients.indices {
      if trail.recipients[index].outcome == .deferred, isByFilterOfOurs(trail.recipients[index]) {
        trail.recipients[index].findings.insert(.greylistedPlatform)
      }
      guard
        trail.recipients[index].outcome == .rejected || trail.recipients[index].address.isNone
      else {
        accepted.append(index)
        continue
      }
      switch trail.recipients[index].failure {
      case .filterGreylist, .rateLimited, .filterReputation:
        trail.recipients[index].findings.insert(.greylistedPlatform)
      case .filterPolicy where isAboutTheHost(trail.recipients[index].reason, trail):
        trail.recipients[index].findings.insert(.greylistedPlatform)
      default: break
      }
    }
    if let tls = client.tls {
      if isLegacy(tls, trail) {
        for index in accepted { trail.recipients[index].findings.insert(.legacyTLS) }
      }
      if tls.peer == .untrusted || tls.peer == .anonymous, !accepted.isEmpty {
        questions.append(.seesCertificates(service: receivedBy, recipients: accepted))
      }
    } else if client.tlsKnown {
      for index in accepted { trail.recipients[index].findings.insert(.plaintext) }
    }
  }

  /// Held back by a filter here, before any next hop was asked.
  private func isByFilterOfOurs(_ recipient: Recipient) -> Bool {
    guard recipient.nextHop.host.isNone, recipient.nextHop.ip.isNone else { return false }
    return recipient.failure == .filterGreylist || recipient.failure == .filterReputation
  }

  /// A policy refusal that speaks of the host's name, not of the sender's domain.
  private func isAboutTheHost(_ reason: Text, _ trail: borrowing Trail) -> Bool {
    trail.with(reason) { reason in
      reason.contains("Helo command rejected") || reason.contains("Client host rejected")
        || reason.contains("HELO") || reason.contains("hostname")
    }
  }
}
