/// How records write a moment and read it back.
extension LogTime: Codable {
  /// Reads RFC 3339 as `description` writes it: `2026-11-23T19:51:28.25+01:00`; nil for all else.
  package init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[start..<(start + count)] {
        guard 0x30...0x39 ~= byte else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard bytes.count >= 25, let year = number(0, 4), let month = number(5, 2), 1...12 ~= month,
      let day = number(8, 2), 1...31 ~= day, let hour = number(11, 2), hour < 24,
      let minute = number(14, 2), minute < 60, let second = number(17, 2), second < 61,
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":")
    else { return nil }
    let zone = bytes.count - 6
    var fraction = 0
    var decimals = 0
    if zone > 19 {
      decimals = zone - 20
      guard bytes[19] == UInt8(ascii: "."), 1...6 ~= decimals, let digits = number(20, decimals)
      else { return nil }
      fraction = (decimals..<6).reduce(digits) { value, _ in value * 10 }
    }
    guard let hours = number(zone + 1, 2), bytes[zone + 3] == UInt8(ascii: ":"),
      let minutes = number(zone + 4, 2), hours < 24, minutes < 60,
      bytes[zone] == UInt8(ascii: "+") || bytes[zone] == UInt8(ascii: "-")
    else { return nil }
    let offset = (hours * 60 + minutes) * (bytes[zone] == UInt8(ascii: "-") ? -1 : 1)
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    let local = Int64(days * 86400 + hour * 3600 + minute * 60 + second)
    self.init(
      microseconds: (local - Int64(offset) * 60) * 1_000_000 + Int64(fraction),
      offsetMinutes: Int16(offset), decimals: UInt8(decimals))
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let time = LogTime(rfc3339: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is no time as in RFC 3339")
    }
    self = time
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    // A moment that was reckoned may be finer than the log that it comes from.
    let step = (decimals..<6).reduce(Int64(1)) { step, _ in step * 10 }
    let isFiner = microseconds % step != 0
    let exact = LogTime(
      microseconds: microseconds, offsetMinutes: offsetMinutes, decimals: isFiner ? 6 : decimals)
    try container.encode(exact.description)
  }
}
