internal import IncaTrail

extension ReportLanguage {
  /// What `--lang` says, else the locale.
  static func chosen(_ code: String?) throws -> ReportLanguage {
    guard let code else { return ofLocale(variable) }
    guard codes.contains(code), let language = ReportLanguage(code) else {
      throw UsageError("--lang: '\(code)' is none of \(codes.joined(separator: ", "))")
    }
    return language
  }
}
