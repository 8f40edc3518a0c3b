import MailTerms

/// How grave a record is: one scale, of which every format has its own numbers.
enum SIEMSeverity: String, Comparable {
  case none, low, medium, high, critical

  init(_ outcome: Outcome, _ failure: FailureClass?, isPlatform: Bool) {
    let isTLS = failure?.isTLS ?? false
    self =
      switch outcome {
      case .delivered, .unknown: .none
      case _ where isPlatform && isTLS: .high
      case .bounced, .expired, .rejected: isPlatform ? .high : .medium
      case .deferred: failure.map(Self.passes) ?? false ? .low : .medium
      case .held, .discarded: .medium
      }
  }

  init(_ finding: Finding, of findings: Findings) {
    let grade =
      finding == .tagIgnored && findings.contains(.tagBehindReplyPrefix)
      ? .warning : finding.severity
    self =
      switch grade {
      case .info: .low
      case .warning: .medium
      case .critical: .critical
      }
  }

  /// What is usual while mail is under way, and passes by itself.
  private static func passes(_ failure: FailureClass) -> Bool {
    switch failure {
    case .filterGreylist, .rateLimited, .serverTemporary: true
    default: failure.isNetwork
    }
  }

  static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  /// Of OCSF, from 1 (informational) to 5.
  var number: Int {
    switch self {
    case .none: 1
    case .low: 2
    case .medium: 3
    case .high: 4
    case .critical: 5
    }
  }

  /// Of OCSF.
  var caption: String {
    switch self {
    case .none: "Informational"
    case .low: "Low"
    case .medium: "Medium"
    case .high: "High"
    case .critical: "Critical"
    }
  }

  /// Of ECS: what Elastic's stock rule for external alerts tells apart; nothing where all is well.
  var ecs: Int? {
    switch self {
    case .none: nil
    case .low: 21
    case .medium: 47
    case .high: 73
    case .critical: 99
    }
  }

  /// Of CEF and LEEF, 1 to 10.
  var ten: Int {
    switch self {
    case .none: 1
    case .low: 3
    case .medium: 5
    case .high: 8
    case .critical: 10
    }
  }

  /// RFC 5424 section 6.2.1: 6 (informational) to 2 (critical).
  var syslog: Int { 7 - number }

  /// Of ASIM, which knows nothing above high.
  var asim: String { self == .critical ? "High" : caption }
}
