package import MailTerms

/// One day that history tells of, as far as other days are measured by it.
package struct PastDay: Sendable {
  /// Days since 1970 on the clock of the log's zone.
  package var day: Int
  package var messages: Int
  package var recipients: Int
  /// Recipients not reached for a cause that is not theirs, nor greylisting.
  package var failed: Int
  package var medianDelay: Int64?
  package var grade: Verdict.Grade
  /// What failed, and where.
  var causes: Set<Incident.Cause>
  /// Messages by hour of the day.
  var arrivals: [Int: Int]

  package init(_ summary: Summary, day: Int, grade: Verdict.Grade? = nil) {
    self.day = day
    self.grade = grade ?? summary.verdict.grade
    messages = summary.figures.messages
    recipients = summary.figures.recipients
    failed = summary.gatewayFailures
    medianDelay = summary.figures.delays.median
    causes = Set(summary.incidents.all.filter { !$0.isUserError }.map(\.cause))
    arrivals = [:]
    for (hour, count) in summary.series.arrivals where Int(hour) / 24 == day {
      arrivals[Int(hour) % 24] = count
    }
  }
}

/// The days before a report's.
package struct Past: Sendable {
  private let days: [Int: PastDay]
  private let holidays: Holidays
  /// So far back a report looks: eight weeks.
  package static let reach = 56

  package init(_ days: [PastDay], holidays: Holidays) {
    self.days = Dictionary(days.map { ($0.day, $0) }) { $1 }
    self.holidays = holidays
  }

  subscript(_ day: Int) -> PastDay? { days[day] }

  /// The same weekday of the eight weeks before, the latest first; no holidays, and none that had no
  /// data.
  func sameWeekdays(before day: Int) -> [PastDay] {
    stride(from: day - 7, through: day - Self.reach, by: -7).compactMap { days[$0] }
      .filter { !holidays.contains($0.day) && $0.grade != .noData }
  }

  func isHoliday(_ day: Int) -> Bool { holidays.contains(day) }

  /// For how many days `cause` goes on, `day` included. Days without mail or history interrupt
  /// nothing, where they are three at most, a weekend and a holiday.
  func streak(_ cause: Incident.Cause, until day: Int) -> Int {
    var first = day
    var quiet = 0
    for past in stride(from: day - 1, through: day - Self.reach, by: -1) {
      if let known = days[past], known.causes.contains(cause) {
        first = past
        quiet = 0
        continue
      }
      if let known = days[past], known.messages > 0 { break }
      quiet += 1
      if quiet > 3 { break }
    }
    return day - first + 1
  }
}

/// Days on which nobody need send anything: `2026-04-03`, or `12-25` for every year.
package struct Holidays: Sendable {
  private var dates: Set<Int> = []
  private var ofEveryYear: Set<[Int]> = []

  package init() {}

  /// - Returns: false where `text` is no day.
  package mutating func add(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { 0x30...0x39 ~= $0 } && part.count <= 4 ? Int(part) : nil
    }
    guard numbers.count == parts.count, numbers.count == 2 || numbers.count == 3 else {
      return false
    }
    // 29 February is a day of some years.
    let year = numbers.count == 3 ? numbers[0] : 2000
    let date = CivilDate(
      year: year, month: numbers[numbers.count - 2], day: numbers[numbers.count - 1])
    guard 1...12 ~= date.month, 1...31 ~= date.day, 1970...9999 ~= year,
      CivilDate(daysSince1970: date.daysSince1970) == date
    else { return false }
    if numbers.count == 3 {
      dates.insert(date.daysSince1970)
    } else {
      ofEveryYear.insert([date.month, date.day])
    }
    return true
  }

  func contains(_ day: Int) -> Bool {
    let date = CivilDate(daysSince1970: day)
    return dates.contains(day) || ofEveryYear.contains([date.month, date.day])
  }
}

/// The days of a report that is made from history.
package struct Course: Sendable {
  /// All days that were asked for; nil where history does not have one.
  package var days: [(day: Int, past: PastDay?)]
  /// The end of the last stretch that history has.
  package var end: LogTime?

  package init(days: [(day: Int, past: PastDay?)], end: LogTime?) {
    self.days = days
    self.end = end
  }

  package var missing: [Int] { days.filter { $0.past == nil }.map(\.day) }

  /// A day that history does not have lies in the gap: that is told apart.
  func explains(_ gap: Coverage.Gap) -> Bool {
    missing.contains { day in
      gap.from.localSeconds < Int64(day + 1) * 86400 && gap.to.localSeconds > Int64(day) * 86400
    }
  }
}

extension Window {
  /// The days that it is made of; nil where it begins or ends within one.
  package var wholeDays: Range<Int>? {
    guard let since, let until, since < until else { return nil }
    let (first, last) = (since.localSeconds, until.localSeconds)
    guard first % 86400 == 0, last % 86400 == 0, first < last else { return nil }
    return Int(first / 86400)..<Int(last / 86400)
  }
}

extension LogTime {
  /// What the clock on the wall shows, as if it were UTC.
  package var localSeconds: Int64 { seconds + Int64(offsetMinutes) * 60 }
}
