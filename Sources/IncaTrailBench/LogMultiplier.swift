import ByteTools
import Glibc
import MailTerms

/// Makes a large log out of a small one: copies with fresh days, queue IDs and message IDs, in
/// Exchange message tracking also fresh network and internal message IDs.
///
/// Every copy lies as many whole days behind the one before as the seed spans, so the log is in order
/// of time if the seed is. Messages that the seed leaves open are dropped: memory is
/// to be tried by the mail in flight, not by leftovers. One copy is kept as a template; each round
/// overwrites, in place and from the seed's own bytes, the days, IDs and counters in it, which
/// costs little more than writing the file.
struct LogMultiplier {
  /// Digits of the copy's number that stand in front of each message ID.
  private static let counterWidth = 4
  /// How far apart the internal message IDs of an Exchange server lie from copy to copy.
  private static let numberStep = 10_000_000

  /// The bytes that one copy has, rewritten for each.
  private var copy: [UInt8] = []
  /// The same bytes as in the seed, with `0000.` put in front of each message ID.
  private var template: [UInt8] = []
  /// Where stamps, IDs, counters and numbers stand in `template`.
  private var days: [Int] = []
  private var identifiers: [Range<Int>] = []
  private var counters: [Int] = []
  private var numbers: [Range<Int>] = []
  private let isISO: Bool
  private var span = SeedSpan()

  /// - Throws: where the seed is no Postfix or Exim log with RFC 3164 or RFC 3339 stamps and no
  ///   Exchange message tracking.
  init(seed: [UInt8]) throws {
    if seed.withByteView(isExchangeTracking) {
      isISO = true
      seed.withByteView { appendRows($0) }
      guard !identifiers.isEmpty else { throw BenchError("the seed has no message") }
      copy = template
      return
    }
    let start = seed.withByteView { $0.prefix(15).string }
    isISO = start.first?.isNumber == true
    guard isISO ? isoDay(start.utf8.prefix(10)) != nil : syslogDay(start.utf8.prefix(6)) != nil
    else { throw BenchError("the seed has neither RFC 3164 nor RFC 3339 stamps") }

    var owners: [ByteView?] = []
    seed.withByteView { bytes in
      var lines: [ByteView] = []
      var index = 0
      while index < bytes.count {
        let end = bytes.firstIndex(of: UInt8(ascii: "\n"), from: index) ?? bytes.count
        lines.append(bytes[index..<end])
        index = end + 1
      }
      let isExim = lines.prefix(200).contains { eximOwner(of: $0) != nil }
      owners = lines.map(isExim ? eximOwner(of:) : postfixOwner(of:))
      let closing: StaticString = isExim ? " Completed" : ": removed"
      var closed = Set<ByteView>()
      for (line, owner) in zip(lines, owners) {
        if let owner, line.contains(closing) { closed.insert(owner) }
      }
      template.reserveCapacity(bytes.count + lines.count * 2)
      for (line, owner) in zip(lines, owners) where owner.map(closed.contains) ?? true {
        append(line, closed: closed, isExim: isExim)
      }
    }
    guard !identifiers.isEmpty else { throw BenchError("the seed has no closed message") }
    copy = template
  }

  /// Adds one line to the template and notes what changes in it.
  private mutating func append(_ line: ByteView, closed: Set<ByteView>, isExim: Bool) {
    days.append(template.count)
    span.note(line, isISO: isISO)
    var counterAt: Int?
    if isExim {
      if line.contains(" <= ") { counterAt = line.firstRange(of: " id=")?.upperBound }
    } else {
      counterAt = line.firstRange(of: "message-id=<")?.upperBound
    }
    var index = isISO ? 10 : 6
    template.append(line.prefix(index))
    while index < line.count {
      if index == counterAt {
        counters.append(template.count)
        template.append("0000.")
        counterAt = nil
      }
      guard line[index].isLetterOrDigit else {
        template.append(line[index])
        index += 1
        continue
      }
      let length = identifierLength(in: line, at: index, closed: closed, isExim: isExim)
      if length > 0 {
        identifiers.append(template.count..<template.count + length)
        template.append(line.from(index).prefix(length))
        index += length
      } else if isExim, line[index] == UInt8(ascii: "E"),
        identifierLength(in: line, at: index + 1, closed: closed, isExim: true) > 0
      {
        // Exim's own messages: `id=E` and the queue ID.
        template.append(line[index])
        index += 1
      } else {
        let run = line.length(from: index, while: \.isLetterOrDigit)
        let end = counterAt.map { $0 > index ? min(index + run, $0) : index + run } ?? index + run
        template.append(line[index..<end])
        index = end
      }
    }
    template.append(UInt8(ascii: "\n"))
  }

  /// Adds message tracking to the template. No row says that a message is over: all are kept.
  private mutating func appendRows(_ rows: ByteView) {
    var index = 0
    while index < rows.count {
      let word = rows.length(from: index, while: \.isLetterOrDigit)
      var end = index + max(word, 1)
      let start = template.count
      switch exchangeMark(in: rows, at: index, word: word) {
      case .day:
        days.append(start)
        if index == 0 || rows[index - 1] == UInt8(ascii: "\n") {
          span.note(rows.from(index).prefix(19), isISO: true)
        }
        end = index + 10
      case .identifier: identifiers.append(start..<start + word)
      case .number: numbers.append(start..<start + word)
      case .messageID: counters.append(start + 1)
      case nil: break
      }
      template.append(rows[index..<end])
      if counters.last == start + 1 { template.append("0000.") }
      index = end
    }
  }

