import MailTerms

/// `1 line`, `2 lines`, `120'345 lines`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
}

/// Digits in groups of three where there are five or more, parted by an apostrophe as is usual in
/// Switzerland: a blank would be torn apart at the end of a line.
func grouped(_ number: Int) -> String {
  let digits = String(number.magnitude)
  guard digits.count >= 5 else { return String(number) }
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text += "'" }
    text.append(digit)
  }
  return number < 0 ? "-" + text : text
}

/// Two units at most: `47 s`, `22 min`, `4 h`, `3 h 20 min`, `2 d 4 h`.
func duration(_ seconds: Int64) -> String {
  func two(_ large: Int64, _ largeName: String, _ small: Int64, _ smallName: String) -> String {
    small == 0 ? "\(large) \(largeName)" : "\(large) \(largeName) \(small) \(smallName)"
  }
  switch seconds {
  case ..<60: return "\(seconds) s"
  case ..<3600: return "\(seconds / 60) min"
  case ..<86400: return two(seconds / 3600, "h", seconds % 3600 / 60, "min")
  default: return two(seconds / 86400, "d", seconds % 86400 / 3600, "h")
  }
}

/// A delay that may be short: `70 ms`, `1.2 s`, `22 min`.
func delayText(milliseconds: Int64) -> String {
  switch milliseconds {
  case ..<1000: "\(milliseconds) ms"
  case ..<10_000: "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  default: duration(milliseconds / 1000)
  }
}

extension LogTime {
  /// `2026-11-22 23:59`, as local as the log was.
  var minuteText: String { "\(dayText) \(clockText)" }
  /// `2026-11-22`.
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
func hostPart(_ name: String) -> String {
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
    let busy = max(last.seconds - first.seconds - silent, 1)
    return gaps.filter { gap in
      let length = Double(gap.to.seconds - gap.from.seconds)
      return Double(lines) / Double(busy) * length >= Double(linesMissed)
    }
  }
}
