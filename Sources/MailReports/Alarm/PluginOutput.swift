/// An alarm as the Monitoring Plugins guidelines want it: for Nagios, Icinga and their kin.
///
/// A status line, `|` and figures behind it; then the long output. Parts of it come from logs and
/// must not forge either, so `|` and control characters are replaced.
package enum PluginOutput {
  /// Pagers show so much of the first line.
  private static let statusWidth = 80
  /// Nagios reads no more than 8 kB of all.
  private static let outputBytes = 8000

  package static func render(_ alarm: Alarm) -> [UInt8] {
    let head = "INCATRAIL \(alarm.state.word) - "
    // Where all is well, the numbers are one sentence; where not, each fault is told by itself.
    let told = alarm.state == .ok ? [alarm.reasons.joined(separator: "; ")] : alarm.reasons
    let reasons = told.map(\.plain)
    let first = reasons.first ?? ""
    let more = reasons.count > 1 ? " (and \(reasons.count - 1) more)" : ""
    let room = statusWidth - head.count - more.count
    let status = head + first.cut(to: room) + more
    var text = status
    if !alarm.figures.isEmpty {
      text += " | " + alarm.figures.map(\.performance).joined(separator: " ")
    }
    text += "\n"
    // What the status line bears whole need not be said again.
    let isSaid = first.count <= room
    let lines = reasons.dropFirst(isSaid ? 1 : 0) + alarm.details.map(\.plain)
    for line in lines {
      guard text.utf8.count + line.utf8.count + 1 < outputBytes else { break }
      text += line + "\n"
    }
    return Array(text.utf8)
  }
}

extension AlarmFigure {
  /// `'failures'=3;1;5;0`.
  fileprivate var performance: String {
    let ranges = [limits.warning?.text ?? "", limits.critical?.text ?? ""]
    let least = minimum.map { String($0) } ?? ""
    var parts = ["'\(label)'=\(valueText)\(value == nil ? "" : unit)"] + ranges + [least]
    while parts.last == "" { parts.removeLast() }
    return parts.joined(separator: ";")
  }

  /// `U` where it is not known.
  var valueText: String { value?.decimalText ?? "U" }
}

extension String {
  /// One line without what the line forms of monitoring systems take for their own.
  var plain: String {
    String(printable.map { $0 == "|" ? "/" : $0 })
  }
}
