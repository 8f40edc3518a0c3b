/// Which part of a log line a rule reads: never a whole line, because parts of a line are written
/// by strangers.
package enum RuleField: UInt8, CaseIterable, Sendable {
  /// The peer's SMTP reply with its code.
  case reply
  /// The MTA's own words why an attempt failed, without the peer's reply.
  case reason
  /// A line of the TLS engine, after tag and severity.
  case tls
  /// Our own server's refusal.
  case reject
  /// A content filter's verdict.
  case filter
  /// `CODE X.Y.Z`, either may be `-`: read when no rule knew the words.
  case status

  package var name: StaticString {
    switch self {
    case .reply: "reply"
    case .reason: "reason"
    case .tls: "tls"
    case .reject: "reject"
    case .filter: "filter"
    case .status: "status"
    }
  }
}
