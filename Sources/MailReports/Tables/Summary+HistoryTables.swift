import MailTerms

/// What history adds to a report.
extension Summary {
  /// `Day before: 398 messages, 0.3 % failed; Mon, median of 4: 405 messages, …`; nil where there
  /// is nothing to hold the day against.
  var comparedSentence: String? {
    guard let comparison else { return nil }
    func part(_ when: String, _ messages: Int, _ failed: Int, of recipients: Int) -> String {
      let count = words.counted(messages, .messages)
      guard recipients > 0 else {
        return words(.comparedPartNone, ["when": when, "messages": count])
      }
      return words(
        .comparedPart,
        ["when": when, "messages": count, "percent": words.percent(failed, of: recipients)])
    }
    var parts: [String] = []
    if let before = comparison.dayBefore {
      parts.append(
        part(words[.dayBefore], before.messages, before.failed, of: before.recipients))
    }
    if let usual = comparison.usual {
      parts.append(part(usualTitle(usual), usual.messages, usual.failed.count, of: usual.failed.of))
    }
    guard !parts.isEmpty else { return nil }
    let separator = words.language == .french ? " ; " : "; "
    return words(.comparedLine, ["parts": parts.joined(separator: separator)]).capitalisedFirst
  }

  /// The day beside the one before and the weekday's medians.
  var comparedTable: ReportTable {
    var table = ReportTable(title: words[.tableCompared], columns: [], hasTitlesInText: true)
    guard let comparison, comparison.dayBefore != nil || comparison.usual != nil else {
      return table
    }
    let (day, before, usual) = (comparison.day, comparison.dayBefore, comparison.usual)
    var rows = [
      [words[.comparedMessages], words.grouped(day.messages)],
      [words[.comparedFailed], words.percent(day.failed, of: day.recipients)],
      [words[.comparedDelay], delay(day.medianDelay)],
    ]
    table.columns = [.init("", .left), .init(words[.columnThisDay], .right)]
    if let before {
      table.columns.append(.init(words[.dayBefore], .right))
      rows[0].append(words.grouped(before.messages))
      rows[1].append(words.percent(before.failed, of: before.recipients))
      rows[2].append(delay(before.medianDelay))
    }
    if let usual {
      table.columns.append(.init(usualTitle(usual), .right))
      rows[0].append(words.grouped(usual.messages))
      rows[1].append(words.percent(usual.failed.count, of: usual.failed.of))
      rows[2].append(delay(usual.delay))
    }
    table.rows = rows
    return table
  }

  private func delay(_ milliseconds: Int64?) -> String {
    milliseconds.map { words.delay(milliseconds: $0) } ?? ""
  }

  /// `Mon, median of 4`.
  private func usualTitle(_ usual: Comparison.Usual) -> String {
    let names = words[.weekdays].split(separator: " ").map(String.init)
    // 1970-01-01 was a Thursday, the fourth of these.
    let place = ((comparison?.day.day ?? 0) + 3) % 7
    let name = names.indices.contains(place) ? names[place] : ""
    return words(.columnUsual, ["weekday": name, "count": words.grouped(usual.count)])
  }

  /// The days of a report from history, each in a row.
  var dayTable: ReportTable {
    var table = ReportTable(
      title: words[.tableDays],
      columns: [
        .init(words[.columnDay]), .init(words[.columnMail], .right),
        .init(words[.columnFailed], .right), .init(words[.columnShare], .right),
        .init(words[.comparedDelay], .right), .init(words[.columnVerdict]),
      ], hasTitlesInText: true)
    guard let course else { return table }
    for (day, past) in course.days {
      guard let past else {
        table.add(words.day(day), "", "", "", "", words[.noHistory])
        continue
      }
      table.add(
        words.day(day), words.grouped(past.messages), words.grouped(past.failed),
        words.percent(past.failed, of: past.recipients), delay(past.medianDelay),
        words[past.grade])
    }
    return table
  }

  /// `2026-11-03, 2026-11-07 to 2026-11-09`.
  func dayRanges(_ days: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for day in days.sorted() {
      if let last = ranges.last, last.upperBound == day - 1 {
        ranges[ranges.count - 1] = last.lowerBound...day
      } else {
        ranges.append(day...day)
      }
    }
    return ranges.map { range in
      range.count == 1
        ? words.day(range.lowerBound)
        : words(
          .dayRange, ["first": words.day(range.lowerBound), "last": words.day(range.upperBound)])
    }.joined(separator: ", ")
  }

  /// Why history gives attention: days that it does not have, and hours without mail.
  var historyConditions: [String] {
    var reasons: [String] = []
    if let missing = course?.missing, !missing.isEmpty {
      reasons.append(words(.whyNoHistory, ["days": dayRanges(missing)]))
    }
    for silence in comparison?.silences ?? [] {
      func clock(_ hour: Int) -> String { "\(hour < 10 ? "0" : "")\(hour):00" }
      reasons.append(
        words.counted(
          silence.usual, .whySilence, ["first": clock(silence.from), "last": clock(silence.to)]))
    }
    return reasons
  }
}

extension Words {
  /// `2026-11-22` of days since 1970; `22.11.2026` where that is usual.
  func day(_ day: Int) -> String {
    self.day(LogTime(microseconds: Int64(day) * 86_400_000_000, offsetMinutes: 0, decimals: 0))
  }
}
