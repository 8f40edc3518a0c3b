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
  init(_ note: SeriesNote) {
    self.init()
    for (hour, counts) in note.hours { hours[Int64(hour)] = EnumCounts(counts, \.rawValue) }
    for (hour, count) in note.arrivals { arrivals[Int64(hour)] = count }
    for (day, counts) in note.failures {
      failures[Int64(day)] = EnumCounts<FailureClass>(counts)
    }
  }
}
