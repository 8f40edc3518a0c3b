import MailTerms

// What speaks English whatever the report's language: monitoring, whose rules look for words, and the
// traces of single messages.

private let english = Words(.english)

/// `1 line`, `2 lines`, `120'345 lines`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
}

func grouped(_ number: Int) -> String { english.grouped(number) }

/// `47 s`, `22 min`, `3 h 20 min`, `2 d 4 h`.
func duration(_ seconds: Int64) -> String { english.duration(seconds) }

/// `70 ms`, `1.2 s`, `22 min`.
func delayText(milliseconds: Int64) -> String { english.delay(milliseconds: milliseconds) }

extension LogTime {
  /// `2026-11-22 23:59`, as local as the log was.
  var minuteText: String { english.minute(self) }
}

extension Actor {
  var name: String { english[self] }
}
