internal import MailReports

/// Days on which silence is nothing strange, as the configuration lists them under `holidays`.
public struct HolidaySettings: Sendable {
  private(set) var value = Holidays()

  public init() {}

  /// `2026-04-03`, or `12-25` for every year.
  /// - Returns: false where it is no day.
  public mutating func add(_ text: String) -> Bool { value.add(text) }

  /// What is wrong with a day; nil where nothing is.
  static func fault(_ text: String) -> String? {
    var probe = Holidays()
    return probe.add(text) ? nil : "is no day: give 2026-04-03, or 12-25 for every year"
  }
}
