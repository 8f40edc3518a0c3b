import MailLines
import MailTerms
import Testing

@testable import IncaTrail

/// Monday, 2026-11-23, 14:30:05 in Zurich.
private let now: Int64 = 1_795_440_605

/// What `text` names, in Zurich; nil where it is no time.
private func moment(_ text: String, at instant: Int64 = now) throws -> String? {
  let zone = try #require(LocalZone(name: "Europe/Zurich"))
  return TimeExpression.moment(text, now: instant, zone: zone)?.description
}

@Suite("Times on the command line")
struct TimeExpressionTests {
  @Test(
    "A day is its start; a weekday is the latest that has begun",
    arguments: [
      ("now", "2026-11-23T14:30:05+01:00"),
      ("today", "2026-11-23T00:00:00+01:00"),
      ("yesterday", "2026-11-22T00:00:00+01:00"),
      ("Yesterday", "2026-11-22T00:00:00+01:00"),
      ("monday", "2026-11-23T00:00:00+01:00"),
      ("tuesday", "2026-11-17T00:00:00+01:00"),
      ("sunday", "2026-11-22T00:00:00+01:00"),
      ("sat", "2026-11-21T00:00:00+01:00"),
      ("2026-11-22", "2026-11-22T00:00:00+01:00"),
      ("2026-07-01", "2026-07-01T00:00:00+02:00"),
    ])
  func days(text: String, expected: String) throws {
    #expect(try moment(text) == expected)
  }

  @Test(
    "So long ago",
    arguments: [
      ("90s", "2026-11-23T14:28:35+01:00"), ("30m", "2026-11-23T14:00:05+01:00"),
      ("2h", "2026-11-23T12:30:05+01:00"), ("1h30m", "2026-11-23T13:00:05+01:00"),
      ("7d", "2026-11-16T14:30:05+01:00"), ("2w", "2026-11-09T14:30:05+01:00"),
    ])
  func ago(text: String, expected: String) throws {
    #expect(try moment(text) == expected)
  }

  @Test(
    "Moments of the calendar, in the local zone where they name none",
    arguments: [
      ("2026-11-22T08:00", "2026-11-22T08:00:00+01:00"),
      ("2026-11-22 08:00", "2026-11-22T08:00:00+01:00"),
      ("2026-11-22 08:00:30", "2026-11-22T08:00:30+01:00"),
      ("2026-11-22T08:00Z", "2026-11-22T08:00:00+00:00"),
      ("2026-11-22T08:00:00.25-05:30", "2026-11-22T08:00:00.25-05:30"),
      ("2026-11-22T08:00:00+0100", "2026-11-22T08:00:00+01:00"),
    ])
  func calendar(text: String, expected: String) throws {
    #expect(try moment(text) == expected)
  }

  @Test("The day after the clocks change begins at midnight, too")
  func clocksChange() throws {
    // Sunday, 2026-10-25, has 25 hours; noon on the Monday after.
    let monday: Int64 = 1_793_012_400
    #expect(try moment("now", at: monday) == "2026-10-26T12:00:00+01:00")
    #expect(try moment("yesterday", at: monday) == "2026-10-25T00:00:00+02:00")
    #expect(try moment("24h", at: monday) == "2026-10-25T12:00:00+01:00")
  }

  @Test(
    "Anything else is no time",
    arguments: [
      "", "tomorrow", "2", "h", "2x", "2 h", "-2h", "2026", "2026-13-01", "2026-02-30",
      "2026-11-22T", "2026-11-22T25:00", "2026-11-22T08", "2026-11-22T08:00+1",
      "2026-11-22T08:00:00.", "2026-11-22x08:00", "22.11.2026", "mo", "99999999999999999999h",
    ])
  func none(text: String) throws {
    #expect(try moment(text) == nil)
  }
}
