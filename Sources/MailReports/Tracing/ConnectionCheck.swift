import ByteTools
import MailRules
import MailTerms

/// One item of the connection test, as far as a log can tell.
enum ConnectionCheck: CaseIterable {
  // Of mail sent, in the order in which it comes to them.
  case marked, resolved, routed, byName, connected, encrypted, verified, ownCertificate, taken
  // Of mail received.
  case unsuffixed, unfiltered, notReturned, handedOn

  static let sent: [ConnectionCheck] = [
    .marked, .resolved, .routed, .byName, .connected, .encrypted, .verified, .ownCertificate,
    .taken,
  ]
  static let received: [ConnectionCheck] = [
    .encrypted, .verified, .unfiltered, .unsuffixed, .handedOn, .notReturned,
  ]

  var phrase: Phrase {
    switch self {
    case .marked: .checkMarked
    case .resolved: .checkResolved
    case .routed: .checkRouted
    case .byName: .checkByName
    case .connected: .checkConnected
    case .encrypted: .checkEncrypted
    case .verified: .checkVerified
    case .ownCertificate: .checkOwnCertificate
    case .taken: .checkTaken
    case .unsuffixed: .checkUnsuffixed
    case .unfiltered: .checkUnfiltered
    case .notReturned: .checkNotReturned
    case .handedOn: .checkHandedOn
    }
  }

  /// The check that a failed attempt did not pass.
  init(failing failure: FailureClass) {
    switch failure {
    case .networkDNS: self = .resolved
    case .networkRefused, .networkTimeout, .networkUnreachable, .networkLost: self = .connected
    case .routeRelayDenied, .routeLoop: self = .routed
    case .tlsDropped, .certOwnMissing, .certOwnRejected, .certOwnExpired: self = .ownCertificate
    case .certUntrusted, .certSelfSigned, .certNameMismatch, .certExpired, .certPinMismatch,
      .certUnverified:
      self = .verified
    case _ where failure.isTLS: self = .encrypted
    default: self = .taken
    }
  }

  /// The check that a finding belongs to; nil for mere information.
  init?(failing finding: Finding) {
    switch finding {
    case .misrouted, .tagIgnored: self = .routed
    case .staticRoute: self = .byName
    case .plaintext, .legacyTLS: self = .encrypted
    case .unverifiedTLS: self = .verified
    case .greylistedPlatform: self = .unfiltered
    case .returnedToPlatform: self = .notReturned
    case .newPlatformAddress, .slow: return nil
    }
  }
}

/// What became of a check.
struct CheckResult {
  enum State: Equatable {
    case passed
    /// What explains it; nil where nothing but the outcome does.
    case failed(AdviceSubject?)
    /// The log does not show it.
    case unseen
  }

  let check: ConnectionCheck
  let state: State
  /// What the log says: a host, a version, a queue ID; or why it says nothing.
  var note: String?

  var isFailed: Bool { if case .failed = state { true } else { false } }
}
