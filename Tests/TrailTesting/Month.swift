import Foundation
package import IncaTrail

/// Thirty days of a gateway's logs, multiplied from the real lines in `fixtures/history`, and the
/// reports that a cron job makes of them, one each night; see `why.md` there.
package struct Month {
  /// The logs, one a day, by day of 1970; a day whose log is lost has none.
  private var logs: [Int: String] = [:]
  private let scratch: Scratch
  package var folder: String { scratch.path + "/state" }

  /// 26 October and 25 November 2026.
  package static let days = 20752..<20782
  private static let expired = 20767...20769
  private static let repaired = 20770
  private static let lost = 20775
  private static let silentDay = 20781
  private static let silentHours = 9..<12

  package init() throws {
    scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/state", withIntermediateDirectories: true)
    let delivered = try Template("delivered.log")
    let expired = try Template("expired.log")
    let later = try Template("later.log")
    let alive = try Template("alive.log")
    var copies = 0
    var waiting: [Int] = []
    for day in Self.days where day != Self.lost {
      var lines: [String] = []
      // 1970-01-01 was a Thursday.
      let isWeekend = (day + 3) % 7 >= 5
      for hour in 0..<24 {
        lines += alive.copy(copies, day: day, second: hour * 3600)
        if isWeekend ? hour == 10 : 8..<18 ~= hour,
          day != Self.silentDay || !Self.silentHours.contains(hour)
        {
          lines += delivered.copy(copies, day: day, second: hour * 3600 + 600)
          copies += 1
        }
        if day == Self.repaired, hour == 10 {
          for (place, number) in waiting.enumerated() {
            lines += later.copy(number, day: day, second: hour * 3600 + 1200 + place * 10)
          }
        }
        lines += alive.copy(copies, day: day, second: hour * 3600 + 1800)
        if Self.expired.contains(day), hour == 9 || hour == 15 {
          lines += expired.copy(copies, day: day, second: hour * 3600 + 2400)
          waiting.append(copies)
          copies += 1
        }
      }
      logs[day] = try scratch.file(
        "mail.log.\(day)", Array((lines.joined(separator: "\n") + "\n").utf8))
    }
  }

  /// The report on one day as cron makes it on the next morning, which leaves its summary.
  package func report(
    on day: Int, _ format: ReportRun.Format = .text, language: ReportLanguage = .english,
    holidays: [String] = []
  ) throws -> [UInt8] {
    var input = self.input(day + 1)
    input.inputs = ((day - 5)...day).compactMap { logs[$0] }
    input.since = "yesterday"
    input.until = "today"
    var options = try self.options(format, language)
    for holiday in holidays { _ = options.holidays.add(holiday) }
    let output = OutputFile.memory()
    let result = try ReportRun(input, trails, options).run(into: output)
    guard result.problems.isEmpty else { throw Failure(problems: result.problems) }
    return output.pending
  }

  /// `report --from-history --last`, on the morning after the month.
  package func report(
    last: String, _ format: ReportRun.Format, language: ReportLanguage = .english
  ) throws -> [UInt8] {
    let output = OutputFile.memory()
    let run = HistoryRun(
      input(Self.days.upperBound), trails, try options(format, language), last: last)
    let result = try run.run(into: output)
    guard result.problems.isEmpty else { throw Failure(problems: result.problems) }
    return output.pending
  }

  package struct Failure: Error { package let problems: [String] }

  private func input(_ day: Int) -> InputSettings {
    enterPackage()
    var input = InputSettings()
    input.year = 2026
    // A quarter past five in Zurich, in winter.
    input.now = Int64(day * 86400 + 4 * 3600 + 900)
    return input
  }

  private var trails: TrailSettings {
    var settings = TrailSettings()
    settings.platform = ["127.0.0.13", "127.0.0.14"]
    settings.own = ["127.0.0.1", "127.0.1.0/24"]
    settings.patternOverlay = nil
    return settings
  }

  private func options(
    _ format: ReportRun.Format, _ language: ReportLanguage
  ) throws -> ReportRun.Options {
    var options = ReportRun.Options()
    options.format = format
    options.language = language
    options.gateways = ["mxgw01"]
    options.mail.to = ["postmaster@example.ch"]
    options.mail.host = "mx1.example.ch"
    options.state = HistoryFolder(folder)
    return options
  }
}

/// Real lines of a minute or two, to be written again for another time.
private struct Template {
  private let lines: [String]

  init(_ name: String) throws {
    let text = try String(contentsOfFile: "\(fixtures)/history/\(name)", encoding: .utf8)
    lines = text.split(separator: "\n").map(String.init)
  }

  /// - Parameters:
  ///   - number: of the copy; its IDs are of its own.
  ///   - second: of the day; where the lines begin.
  func copy(_ number: Int, day: Int, second: Int) -> [String] {
    lines.map { Self.rewritten($0, number, day: day, second: second) }
  }

  private static func rewritten(
    _ line: String, _ number: Int, day: Int, second: Int
  ) -> String {
    let clock = line.dropFirst(7).prefix(8).split(separator: ":").compactMap { Int($0) }
    // The pieces begin at 19:54.
    let time = second + clock[0] * 3600 + clock[1] * 60 + clock[2] - (19 * 3600 + 54 * 60)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = Date(timeIntervalSince1970: Double(day * 86400))
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    let parts = calendar.dateComponents([.month, .day], from: date)
    let month = parts.month == 10 ? "Oct" : "Nov"
    let ofMonth = parts.day ?? 0
    let stamp =
      "\(month) \(ofMonth < 10 ? " " : "")\(ofMonth) "
      + "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))"
    let letters = Array("BCDFGHJKLMNPQRSTVWXYbcdfghjklmnpqrstvwxy")
    let code = [number / 1600 % 40, number / 40 % 40, number % 40].map { String(letters[$0]) }
    return (stamp + line.dropFirst(15)).replacing("4jYF", with: "4" + code.joined())
      .replacing("message-id=<", with: "message-id=<\(number).")
  }
}
