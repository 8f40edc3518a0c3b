/// An alarm as a local check of Checkmk: status, service, metrics, text; `\n` begins the details.
///
/// Source: Checkmk manual, "Local checks". A metric bears levels, not ranges: an upper one, or
/// lower and upper; what a range says beyond that shows in the state alone.
package enum CheckmkOutput {
  package static func render(_ alarm: Alarm) -> [UInt8] {
    let metrics = alarm.figures.compactMap(\.metric).joined(separator: "|")
    // Details begin where the text holds a backslash and an n: no other backslash may stand there.
    let lines = (alarm.reasons + alarm.details).map { line in
      String(line.plain.map { $0 == "\\" ? "/" : $0 })
    }
    let text = lines.filter { !$0.isEmpty }.joined(separator: "\\n")
    let line =
      "\(alarm.state.code) \"IncaMail\" \(metrics.isEmpty ? "-" : metrics) "
      + (text.isEmpty ? "nothing to say" : text) + "\n"
    return Array(line.utf8)
  }
}

extension AlarmFigure {
  /// `failures=3;1;5`; nil where the value is not known.
  fileprivate var metric: String? {
    guard value != nil else { return nil }
    var parts = [
      "\(label)=\(valueText)", limits.warning?.level ?? "", limits.critical?.level ?? "",
    ]
    while parts.last == "" { parts.removeLast() }
    return parts.joined(separator: ";")
  }
}

extension AlarmRange {
  /// The upper level, or the lower and the upper one.
  fileprivate var level: String? {
    guard !alertsInside, end.isFinite else { return nil }
    let bounds = text.split(separator: ":")
    guard bounds.count == 2, start.isFinite, start != 0 else { return bounds.last.map(String.init) }
    return text
  }
}
