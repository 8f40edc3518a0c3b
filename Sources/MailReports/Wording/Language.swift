import MailTerms

/// A language that reports are written in, with its way of writing numbers and dates.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case german = "de"
  case french = "fr"
  case italian = "it"

  /// By the first part of a locale's name: `de`, `de_CH.UTF-8`, `fr-CH`.
  package init?(locale: String) {
    let name = locale.prefix { $0.isLetter }.lowercased()
    if name == "c" || name == "posix" {
      self = .english
    } else if let known = Language(rawValue: name) {
      self = known
    } else {
      return nil
    }
  }

  /// `de-CH`, for programs that read a page or a mail aloud.
  var tag: String { self == .english ? "en" : "\(rawValue)-CH" }

  /// Between groups of three digits: CLDR 47 for Switzerland; English keeps to ASCII.
  fileprivate var groupSeparator: String {
    switch self {
    case .english: "'"
    case .german, .italian: "\u{2019}"
    case .french: "\u{202F}"
    }
  }

  /// From so many digits on they are grouped.
  fileprivate var groupedDigits: Int {
    switch self {
    case .english, .italian: 5
    case .german, .french: 4
    }
  }

  fileprivate var decimalPoint: String { self == .french ? "," : "." }
  fileprivate var percentSign: String { self == .english ? " %" : "%" }
  fileprivate var days: String {
    switch self {
    case .english: "d"
    case .german: "Tg."
    case .french: "j"
    case .italian: "g"
    }
  }
}

/// Numbers, spans and moments as a language writes them.
extension Words {
  /// Digits in groups of three: a blank would be torn apart at the end of a line, so none is used.
  func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    guard digits.count >= language.groupedDigits else { return String(number) }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += language.groupSeparator }
      text.append(digit)
    }
    return number < 0 ? "-" + text : text
  }

  /// `99.9 %`; never 100.0 where something is missing, never 0.0 where something
  /// is there.
  func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "" }
    var tenths = (part * 1000 + whole / 2) / whole
    if part < whole { tenths = min(tenths, 999) }
    if part > 0 { tenths = max(tenths, 1) }
    return "\(tenths / 10)\(language.decimalPoint)\(tenths % 10)\(language.percentSign)"
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
    default: return two(seconds / 86400, language.days, seconds % 86400 / 3600, "h")
    }
  }

  /// A delay that may be short: `70 ms`, `1.2 s`, `22 min`.
  func delay(milliseconds: Int64) -> String {
    switch milliseconds {
    case ..<1000: "\(milliseconds) ms"
    case ..<10_000:
      "\(milliseconds / 1000)\(language.decimalPoint)\(milliseconds % 1000 / 100) s"
    default: duration(milliseconds / 1000)
    }
  }

  /// `2026-11-22`, as local as the log was; `22.11.2026` where that is usual.
  func day(_ time: LogTime) -> String {
    let parts = time.dayText.split(separator: "-")
    guard language != .english, parts.count == 3 else { return time.dayText }
    return "\(parts[2]).\(parts[1]).\(parts[0])"
  }

  /// `2026-11-22 23:59`.
  func minute(_ time: LogTime) -> String { "\(day(time)) \(time.clockText)" }

  /// `2026-11-22 23:59:07`.
  func second(_ time: LogTime) -> String {
    "\(day(time)) \(time.description.dropFirst(11).prefix(8))"
  }
}
