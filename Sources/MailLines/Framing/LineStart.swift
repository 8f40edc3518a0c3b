internal import ByteTools
internal import MailTerms

/// How the line before began: most lines follow one of the same second, host and form, and are known
/// by its bytes.
///
/// What must be the same is the stamp up to its second, and what stands behind its decimals up to the
/// tag. Good for lines of one block. Reading each line's stamp and host anew costs three times as much.
struct LineStart {
  enum Form { case syslog, exim, row }

  private(set) var form = Form.syslog
  /// Where the tag begins, or where there is none, the text.
  private(set) var end = Int.max
  /// What must be the same: up to the second, or all where there are no decimals; and what stands
  /// behind these.
  private var common = ByteView.empty
  private var rest = ByteView.empty
  private var decimals = 0
  /// In microseconds: the second; what the last decimal counts.
  private var second: Int64 = 0
  private var unit: Int64 = 1

  /// Nothing is known of the line before.
  mutating func forget() { end = .max }

  /// Keeps how a line begins, as long as its bytes stay where they are.
  mutating func learn(_ line: ByteView, _ head: LineHead) {
    forget()
    guard head.opening > 0 else { return }
    form = head.isExim ? .exim : head.isExchange ? .row : .syslog
    decimals = Int(head.time.decimals)
    second = head.time.microseconds
    common = line.prefix(head.opening)
    if decimals > 0 {
      let first = (line[0].isDigit ? 19 : 15) + 1
      // Decimals behind the sixth are read and dropped: that must be seen each time.
      guard first + decimals < head.opening, !line[first + decimals].isDigit else { return }
      second = head.time.seconds * 1_000_000
      unit = 1
      for _ in decimals..<6 { unit *= 10 }
      common = line.prefix(first)
      rest = line[(first + decimals)..<head.opening]
    }
    end = head.opening
  }

  /// The stamp of a line, in microseconds, where it begins like the line before; nil where it does not,
  /// or nothing follows.
  @inline(__always)
  func time(of line: ByteView) -> Int64? {
    guard line.count > end, line.begins(with: common) else { return nil }
    return decimals == 0 ? second : preciseTime(of: line)
  }

  /// The same of a line that begins with the second of the line before.
  @inline(never)
  private func preciseTime(of line: ByteView) -> Int64? {
    guard let (fraction, fractionEnd) = line.shortNumber(at: common.count),
      fractionEnd == common.count + decimals, line.from(fractionEnd).begins(with: rest)
    else { return nil }
    return second + Int64(fraction) * unit
  }
}
