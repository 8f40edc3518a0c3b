import ByteTools
import MailRules
import MailTerms

/// Holds one mail of the connection test against the checks.
struct MailChecks {
  private let trail: Trail
  private let facts: TicketFacts
  private let words: Words
  private let profile: PlatformProfile
  private let isSent: Bool

  init(_ trail: Trail, isSent: Bool, _ words: Words, _ profile: PlatformProfile) {
    self.trail = trail
    self.isSent = isSent
    self.words = words
    self.profile = profile
    facts = TicketFacts(trail, profile)
  }

  var results: [CheckResult] {
    let checks = isSent ? ConnectionCheck.sent : ConnectionCheck.received
    var hasFailed = false
    return checks.map { check in
      var result = failure(check) ?? (isSent ? sent(check) : received(check))
      // What comes behind a failure was not tried, unless it is seen to be well.
      if hasFailed, result.state == .unseen { result.note = words[.noteNotSoFar] }
      if result.isFailed, failedAttempt != nil { hasFailed = true }
      return result
    }
  }

  /// The class of the last attempt, where it failed.
  private var failedAttempt: FailureClass? {
    guard let recipient = facts.recipient, recipient.outcome != .delivered else { return nil }
    return recipient.failure
  }

  private func failure(_ check: ConnectionCheck) -> CheckResult? {
    for finding in trail.findings.all where ConnectionCheck(failing: finding) == check {
      return CheckResult(check: check, state: .failed(.finding(finding)))
    }
    guard let failure = failedAttempt else { return nil }
    let failed = ConnectionCheck(failing: failure)
    // What a sender meets at the platform, the platform meets here.
    let isHere =
      isSent
      ? failed == check
      : failure.isTLS
        ? check == (failed == .ownCertificate ? .verified : failed)
        : check == (failure.isFilter ? .unfiltered : failed == .routed ? .notReturned : .handedOn)
    return isHere ? CheckResult(check: check, state: .failed(.failure(failure))) : nil
  }

  // MARK: Mail sent

  private func sent(_ check: ConnectionCheck) -> CheckResult {
    let wasReached = facts.recipient?.reached == .platform
    func result(_ isPassed: Bool, _ note: String? = nil) -> CheckResult {
      CheckResult(check: check, state: isPassed ? .passed : .unseen, note: note)
    }
    switch check {
    case .marked:
      let marks = [
        trail.marks.contains(.recipientSuffix) ? words[.noteSuffix] : nil,
        trail.marks.contains(.subjectTag) ? words[.noteTag] : nil,
      ].compactMap { $0 }
      return result(!marks.isEmpty, marks.isEmpty ? nil : marks.joined(separator: ", "))
    case .resolved: return result(!facts.peer.ip.isNone, trail.string(facts.peer.ip))
    case .routed: return routed
    case .byName:
      let host = trail.string(facts.peer.host) ?? ""
      return result(facts.isPlatform && host.contains { $0.isLetter })
    case .connected: return result(wasReached || hasTalked)
    case .encrypted: return encrypted
    case .verified: return verified
    case .ownCertificate: return ownCertificate(wasReached)
    default:
      let id = facts.remoteID.map { words(.testThere, ["id": $0]) }
      return result(wasReached, id)
    }
  }

  /// Whether the other side said anything.
  private var hasTalked: Bool {
    guard let recipient = facts.recipient, !facts.peer.isNone else { return false }
    return recipient.replyCode > 0 || recipient.tls != nil || failedAttempt?.isTLS == true
  }

  private var place: String? {
    guard !facts.peer.isNone else { return nil }
    let host = trail.string(facts.peer.host) ?? ""
    let port = facts.peer.port > 0 ? ":\(facts.peer.port)" : ""
    return host + (trail.string(facts.peer.ip).map { "[\($0)]" } ?? "") + port
  }

  private var routed: CheckResult {
    let host = trail.string(facts.peer.host) ?? trail.string(facts.peer.ip) ?? words[.thisHost]
    if facts.isPlatform {
      return CheckResult(check: .routed, state: .passed, note: place)
    }
    switch facts.recipient?.reached {
    case .handedOver:
      let note = words(.noteRelay, ["host": host])
      return CheckResult(check: .routed, state: .unseen, note: note)
    case .elsewhere:
      let note = words(.noteForeign, ["host": host])
      return CheckResult(check: .routed, state: .failed(nil), note: note)
    default: return CheckResult(check: .routed, state: .unseen)
    }
  }

  private func ownCertificate(_ wasReached: Bool) -> CheckResult {
    let shown = facts.tls.info?.ownCertificateShown
    guard wasReached else { return CheckResult(check: .ownCertificate, state: .unseen) }
    switch shown {
    case true?: return CheckResult(check: .ownCertificate, state: .passed, note: words[.shown])
    case false?:
      return CheckResult(check: .ownCertificate, state: .unseen, note: words[.noteOwnNotShown])
    case nil:
      return CheckResult(check: .ownCertificate, state: .unseen, note: words[.noteOwnUnlogged])
    }
  }

  // MARK: Either way

  private var encrypted: CheckResult {
    let version = facts.tls.info.flatMap { trail.string($0.version) }
    let isRecent = version == "TLSv1.2" || version == "TLSv1.3"
    // Old versions and plain text are findings, told above.
    return CheckResult(check: .encrypted, state: isRecent ? .passed : .unseen, note: version)
  }

  private var verified: CheckResult {
    switch facts.tls.info?.peer {
    case .verified: return CheckResult(check: .verified, state: .passed)
    case .trusted:
      return CheckResult(check: .verified, state: .passed, note: words[.tlsTrusted])
    case .untrusted:
      return CheckResult(check: .verified, state: .unseen, note: words[.tlsUntrusted])
    case .anonymous:
      return CheckResult(check: .verified, state: .unseen, note: words[.tlsAnonymous])
    case .unknown, nil: return CheckResult(check: .verified, state: .unseen)
    }
  }

  // MARK: Mail received

  private func received(_ check: ConnectionCheck) -> CheckResult {
    let isDelivered = facts.recipient?.outcome == .delivered
    func result(_ isPassed: Bool, _ note: String? = nil) -> CheckResult {
      CheckResult(check: check, state: isPassed ? .passed : .unseen, note: note)
    }
    switch check {
    case .encrypted: return encrypted
    case .verified: return verified
    case .unsuffixed:
      let suffixed = trail.recipients.first { recipient in
        trail.with(recipient.address) { profile.bearsSuffix($0) }
      }
      guard let suffixed else {
        return result(trail.recipients.contains { !$0.address.isNone })
      }
      return CheckResult(
        check: check, state: .failed(nil), note: trail.string(suffixed.address))
    case .handedOn: return result(isDelivered, trail.string(facts.recipient?.nextHop.host ?? .none))
    default: return result(isDelivered)
    }
  }
}
