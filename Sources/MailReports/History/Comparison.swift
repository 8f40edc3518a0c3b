import MailTerms

/// A day held against those before it.
package struct Comparison: Sendable {
  /// Hours without a message where there usually are some.
  struct Silence: Sendable, Equatable {
    var from: Int
    /// The hour in which it ends; 24 at the end of the day.
    var to: Int
    /// How many messages come then, by the median of each hour.
    var usual: Int
  }

  /// The medians of a weekday.
  struct Usual: Sendable {
    /// Days that they are of.
    var count: Int
    var messages: Int
    /// The recipients of the day whose failure rate is the median one, and those that failed.
    var failed: (count: Int, of: Int)
    var delay: Int64?
  }

  let day: PastDay
  let dayBefore: PastDay?
  let usual: Usual?
  let silences: [Silence]
  /// For how many days the causes of this day go on, where for more than this one.
  private let streaks: [Incident.Cause: Int]

  /// Four weeks, to say that silence is strange.
  private static let weeks = 4
  /// Fewer messages in an hour may well be none.
  private static let usualMessages = 5

  /// nil where the summary is not about one whole day, or there is nothing to hold it against.
  init?(_ summary: Summary, _ past: Past) {
    guard let days = summary.window.wholeDays, days.count == 1, let number = days.first else {
      return nil
    }
    let day = PastDay(summary, day: number)
    let weekdays = past.sameWeekdays(before: number)
    self.day = day
    dayBefore = past[number - 1]
    usual = Usual(weekdays)
    streaks = Dictionary(
      uniqueKeysWithValues: day.causes.map { ($0, past.streak($0, until: number)) }
    ).filter { $0.value > 1 }
    silences =
      past.isHoliday(number) || weekdays.count < Self.weeks
      ? [] : Self.silences(of: day, weekdays, until: summary.now)
    if dayBefore == nil, usual == nil, streaks.isEmpty { return nil }
  }

  /// For how many days the cause goes on; nil where it is of this day alone.
  func streak(_ cause: Incident.Cause) -> Int? { streaks[cause] }

  /// Nothing failed so the day before.
  func isNew(_ cause: Incident.Cause) -> Bool {
    dayBefore != nil && day.causes.contains(cause) && streaks[cause] == nil
  }

  private static func silences(
    of day: PastDay, _ weekdays: [PastDay], until newest: LogTime?
  ) -> [Silence] {
    var silences: [Silence] = []
    for hour in 0..<24 {
      // An hour that the log does not reach to the end of may still bring some.
      guard let newest, newest.localSeconds >= Int64(day.day * 24 + hour + 1) * 3600 else { break }
      let usual = weekdays.map { $0.arrivals[hour] ?? 0 }.median ?? 0
      guard usual >= usualMessages, day.arrivals[hour] ?? 0 == 0 else { continue }
      if let last = silences.last, last.to == hour {
        silences[silences.count - 1].to = hour + 1
        silences[silences.count - 1].usual += usual
      } else {
        silences.append(Silence(from: hour, to: hour + 1, usual: usual))
      }
    }
    return silences
  }
}

extension Comparison.Usual {
  fileprivate init?(_ days: [PastDay]) {
    guard let messages = days.map(\.messages).median else { return nil }
    count = days.count
    self.messages = messages
    let withMail = days.filter { $0.recipients > 0 }.sorted {
      Double($0.failed) / Double($0.recipients) < Double($1.failed) / Double($1.recipients)
    }
    failed = (0, 0)
    if !withMail.isEmpty {
      let middle = withMail[(withMail.count - 1) / 2]
      failed = (middle.failed, middle.recipients)
    }
    delay = days.compactMap(\.medianDelay).median
  }
}

extension [Int] {
  /// The middle one, of two the lower.
  var median: Int? { isEmpty ? nil : sorted()[(count - 1) / 2] }
}

extension [Int64] {
  var median: Int64? { isEmpty ? nil : sorted()[(count - 1) / 2] }
}
