internal import Glibc

/// The zone of stamps that bear none, by the C library's rules.
///
/// Sets the process's `TZ`: one zone a run, named before the first line is read.
package final class LocalZone {
  private var knownHour = Int64.min
  private var knownOffset = 0

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
  /// In the hour that a change of the clocks repeats, the C library chooses.
  package func offset(atLocal localSeconds: Int64) -> Int {
    let hour = localSeconds >= 0 ? localSeconds / 3600 : (localSeconds - 3599) / 3600
    if hour == knownHour { return knownOffset }
    var time = time_t(hour * 3600)
    var broken = tm()
    gmtime_r(&time, &broken)
    broken.tm_isdst = -1
    let instant = Int64(mktime(&broken))
    knownHour = hour
    knownOffset = Int(hour * 3600 - instant)
    return knownOffset
  }

  /// Seconds east of UTC at an instant.
  package func offset(at instant: Int64) -> Int {
    var time = time_t(instant)
    var broken = tm()
    localtime_r(&time, &broken)
    return broken.tm_gmtoff
  }
}
