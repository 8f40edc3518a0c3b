import ByteTools
import MailTerms

// The forms of queue IDs and days that a seed may have.

/// The queue ID of a Postfix line, `…]: 4jYFhP1p7GzCw: …`.
func postfixOwner(of line: ByteView) -> ByteView? {
  guard let tag = line.firstRange(of: "]: ") else { return nil }
  let length = line.length(from: tag.upperBound, while: \.isLetterOrDigit)
  let name = line.from(tag.upperBound).prefix(length)
  guard line.holds(": ", at: tag.upperBound + length), isPostfixID(name) else { return nil }
  return name
}

/// Short: 6 to 15 hexadecimal digits. Long: 10 to 20 characters of base 52, which has no vowels.
private func isPostfixID(_ name: ByteView) -> Bool {
  guard name.length(while: { !$0.isDigit }) < name.count else { return false }
  if (6...15).contains(name.count), name.length(while: \.isUpperHex) == name.count { return true }
  return (10...20).contains(name.count)
    && name.length(while: { $0.isLetterOrDigit && !isVowel($0) }) == name.count
}

private func isVowel(_ byte: UInt8) -> Bool {
  switch byte | 0x20 {
  case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
    UInt8(ascii: "u"):
    true
  default: false
  }
}

/// The queue ID of an Exim line: the first word that has the form of one, between blanks.
func eximOwner(of line: ByteView) -> ByteView? {
  var index = 0
  while let blank = line.firstIndex(of: UInt8(ascii: " "), from: index) {
    index = blank + 1
    let length = eximIDLength(in: line, at: index)
    if length > 0, line.holds(" ", at: index + length) {
      return line.from(index).prefix(length)
    }
  }
  return nil
}

/// How long the Exim queue ID at `start` is, 0 where there is none: 6-6-2 or, since 4.97, 6-11-4.
private func eximIDLength(in line: ByteView, at start: Int) -> Int {
  for parts in [[6, 6, 2], [6, 11, 4]] {
    var index = start
    var matches = true
    for (place, part) in parts.enumerated() where matches {
      if place > 0 {
        matches = line.holds("-", at: index)
        index += 1
      }
      matches = matches && line.length(from: index, while: \.isLetterOrDigit) == part
      index += part
    }
    if matches { return index - start }
  }
  return 0
}

/// An Exim log with queue IDs in the form of before 4.97, 6-6-2 in place of 6-11-4: without the
/// first digits of the pid, which are zeros, and the last ones of the fraction.
func withShortIDs(_ log: [UInt8]) -> [UInt8] {
  log.withByteView { log in
    var short: [UInt8] = []
    short.reserveCapacity(log.count)
    var index = 0
    while index < log.count {
      if log.holds("-", at: index + 6), eximIDLength(in: log, at: index) == 23 {
        short.append(log[index..<index + 7])
        short.append(log[index + 12..<index + 21])
        index += 23
      } else {
        short.append(log[index])
        index += 1
      }
    }
    return short
  }
}

/// How long the known queue ID at `start` is, 0 where none starts there.
func identifierLength(
  in line: ByteView, at start: Int, closed: Set<ByteView>, isExim: Bool
) -> Int {
  let length =
    isExim ? eximIDLength(in: line, at: start) : line.length(from: start, while: \.isLetterOrDigit)
  guard length >= 6, closed.contains(line.from(start).prefix(length)) else { return 0 }
  return length
}

/// Whether the bytes begin as message tracking does, with or without a byte order mark.
func isExchangeTracking(_ bytes: ByteView) -> Bool {
  bytes.prefix(400).contains("#Log-type: Message Tracking Log")
}

/// What is another in each copy of message tracking.
enum ExchangeMark {
  /// `2026-11-23` in front of `T`.
  case day
  /// The last group of a GUID that fills a column, or the queue ID in a next hop's answer.
  case identifier
  /// An internal message ID.
  case number
  /// The bracket in front of a message ID.
  case messageID
}

/// The mark at `index`, where a word of this length begins or, if it is 0, another byte stands.
/// The time of the last try in a status, in the form of the server's culture, is none.
func exchangeMark(in rows: ByteView, at index: Int, word: Int) -> ExchangeMark? {
  let end = index + word
  let comma = UInt8(ascii: ",")
  func holds(_ byte: UInt8, at place: Int) -> Bool {
    place >= 0 && place < rows.count && rows[place] == byte
  }
  if word == 0, rows[index] == UInt8(ascii: "<") {
    let name = rows.length(from: index + 1) { $0 > 0x20 && !Array("<>,;\"".utf8).contains($0) }
    let close = index + 1 + name
    // An address in an answer is followed by a colon.
    guard holds(UInt8(ascii: ">"), at: close), !holds(UInt8(ascii: ":"), at: close + 1) else {
      return nil
    }
    return rows.from(index).prefix(name).contains("@") ? .messageID : nil
  }
  if word == 4, holds(UInt8(ascii: "T"), at: index + 10),
    rows[index..<index + 10].withBytes({ isoDay($0) }) != nil
  {
    return .day
  }
  if word >= 11, rows[index..<end].number != nil,
    holds(comma, at: index - 1) || holds(UInt8(ascii: "="), at: index - 1),
    holds(comma, at: end) || holds(UInt8(ascii: "]"), at: end)
  {
    return .number
  }
  if word == 12, holds(comma, at: end), holds(UInt8(ascii: "-"), at: index - 1),
    holds(comma, at: index - 25)
  {
    return .identifier
  }
  return index > 10 && rows.holds("queued as ", at: index - 10) && word > 0 ? .identifier : nil
}

private let months: [StaticString] = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

/// The day of `Nov 23`, in a year of no matter.
func syslogDay(_ text: some Sequence<UInt8>) -> Int? {
  Array(text).withByteView { text in
    guard text.count == 6, let month = months.firstIndex(where: { text.starts(with: $0) }),
      let day = text.from(4).trimmed.number
    else { return nil }
    return CivilDate(year: 2026, month: month + 1, day: day).daysSince1970
  }
}

func syslogText(_ day: Int) -> [UInt8] {
  let date = CivilDate(daysSince1970: day)
  var text: [UInt8] = []
  text.append(months[date.month - 1])
  text.append(date.day < 10 ? "  " as StaticString : " ")
  text.append(decimal: date.day)
  return text
}

/// The day of `2026-11-23`.
func isoDay(_ text: some Sequence<UInt8>) -> Int? {
  Array(text).withByteView { text in
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      let year = text.prefix(4).number, let month = text[5..<7].number,
      let day = text.from(8).number
    else { return nil }
    return CivilDate(year: year, month: month, day: day).daysSince1970
  }
}

func isoText(_ day: Int) -> [UInt8] {
  let date = CivilDate(daysSince1970: day)
  var text: [UInt8] = []
  text.append(date.year, width: 4)
  text.append(UInt8(ascii: "-"))
  text.append(date.month, width: 2)
  text.append(UInt8(ascii: "-"))
  text.append(date.day, width: 2)
  return text
}
