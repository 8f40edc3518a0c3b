import Glibc
import MailLines
import MailTerms
import Testing

@testable import IncaTrail

/// A log made by hand: a message every few minutes, some of which wait for days; RFC 3164, so that
/// the year has to be told, and one turns.
struct MadeLog {
  var text = ""
  private var late: [(time: Int64, line: String)] = []
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  /// 2026-12-01 in Zurich.
  static let start: Int64 = 1_796_079_600

  /// - Parameters:
  ///   - days: how many of them from the start on.
  ///   - gap: seconds from one message to the next.
  init(days: Int64, gap: Int64, host: String = "mx1") {
    var number = 0
    for time in stride(from: Self.start, to: Self.start + days * 86400, by: Int(gap)) {
      flush(before: time)
      number += 1
      message(number, at: time, host)
    }
    flush(before: .max)
  }

  private mutating func message(_ number: Int, at time: Int64, _ host: String) {
    let id = "4\(host.suffix(1))\(String(100_000_000 + number).replacing("1", with: "B"))zK"
    let incaMail = number.isMultiple(of: 7) ? ".incamail.ch" : ""
    let head = "postfix/smtp[\(number % 30000 + 1)]: \(id): to=<p\(number)@example.org\(incaMail)>"
    func stamp(_ time: Int64) -> String { "\(Self.stamp(time)) \(host) " }
    func put(_ offset: Int64, _ line: String) {
      if offset == 0 { text += stamp(time) + line + "\n" }
      if offset > 0 { late.append((time + offset, stamp(time + offset) + line)) }
    }
    put(0, "postfix/smtpd[7]: \(id): client=pc\(number % 50).example.ch[192.0.2.\(number % 250)]")
    put(0, "postfix/cleanup[8]: \(id): message-id=<m\(number)@example.ch>")
    put(0, "postfix/qmgr[9]: \(id): from=<a@example.ch>, size=4711, nrcpt=1 (queue active)")
    let relay = "relay=mx.example.org[198.51.100.7]:25"
    if number.isMultiple(of: 35) {
      for day in 0..<3 {
        let wait = Int64(day) * 86400 + 5
        let reason = "host mx.example.org[198.51.100.7] said: 452 4.2.2 Mailbox full"
        put(
          wait,
          "\(head), \(relay), delay=\(wait), delays=0/0/0/1, dsn=4.2.2, status=deferred (\(reason))"
        )
      }
      if number.isMultiple(of: 70) { return }
      put(
        3 * 86400,
        "\(head), \(relay), delay=259200, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)")
      put(3 * 86400 + 1, "postfix/qmgr[9]: \(id): removed")
    } else {
      put(1, "\(head), \(relay), delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)")
      put(2, "postfix/qmgr[9]: \(id): removed")
    }
  }

  /// Lines whose time has come, in order.
  private mutating func flush(before time: Int64) {
    let due = late.enumerated().filter { $0.element.time < time }
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
    for (_, (_, line)) in due { text += line + "\n" }
    late.removeAll { $0.time < time }
  }

  private static func stamp(_ time: Int64) -> String {
    // No change of the clocks lies in these months.
    let local = time + 3600
    let date = CivilDate(daysSince1970: Int(local / 86400))
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = date.day < 10 ? " \(date.day)" : "\(date.day)"
    return "\(months[date.month - 1]) \(day) "
      + "\(two(local / 3600 % 24)):\(two(local / 60 % 60)):\(two(local % 60))"
  }
}

/// What a run over one log is asked for.
private func settings(_ path: String, since: String? = nil, until: String? = nil) -> InputSettings {
  var settings = InputSettings()
  settings.inputs = [path]
  settings.timeZone = "Europe/Zurich"
  settings.since = since
  settings.until = until
  settings.now = MadeLog.start + 60 * 86400
  return settings
}

private func events(
  _ settings: InputSettings, numbersAllLines: Bool = true
) throws -> [Substring] {
  try lines { _ = try EventsRun(settings, numbersAllLines: numbersAllLines).run(into: $0) }
}

private func export(_ settings: InputSettings) throws -> [Substring] {
  var options = ExportRun.Options()
  options.all = true
  return try lines { _ = try ExportRun(settings, TrailSettings(), options).run(into: $0) }
}

/// The text value of `key` in a record.
private func value(_ key: String, _ record: Substring) -> Substring {
  guard let start = record.firstRange(of: "\"\(key)\":\"") else { return "" }
  return record[start.upperBound...].prefix { $0 != "\"" }
}

/// The records whose `key` is at or after `since` and before `until`; RFC 3339 of one offset sorts
/// as text.
private func filter(
  _ records: [Substring], _ key: String, from since: String, to until: String = "9"
) -> [Substring] {
  records.filter { value(key, $0) >= since && value(key, $0) < until }
}

/// Where two lists differ: whole logs in a failure's text would be no help.
private func firstDifference(_ found: [Substring], _ expected: [Substring]) -> String? {
  for (left, right) in zip(found, expected) where left != right { return "\(left)\n\(right)" }
  return nil
}

