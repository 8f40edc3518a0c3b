/// A range of the monitoring plugins: `10`, `10:`, `~:10`, `10:20`, `@10:20`.
///
/// Source: Monitoring Plugins Development Guidelines, "Threshold and Ranges". Values outside it
/// alert, those at its ends do not; with `@` it is the other way round.
package struct AlarmRange: Equatable, Sendable {
  /// As given.
  package let text: String
  package let start: Double
  package let end: Double
  package let alertsInside: Bool

  package static let forms = "10, 10:, ~:10, 10:20 or @10:20"

  /// nil where `text` is no range, or one that ends before it starts.
  package init?(_ text: String) {
    self.text = text
    alertsInside = text.hasPrefix("@")
    let bounds = text.dropFirst(alertsInside ? 1 : 0)
      .split(separator: ":", omittingEmptySubsequences: false)
    guard bounds.count <= 2, let last = bounds.last, bounds.contains(where: { !$0.isEmpty }) else {
      return nil
    }
    var start = 0.0
    if bounds.count == 2, !bounds[0].isEmpty {
      guard let number = bounds[0] == "~" ? -Double.infinity : Self.number(bounds[0]) else {
        return nil
      }
      start = number
    }
    guard let end = last.isEmpty ? Double.infinity : Self.number(last), start <= end else {
      return nil
    }
    (self.start, self.end) = (start, end)
  }

  package func alerts(at value: Double) -> Bool {
    (start <= value && value <= end) == alertsInside
  }

  /// Plain decimals: neither `1e3` nor `inf`, which monitoring systems do not read.
  private static func number(_ text: Substring) -> Double? {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
    let isPlain = digits.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    guard isPlain, text.utf8.count - digits.count <= 1, digits.last != UInt8(ascii: ".") else {
      return nil
    }
    return Double(text)
  }
}

/// When a figure alerts: `WARNING,CRITICAL`, each a range; either may be left out.
package struct AlarmLimits: Equatable, Sendable {
  package var warning: AlarmRange?
  package var critical: AlarmRange?

  /// No limits: the figure is shown and never alerts.
  package init() {}

  /// nil where `text` is none; `1,5`, `1` and `,5` are.
  package init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }) else { return nil }
    for (index, part) in parts.enumerated() where !part.isEmpty {
      guard let range = AlarmRange(String(part)) else { return nil }
      if index == 0 { warning = range } else { critical = range }
    }
  }

  /// The state of `value`, and the range that says so.
  package func rate(_ value: Double) -> (state: AlarmState, range: AlarmRange?) {
    if let critical, critical.alerts(at: value) { return (.critical, critical) }
    if let warning, warning.alerts(at: value) { return (.warning, warning) }
    return (.ok, nil)
  }
}
