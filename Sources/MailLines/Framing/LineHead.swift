package import ByteTools
package import MailTerms

/// What a syslog header says before the program's own text begins.
package struct LineHead {
  package var time = LogTime.never
  /// Places in the line.
  package var host = ByteRange(start: 0, count: 0)
  package var tag = ByteRange(start: 0, count: 0)
  /// 0 where the tag bears none.
  package var pid: UInt32 = 0
  package var text = 0
  /// The host is that of the line before.
  package var isKnownHost = false
  /// Exim's own log: no host, no tag.
  package var isExim = false
  /// A row of an Exchange log: columns by its file's header.
  package var isExchange = false
  /// What stands behind the stamp of such a row.
  var separator: UInt8 = 0
  /// Where the stamp ends, and the host where there is one, with what stands behind: lines of the same
  /// second begin alike up to there but for decimals. 0 where they may not.
  var opening = 0

  package init() {}
}

/// Takes the header off a line, in whichever of the syslog forms it is written.
///
/// `Nov 23 18:10:13 HOST TAG[PID]: TEXT` (RFC 3164), the same with an RFC 3339 stamp,
/// `<PRI>1 STAMP HOST APP PROCID MSGID SD TEXT` (RFC 5424); each with or without `<PRI>`.
package struct HeadReader {
  var stamps: StampReader
  /// The line before was of Exim's own log: its form is tried first.
  private var isInExim = false

  package init(stamps: StampReader) { self.stamps = stamps }

  /// - Parameter knownHost: the host of the line before and a blank; empty at first.
  /// - Returns: false where the line has no header of these forms.
  package mutating func read(
    _ line: ByteView, after knownHost: ByteView, into head: inout LineHead
  ) -> Bool {
    head.opening = 0
    if isInExim, readEximHead(line, into: &head) { return true }
    isInExim = false
    guard readPlain(line, after: knownHost, into: &head) else {
      let isRead = readUncovered(line, into: &head)
      head.opening = 0
      return isRead
    }
    if !head.isExim, !head.isExchange {
      if head.pid == 0 {
        if readInside(line, into: &head) { head.opening = 0 }
      } else if !head.isKnownHost {
        Self.leaveOutLevel(line, of: &head)
        if head.host.count == 0 { head.opening = 0 }
      }
      if !head.isKnownHost { Self.leaveOutColon(line, of: &head) }
    }
    isInExim = head.isExim
    return true
  }

  /// Cisco and some templates write `HOST: TAG[PID]: TEXT`.
  private static func leaveOutColon(_ line: ByteView, of head: inout LineHead) {
    guard head.host.count > 1, line[Int(head.host.end) - 1] == UInt8(ascii: ":") else { return }
    head.host.count -= 1
  }

  /// The forms in which logs are written as a rule.
  mutating func readPlain(
    _ line: ByteView, after knownHost: ByteView, into head: inout LineHead
  ) -> Bool {
    var start = 0
    if line.count > 4, line[0] == UInt8(ascii: "<") {
      guard let close = line.prefix(6).firstIndex(of: UInt8(ascii: ">")),
        line[1..<close].number != nil
      else { return false }
      start = close + 1
    }
    var isRFC5424 = false
    if line.count > start + 2, line[start] == UInt8(ascii: "1"), line[start + 1] == 0x20 {
      isRFC5424 = true
      start += 2
    }
    guard let (time, stampEnd) = stamps.read(line.from(start)) else {
      return start == 0 && readEximHead(line, into: &head)
    }
    head.isExim = false
    head.isExchange = false
    head.time = time
    if start == 0, stampEnd < line.count, line[stampEnd] != 0x20, line[0].isDigit,
      line[stampEnd].isColumnSeparator
    {
      head.isExchange = true
      head.separator = line[stampEnd]
      head.pid = 0
      head.text = 0
      head.opening = stampEnd + 1
      return true
    }
    let hostStart = start + stampEnd + 1
    guard hostStart < line.count, line[hostStart - 1] == 0x20 else { return false }
    let hostEnd: Int
    if line.from(hostStart).starts(with: knownHost), knownHost.count > 1 {
      // The host of the line before, with the blank behind it.
      hostEnd = hostStart + knownHost.count - 1
      head.isKnownHost = true
    } else {
      guard let end = line.firstIndex(of: 0x20, from: hostStart), end > hostStart else {
        return false
      }
      hostEnd = end
      head.isKnownHost = false
    }
    head.host = ByteRange(hostStart..<hostEnd)
    if start == 0, hostEnd < line.count { head.opening = hostEnd + 1 }
    return isRFC5424
      ? readRFC5424(line, from: hostEnd + 1, into: &head)
      : readTag(line, from: hostEnd + 1, into: &head)
  }

  /// A row of `Get-MessageTrackingLog | Export-Csv`: its stamp is in the culture's form, or a quoted
  /// one as logs have it.
  ///
  /// - Parameter isInTable: a header has named the columns; without one, only a row with all of an
  ///   export's columns is one.
  package mutating func readExport(
    _ line: ByteView, isInTable: Bool, into head: inout LineHead
  ) -> Bool {
    let start = line.count > 0 && line[0] == UInt8(ascii: "\"") ? 1 : 0
    let text = line.from(start)
    guard text.count > 0, text[0].isDigit, let (time, stampEnd) = stamps.readExport(text) else {
      return false
    }
    // Behind the seconds a culture may have its word for the half of the day.
    let end =
      start + stampEnd
      + text.prefix(stampEnd + 12).length(from: stampEnd) {
        start == 1 ? $0 != UInt8(ascii: "\"") : !$0.isColumnSeparator
      }
    guard start == 0 || line.holds("\"", at: end), end + start < line.count,
      line[end + start].isColumnSeparator
    else { return false }
    guard isInTable || line.columnCount(line[end + start]) == columnsInExport else { return false }
    head.time = time
    head.isExchange = true
    head.separator = line[end + start]
    head.isExim = false
    head.pid = 0
    head.text = 0
    return true
  }

  /// `2026-11-23 18:10:13[.811][ +0100] [\[PID\] ]TEXT`: Exim specification, chapter 52.
  private mutating func readEximHead(_ line: ByteView, into head: inout LineHead) -> Bool {
    guard let (time, stampEnd) = stamps.readExim(line),
      !Self.bearsProcess(line, from: stampEnd)
    else { return false }
    head.time = time
    head.isExim = true
    head.isExchange = false
    head.pid = 0
    head.text = stampEnd
    head.opening = stampEnd
    if stampEnd < line.count, line[stampEnd] == UInt8(ascii: "["),
      let (pid, end) = line.shortNumber(at: stampEnd + 1) ?? line.number(at: stampEnd + 1),
      line.holds("] ", at: end)
    {
      head.pid = UInt32(truncatingIfNeeded: pid)
      head.text = end + 2
    }
    return true
  }

  /// `TAG[PID]: TEXT`, `TAG: TEXT`; without a tag the text begins at once.
  @inline(__always)
  func readTag(_ line: ByteView, from start: Int, into head: inout LineHead) -> Bool {
    var index = Self.endOfTag(line, from: start)
    head.pid = 0
    guard index < line.count, line[index] != 0x20 else {
      head.tag = ByteRange(start: UInt32(start), count: 0)
      head.text = start
      return true
    }
    head.tag = ByteRange(start..<index)
    if line[index] == UInt8(ascii: "[") {
      guard let (pid, end) = line.number(at: index + 1), end < line.count,
        line[end] == UInt8(ascii: "]")
      else {
        // Brackets that hold no process: the text begins where the tag would.
        head.tag.count = 0
        head.text = start
        return true
      }
      head.pid = UInt32(truncatingIfNeeded: pid)
      index = end + 1
    }
    if index < line.count, line[index] == UInt8(ascii: ":") { index += 1 }
    if index < line.count, line[index] == 0x20 { index += 1 }
    head.text = Self.behindMessageID(line, index)
    return true
  }

  /// Solaris numbers its messages: `[ID 197553 mail.info] TEXT`.
  @inline(__always)
  fileprivate static func behindMessageID(_ line: ByteView, _ start: Int) -> Int {
    guard line.holds("[ID ", at: start), let (_, end) = line.number(at: start + 4),
      line.holds(" ", at: end), let close = line.firstRange(of: "] ", from: end)
    else { return start }
    return close.upperBound
  }

  /// Where the first `[`, `:` or blank stands.
  @inline(__always)
  static func endOfTag(_ line: ByteView, from start: Int) -> Int {
    line.end(from: start, before: UInt8(ascii: "["), UInt8(ascii: ":"), 0x20)
  }

  private func readRFC5424(_ line: ByteView, from start: Int, into head: inout LineHead) -> Bool {
    guard let appEnd = line.firstIndex(of: 0x20, from: start),
      let processEnd = line.firstIndex(of: 0x20, from: appEnd + 1),
      let messageIDEnd = line.firstIndex(of: 0x20, from: processEnd + 1)
    else { return false }
    head.tag = ByteRange(start..<appEnd)
    head.pid = UInt32(truncatingIfNeeded: line[(appEnd + 1)..<processEnd].number ?? 0)
    var index = messageIDEnd + 1
    guard index < line.count else {
      head.text = line.count
      return true
    }
    if line[index] == UInt8(ascii: "-") {
      index += 1
    } else if line[index] == UInt8(ascii: "[") {
      guard let end = Self.endOfStructuredData(line, from: index) else { return false }
      index = end
    } else {
      return false
    }
    if index < line.count, line[index] == 0x20 { index += 1 }
    if line.holds("\u{FEFF}", at: index) { index += 3 }
    // rsyslog keeps the blank that followed the tag's colon.
    if index < line.count, line[index] == 0x20 { index += 1 }
    head.text = index
    return true
  }

  /// Behind the last `]` of `[id name="value"]…`; RFC 5424 section 6.3 escapes `"`, `\` and `]`.
  private static func endOfStructuredData(_ line: ByteView, from start: Int) -> Int? {
    var index = start
    var quoted = false
    while index < line.count {
      switch line[index] {
      case UInt8(ascii: "\\") where quoted: index += 1
      case UInt8(ascii: "\""): quoted.toggle()
      case UInt8(ascii: "]") where !quoted:
        if index + 1 >= line.count || line[index + 1] != UInt8(ascii: "[") { return index + 1 }
      default: break
      }
      index += 1
    }
    return nil
  }
}

