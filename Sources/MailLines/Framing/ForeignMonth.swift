internal import ByteTools

/// Names of months as loggers write them in the machine's language: German, French, Italian, Spanish.
/// No name means one month here and another there.
enum ForeignMonth {
  /// The month that `line` begins with, and where its name and a point behind it end.
  static func read(_ line: ByteView) -> (month: Int, end: Int)? {
    // Without accents, in small letters: as many as the longest name has.
    var word: UInt64 = 0
    var index = 0
    var length = 0
    while index < line.count, length < 8 {
      let byte = line[index]
      if byte.isLetter {
        word = word << 8 | UInt64(byte | 0x20)
      } else if byte == 0xC3, index + 1 < line.count, let plain = plain(line[index + 1] | 0xC0) {
        word = word << 8 | UInt64(plain)
        index += 1
      } else if byte > 0xC0, let plain = plain(byte) {
        word = word << 8 | UInt64(plain)
      } else {
        break
      }
      index += 1
      length += 1
    }
    guard length >= 3, let month = months[word] else { return nil }
    return (month, index < line.count && line[index] == UInt8(ascii: ".") ? index + 1 : index)
  }

  /// The letter without its accent, of ISO 8859-1.
  private static func plain(_ byte: UInt8) -> UInt8? {
    switch byte | 0x20 {
    case 0xE0, 0xE4: UInt8(ascii: "a")
    case 0xE9: UInt8(ascii: "e")
    case 0xFB: UInt8(ascii: "u")
    default: nil
    }
  }

  private static let months: [UInt64: Int] = {
    let names: [StaticString] = [
      "jan janv januar janvier gen ene", "feb fevr fev februar fevrier febr",
      "mar mars mrz marz", "apr avr avril abr april", "mai may mag", "jun juin juni giu",
      "jul juil juli juillet lug", "aug aout ago august", "sep sept set", "okt oct ott",
      "nov", "dez dec dic",
    ]
    var months: [UInt64: Int] = [:]
    for (month, list) in names.enumerated() {
      for name in ByteView(list).split(on: 0x20) {
        var word: UInt64 = 0
        for index in 0..<name.count { word = word << 8 | UInt64(name[index]) }
        months[word] = month + 1
      }
    }
    return months
  }()
}