@Suite("A window gives what a filter of the whole gives")
struct WindowTests {
  /// Entered in its middle, passed over by blocks, and one log behind the other.
  static let logs: [(name: String, text: String)] = [
    ("6 MB, over the turn of the year", MadeLog(days: 45, gap: 400).text),
    ("1 MB", MadeLog(days: 45, gap: 2400).text),
    (
      "two hosts' logs, one behind the other",
      MadeLog(days: 45, gap: 500).text + MadeLog(days: 45, gap: 900, host: "mx2").text
    ),
  ]

  private func file(_ log: Int) -> TemporaryFile {
    TemporaryFile(Self.logs[log].text, modified: MadeLog.start + 49 * 86400)
  }

  @Test("The logs are large enough to be entered, or not")
  func sizes() {
    #expect(Self.logs[0].text.utf8.count > 5 << 20)
    #expect((512 << 10)..<(4 << 20) ~= Self.logs[1].text.utf8.count)
    #expect(Self.logs[2].text.utf8.count > 5 << 20)
  }

  @Test("Lines", arguments: 0..<3)
  func lineWindow(log: Int) throws {
    let file = file(log)
    let all = try events(settings(file.path))
    for since in ["2026-12-31T12:00", "2027-01-10T08:00:07"] {
      let expected = filter(all, "time", from: since)
      let found = try events(settings(file.path, since: since))
      #expect(!found.isEmpty)
      #expect(found.count == expected.count, "since \(since)")
      #expect(firstDifference(found, expected) == nil, "since \(since)")
      // The lines in front of them are counted by two threads or by one.
      var alone = settings(file.path, since: since)
      alone.threads = 1
      #expect(try events(alone) == found)
    }
  }

  @Test("Lines before those that are wanted are not counted unasked")
  func unnumbered() throws {
    func withoutNumber(_ record: Substring) -> String {
      guard let start = record.firstRange(of: ",\"line\":") else { return String(record) }
      return String(record[..<start.lowerBound] + record[start.upperBound...].drop { $0 != "," })
    }
    let large = file(0)
    let since = settings(large.path, since: "2027-01-10T08:00:07")
    let found = try events(since, numbersAllLines: false)
    #expect(!found.isEmpty && !found.contains { $0.contains("\"line\":") })
    #expect(found.map(String.init) == (try events(since)).map(withoutNumber))
    // One that is read from its start has them all the same.
    let small = settings(file(1).path, since: "2027-01-10T08:00:07")
    #expect(try events(small, numbersAllLines: false) == events(small))
  }

  @Test("Lines up to a moment")
  func lineWindowUntil() throws {
    let file = file(0)
    let expected = filter(
      try events(settings(file.path)), "time", from: "2026-12-30", to: "2027-01-02")
    #expect(!expected.isEmpty)
    #expect(
      try events(settings(file.path, since: "2026-12-30", until: "2027-01-02")) == expected)
  }

  @Test("Messages that arrived, and those from before that are open", arguments: 0..<3)
  func messageWindow(log: Int) throws {
    let file = file(log)
    let whole = try export(settings(file.path))
    let (since, until) = ("2026-12-31", "2027-01-03")
    let arrived = filter(whole, "first_seen", from: since, to: until)
    var window = settings(file.path, since: since, until: until)
    window.lookback = "60d"
    let open = whole.filter {
      value("first_seen", $0) < since && $0.contains("\"outcome\":\"deferred\"")
    }
    #expect(!arrived.isEmpty && !open.isEmpty)
    #expect(Set(try export(window)) == Set(arrived + open))
    // What arrived is the same however far back the lines reach.
    window.lookback = "5d"
    #expect(filter(try export(window), "first_seen", from: since, to: until) == arrived)
  }

  @Test("A large log is not read from its start")
  func entered() throws {
    let file = file(0)
    let input = try OpenedInput(settings(file.path, since: "2027-01-12"), lookingBack: false)
    while let run = input.next() { input.feed.recycle(run.block) }
    #expect(input.feed.sources[0].bytesRead < Self.logs[0].text.utf8.count / 10)
  }

  @Test("A large log that is all too old gives nothing, and says so")
  func tooOld() throws {
    let file = file(0)
    var result = RunResult()
    let found = try lines {
      result = try EventsRun(settings(file.path, since: "2h")).run(into: $0)
    }
    #expect(found.isEmpty)
    #expect(result.noData?.hasPrefix("no line of a mail system since 2027-01-29") == true)
  }

  @Test("A window turned round, and spans that are none, are refused")
  func refused() {
    for (since, until) in [("today", "today"), ("2026-12-02", "2026-12-01")] {
      #expect(throws: UsageError.self) {
        try events(settings("/nowhere", since: since, until: until))
      }
    }
    var odd = settings("/nowhere", since: "today")
    odd.lookback = "long"
    #expect(throws: UsageError.self) { try export(odd) }
  }
}
