internal import MailLines
internal import MailReports
internal import MailTerms

/// `incatrail report --from-history`: a week or a month of days that earlier runs left.
public struct HistoryRun {
  private let input: InputSettings
  private let trails: TrailSettings
  private let options: ReportRun.Options
  private let last: String?

  /// - Parameter last: `30d`, `week`, `month`; nil: `--since` and `--until` of `input`.
  public init(
    _ input: InputSettings, _ trails: TrailSettings, _ options: ReportRun.Options, last: String?
  ) {
    self.input = input
    self.trails = trails
    self.options = options
    self.last = last
  }

  public func run(into output: OutputFile) throws -> RunResult {
    if options.format == .mail { try options.mail.check(try trails.profile()) }
    let zone = try input.zone()
    let range = try days(zone)
    guard let folder = options.state else {
      throw UsageError(
        "--from-history: no history is kept: give --state FOLDER, as 'incatrail report' was given "
          + "each day, or 'state: FOLDER' in the configuration")
    }
    var counting = try SummaryRun(reading: options, input, trails).counting()
    let (days, problems) = folder.days(range)
    var result = RunResult()
    result.problems = problems
    guard let whole = History.merged(days.keys.sorted().flatMap { days[$0] ?? [] }) else {
      if problems.isEmpty {
        let (first, last) = (
          CivilDate.text(range.lowerBound), CivilDate.text(range.upperBound - 1)
        )
        result.noData =
          "\(folder.path): holds no history of \(first) to \(last): 'incatrail report --state "
          + "\(folder.path) --since yesterday --until today' leaves a day's"
      }
      return result
    }
    let known = Dictionary(pastDays(days, counting).map { ($0.day, $0) }) { $1 }
    let course = Course(days: range.map { ($0, known[$0]) }, end: whole.window?.to)
    let window = Window(
      since: TimeExpression.startOfDay(range.lowerBound, zone),
      until: TimeExpression.startOfDay(range.upperBound, zone))
    // Over days, what comes again the next day is one incident.
    counting.thresholds.incidentGap = max(counting.thresholds.incidentGap, Self.incidentGap)
    let summary = Summary(whole, counting, window: window, course: course)
    return try ReportPrinter(options: options, now: input.now)
      .put(summary, whole, result, into: output)
  }

  /// Days since 1970.
  private func days(_ zone: LocalZone) throws -> Range<Int> {
    let today = TimeExpression.day(of: input.now, zone)
    guard let last else { return try daysOfWindow(zone, today) }
    let date = CivilDate(daysSince1970: today)
    switch last {
    case "week":
      let monday = today - (today + 3) % 7
      return (monday - 7)..<monday
    case "month":
      let first = CivilDate(year: date.year, month: date.month, day: 1).daysSince1970
      let before = CivilDate(daysSince1970: first - 1)
      return CivilDate(year: before.year, month: before.month, day: 1).daysSince1970..<first
    default:
      guard let seconds = TimeExpression.seconds(last), seconds % 86400 == 0,
        1...Self.mostDays ~= Int(seconds / 86400)
      else {
        throw UsageError("--last: '\(last)' is none of 30d, 4w, week, month")
      }
      return (today - Int(seconds / 86400))..<today
    }
  }

  private func daysOfWindow(_ zone: LocalZone, _ today: Int) throws -> Range<Int> {
    guard let since = input.since else {
      throw UsageError("--from-history: of which days? give --last 30d, week or month, or --since")
    }
    let window = try ReadingWindow(input, zone: zone)
    guard let start = window.since, start.localSeconds % 86400 == 0,
      (window.until?.localSeconds ?? 0) % 86400 == 0
    else {
      throw UsageError("--from-history holds whole days: '\(since)' is not the start of one")
    }
    let first = Int(start.localSeconds / 86400)
    let end = window.until.map { Int($0.localSeconds / 86400) } ?? today
    guard first < end, end - first <= Self.mostDays else {
      throw UsageError(
        "--from-history: \(end - first) days: give 1 to \(Self.mostDays) that have passed")
    }
    return first..<end
  }

  /// A day and a half, in seconds.
  private static let incidentGap: Int64 = 36 * 3600
  /// Ten years.
  private static let mostDays = 3660
}

extension CivilDate {
  /// `2026-11-24`, of days since 1970.
  fileprivate static func text(_ day: Int) -> String {
    let date = CivilDate(daysSince1970: day)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(date.year)-\(two(date.month))-\(two(date.day))"
  }
}
