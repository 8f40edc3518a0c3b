internal import MailReports

/// The limits of the verdict, as the configuration sets them under `thresholds`.
public struct ThresholdSettings: Sendable {
  private(set) var values = Thresholds()

  public init() {}

  enum Limit {
    case seconds(WritableKeyPath<Thresholds, Int64>)
    case count(WritableKeyPath<Thresholds, Int>)
  }

  /// By the name in the configuration.
  static var limits: [(name: String, limit: Limit)] {
    [
      ("open_tls", .seconds(\.openTLS)),
      ("open_any", .seconds(\.openAny)),
      ("stalled", .seconds(\.stalled)),
      ("stalled_messages", .count(\.stalledMessages)),
      ("open_notice", .seconds(\.openNotice)),
      ("open_greylisted", .seconds(\.openGreylisted)),
      ("late", .seconds(\.late)),
      ("silence", .seconds(\.silence)),
      ("understood_percent", .count(\.understoodPercent)),
      ("lines_missed_in_gap", .count(\.linesMissedInGap)),
      ("incident_gap", .seconds(\.incidentGap)),
    ]
  }

  /// Sets one limit.
  /// - Returns: what was expected in place of `text`; nil where it was set.
  mutating func set(_ limit: Limit, _ text: String) -> String? {
    switch limit {
    case .seconds(let path):
      guard let seconds = TimeExpression.seconds(text) else { return "a span of time such as 30m" }
      values[keyPath: path] = seconds
    case .count(let path):
      guard let count = Int(text), count >= 0 else { return "a whole number" }
      values[keyPath: path] = count
    }
    return nil
  }
}
