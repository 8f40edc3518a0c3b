internal import MailReports

/// A language that reports are written in.
public struct ReportLanguage: Sendable, Equatable {
  let value: Language

  public static let english = ReportLanguage(value: .english)

  /// The codes that `--lang` takes.
  public static let codes = Language.allCases.map(\.rawValue)

  init(value: Language) { self.value = value }

  /// By a code or the name of a locale: `de`, `de_CH.UTF-8`; nil where it is none of ours.
  public init?(_ name: String) {
    guard let value = Language(locale: name) else { return nil }
    self.value = value
  }

  /// The locale's, where it is one of ours, else English: `LC_ALL`, `LC_MESSAGES`, `LANG`, the
  /// first that is set.
  ///
  /// - Parameter environment: looks up a variable.
  public static func ofLocale(_ environment: (String) -> String?) -> ReportLanguage {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment)
    guard let name = names.first(where: { !$0.isEmpty }) else { return .english }
    return ReportLanguage(name) ?? .english
  }
}
