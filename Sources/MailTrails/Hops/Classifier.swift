internal import ByteTools
internal import MailRules
internal import MailTerms

/// From what the log says of an attempt to its failure class.
struct Classifier {
  let rules: RuleSet

  /// The class of one line of the TLS engine.
  func tls(_ text: ByteView, _ dialect: DialectName) -> FailureClass? {
    rules.match(.tls, dialect: dialect, text)?.failure
  }

  /// The class of a failed attempt.
  ///
  /// - Parameters:
  ///   - reply: the peer's own words, where the failure is one.
  ///   - evidence: what the session's TLS lines say; it decides where the attempt itself names TLS
  ///     or a lost connection, because there the reason stands on those lines.
  func attempt(
    reason: ByteView, reply: ByteView?, status: EnhancedStatus?, evidence: Evidence?,
    _ dialect: DialectName
  ) -> FailureClass {
    let words = reply == nil ? rules.match(.reason, dialect: dialect, reason) : nil
    // Where the attempt's own words say nothing, the session's TLS lines do.
    if reply == nil, words == nil, let told = evidence?.failure, told.rank < 2 { return told }
    let match =
      words ?? rules.matchOrStatus(.reply, dialect: dialect, reply ?? reason, status: status)
    let own = match?.failure ?? .unclassified
    guard reply == nil, let evidence else { return own }
    let explains = own.rank < 2 || own == .networkLost
    guard explains else { return own }
    if let told = evidence.failure {
      return told.rank <= own.rank || own == .certUnverified ? told : own
    }
    // TLS was up, the peer went without a word before taking anything.
    if own == .networkLost, evidence.tls != nil,
      reason.contains("O handshake")
    {
      return .tlsDropped
    }
    return own
  }

  /// The class of a refusal of our own.
  func refusal(_ text: ByteView, status: EnhancedStatus?, _ dialect: DialectName) -> FailureClass {
    rules.matchOrStatus(.reject, dialect: dialect, text, status: status)?.failure ?? .unclassified
  }

  /// What a content filter said of a message that it took, and dropped all the same.
  func filter(_ text: ByteView, _ dialect: DialectName) -> FailureClass? {
    rules.match(.filter, dialect: dialect, text)?.failure
  }
}

extension FailureClass {
  /// The peer does not like the certificate that we showed.
  var isOwnCertificate: Bool {
    self == .certOwnMissing || self == .certOwnRejected || self == .certOwnExpired
  }

  /// Smaller is more telling: certificates before TLS before all else.
  var rank: Int {
    switch self {
    case .certUntrusted, .certSelfSigned, .certNameMismatch, .certExpired, .certPinMismatch,
      .certUnverified, .certOwnMissing, .certOwnRejected, .certOwnExpired:
      0
    case .tlsNotOffered, .tlsProtocol, .tlsCipher, .tlsHandshake, .tlsDropped, .tlsRefused,
      .tlsPolicy, .tlsLocal, .tlsRequiredByPeer:
      1
    default: 2
    }
  }
}
