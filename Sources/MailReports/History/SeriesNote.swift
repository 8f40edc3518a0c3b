import MailTerms

/// The course of a history, by local time of arrival.
package struct SeriesNote: Codable, Equatable, Sendable {
  /// Recipients by outcome; hours since 1970 on the clock of the log's zone.
  var hours: [Int: [String: Int]] = [:]
  /// Messages by hour.
  var arrivals: [Int: Int] = [:]
  /// Recipients by failure class; days since 1970.
  var failures: [Int: [String: Int]] = [:]

  init() {}

  init(_ series: TimeSeries) {
    for (hour, counts) in series.hours { hours[Int(hour)] = counts.note(\.rawValue) }
    for (hour, count) in series.arrivals { arrivals[Int(hour)] = count }
    for (day, counts) in series.failures { failures[Int(day)] = counts.note(\.name) }
  }

  mutating func merge(_ other: SeriesNote) {
    hours.merge(other.hours) { $0.merging($1, uniquingKeysWith: +) }
    arrivals.add(other.arrivals)
    failures.merge(other.failures) { $0.merging($1, uniquingKeysWith: +) }
  }
}

extension TimeSeries {
  /// Hours that no calendar has, in a file that is damaged, are left out.
  init(_ note: SeriesNote) {
    self.init()
    let lastDay = CivilDate(year: 9999, month: 12, day: 31).daysSince1970
    func isDay(_ day: Int) -> Bool { 0...lastDay ~= day }
    for (hour, counts) in note.hours where isDay(hour / 24) {
      hours[Int64(hour)] = EnumCounts(counts, \.rawValue)
    }
    for (hour, count) in note.arrivals where isDay(hour / 24) { arrivals[Int64(hour)] = count }
    for (day, counts) in note.failures where isDay(day) {
      failures[Int64(day)] = EnumCounts<FailureClass>(counts)
    }
  }
}
