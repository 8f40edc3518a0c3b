package import MailTerms

/// How mail was protected on its way between the platform and us, counted in recipients.
///
/// Only mail that crossed counts. Outbound that is the session of the attempt that got through to
/// the platform, inbound the session in which the platform handed the message to the first hop.
package struct TLSFigures: Sendable {
  package private(set) var crossed = 0
  package private(set) var versions: [String: Int] = [:]
  package private(set) var ciphers: [String: Int] = [:]
  package private(set) var peers: [TLSInfo.Peer: Int] = [:]
  /// The log would have told of TLS and told of none.
  package private(set) var plain = 0
  /// The log does not tell.
  package private(set) var unknown = 0
  /// Outbound sessions by whether we showed our certificate, those that failed too: a gateway that
  /// shows none gets nothing through, and must be seen nevertheless.
  package private(set) var certificateShown = 0
  package private(set) var certificateNotShown = 0
  package private(set) var certificateUnknown = 0

  package init() {}

  /// Crossings over TLS, whatever is known of it.
  package var encrypted: Int { crossed - plain - unknown }
  package var verified: Int { peers[.verified, default: 0] + peers[.trusted, default: 0] }

  mutating func add(_ crossing: Crossing, _ trail: borrowing Trail) {
    crossed += 1
    guard let tls = crossing.tls else {
      if crossing.isKnown { plain += 1 } else { unknown += 1 }
      return
    }
    versions[trail.string(tls.version) ?? "unknown", default: 0] += 1
    if let cipher = trail.string(tls.cipher), ciphers.count < 200 || ciphers[cipher] != nil {
      ciphers[cipher, default: 0] += 1
    }
    peers[tls.peer, default: 0] += 1
  }

  /// Counts whether our certificate was shown in the last attempt for `recipient`.
  mutating func addCertificate(_ recipient: Recipient, of trail: borrowing Trail) {
    guard trail.direction != .inbound else { return }
    switch recipient.reached {
    case .handedOver?, .elsewhere?: return
    case .platform?, .no?, .unknown?, nil: break
    }
    // The peer says itself that it got none.
    if recipient.failure == .certOwnMissing {
      certificateNotShown += 1
      return
    }
    guard let tls = recipient.tls else { return }
    switch tls.ownCertificateShown {
    case true?: certificateShown += 1
    case false?: certificateNotShown += 1
    case nil: certificateUnknown += 1
    }
  }
}

/// The session in which one recipient's message went between the platform and us.
struct Crossing {
  var tls: TLSInfo?
  var isKnown: Bool
  var isInbound: Bool

  /// nil where the message did not cross.
  init?(_ recipient: Recipient, of trail: borrowing Trail) {
    if trail.direction == .inbound {
      // Without a queue ID the message was refused: its data never crossed.
      guard let first = trail.hops.first, !first.queueID.isNone, let client = first.client else {
        return nil
      }
      (tls, isKnown, isInbound) = (client.tls, client.tlsKnown, true)
    } else {
      let crossed = recipient.reached.map { $0 == .platform } ?? (recipient.outcome == .delivered)
      guard crossed else { return nil }
      (tls, isKnown, isInbound) = (recipient.tls, recipient.tlsKnown, false)
    }
  }
}
