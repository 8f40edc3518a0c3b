internal import ByteTools
package import MailLines
package import MailTerms

/// Turns the stamps of queue listings into instants, by the zone of the run.
package struct QueueClock {
  private let zone: LocalZone

  package init(zone: LocalZone) { self.zone = zone }

  package func time(seconds: Int64) -> LogTime {
    LogTime(
      microseconds: seconds * 1_000_000,
      offsetMinutes: Int16(clamping: zone.offset(at: seconds) / 60),
      decimals: 0)
  }

  /// A wall clock's reading; nil where it is none.
  func time(_ date: CivilDate, hour: Int, minute: Int, second: Int) -> LogTime? {
    guard 1970...9999 ~= date.year, 1...12 ~= date.month, 1...31 ~= date.day, 0...23 ~= hour,
      0...59 ~= minute, 0...60 ~= second
    else { return nil }
    let local = Int64(date.daysSince1970) * 86400 + Int64(hour * 3600 + minute * 60 + second)
    let offset = zone.offset(atLocal: local)
    return LogTime(
      microseconds: (local - Int64(offset)) * 1_000_000,
      offsetMinutes: Int16(clamping: offset / 60),
      decimals: 0)
  }

  /// `Mon Nov 23 19:50:27`, as `postqueue -p` writes it: the latest such moment that is not after the
  /// snapshot, a day for clocks that differ aside.
  func weekdayTime(_ text: ByteView, before taken: LogTime) -> LogTime? {
    let parts = text.split(on: 0x20).filter { !$0.isEmpty }
    guard parts.count == 4, let month = Self.month(parts[1]), let day = parts[2].number,
      let (hour, minute, second) = Self.timeOfDay(parts[3])
    else { return nil }
    let latest = CivilDate(daysSince1970: Int(taken.seconds / 86400)).year + 1
    for year in stride(from: latest, through: latest - 2, by: -1) {
      let date = CivilDate(year: year, month: month, day: day)
      if let time = time(date, hour: hour, minute: minute, second: second),
        time.seconds <= taken.seconds + 86400
      {
        return time
      }
    }
    return nil
  }

  /// A date as PowerShell writes it: ISO, `/Date(ms)/`, `9/14/2026 6:56:00 PM`,
  /// `14.09.2026 18:56:00`. Where a slash leaves open which is the month, it is the moment nearer to
  /// `taken`: what a queue holds has come days before its snapshot, and goes days after it.
  func powerShellTime(_ text: ByteView, near taken: LogTime) -> LogTime? {
    let text = text.trimmed
    if let open = text.firstRange(of: "Date(") {
      guard let (value, _) = text.number(at: open.upperBound) else { return nil }
      return time(seconds: Int64(value / 1000))
    }
    let words = text.split(on: 0x20).filter { !$0.isEmpty }
    guard let first = words.first else { return nil }
    if first.count >= 19, first[10] == UInt8(ascii: "T") { return isoTime(first) }
    if first.count == 10, first[4] == UInt8(ascii: "-"), text.count >= 19 { return isoTime(text) }
    guard words.count >= 2, let clock = Self.timeOfDay(words[1]) else { return nil }
    var hour = clock.hour
    if words.count > 2 {
      if words[2].equalsIgnoringCase("PM"), hour < 12 { hour += 12 }
      if words[2].equalsIgnoringCase("AM"), hour == 12 { hour = 0 }
    }
    let readings = Self.dates(first).compactMap {
      time($0, hour: hour, minute: clock.minute, second: clock.second)
    }
    return readings.min { abs($0.seconds - taken.seconds) < abs($1.seconds - taken.seconds) }
  }

  /// `2026-09-14T18:56:00.123+02:00`; a blank may stand before the time and before the zone.
  private func isoTime(_ text: ByteView) -> LogTime? {
    guard let date = Self.dates(text.prefix(10)).first,
      let clock = Self.timeOfDay(text[11..<19])
    else { return nil }
    let rest = text.from(19)
    let zoneStart = rest.length { $0 == UInt8(ascii: ".") || $0.isDigit }
    let zoneText = rest.from(zoneStart).trimmed
    guard !zoneText.isEmpty else {
      return time(date, hour: clock.hour, minute: clock.minute, second: clock.second)
    }
    var seconds =
      Int64(date.daysSince1970) * 86400
      + Int64(clock.hour * 3600 + clock.minute * 60 + clock.second)
    if zoneText.count == 6, let hours = zoneText[1..<3].number, let minutes = zoneText[4..<6].number
    {
      let offset = Int64(hours * 3600 + minutes * 60)
      seconds -= zoneText[0] == UInt8(ascii: "-") ? -offset : offset
    }
    return time(seconds: seconds)
  }

  /// What a date may mean: two days where a slash leaves open which number is the month's.
  private static func dates(_ text: ByteView) -> [CivilDate] {
    for separator in [UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-")] {
      let parts = text.split(on: separator).map(\.number)
      guard parts.count == 3, let first = parts[0], let second = parts[1], let third = parts[2],
        first < 10_000, second < 10_000, third < 10_000
      else { continue }
      if first > 31 { return [CivilDate(year: first, month: second, day: third)] }
      let year = third < 100 ? third + 2000 : third
      let dayFirst = CivilDate(year: year, month: second, day: first)
      guard separator == UInt8(ascii: "/"), first <= 12 else { return [dayFirst] }
      let monthFirst = CivilDate(year: year, month: first, day: second)
      return second <= 12 ? [monthFirst, dayFirst] : [monthFirst]
    }
    return []
  }

  /// `18:56`, `6:56:00`.
  private static func timeOfDay(_ text: ByteView) -> (hour: Int, minute: Int, second: Int)? {
    let parts = text.split(on: UInt8(ascii: ":")).map(\.number)
    guard parts.count == 2 || parts.count == 3, let hour = parts[0], let minute = parts[1],
      hour < 24, minute < 60
    else { return nil }
    guard parts.count == 3 else { return (hour, minute, 0) }
    guard let second = parts[2], second <= 60 else { return nil }
    return (hour, minute, second)
  }

  private static func month(_ text: ByteView) -> Int? {
    guard text.count == 3, let place = ByteView(months).firstRange(of: text) else { return nil }
    return place.lowerBound % 3 == 0 ? place.lowerBound / 3 + 1 : nil
  }

  private static let months: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"
}

extension ByteView {
  /// Equal but for the case of ASCII letters.
  func equalsIgnoringCase(_ text: StaticString) -> Bool { equalsIgnoringCase(ByteView(text)) }

  /// All of it as a whole number, however large it may be written.
  var wholeNumber: Int? { trimmed.number }
}
