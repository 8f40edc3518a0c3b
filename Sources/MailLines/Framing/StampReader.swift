package import ByteTools
package import MailTerms

/// Reads the stamps of one source, in the order of its lines.
///
/// RFC 3164 stamps have no year: the first one is taken as the newest such day that is not after the
/// source's own time; when the months then go back by half a year or more, a new year has begun.
package struct StampReader {
  /// Of stamps that name no zone.
  private var wallClock: LocalClock
  /// The instant that no stamp lies behind by more than a day: the file's modification time.
  private let reference: Int64
  private let firstYear: Int?
  private var year: Int?
  private var lastMonth = 0

  // Equal stamps follow each other; the last one is remembered by its bytes.
  private var knownHead: UInt64 = 0
  private var knownTail: UInt64 = 0
  private var knownTime = LogTime.never
  // The same of Exim's own stamps.
  private var eximHead: UInt64 = 0
  private var eximMiddle: UInt64 = 0
  private var eximTail: UInt64 = 0
  private var eximTime = LogTime.never

  /// - Parameters:
  ///   - reference: seconds since 1970; the newest that the source's lines can be.
  ///   - firstYear: the year of the first line, where the user says so.
  package init(zone: LocalZone, reference: Int64, firstYear: Int?) {
    wallClock = LocalClock(zone)
    self.reference = reference
    self.firstYear = firstYear
  }

  /// The stamp at the start of `line`, and where it ends; nil where there is none.
  package mutating func read(_ line: ByteView) -> (time: LogTime, end: Int)? {
    guard line.count >= 15 else { return nil }
    return line[0].isDigit ? readRFC3339(line) : readRFC3164(line) ?? readLoose(line)
  }

  // MARK: RFC 3164: `Nov 23 18:10:13`, and journalctl's `short-precise` with decimals

  private mutating func readRFC3164(_ line: ByteView) -> (LogTime, Int)? {
    // 15 bytes; the last word overlaps the first by one.
    let head = line.word(at: 0)
    let tail = line.word(at: 7)
    let precise = line.count > 15 && line[15] == UInt8(ascii: ".")
    if head == knownHead, tail == knownTail, !precise { return (knownTime, 15) }
    guard let month = Self.month(line), line[3] == 0x20, line[6] == 0x20,
      line[9] == UInt8(ascii: ":"), line[12] == UInt8(ascii: ":"),
      let day = Self.day(line), let hour = Self.two(line, 7), hour < 24,
      let minute = Self.two(line, 10), minute < 60, let second = Self.two(line, 13), second < 61
    else { return nil }
    let thisYear = currentYear(month: month, day: day, second: hour * 3600 + minute * 60 + second)
    let local =
      Int64(CivilDate(year: thisYear, month: month, day: day).daysSince1970) * 86400
      + Int64(hour * 3600 + minute * 60 + second)
    let offset = wallClock.offset(atLocal: local)
    var microseconds = (local - Int64(offset)) * 1_000_000
    var end = 15
    var decimals = 0
    if precise {
      let (fraction, digits) = Self.fraction(line, from: 16)
      guard digits > 0 else { return nil }
      microseconds += Int64(fraction)
      decimals = min(digits, 6)
      end = 16 + digits
    }
    let time = LogTime(
      microseconds: microseconds, offsetMinutes: Int16(offset / 60), decimals: UInt8(decimals))
    if !precise {
      knownHead = head
      knownTail = tail
      knownTime = time
    }
    return (time, end)
  }

  /// `Nov 7 18:10:13`, not padded; `Nov 07 2026 18:10:13`, with a year; `Mär  7 18:10:13`, in another
  /// language.
  private mutating func readLoose(_ line: ByteView) -> (LogTime, Int)? {
    guard line.count > 20,
      let (month, monthEnd) = Self.englishMonth(line) ?? ForeignMonth.read(line),
      line[monthEnd] == 0x20
    else { return nil }
    let dayStart = monthEnd + (line[monthEnd + 1] == 0x20 ? 2 : 1)
    guard let (day, dayEnd) = line.number(at: dayStart), 1...31 ~= day, line.holds(" ", at: dayEnd)
    else { return nil }
    var index = dayEnd + 1
    if let (number, end) = line.number(at: index), end == index + 4, line.holds(" ", at: end) {
      guard 1970...9999 ~= number else { return nil }
      year = number
      lastMonth = month
      index = end + 1
    }
    guard index + 8 < line.count, line[index + 2] == UInt8(ascii: ":"),
      line[index + 5] == UInt8(ascii: ":"), let hour = Self.two(line, index), hour < 24,
      let minute = Self.two(line, index + 3), minute < 60,
      let second = Self.two(line, index + 6), second < 61
    else { return nil }
    index += 8
    var microseconds = 0
    var digits = 0
    if line[index] == UInt8(ascii: ".") {
      (microseconds, digits) = Self.fraction(line, from: index + 1)
      index += 1 + digits
    }
    let seconds = hour * 3600 + minute * 60 + second
    let year = currentYear(month: month, day: day, second: seconds)
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    return (time(local: Int64(days) * 86400 + Int64(seconds), microseconds, digits), index)
  }

  /// A local time in the zone of the machine.
  private mutating func time(local: Int64, _ microseconds: Int, _ digits: Int) -> LogTime {
    let offset = wallClock.offset(atLocal: local)
    return LogTime(
      microseconds: (local - Int64(offset)) * 1_000_000 + Int64(microseconds),
      offsetMinutes: Int16(offset / 60), decimals: UInt8(min(digits, 6)))
  }

  /// For lines whose stamp tells no day, where none before them has one: the newest that they can be.
  var latest: LogTime {
    var reader = self
    return reader.time(local: reference + Int64(wallClock.zone.offset(atLocal: reference)), 0, 0)
  }

  /// Microseconds since 1970, told in UTC.
  func time(microseconds: Int64) -> LogTime {
    LogTime(microseconds: microseconds, offsetMinutes: 0, decimals: 6)
  }

  private mutating func currentYear(month: Int, day: Int, second: Int) -> Int {
    guard let known = year else {
      let first = firstYear ?? yearNotAfterReference(month: month, day: day, second: second)
      year = first
      lastMonth = month
      return first
    }
    var result = known
    if month + 6 <= lastMonth {
      result = known + 1
    } else if lastMonth + 6 <= month {
      // A late line of the old year among those of the new one.
      return known - 1
    }
    year = result
    lastMonth = month
    return result
  }

  private func yearNotAfterReference(month: Int, day: Int, second: Int) -> Int {
    let limit = reference + 86400
    let now = CivilDate(daysSince1970: Int(limit / 86400))
    let days = CivilDate(year: now.year, month: month, day: day).daysSince1970
    let local = Int64(days) * 86400 + Int64(second)
    return local - Int64(wallClock.zone.offset(atLocal: local)) <= limit ? now.year : now.year - 1
  }

  static func month(_ line: ByteView) -> Int? {
    switch (line[0], line[1], line[2]) {
    case (0x4A, 0x61, 0x6E): 1
    case (0x46, 0x65, 0x62): 2
    case (0x4D, 0x61, 0x72): 3
    case (0x41, 0x70, 0x72): 4
    case (0x4D, 0x61, 0x79): 5
    case (0x4A, 0x75, 0x6E): 6
    case (0x4A, 0x75, 0x6C): 7
    case (0x41, 0x75, 0x67): 8
    case (0x53, 0x65, 0x70): 9
    case (0x4F, 0x63, 0x74): 10
    case (0x4E, 0x6F, 0x76): 11
    case (0x44, 0x65, 0x63): 12
    default: nil
    }
  }

  private static func englishMonth(_ line: ByteView) -> (month: Int, end: Int)? {
    line[3] == 0x20 ? month(line).map { ($0, 3) } : nil
  }

  /// Padded with a blank by syslog, with a zero by Postfix's own log.
  private static func day(_ line: ByteView) -> Int? {
    guard line[5].isDigit else { return nil }
    let ones = Int(line[5] - 0x30)
    let day = line[4] == 0x20 ? ones : (two(line, 4) ?? 0)
    return 1...31 ~= day ? day : nil
  }

  private static func two(_ line: ByteView, _ index: Int) -> Int? {
    let tens = line[index] &- 0x30
    let ones = line[index + 1] &- 0x30
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
  }

  /// The decimals from `start` on, in microseconds, and how many digits there are.
  static func fraction(_ line: ByteView, from start: Int) -> (Int, Int) {
    var value = 0
    var scale = 100_000
    var index = start
    while index < line.count, line[index].isDigit {
      value += Int(line[index] - 0x30) * scale
      scale /= 10
      index += 1
    }
    return (value, index - start)
  }

  // MARK: Exim: `2026-11-23 18:10:13`, then `.811` and ` +0100` where they are switched on

  /// The stamp at the start of `line`, and where the text behind it and a blank begins.
  package mutating func readExim(_ line: ByteView) -> (time: LogTime, end: Int)? {
    guard line.count >= 20, line[10] == 0x20, line[4] == UInt8(ascii: "-"),
      line[13] == UInt8(ascii: ":"), line[16] == UInt8(ascii: ":")
    else { return nil }
    let head = line.word(at: 0)
    let tail = line.word(at: 11)
    // Stamps of one second follow each other; what may stand behind them is told by one byte.
    if line[19] == 0x20, line[20 < line.count ? 20 : 19] != UInt8(ascii: "+"),
      line[20 < line.count ? 20 : 19] != UInt8(ascii: "-"), head == eximHead, tail == eximTail,
      line.word(at: 8) == eximMiddle
    {
      return (eximTime, 20)
    }
    guard line[7] == UInt8(ascii: "-"), let century = Self.two(line, 0),
      let decade = Self.two(line, 2), let month = Self.two(line, 5), 1...12 ~= month,
      let day = Self.two(line, 8), 1...31 ~= day, let hour = Self.two(line, 11), hour < 24,
      let minute = Self.two(line, 14), minute < 60, let second = Self.two(line, 17), second < 61
    else { return nil }
    var index = 19
    var microseconds = 0
    var digits = 0
    if line[index] == UInt8(ascii: ".") {
      (microseconds, digits) = Self.fraction(line, from: index + 1)
      guard digits > 0 else { return nil }
      index += 1 + digits
    }
    guard index < line.count, line[index] == 0x20 else { return nil }
    index += 1
    let local =
      Int64(CivilDate(year: century * 100 + decade, month: month, day: day).daysSince1970) * 86400
      + Int64(hour * 3600 + minute * 60 + second)
    var offset: Int?
    if index + 5 < line.count, line[index + 5] == 0x20,
      line[index] == UInt8(ascii: "+") || line[index] == UInt8(ascii: "-"),
      let hours = Self.two(line, index + 1), let minutes = Self.two(line, index + 3)
    {
      let sign = line[index] == UInt8(ascii: "-") ? -1 : 1
      offset = sign * (hours * 3600 + minutes * 60)
      index += 6
    }
    let east = offset ?? wallClock.offset(atLocal: local)
    let time = LogTime(
      microseconds: (local - Int64(east)) * 1_000_000 + Int64(microseconds),
      offsetMinutes: Int16(east / 60), decimals: UInt8(min(digits, 6)))
    if offset == nil, digits == 0 {
      eximHead = head
      eximMiddle = line.word(at: 8)
      eximTail = tail
      eximTime = time
    }
    return (time, index)
  }

  // MARK: Windows: `9/14/2026 7:36:36 AM`, `14.09.2026 07:36:36`, `14/09/2026 07:36:36`

  /// The stamp of an export at the start of `line`, and where it ends: as in logs, or in the form of
  /// some culture.
  mutating func readExport(_ line: ByteView) -> (time: LogTime, end: Int)? {
    if line.count >= 20, line[10] == UInt8(ascii: "T") { return readRFC3339(line) }
    return readCulture(line)
  }

  /// A stamp in the form of some culture, in the zone of the machine, and where its seconds or `AM`
  /// and `PM` end. With slashes the month stands first where the clock has twelve hours, as in the
  /// United States.
  private mutating func readCulture(_ line: ByteView) -> (LogTime, Int)? {
    guard let (first, firstEnd) = line.number(at: 0), firstEnd < line.count else { return nil }
    let separator = line[firstEnd]
    guard
      separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".")
        || separator == UInt8(ascii: "-"),
      let (second, secondEnd) = line.number(at: firstEnd + 1), secondEnd < line.count,
      line[secondEnd] == separator, let (third, thirdEnd) = line.number(at: secondEnd + 1),
      thirdEnd < line.count, line[thirdEnd] == 0x20,
      let (hour, hourEnd) = line.number(at: thirdEnd + 1), line.holds(":", at: hourEnd),
      let (minute, minuteEnd) = line.number(at: hourEnd + 1), line.holds(":", at: minuteEnd),
      let (seconds, end) = line.number(at: minuteEnd + 1)
    else { return nil }
    let isAfternoon = line.holds(" PM", at: end)
    let hasTwelveHours = isAfternoon || line.holds(" AM", at: end)
    let isYearFirst = first > 31
    let year = isYearFirst ? first : third
    let isMonthFirst = separator == UInt8(ascii: "/") && hasTwelveHours
    let month = isYearFirst ? second : isMonthFirst ? first : second
    let day = isYearFirst ? third : isMonthFirst ? second : first
    guard 1970...9999 ~= year, 1...12 ~= month, 1...31 ~= day, hour < 24, minute < 60, seconds < 61
    else { return nil }
    let clock = hasTwelveHours ? hour % 12 + (isAfternoon ? 12 : 0) : hour
    let local =
      Int64(CivilDate(year: year, month: month, day: day).daysSince1970) * 86400
      + Int64(clock * 3600 + minute * 60 + seconds)
    let offset = wallClock.offset(atLocal: local)
    let time = LogTime(
      microseconds: (local - Int64(offset)) * 1_000_000, offsetMinutes: Int16(offset / 60),
      decimals: 0)
    return (time, end + (hasTwelveHours ? 3 : 0))
  }

  // MARK: RFC 3339: `2026-11-23T18:10:13.123456+01:00`; also `+0100` (journalctl `short-iso`), `+01`

  /// The same with a blank between date and time, and perhaps one before the zone; or a stamp in the
  /// form of some culture.
  mutating func readSpaced(_ line: ByteView) -> (time: LogTime, end: Int)? {
    guard let (found, end) = readRFC3339(line, separator: 0x20) else { return readCulture(line) }
    guard line.holds(" ", at: end), let (offset, zoneEnd) = Self.offset(line, at: end + 1) else {
      return (found, end)
    }
    let local = found.microseconds + Int64(found.offsetMinutes) * 60_000_000
    let time = LogTime(
      microseconds: local - Int64(offset) * 1_000_000, offsetMinutes: Int16(offset / 60),
      decimals: found.decimals)
    return (time, zoneEnd)
  }

  /// `+01:00`, `+0100`, `+01`: in seconds, and where it ends.
  private static func offset(_ line: ByteView, at start: Int) -> (seconds: Int, end: Int)? {
    guard start + 3 < line.count,
      line[start] == UInt8(ascii: "+") || line[start] == UInt8(ascii: "-"),
      let hours = two(line, start + 1), hours < 24
    else { return nil }
    let sign = line[start] == UInt8(ascii: "-") ? -1 : 1
    let colon = line[start + 3] == UInt8(ascii: ":") ? 1 : 0
    if start + 4 + colon < line.count, let minutes = two(line, start + 3 + colon) {
      return (sign * (hours * 3600 + minutes * 60), start + 5 + colon)
    }
    return line[start + 3] == 0x20 ? (sign * hours * 3600, start + 3) : nil
  }

  private mutating func readRFC3339(
    _ line: ByteView, separator: UInt8 = UInt8(ascii: "T")
  ) -> (LogTime, Int)? {
    guard line.count >= 20, line[4] == UInt8(ascii: "-"), line[7] == UInt8(ascii: "-"),
      line[10] == separator, line[13] == UInt8(ascii: ":"), line[16] == UInt8(ascii: ":"),
      let century = Self.two(line, 0), let decade = Self.two(line, 2),
      let month = Self.two(line, 5), 1...12 ~= month, let day = Self.two(line, 8), 1...31 ~= day,
      let hour = Self.two(line, 11), hour < 24, let minute = Self.two(line, 14), minute < 60,
      let second = Self.two(line, 17), second < 61
    else { return nil }
    var index = 19
    var microseconds = 0
    var digits = 0
    if line[index] == UInt8(ascii: ".") || line[index] == UInt8(ascii: ",") {
      (microseconds, digits) = Self.fraction(line, from: index + 1)
      guard digits > 0 else { return nil }
      index += 1 + digits
    }
    guard index < line.count else { return nil }
    let local =
      Int64(CivilDate(year: century * 100 + decade, month: month, day: day).daysSince1970) * 86400
      + Int64(hour * 3600 + minute * 60 + second)
    var offset = 0
    switch line[index] {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"):
      index += 1
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard let (seconds, end) = Self.offset(line, at: index) else { return nil }
      offset = seconds
      index = end
    default:
      offset = wallClock.offset(atLocal: local)
    }
    let time = LogTime(
      microseconds: (local - Int64(offset)) * 1_000_000 + Int64(microseconds),
      offsetMinutes: Int16(offset / 60), decimals: UInt8(min(digits, 6)))
    return (time, index)
  }
}