  /// Writes copies until the file has `size` bytes or more.
  mutating func write(atLeast size: Int, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw BenchError.system(path) }
    defer { close(descriptor) }
    var written = 0
    var number = 0
    while written < size {
      patch(number)
      try writeAll(descriptor, copy, to: path)
      written += copy.count
      number += 1
    }
  }

  /// Rewrites `copy` for the copy with this number, counted from 0.
  private mutating func patch(_ number: Int) {
    patchDays(number)
    let letters = Rotation(copy: number)
    for range in identifiers {
      letters.rewrite(range, from: template, to: &copy)
    }
    for range in numbers {
      // Digits of the middle count the copies: a day of one server has fewer messages.
      var sum = number * Self.numberStep
      for place in range.reversed() {
        sum += Int(template[place] &- 0x30)
        copy[place] = 0x30 + UInt8(truncatingIfNeeded: sum % 10)
        sum /= 10
      }
    }
    for start in counters {
      var rest = number
      for place in (0..<Self.counterWidth).reversed() {
        let digit = UInt8(truncatingIfNeeded: rest & 15)
        copy[start + place] = digit < 10 ? 0x30 + digit : 0x57 + digit
        rest >>= 4
      }
    }
  }

  private mutating func patchDays(_ number: Int) {
    let width = isISO ? 10 : 6
    let shift = number * span.wholeDays
    var lastSeed: ArraySlice<UInt8> = []
    var lastDay: [UInt8] = []
    for start in days {
      let seedDay = template[start..<start + width]
      if seedDay != lastSeed {
        lastSeed = seedDay
        let day = isISO ? isoDay(seedDay) : syslogDay(seedDay)
        lastDay = day.map { isISO ? isoText($0 + shift) : syslogText($0 + shift) } ?? []
      }
      for (place, byte) in lastDay.enumerated() { copy[start + place] = byte }
    }
  }
}

/// The time from the oldest to the newest line of a seed.
private struct SeedSpan {
  /// Seconds.
  private var oldest = Int.max
  private var newest = Int.min
  /// What years that have passed add to stamps without one.
  private var pastYears = 0
  private var lastDay = 0

  /// The fewest whole days by which a copy lies behind the seed and no line of it goes back.
  var wholeDays: Int { oldest > newest ? 1 : (newest - oldest) / 86400 + 1 }

  /// A line without a stamp is passed over.
  mutating func note(_ line: ByteView, isISO: Bool) {
    let width = isISO ? 10 : 6
    let stamp = line.prefix(width + 9)
    let seedDay = stamp.prefix(width).withBytes { isISO ? isoDay($0) : syslogDay($0) }
    guard stamp.count == width + 9, var day = seedDay,
      let hour = stamp.from(width + 1).prefix(2).number,
      let minute = stamp.from(width + 4).prefix(2).number,
      let second = stamp.from(width + 7).number
    else { return }
    if !isISO {
      day += pastYears
      if day < lastDay - 180 {
        pastYears += 365
        day += 365
      }
      lastDay = day
    }
    let time = day * 86400 + (hour * 60 + minute) * 60 + second
    oldest = min(oldest, time)
    newest = max(newest, time)
  }
}

/// A renaming of queue IDs: one to one within a copy, another one for each copy, and never
/// another form: hexadecimal stays so, and base 52 keeps the case of each letter and its `z`.
private struct Rotation {
  private let copy: Int
  private var table = [UInt8](repeating: 0, count: 256)

  init(copy: Int) {
    self.copy = copy
    for byte in 0..<256 { table[byte] = UInt8(byte) }
    rotate("BCDFGHJKLMNPQRSTVWXYZ", by: copy)
    rotate("bcdfghjklmnpqrstvwxy", by: copy / 21)
    rotate("0123456789", by: copy / 420)
  }

  private mutating func rotate(_ alphabet: StaticString, by steps: Int) {
    let letters = ByteView(alphabet)
    for place in 0..<letters.count {
      table[Int(letters[place])] = letters[(place + steps) % letters.count]
    }
  }

  func rewrite(_ range: Range<Int>, from seed: [UInt8], to text: inout [UInt8]) {
    // How far a letter stands above its value as a hexadecimal digit: all capital or all small.
    let shift: UInt8 = range.contains { seed[$0] &- 0x61 < 6 } ? 0x57 : 0x37
    if range.allSatisfy({ seed[$0].isDigit || seed[$0] &- shift &- 10 < 6 }) {
      // Hexadecimal: the copy's own digits are added place by place, the last ones first.
      var rest = copy
      for place in range.reversed() {
        let digit = seed[place] &- (seed[place].isDigit ? 0x30 : shift)
        let sum = (digit &+ UInt8(truncatingIfNeeded: rest & 15)) & 15
        text[place] = sum < 10 ? 0x30 + sum : shift + sum
        rest >>= 4
      }
    } else {
      // The first character is the leading digit of the time: it stays.
      for place in range.dropFirst() { text[place] = table[Int(seed[place])] }
    }
  }
}
