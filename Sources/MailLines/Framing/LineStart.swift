internal import ByteTools
internal import MailTerms

/// How the line before began: most lines follow one of the same minute, host and form, and are known
/// by its bytes.
///
/// What must be the same is the stamp up to its second, which may be another one, and what stands behind
/// its decimals up to the tag. Good for lines of one block. Reading each line's stamp and host anew costs
/// three times as much.
struct LineStart {
  enum Form { case syslog, exim, row }

  private(set) var form = Form.syslog
  /// Where the tag begins, or where there is none, the text.
  private(set) var end = Int.max
  /// What must be the same: up to the second, or all where there are no decimals.
  private var common = ByteView.empty
  /// In microseconds.
  private var second: Int64 = 0
  private var decimals: Decimals?

  /// What stands behind the second.
  private struct Decimals {
    /// Where they stand.
    let place: Range<Int>
    /// Behind them, what must be the same.
    let rest: ByteView
    /// What the last one counts, in microseconds.
    let unit: Int64

    /// Those of a line that begins with the same second.
    @inline(never)
    func microseconds(of line: ByteView) -> Int64? {
      guard let (number, end) = line.shortNumber(at: place.lowerBound), end == place.upperBound,
        line.from(end).begins(with: rest)
      else { return nil }
      return Int64(number) * unit
    }
  }

  /// Nothing is known of the line before.
  mutating func forget() { end = .max }

  /// Keeps how a line begins, as long as its bytes stay where they are.
  mutating func learn(_ line: ByteView, _ head: LineHead) {
    forget()
    // The second is looked for in its usual place.
    guard head.opening > 0, line[0].isDigit || line[3] == 0x20 else { return }
    form = head.isExim ? .exim : head.isExchange ? .row : .syslog
    second = head.time.microseconds
    common = line.prefix(head.opening)
    decimals = nil
    let count = Int(head.time.decimals)
    if count > 0 {
      let first = Self.secondEnd(line) + 1
      // Decimals behind the sixth are read and dropped: that must be seen each time.
      guard first + count < head.opening, !line[first + count].isDigit else { return }
      second = head.time.seconds * 1_000_000
      common = line.prefix(first)
      var unit: Int64 = 1
      for _ in count..<6 { unit *= 10 }
      decimals = Decimals(
        place: first..<(first + count), rest: line[(first + count)..<head.opening], unit: unit)
    }
    end = head.opening
  }

  /// The stamp of a line, in microseconds, where it begins like the line before; nil where it does not,
  /// or nothing follows.
  @inline(__always)
  mutating func time(of line: ByteView) -> Int64? {
    guard line.count > end, line.begins(with: common) || isOfSameMinute(line) else { return nil }
    guard let decimals else { return second }
    return decimals.microseconds(of: line).map { second &+ $0 }
  }

  /// Whether a line begins like the line before but for its second; then it takes that one's place.
  @inline(never)
  private mutating func isOfSameMinute(_ line: ByteView) -> Bool {
    let place = Self.secondEnd(common) - 2
    // A leap second is read anew: it may lie in the next hour, where the clocks go otherwise.
    guard let known = Self.twoDigits(common, at: place), known < 60,
      let own = Self.twoDigits(line, at: place), own < 60,
      line.begins(with: common.prefix(place)),
      line.from(place + 2).begins(with: common.from(place + 2))
    else { return false }
    second += Int64(own - known) * 1_000_000
    common = line.prefix(common.count)
    return true
  }

  /// Where the second of a stamp ends.
  private static func secondEnd(_ line: ByteView) -> Int { line[0].isDigit ? 19 : 15 }

  private static func twoDigits(_ text: ByteView, at place: Int) -> Int? {
    guard text[place].isDigit, text[place + 1].isDigit else { return nil }
    return Int(text[place] - 0x30) * 10 + Int(text[place + 1] - 0x30)
  }
}
