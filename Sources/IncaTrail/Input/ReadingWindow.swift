internal import ByteTools
internal import MailLines
internal import MailReports
internal import MailTerms

/// The time that a run is about, from `--since`, `--until` and `--lookback`.
struct ReadingWindow {
  /// Where they were given.
  let since: LogTime?
  let until: LogTime?
  /// Half-open, in microseconds since 1970.
  private(set) var range: Range<Int64>
  /// Lines are read from here on, so that what a message is, and who sent it, is known.
  let readFrom: Int64
  /// The wall clock.
  let clock: LogTime
  /// Whether the open end of the window means now, and not the newest line: `--since yesterday`
  /// does, while `--since 2026-11-22` may well be about an old log.
  private let endsNow: Bool

  /// Whether a run of lines and all behind it lie behind the window. Lines of other sources may be
  /// late, as within one: an hour at most.
  func isBehind(_ run: LineFeed.Run) -> Bool {
    guard let first = run.records.first else { return false }
    let (limit, overflow) = range.upperBound.addingReportingOverflow(3600 * 1_000_000)
    return !overflow && run.block.records[first].time > limit
  }

  /// The same, where nothing outside `range` is of interest.
  func narrowed(to range: Range<Int64>) -> ReadingWindow {
    var window = self
    window.range = self.range.clamped(to: range)
    return window
  }

  var isGiven: Bool { since != nil || until != nil }

  init(_ settings: InputSettings, zone: LocalZone) throws(UsageError) {
    func moment(_ option: String, _ text: String?) throws(UsageError) -> LogTime? {
      guard let text else { return nil }
      guard let time = TimeExpression.moment(text, now: settings.now, zone: zone) else {
        throw UsageError("\(option): '\(text)' is no time: give \(TimeExpression.forms)")
      }
      return time
    }
    since = try moment("--since", settings.since)
    until = try moment("--until", settings.until)
    let start = since?.microseconds ?? .min
    let end = until?.microseconds ?? .max
    guard start < end else {
      throw UsageError(
        "--since \(settings.since ?? "") --until \(settings.until ?? ""): nothing lies between; a "
          + "day means its start, so a whole day ends with --until the next")
    }
    range = start..<end
    guard let lookback = TimeExpression.seconds(settings.lookback) else {
      throw UsageError("--lookback: '\(settings.lookback)' is no span of time: give 5d, 12h or 2w")
    }
    readFrom = since == nil ? .min : start - lookback * 1_000_000
    clock = TimeExpression.moment("now", now: settings.now, zone: zone) ?? .never
    endsNow = until == nil && settings.since.map { !TimeExpression.isCalendar($0) } ?? false
  }

  /// The window that a report names: where an end was not given, the first or the last line's.
  func shown(_ coverage: Coverage) -> Window {
    Window(
      since: since ?? coverage.hosts.compactMap(\.first).min(),
      until: until ?? (endsNow ? clock : coverage.hosts.compactMap(\.last).max()))
  }
}
