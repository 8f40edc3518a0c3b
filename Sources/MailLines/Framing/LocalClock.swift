/// The clock that wrote a source's stamps without a zone, read line by line.
///
/// In the hour that is repeated when the clocks go back, the lines' order tells which of the two is meant:
/// the first, until the clock has gone back.
struct LocalClock {
  let zone: LocalZone
  /// The newest instant so far, in seconds since 1970.
  private var newest = Int64.min
  /// A line may stand so long behind newer ones, in seconds, and yet be of the same hour.
  private static let straggling: Int64 = 600
  /// What lies further back, in seconds, is another log behind this one.
  private static let otherLog: Int64 = 2 * 86_400

  init(_ zone: LocalZone) { self.zone = zone }

  /// Seconds east of UTC when the clock shows `local` (seconds, counted as if it were UTC).
  mutating func offset(atLocal local: Int64) -> Int {
    let (offset, first) = zone.offsets(atLocal: local)
    if newest > local, newest - local > Self.otherLog { newest = .min }
    var chosen = offset
    if let first {
      let hasGoneBack = newest >= local - local % 3600 - Int64(offset)
      let goesBack = newest > local - Int64(first) + Self.straggling
      if !hasGoneBack, !goesBack { chosen = first }
    }
    newest = max(newest, local - Int64(chosen))
    return chosen
  }
}
