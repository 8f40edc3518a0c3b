/// Something wrong even though mail flowed. The names are public and stable.
public enum Finding: UInt8, CaseIterable, Sendable {
  case plaintext, misrouted, returnedToPlatform, tagIgnored, unverifiedTLS, legacyTLS, staticRoute
  case greylistedPlatform, newPlatformAddress, slow

  public var name: String {
    switch self {
    case .plaintext: "plaintext"
    case .misrouted: "misrouted"
    case .returnedToPlatform: "returned-to-platform"
    case .tagIgnored: "tag-ignored"
    case .unverifiedTLS: "unverified-tls"
    case .legacyTLS: "legacy-tls"
    case .staticRoute: "static-route"
    case .greylistedPlatform: "greylisted-platform"
    case .newPlatformAddress: "new-platform-address"
    case .slow: "slow"
    }
  }

  public enum Severity: String, Sendable, Comparable {
    case info, warning, critical

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    private var rank: Int {
      switch self {
      case .info: 0
      case .warning: 1
      case .critical: 2
      }
    }
  }

  /// The grade; `tagIgnored` is a warning where `Findings.tagBehindReplyPrefix` is set.
  public var severity: Severity {
    switch self {
    case .plaintext, .misrouted, .returnedToPlatform, .tagIgnored: .critical
    case .unverifiedTLS, .legacyTLS, .staticRoute, .greylistedPlatform: .warning
    case .newPlatformAddress, .slow: .info
    }
  }
}

/// A set of findings.
public struct Findings: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The tag stands behind a reply or forward prefix: `tag-ignored` is a warning only.
  public static let tagBehindReplyPrefix = Findings(rawValue: 1 << 15)

  public init(_ finding: Finding) { self.init(rawValue: 1 << UInt16(finding.rawValue)) }
  public func contains(_ finding: Finding) -> Bool { contains(Findings(finding)) }
  public mutating func insert(_ finding: Finding) { formUnion(Findings(finding)) }

  /// The findings in this set, in the order of the taxonomy.
  public var all: [Finding] { Finding.allCases.filter { contains($0) } }

  /// The gravest grade in the set.
  public var severity: Finding.Severity? {
    all.map { finding in
      finding == .tagIgnored && contains(.tagBehindReplyPrefix) ? .warning : finding.severity
    }.max()
  }
}
