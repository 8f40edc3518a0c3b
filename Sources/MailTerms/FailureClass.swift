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

  /// Of the families `tls` and `cert`.
  public var isTLS: Bool { rawValue <= Self.certOwnExpired.rawValue }
  /// Of the family `network`.
  public var isNetwork: Bool {
    (Self.networkDNS.rawValue...Self.networkLost.rawValue).contains(rawValue)
  }
  /// Of the family `filter`.
  public var isFilter: Bool {
    (Self.filterSpam.rawValue...Self.filterPolicy.rawValue).contains(rawValue)
  }

  /// Lost for a fault of the message or its addressee, not of the gateway (`docs/taxonomy.md`).
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
///
/// Held without allocation. The order is known of the first ten; further ones follow in the order of
/// the taxonomy.
public struct FailureClasses: Hashable, BitwiseCopyable, Sendable, Sequence {
  /// A bit for each class.
  private var present: UInt64 = 0
  /// Six bits for each of the first ten, the first lowest.
  private var order: UInt64 = 0
  private static let ordered = 10

  public init() {}

  public init(_ failure: FailureClass) { insert(failure) }

  public var isEmpty: Bool { present == 0 }

  public func contains(_ failure: FailureClass) -> Bool {
    present & 1 << UInt64(failure.rawValue) != 0
  }

  public mutating func insert(_ failure: FailureClass) {
    guard !contains(failure) else { return }
    let count = present.nonzeroBitCount
    if count < Self.ordered { order |= UInt64(failure.rawValue) << UInt64(6 * count) }
    present |= 1 << UInt64(failure.rawValue)
  }

  public func makeIterator() -> Iterator {
    Iterator(rest: present, order: order, place: 0)
  }

  public struct Iterator: IteratorProtocol {
    fileprivate var rest: UInt64
    fileprivate var order: UInt64
    fileprivate var place: Int

    public mutating func next() -> FailureClass? {
      guard rest != 0 else { return nil }
      let code = place < FailureClasses.ordered ? order & 63 : UInt64(rest.trailingZeroBitCount)
      order >>= 6
      place += 1
      rest &= ~(1 << code)
      return FailureClass(rawValue: UInt8(code))
    }
  }
}
