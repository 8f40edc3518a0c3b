/// Why one delivery attempt failed: `family.kind`. The names are public and stable.
public enum FailureClass: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  case tlsNotOffered, tlsProtocol, tlsCipher, tlsHandshake, tlsDropped, tlsRefused, tlsPolicy
  case tlsLocal, tlsRequiredByPeer
  case certUntrusted, certSelfSigned, certNameMismatch, certExpired, certPinMismatch
  case certUnverified, certOwnMissing, certOwnRejected, certOwnExpired
  case filterSpam, filterVirus, filterAttachment, filterReputation, filterGreylist, filterPolicy
  case networkDNS, networkRefused, networkTimeout, networkUnreachable, networkLost
  case recipientUnknown, recipientFull, recipientDisabled
  case senderRejected
  case messageTooLarge, messageMalformed
  case routeRelayDenied, routeLoop
  case authFailed
  case rateLimited
  case serverTemporary, serverPermanent
  case localError
  case unclassified

  /// The public name, such as `cert.own-rejected`.
  public var name: String {
    switch self {
    case .tlsNotOffered: "tls.not-offered"
    case .tlsProtocol: "tls.protocol"
    case .tlsCipher: "tls.cipher"
    case .tlsHandshake: "tls.handshake"
    case .tlsDropped: "tls.dropped"
    case .tlsRefused: "tls.refused"
    case .tlsPolicy: "tls.policy"
    case .tlsLocal: "tls.local"
    case .tlsRequiredByPeer: "tls.required-by-peer"
    case .certUntrusted: "cert.untrusted"
    case .certSelfSigned: "cert.self-signed"
    case .certNameMismatch: "cert.name-mismatch"
    case .certExpired: "cert.expired"
    case .certPinMismatch: "cert.pin-mismatch"
    case .certUnverified: "cert.unverified"
    case .certOwnMissing: "cert.own-missing"
    case .certOwnRejected: "cert.own-rejected"
    case .certOwnExpired: "cert.own-expired"
    case .filterSpam: "filter.spam"
    case .filterVirus: "filter.virus"
    case .filterAttachment: "filter.attachment"
    case .filterReputation: "filter.reputation"
    case .filterGreylist: "filter.greylist"
    case .filterPolicy: "filter.policy"
    case .networkDNS: "network.dns"
    case .networkRefused: "network.refused"
    case .networkTimeout: "network.timeout"
    case .networkUnreachable: "network.unreachable"
    case .networkLost: "network.lost"
    case .recipientUnknown: "recipient.unknown"
    case .recipientFull: "recipient.full"
    case .recipientDisabled: "recipient.disabled"
    case .senderRejected: "sender.rejected"
    case .messageTooLarge: "message.too-large"
    case .messageMalformed: "message.malformed"
    case .routeRelayDenied: "route.relay-denied"
    case .routeLoop: "route.loop"
    case .authFailed: "auth.failed"
    case .rateLimited: "rate.limited"
    case .serverTemporary: "server.temporary"
    case .serverPermanent: "server.permanent"
    case .localError: "local.error"
    case .unclassified: "unclassified"
    }
  }

  /// The class of that public name.
  public init?(name: String) {
    guard let found = Self.byName[name] else { return nil }
    self = found
  }

  private static let byName = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  /// The part before the dot: `cert`.
  public var family: Substring { name.prefix { $0 != "." } }

  /// Lost for a fault of the message or its addressee, not of the gateway (`verdict.md`).
  public var isUserError: Bool {
    switch self {
    case .recipientUnknown, .recipientFull, .recipientDisabled, .messageTooLarge,
      .messageMalformed, .filterSpam, .filterVirus:
      true
    default: false
    }
  }
}

/// The classes met on the way of one recipient, each once, in the order first met.
public struct FailureClasses: Hashable, Sendable {
  private var codes: [UInt8] = []

  public init() {}

  public var isEmpty: Bool { codes.isEmpty }
  public var last: FailureClass? { codes.last.flatMap(FailureClass.init(rawValue:)) }
  public var all: [FailureClass] { codes.compactMap(FailureClass.init(rawValue:)) }

  public mutating func insert(_ failure: FailureClass) {
    if !codes.contains(failure.rawValue) { codes.append(failure.rawValue) }
  }
}
