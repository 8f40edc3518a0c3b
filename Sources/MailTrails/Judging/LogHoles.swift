internal import MailTerms

/// Where lines are known to be missing: a source broke off, hours lie between two files, a logger dropped
/// lines. That a line is not there proves nothing then.
struct LogHoles {
  private struct Hole {
    /// nil: of any host.
    let host: UInt16?
    /// Of the first line behind it, in microseconds since 1970.
    let time: Int64
  }
  /// The last of them.
  private var holes: [Hole] = []
  private static let most = 16
  /// A session takes no longer as a rule, nor does a logger take longer to tell what it dropped.
  private static let reach: Int64 = 60 * 1_000_000

  mutating func note(host: UInt16?, at time: Int64) {
    if holes.count == Self.most { holes.removeFirst() }
    holes.append(Hole(host: host, time: time))
  }

  /// Whether a line that explains what was logged at `time` may be missing.
  func reach(_ time: LogTime, on host: UInt16) -> Bool {
    holes.contains {
      ($0.host ?? host) == host && abs($0.time - time.microseconds) <= Self.reach
    }
  }
}
