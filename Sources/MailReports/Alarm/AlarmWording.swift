import MailTerms

// Monitoring systems are told in English, whatever the report's language: their rules look for words.

private let english = Words(.english)

/// `1 line`, `2 lines`, `120'345 lines`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(english.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
}

/// `47 s`, `22 min`, `3 h 20 min`, `2 d 4 h`.
func duration(_ seconds: Int64) -> String { english.duration(seconds) }

extension LogTime {
  /// `2026-11-22 23:59`, as local as the log was.
  var minuteText: String { english.minute(self) }
}
