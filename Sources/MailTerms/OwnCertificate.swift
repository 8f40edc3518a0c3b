/// What our own certificate says, and how it hangs together with those in the same file.
public struct OwnCertificate: Sendable {
  /// How far its issuers can be followed.
  public enum Chain: Sendable, Equatable {
    /// To a root that this machine trusts.
    case trusted
    /// To a root in the file itself, which this machine does not know.
    case ownRoot(String)
    /// It is its own issuer.
    case selfSigned
    /// To this issuer, which is neither in the file nor among the machine's roots.
    case endsBefore(issuer: String)
    /// As `endsBefore`; but this machine has no roots to look in.
    case unknown(issuer: String)
  }

  /// The common name of its subject, or the whole of it.
  public var name: String
  /// Seconds since 1970.
  public var notBefore: Int64
  public var notAfter: Int64
  /// When the first of its issuers in the file ends.
  public var issuersNotAfter: Int64?
  /// Whether it may be shown when sending (`clientAuth`) and when receiving (`serverAuth`).
  public var isForClients: Bool
  public var isForServers: Bool
  /// The first in the file is a CA's, which none shows as its own.
  public var isAuthority: Bool
  public var chain: Chain

  public init(
    name: String, notBefore: Int64, notAfter: Int64, issuersNotAfter: Int64? = nil,
    isForClients: Bool = true, isForServers: Bool = true, isAuthority: Bool = false,
    chain: Chain = .trusted
  ) {
    self.name = name
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.issuersNotAfter = issuersNotAfter
    self.isForClients = isForClients
    self.isForServers = isForServers
    self.isAuthority = isAuthority
    self.chain = chain
  }
}
