internal import Glibc

/// The zone of stamps that bear none, by the C library's rules.
///
/// Sets the process's `TZ`: one zone a run, named before the first line is read.
package final class LocalZone {
  private var knownHour = Int64.min
  private var known: (offset: Int, first: Int?) = (0, nil)

  /// - Parameter name: a name of the zone database such as `Europe/Zurich`, or nil for the machine's.
  /// - Returns: nil where the database has no such zone.
  package init?(name: String?) {
    if let name {
      guard Self.exists(name) else { return nil }
      setenv("TZ", name, 1)
    }
    tzset()
  }

  /// `UTC` and names with a file in the zone database. A name never leaves that folder.
  private static func exists(_ name: String) -> Bool {
    if name == "UTC" || name == "GMT" { return true }
    guard !name.isEmpty, !name.hasPrefix("/"), !name.contains("..") else { return false }
    let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"]
    return folders.contains { folder in
      var status = stat()
      return stat("\(folder)/\(name)", &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }

  /// Seconds east of UTC when a clock on the wall shows `localSeconds` (counted as if it were UTC).
  ///
  /// In the hour that is repeated when the clocks go back it is the second one, after the change.
  package func offset(atLocal localSeconds: Int64) -> Int { offsets(atLocal: localSeconds).offset }

  /// The same, and the offset before the change in the hour that is repeated; nil in all others.
  func offsets(atLocal localSeconds: Int64) -> (offset: Int, first: Int?) {
    let hour = localSeconds >= 0 ? localSeconds / 3600 : (localSeconds - 3599) / 3600
    if hour == knownHour { return known }
    var time = time_t(hour * 3600)
    var broken = tm()
    gmtime_r(&time, &broken)
    broken.tm_isdst = -1
    let instant = Int64(mktime(&broken))
    knownHour = hour
    let told = Int(hour * 3600 - instant)
    // The clock shows it again an hour before or after, where it is shown twice.
    let again = [instant - 3600, instant + 3600].map { (at: $0, offset: offset(at: $0)) }
      .first { $0.at + Int64($0.offset) == hour * 3600 }?.offset
    known = again.map { (min(told, $0), max(told, $0)) } ?? (told, nil)
    return known
  }

  /// Seconds east of UTC at an instant.
  package func offset(at instant: Int64) -> Int {
    var time = time_t(instant)
    var broken = tm()
    localtime_r(&time, &broken)
    return broken.tm_gmtoff
  }
}