// MARK: - Heads known by the line before

extension LineHead {
  /// Reads `TAG[PID]: TEXT` from `start` on, behind a stamp and a host that are known.
  ///
  /// - Returns: false where that does not stand there; then nothing is known of the line.
  @inline(__always)
  mutating func readTag(_ line: ByteView, from start: Int) -> Bool {
    let tagEnd = HeadReader.endOfTag(line, from: start)
    guard tagEnd > start, tagEnd < line.count, line[tagEnd] == UInt8(ascii: "["),
      let (pid, end) = line.shortNumber(at: tagEnd + 1), line.holds("]: ", at: end)
    else { return false }
    tag = ByteRange(from: start, to: tagEnd)
    self.pid = UInt32(truncatingIfNeeded: pid)
    text = HeadReader.behindMessageID(line, end &+ 3)
    return true
  }

  /// Reads `[[PID] ]TEXT` from `start` on, behind a stamp of Exim's own that is known.
  ///
  /// - Returns: false where the stamp may go on, or what stands in the brackets is no process.
  @inline(__always)
  mutating func readEximText(_ line: ByteView, from start: Int) -> Bool {
    pid = 0
    text = start
    switch line[start] {
    case UInt8(ascii: "["):
      guard let (pid, end) = line.shortNumber(at: start + 1), line.holds("] ", at: end) else {
        return false
      }
      self.pid = UInt32(truncatingIfNeeded: pid)
      text = end &+ 2
      return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return false
    default: return true
    }
  }
}
