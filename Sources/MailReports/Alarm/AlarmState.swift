/// How monitoring plugins rate a service, mildest first: what is worse than another covers it.
///
/// A proven fault is worse than not knowing, and not knowing is worse than a warning.
package enum AlarmState: Int, Comparable, Sendable {
  case ok, warning, unknown, critical

  /// The exit status, and the state of a Checkmk line.
  package var code: Int32 {
    switch self {
    case .ok: 0
    case .warning: 1
    case .critical: 2
    case .unknown: 3
    }
  }

  var word: String {
    switch self {
    case .ok: "OK"
    case .warning: "WARNING"
    case .critical: "CRITICAL"
    case .unknown: "UNKNOWN"
    }
  }

  package static func < (left: AlarmState, right: AlarmState) -> Bool {
    left.rawValue < right.rawValue
  }
}
