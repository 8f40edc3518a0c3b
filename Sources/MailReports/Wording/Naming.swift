import MailTerms

extension LogTime {
  /// `2026-11-22`, as local as the log was.
  var dayText: String { String(description.prefix(10)) }
  /// `23:59`.
  var clockText: String { String(description.dropFirst(11).prefix(5)) }
  /// `+01:00`.
  var offsetText: String { String(description.suffix(6)) }
}

/// Whether two names are of one host: equal, or equal up to the first dot where one is short.
func isSameHost(_ left: String, _ right: String) -> Bool {
  let (left, right) = (left.lowercased(), right.lowercased())
  return left == right || left.hasPrefix(right + ".") || right.hasPrefix(left + ".")
}

/// `host[ip]:port` without address and port; the address where there is no host.
package func hostPart(_ name: String) -> String {
  let host = name.prefix { $0 != "[" }
  if !host.isEmpty {
    return name.contains("[") ? String(host) : String(host.prefix { $0 != ":" })
  }
  return String(name.dropFirst().prefix { $0 != "]" })
}

extension Coverage.Host {
  /// The gaps that are strange for this host: in each it would usually have written `linesMissed`
  /// lines or more, and it is not one that falls silent time and again, as a small office's does
  /// every night.
  func unusualGaps(linesMissed: Int) -> [Coverage.Gap] {
    guard gaps.count <= 2, let first, let last else { return [] }
    let silent = gaps.reduce(0) { $0 + $1.to.seconds - $1.from.seconds }
    // What it wrote within a few minutes tells nothing of its habits.
    let busy = max(last.seconds - first.seconds - silent, 3600)
    return gaps.filter { gap in
      let length = Double(gap.to.seconds - gap.from.seconds)
      return Double(lines) / Double(busy) * length >= Double(linesMissed)
    }
  }
}
