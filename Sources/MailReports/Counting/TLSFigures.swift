import ByteTools
package import MailTerms

/// How mail was protected on its way between the platform and us, counted in recipients.
///
/// Only mail that crossed counts. Outbound that is the session of the attempt that got through to
/// the platform, inbound the session in which the platform handed the message to the first hop.
package struct TLSFigures: Sendable {
  package internal(set) var crossed = 0
  package internal(set) var versions = NamedValues<Int>()
  package internal(set) var ciphers = NamedValues<Int>()
  package internal(set) var peers = EnumCounts<TLSInfo.Peer>()
  /// The log would have told of TLS and told of none.
  package internal(set) var plain = 0
  /// The log does not tell.
  package internal(set) var unknown = 0
  /// Outbound sessions by whether we showed our certificate, those that failed too: a gateway that
  /// shows none gets nothing through, and must be seen nevertheless.
  package internal(set) var certificateShown = 0
  package internal(set) var certificateNotShown = 0
  package internal(set) var certificateUnknown = 0
  private static let nameLimit = 200

  package init() {}

  /// Crossings over TLS, whatever is known of it.
  package var encrypted: Int { crossed - plain - unknown }
  package var verified: Int { peers[.verified] + peers[.trusted] }

  mutating func add(_ passage: TLSPassage, _ trail: borrowing Trail) {
    switch passage.certificate {
    case .shown: certificateShown += 1
    case .notShown: certificateNotShown += 1
    case .notTold: certificateUnknown += 1
    case .notAsked: break
    }
    guard let crossing = passage.crossing else { return }
    crossed += 1
    guard let tls = crossing.tls else {
      if crossing.isKnown { plain += 1 } else { unknown += 1 }
      return
    }
    if tls.version.isNone {
      versions.update(ByteView("unknown" as StaticString), else: 0) { $0 += 1 }
    } else {
      trail.with(tls.version) {
        _ = versions.update($0, limit: Self.nameLimit, else: 0) { $0 += 1 }
      }
    }
    if !tls.cipher.isNone {
      trail.with(tls.cipher) { _ = ciphers.update($0, limit: Self.nameLimit, else: 0) { $0 += 1 } }
    }
    peers[tls.peer] += 1
  }
}

/// What one recipient's way says of the protection between the platform and us.
struct TLSPassage {
  enum Certificate { case shown, notShown, notTold, notAsked }

  let crossing: Crossing?
  /// Whether our certificate was shown in the last attempt.
  let certificate: Certificate

  init(_ recipient: borrowing Recipient, of trail: borrowing Trail) {
    crossing = Crossing(recipient, of: trail)
    certificate = Self.certificate(recipient, trail)
  }

  private static func certificate(
    _ recipient: borrowing Recipient, _ trail: borrowing Trail
  ) -> Certificate {
    guard trail.direction != .inbound else { return .notAsked }
    switch recipient.reached {
    case .handedOver?, .elsewhere?: return .notAsked
    case .platform?, .no?, .unknown?: break
    case nil: if trail.isIncaMail { return .notAsked }
    }
    // The peer says itself that it got none.
    if recipient.failure == .certOwnMissing { return .notShown }
    guard let tls = recipient.tls else { return .notAsked }
    switch tls.ownCertificateShown {
    case true?: return .shown
    case false?: return .notShown
    case nil: return .notTold
    }
  }
}

/// The session in which one recipient's message went between the platform and us.
struct Crossing {
  var tls: TLSInfo?
  var isKnown: Bool
  var isInbound: Bool

  /// nil where the message did not cross.
  init?(_ recipient: borrowing Recipient, of trail: borrowing Trail) {
    if trail.direction == .inbound {
      // Without a queue ID the message was refused: its data never crossed.
      guard let first = trail.hops.first, !first.queueID.isNone, let client = first.client else {
        return nil
      }
      (tls, isKnown, isInbound) = (client.tls, client.tlsKnown, true)
    } else {
      // A message for the platform has recipients elsewhere too.
      let crossed =
        trail.isIncaMail ? recipient.reached == .platform : recipient.outcome == .delivered
      guard crossed else { return nil }
      (tls, isKnown, isInbound) = (recipient.tls, recipient.tlsKnown, false)
    }
  }
}
