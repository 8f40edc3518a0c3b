internal import ByteTools
internal import MailLines
internal import MailTerms

/// A moment or a stretch of time as people write it on a command line.
///
/// A day means its start, for `--since` and for `--until` alike: `--since yesterday --until today` is
/// the whole of yesterday. A weekday is the latest one that has begun, today included.
enum TimeExpression {
  /// The forms, for error messages and help.
  static let forms =
    "yesterday, today, monday, 2h, 30m, 7d, 2026-11-22, 2026-11-22T08:00 or RFC 3339"

  /// The moment that `text` names; nil where it is none of the forms.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - zone: where a day begins, and the zone of times that name none.
  static func moment(_ text: String, now: Int64, zone: LocalZone) -> LogTime? {
    let words = text.lowercased()
    let today = day(of: now, zone)
    switch words {
    case "now": return time(now, zone)
    case "today": return startOfDay(today, zone)
    case "yesterday": return startOfDay(today - 1, zone)
    default: break
    }
    if let weekday = weekdays.firstIndex(where: { $0 == words || $0.prefix(3) == words }) {
      // 1970-01-01 was a Thursday, the fourth of these.
      let past = (today + 3 - weekday) % 7
      return startOfDay(today - past, zone)
    }
    if let seconds = seconds(words) { return time(now - seconds, zone) }
    return Array(text.utf8).withByteView { calendar($0, zone) }
  }

  /// Whether `text` names a day of the calendar, and not one seen from now.
  static func isCalendar(_ text: String) -> Bool { text.prefix(5).hasSuffix("-") }

  /// `90s`, `30m`, `2h`, `5d`, `2w` and sums such as `1h30m`, in seconds; nil where it is none.
  static func seconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= 20 else { return nil }
    return bytes.withByteView { bytes in
      var total: Int64 = 0
      var index = 0
      while index < bytes.count {
        guard let (value, end) = bytes.number(at: index), end < bytes.count, value < 10_000_000
        else { return nil }
        let unit: Int64
        switch bytes[end] {
        case UInt8(ascii: "s"): unit = 1
        case UInt8(ascii: "m"): unit = 60
        case UInt8(ascii: "h"): unit = 3600
        case UInt8(ascii: "d"): unit = 86400
        case UInt8(ascii: "w"): unit = 7 * 86400
        default: return nil
        }
        total += Int64(value) * unit
        index = end + 1
      }
      return total
    }
  }

  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  // MARK: Days

  /// The local day of an instant, counted from 1970-01-01.
  static func day(of instant: Int64, _ zone: LocalZone) -> Int {
    let local = instant + Int64(zone.offset(at: instant))
    return Int(local >= 0 ? local / 86400 : (local - 86399) / 86400)
  }

  static func startOfDay(_ day: Int, _ zone: LocalZone) -> LogTime {
    let local = Int64(day) * 86400
    return time(local - Int64(zone.offset(atLocal: local)), zone)
  }

  private static func time(_ instant: Int64, _ zone: LocalZone) -> LogTime {
    LogTime(
      microseconds: instant * 1_000_000,
      offsetMinutes: Int16(truncatingIfNeeded: zone.offset(at: instant) / 60), decimals: 0)
  }

  // MARK: Dates: `2026-11-22`, `2026-11-22T08:00`, `2026-11-22 08:00:30`, RFC 3339

  private static func calendar(_ text: ByteView, _ zone: LocalZone) -> LogTime? {
    guard text.count >= 10, let year = digits(text, 0, 4), text[4] == UInt8(ascii: "-"),
      let month = digits(text, 5, 2), 1...12 ~= month, text[7] == UInt8(ascii: "-"),
      let day = digits(text, 8, 2), day >= 1
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    // 31 February comes back as a day of March.
    guard CivilDate(daysSince1970: date.daysSince1970) == date else { return nil }
    if text.count == 10 { return startOfDay(date.daysSince1970, zone) }
    let mark = text[10]
    guard mark == UInt8(ascii: "T") || mark == UInt8(ascii: "t") || mark == 0x20,
      let hour = digits(text, 11, 2), hour < 24, text.holds(":", at: 13),
      let minute = digits(text, 14, 2), minute < 60
    else { return nil }
    var index = 16
    var local = Int64(date.daysSince1970) * 86400 + Int64(hour * 3600 + minute * 60)
    var fraction: Int64 = 0
    var decimals = 0
    if text.holds(":", at: index) {
      guard let second = digits(text, index + 1, 2), second < 61 else { return nil }
      local += Int64(second)
      index += 3
      if text.holds(".", at: index) {
        var scale: Int64 = 100_000
        index += 1
        guard digits(text, index, 1) != nil else { return nil }
        while let digit = digits(text, index, 1) {
          fraction += Int64(digit) * scale
          scale /= 10
          decimals += 1
          index += 1
        }
      }
    }
    guard let offset = offset(text, from: index, atLocal: local, zone) else { return nil }
    return LogTime(
      microseconds: (local - Int64(offset)) * 1_000_000 + fraction,
      offsetMinutes: Int16(truncatingIfNeeded: offset / 60), decimals: UInt8(min(decimals, 6)))
  }

  /// Nothing, `Z`, `+01:00` or `+0100`, in seconds.
  private static func offset(
    _ text: ByteView, from start: Int, atLocal local: Int64, _ zone: LocalZone
  ) -> Int? {
    guard start < text.count else { return zone.offset(atLocal: local) }
    switch text[start] {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"):
      return start + 1 == text.count ? 0 : nil
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let colon = text.holds(":", at: start + 3) ? 1 : 0
      guard text.count == start + 5 + colon, let hours = digits(text, start + 1, 2), hours < 24,
        let minutes = digits(text, start + 3 + colon, 2), minutes < 60
      else { return nil }
      let offset = hours * 3600 + minutes * 60
      return text[start] == UInt8(ascii: "-") ? -offset : offset
    default: return nil
    }
  }

  private static func digits(_ text: ByteView, _ start: Int, _ count: Int) -> Int? {
    guard start + count <= text.count else { return nil }
    var value = 0
    for index in start..<(start + count) {
      guard text[index].isDigit else { return nil }
      value = value * 10 + Int(text[index] - 0x30)
    }
    return value
  }
}
