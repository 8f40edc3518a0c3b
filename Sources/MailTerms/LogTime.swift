package import ByteTools

/// A moment as a log told it: an instant, the offset it was written with, and how precise it was.
public struct LogTime: Hashable, BitwiseCopyable, Sendable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public let microseconds: Int64
  /// Minutes east of UTC, as logged or by the zone in force.
  public let offsetMinutes: Int16
  /// How many decimals of the second the log gave, 0 to 6.
  public let decimals: UInt8

  public init(microseconds: Int64, offsetMinutes: Int16, decimals: UInt8) {
    self.microseconds = microseconds
    self.offsetMinutes = offsetMinutes
    self.decimals = decimals
  }

  public static func < (left: LogTime, right: LogTime) -> Bool {
    left.microseconds < right.microseconds
  }

  public static var never: LogTime {
    LogTime(microseconds: .min, offsetMinutes: 0, decimals: 0)
  }

  /// Seconds since 1970, rounded down.
  public var seconds: Int64 {
    microseconds >= 0 ? microseconds / 1_000_000 : -((999_999 - microseconds) / 1_000_000)
  }

  /// RFC 3339 with offset: `2026-11-23T19:51:28+01:00`, with as many decimals as the log had.
  public var description: String {
    var text = GrowingBytes()
    var day = WrittenDay()
    append(to: &text, &day)
    return text.string
  }

  /// Appends the RFC 3339 form.
  /// - Parameter day: of the time appended before; most times of a log are of the same one.
  package func append(to text: inout GrowingBytes, _ day: inout WrittenDay) {
    let local = microseconds + Int64(offsetMinutes) * 60_000_000
    let seconds =
      local >= 0 ? local / 1_000_000 : -((999_999 - local) / 1_000_000)
    let days = Int(seconds >= 0 ? seconds / 86400 : -((86399 - seconds) / 86400))
    if days != day.number || offsetMinutes != day.offsetMinutes {
      day = WrittenDay(days, offsetMinutes)
    }
    text.append(day.date)
    text.append(clock: Int(seconds) - days * 86400)
    if decimals > 0 {
      text.append(UInt8(ascii: "."))
      var fraction = UInt(local - seconds * 1_000_000)
      for _ in Int(decimals)..<6 { fraction /= 10 }
      text.append(fraction, width: Int(decimals))
    }
    text.append(day.offset)
  }
}

/// What stands before and behind the clock in all times of a day.
package struct WrittenDay: BitwiseCopyable, Sendable {
  /// Since 1970; one that no time has where nothing was written yet.
  fileprivate var number = Int.min
  fileprivate var offsetMinutes: Int16 = 0
  /// `2026-11-23T`
  fileprivate var date = ShortText()
  /// `+01:00`
  fileprivate var offset = ShortText()

  package init() {}

  fileprivate init(_ number: Int, _ offsetMinutes: Int16) {
    self.number = number
    self.offsetMinutes = offsetMinutes
    let date = CivilDate(daysSince1970: number)
    var text = GrowingBytes()
    text.append(date.year.magnitude, width: 4)
    text.append("-")
    text.append(date.month.magnitude, width: 2)
    text.append("-")
    text.append(date.day.magnitude, width: 2)
    text.append("T")
    self.date = text.withByteView { ShortText($0) }
    text.removeAll()
    text.append(offsetMinutes < 0 ? "-" : "+")
    text.append(UInt(offsetMinutes.magnitude) / 60, width: 2)
    text.append(":")
    text.append(UInt(offsetMinutes.magnitude) % 60, width: 2)
    offset = text.withByteView { ShortText($0) }
  }
}

/// A day of the proleptic Gregorian calendar.
///
/// The conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`.
public struct CivilDate: Hashable, Sendable {
  public var year: Int
  public var month: Int
  public var day: Int

  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  public init(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  public var daysSince1970: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
