import MailTerms
import Testing

@testable import MailReports

@Suite("A day held against those before it")
struct ComparisonTests {
  /// Sunday, 22 November 2026.
  private let today = CivilDate(year: 2026, month: 11, day: 22).daysSince1970

  @Test("Without history nothing is said of it")
  func first() {
    let text = String(decoding: TextReport.render(day([])), as: UTF8.self)
    #expect(text == String(decoding: TextReport.render(day(nil)), as: UTF8.self))
    #expect(!text.contains("ompare"))
  }

  @Test("The day before and the weekday's median, of days that had data")
  func figures() {
    var days = [past(1, messages: 398), past(7, messages: 10), past(14, messages: 30)]
    days += [past(21, messages: 20), past(28, messages: 900, grade: .noData)]
    let summary = day(days)
    #expect(
      summary.comparedSentence
        == "Day before: 398 messages, 2.4 % failed; Sun, median of 3: 20 messages, 1.7 % failed.")
    #expect(summary.comparedTable.rows[0] == ["messages", "1", "398", "20"])
    #expect(summary.verdict.grade == .ok)
  }

  @Test("A window that is no whole day is compared with nothing")
  func part() {
    var summary = Summary(options)
    summary.add(trail())
    summary.finish(
      coverage: goodCoverage(), window: Window(since: noon(-3600), until: noon(3600)),
      now: noon(3600), past: Past([past(1, messages: 5)], holidays: Holidays()))
    #expect(summary.comparison == nil)
  }

  @Test("What fails anew, and what goes on over a weekend without mail")
  func streaks() throws {
    let old = Incident.Cause(failure: .certExpired, isInbound: false, peer: "gw1.incamail.com")
    let fails = Someone(outcome: .bounced, reached: .no, failure: .certExpired)
    let new = Someone(outcome: .bounced, reached: .no, failure: .networkDNS)
    let days = [
      past(1, messages: 0), past(2, messages: 0), past(3, messages: 9, causes: [old]),
      past(4, messages: 9, causes: [old]), past(5, messages: 9),
    ]
    let summary = day(days, [trail([fails]), trail([new], id: 2)])
    let comparison = try #require(summary.comparison)
    #expect(comparison.streak(old) == 5)
    let cause = Incident.Cause(failure: .networkDNS, isInbound: false, peer: "gw1.incamail.com")
    #expect(comparison.isNew(cause) && !comparison.isNew(old))
    let text = String(decoding: TextReport.render(summary), as: UTF8.self)
    #expect(text.contains("12:00, for 5 days"))
    #expect(text.contains("12:00, new since the day before"))
  }

  @Test("Nothing is new where history does not have the day before")
  func unknownDayBefore() throws {
    let fails = Someone(outcome: .bounced, reached: .no, failure: .networkDNS)
    let summary = day([past(7, messages: 3)], [trail([fails])])
    let cause = Incident.Cause(failure: .networkDNS, isInbound: false, peer: "gw1.incamail.com")
    #expect(summary.comparison?.isNew(cause) == false)
  }

  @Test(
    "Silence is strange after four weeks, in hours of five messages or more",
    arguments: [
      // Weeks of history, messages an hour, holiday today, holiday among the weeks.
      (4, 5, "", "", true), (8, 50, "", "", true), (3, 50, "", "", false), (4, 4, "", "", false),
      (4, 5, "11-22", "", false), (4, 5, "2026-11-22", "", false), (4, 5, "", "2026-11-08", false),
      (5, 5, "", "2026-11-08", true),
    ])
  func silence(weeks: Int, usual: Int, today: String, other: String, isTold: Bool) {
    var holidays = Holidays()
    for day in [today, other] where !day.isEmpty { _ = holidays.add(day) }
    let days = (1...weeks).map { past($0 * 7, messages: 99, arrivals: [9: usual, 10: usual]) }
    let summary = day(days, holidays: holidays)
    #expect((summary.verdict.grade == .attention) == isTold)
    if isTold {
      #expect(
        summary.verdict.reasons == [
          "no IncaMail mail from 09:00 to 11:00, when \(2 * usual) messages are usual"
        ])
    }
  }

  @Test("An hour that the log does not reach to the end of is not silent yet")
  func unfinished() {
    let days = (1...4).map { past($0 * 7, messages: 99, arrivals: [12: 9, 13: 9, 14: 9]) }
    // A message came at noon, and the log ends at half past one.
    let summary = day(days, now: noon(5400))
    #expect(summary.comparison?.silences == [])
  }

  @Test("Holidays are days", arguments: ["12-25", "2026-04-03", "02-29", "2028-02-29"])
  func holidays(text: String) {
    #expect(isDay(text))
  }

  @Test(
    "All else is none",
    arguments: ["", "25.12.2026", "13-01", "2026-02-29", "2026-4", "-", "12-", "0-0", "12-25-1"])
  func noHolidays(text: String) {
    #expect(!isDay(text))
  }

  @Test("Missing days are named, those in a row together")
  func missing() {
    var summary = Summary(options)
    summary.course = Course(
      days: [0, 1, 2, 3, 5, 9].map { (today - $0, nil) }, end: nil)
    summary.finish(coverage: goodCoverage(), now: noon(3600))
    #expect(
      summary.verdict.reasons == [
        "no history of 2026-11-13, 2026-11-17, 2026-11-19 to 2026-11-22"
      ])
  }

  @Test("Times of records are read as they are written")
  func times() {
    for time in [
      noon(), LogTime(microseconds: 1_795_440_009_120_000, offsetMinutes: -210, decimals: 2),
      LogTime(microseconds: -1, offsetMinutes: 0, decimals: 6),
    ] {
      #expect(LogTime(rfc3339: time.description) == time)
    }
    for text in ["", "2026-11-22", "2026-11-22T12:00:00Z", "2026-13-22T12:00:00+01:00"] {
      #expect(LogTime(rfc3339: text) == nil)
    }
  }

  // MARK: -

  private func isDay(_ text: String) -> Bool {
    var holidays = Holidays()
    return holidays.add(text)
  }

  private var options: SummaryOptions {
    var options = SummaryOptions()
    options.gathersSeries = true
    return options
  }

  private func day(
    _ past: [PastDay]?, _ trails: [Trail] = [trail()], holidays: Holidays = Holidays(),
    now: LogTime = noon(43200)
  ) -> Summary {
    var summary = Summary(options)
    for trail in trails { summary.add(trail) }
    summary.finish(
      coverage: goodCoverage(last: now), window: Window(since: noon(-43200), until: noon(43200)),
      now: now, past: past.map { Past($0, holidays: holidays) })
    return summary
  }

  private func past(
    _ ago: Int, messages: Int, grade: Verdict.Grade = .ok, causes: Set<Incident.Cause> = [],
    arrivals: [Int: Int] = [:]
  ) -> PastDay {
    var day = PastDay(Summary(), day: today - ago, grade: grade)
    day.messages = messages
    day.recipients = messages * 2
    day.failed = messages / 20
    day.causes = causes
    day.arrivals = arrivals
    return day
  }
}
