internal import ByteTools
internal import MailRules
internal import MailTerms

/// What a trail means: marks, direction, reached, findings. The rules are those of `docs/taxonomy.md`.
extension Tracker {
  /// Where a message came from, seen from the organisation.
  enum Origin { case inside, platform, stranger, unknown }

  func judge(_ assembly: Assembly, root: Int32) -> PendingTrail {
    var pending = PendingTrail(trail: assembly.trail)
    pending.deadline = line + Horizon.questionLines
    let origin = origin(assembly)
    let tag = tagPlace(pending.trail, origin)
    let bound = pending.trail.recipients.map { isBound($0, pending.trail, origin, tag) }
    pending.trail.marks = marks(pending.trail, origin, tag)
    pending.trail.direction = direction(pending.trail, origin)
    for index in pending.trail.recipients.indices {
      let entry = assembly.entries[index]
      let owner = owner(pending.trail.recipients[index].nextHop, pending.trail)
      if bound[index], pending.trail.isIncaMail, origin != .platform, origin != .stranger {
        pending.trail.recipients[index].reached = reached(
          pending.trail.recipients[index], entry, owner)
      }
      judgeHop(index, entry, owner, origin, tag, &pending)
    }
    judgeClient(assembly, origin, &pending)
    return pending
  }

  private func origin(_ assembly: Assembly) -> Origin {
    guard !assembly.isLocal else { return .inside }
    guard let client = assembly.trail.hops[0].client else {
      // Reports are made here; a log that begins in the middle does not tell.
      return assembly.trail.with(assembly.trail.sender) { $0.isEmpty }
        && !assembly.trail.sender.isNone ? .inside : .unknown
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

  private func owner(_ hop: Endpoint, _ trail: Trail) -> WhoseHop.Owner? {
    guard !hop.isNone, !hop.ip.isNone else { return nil }
    return trail.with(hop.host) { host in
      trail.with(hop.ip) { ip in hops.owner(host: host, ip: ip, outbound: true) }
    }
  }

  // MARK: Marks

  /// A tag counts in mail from inside that is no report.
  private func tagPlace(_ trail: Trail, _ origin: Origin) -> TagPlace? {
    guard origin == .inside || origin == .unknown, !trail.subject.isNone,
      trail.sender.isNone || trail.sender.count > 0
    else { return nil }
    return trail.with(trail.subject) { hops.profile.tag(in: $0) }
  }

  private func bearsSuffix(_ recipient: Recipient, _ trail: Trail) -> Bool {
    trail.with(recipient.address) { hops.profile.bearsSuffix($0) }
      || trail.with(recipient.original) { hops.profile.bearsSuffix($0) }
  }

  private func isBound(
    _ recipient: Recipient, _ trail: Trail, _ origin: Origin, _ tag: TagPlace?
  ) -> Bool {
    if tag != nil || owner(recipient.nextHop, trail) == .platform { return true }
    return origin != .stranger && bearsSuffix(recipient, trail)
  }

  private func marks(_ trail: Trail, _ origin: Origin, _ tag: TagPlace?) -> Marks {
    var marks: Marks = []
    if origin == .inside || origin == .unknown,
      trail.recipients.contains(where: { bearsSuffix($0, trail) })
    {
      marks.insert(.recipientSuffix)
    }
    if tag != nil { marks.insert(.subjectTag) }
    if trail.recipients.contains(where: { owner($0.nextHop, trail) == .platform }) {
      marks.insert(.nextHop)
    }
    if origin == .platform { marks.insert(.client) }
    return marks
  }

  // MARK: Direction and reached

  private func direction(_ trail: Trail, _ origin: Origin) -> Direction {
    switch origin {
    case .platform, .stranger: return .inbound
    case .inside, .unknown: break
    }
    if !trail.marks.isEmpty { return .outbound }
    var isInternal = false
    for recipient in trail.recipients {
      switch owner(recipient.nextHop, trail) {
      case .platform, .foreign: return .outbound
      case .own: isInternal = true
      case nil:
        let isHere = recipient.outcome == .delivered || isOwnDomain(recipient, trail)
        if isHere { isInternal = true } else { return .outbound }
      }
    }
    if isInternal {
      return origin == .unknown && !trail.hops[0].queueID.isNone && trail.hops[0].client == nil
        && trail.sender.count > 0 ? .unknown : .internal
    }
    return origin == .inside ? .outbound : .unknown
  }

  private func isOwnDomain(_ recipient: Recipient, _ trail: Trail) -> Bool {
    trail.with(recipient.address) { address in
      guard let at = address.lastIndex(of: UInt8(ascii: "@")) else { return true }
      return hops.isOwnDomain(address.from(at + 1))
    }
  }

  private func reached(
    _ recipient: Recipient, _ entry: HopState.Entry, _ owner: WhoseHop.Owner?
  ) -> Reached {
    switch recipient.outcome {
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

  private func judgeHop(
    _ index: Int, _ entry: HopState.Entry, _ owner: WhoseHop.Owner?, _ origin: Origin,
    _ tag: TagPlace?, _ pending: inout PendingTrail
  ) {
    let recipient = pending.trail.recipients[index]
    let delivered = recipient.outcome == .delivered
    let crossed = delivered && owner == .platform
    var findings = recipient.findings
    if owner == .platform {
      if origin == .platform { findings.insert(.returnedToPlatform) }
      let isBare = !recipient.nextHop.host.isNone
        && pending.trail.with(recipient.nextHop.host) { host in
          pending.trail.with(recipient.nextHop.ip) { host == $0 }
        }
      if isBare { findings.insert(.staticRoute) }
      let isListed = pending.trail.with(recipient.nextHop.ip) { hops.profile.knowsAddress($0) }
      if !isListed { findings.insert(.newPlatformAddress) }
    }
    if owner == .foreign, origin == .inside || origin == .unknown {
      let isFinal = delivered || recipient.outcome == .bounced && recipient.replyCode > 0
      if isFinal, bearsSuffix(recipient, pending.trail) {
        findings.insert(.misrouted)
      } else if delivered, let tag {
        findings.insert(.tagIgnored)
        if tag == .behindReplyPrefix, hops.profile.routing != .content {
          findings.formUnion(.tagBehindReplyPrefix)
        }
      }
    }
    if crossed {
      if let tls = recipient.tls {
        if tls.peer == .untrusted || tls.peer == .anonymous { findings.insert(.unverifiedTLS) }
        if isLegacy(tls, pending.trail) { findings.insert(.legacyTLS) }
      } else if entry.proof == .plain {
        findings.insert(.plaintext)
      }
    }
    if delivered, pending.trail.isIncaMail,
      let delay = recipient.delayMilliseconds, delay > options.slowMilliseconds
    {
      findings.insert(.slow)
    }
    pending.trail.recipients[index].findings = findings
    ask(index, entry, owner, crossed, &pending)
  }

  /// A missing TLS line proves plain text only where the service logs TLS and the session was its own.
  private func ask(
    _ index: Int, _ entry: HopState.Entry, _ owner: WhoseHop.Owner?, _ crossed: Bool,
    _ pending: inout PendingTrail
  ) {
    let recipient = pending.trail.recipients[index]
    guard entry.tried, entry.proof == .none, !recipient.tlsKnown, recipient.tls == nil,
      !entry.sessionReused, owner != nil, recipient.outcome == .delivered
    else { return }
    pending.questions.append(
      .logsTLS(recipient: index, service: entry.service, crossed: crossed))
  }

  private func isLegacy(_ tls: TLSInfo, _ trail: Trail) -> Bool {
    guard !tls.version.isNone else { return false }
    return trail.with(tls.version) { version in
      version.starts(with: "SSLv") || version == "TLSv1" || version == "TLSv1.0"
        || version == "TLSv1.1"
    }
  }

  /// What the platform's own session showed, for mail that came by it.
  private func judgeClient(
    _ assembly: Assembly, _ origin: Origin, _ pending: inout PendingTrail
  ) {
    guard origin == .platform, let client = pending.trail.hops[0].client else { return }
    var accepted: [Int] = []
    for index in pending.trail.recipients.indices {
      let recipient = pending.trail.recipients[index]
      guard recipient.outcome == .rejected || recipient.address.isNone else {
        accepted.append(index)
        continue
      }
      switch recipient.failure {
      case .filterGreylist, .rateLimited, .filterReputation:
        pending.trail.recipients[index].findings.insert(.greylistedPlatform)
      case .filterPolicy where isAboutTheHost(recipient, pending.trail):
        pending.trail.recipients[index].findings.insert(.greylistedPlatform)
      default: break
      }
    }
    if let tls = client.tls {
      if isLegacy(tls, pending.trail) {
        for index in accepted { pending.trail.recipients[index].findings.insert(.legacyTLS) }
      }
      if tls.peer == .untrusted || tls.peer == .anonymous, !accepted.isEmpty {
        pending.questions.append(
          .seesCertificates(service: assembly.receivedBy, recipients: accepted))
      }
    } else if client.tlsKnown {
      for index in accepted { pending.trail.recipients[index].findings.insert(.plaintext) }
    }
  }

  /// A policy refusal that speaks of the host's name, not of the sender's domain.
  private func isAboutTheHost(_ recipient: Recipient, _ trail: Trail) -> Bool {
    trail.with(recipient.reason) { reason in
      reason.contains("Helo command rejected") || reason.contains("Client host rejected")
        || reason.contains("HELO") || reason.contains("hostname")
    }
  }
}
