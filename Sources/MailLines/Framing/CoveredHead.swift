internal import ByteTools
internal import MailTerms

/// Headers that do not stand where they should: containers, collectors and some loggers write
/// something of their own in front of them, or between their parts.
///
/// | written by | form |
/// |---|---|
/// | `docker compose logs` | `NAME-1  \| LINE` |
/// | Kubernetes (CRI) | `STAMP stdout F LINE` |
/// | `docker logs -t`, CloudWatch, a host that passes lines on | `STAMP [HOST ]LINE` |
/// | Docker's syslog driver, AIX | `STAMP HOST journal: TAG[PID]: TEXT` |
/// | `grep` over several files | `FILE:[NUMBER:]LINE` |
/// | RFC 6587 | `LENGTH <PRI>LINE` |
/// | FreeBSD, `syslogd -v` | `STAMP <mail.info> HOST TAG[PID]: TEXT` |
/// | AIX, OpenWrt, templates of rsyslog | `STAMP [HOST] mail.info [HOST] TAG[PID]: TEXT` |
/// | rsyslog in `boky/postfix` and the like | `STAMP INFO    TAG[PID]: TEXT` |
/// | `journalctl -o short-full`, `short-unix` | `Mon 2026-11-23 18:10:13 CET …`, `1795457413.123456 …` |
/// | loggers with a blank in their stamps | `2026-11-23 18:10:13 HOST TAG[PID]: TEXT` |
/// | loggers without a host | `STAMP TAG[PID]: TEXT` |
/// | `journalctl -o short-monotonic` | `[12345.678901] HOST TAG[PID]: TEXT`, which tells no day |
/// | containers without a logger | `TAG[PID]: TEXT`, `HOST TAG[PID]: TEXT` |
/// | loggers with stamps in brackets | `[STAMP] HOST TAG[PID]: TEXT` |
/// | mail programs, of quoted lines, and lists | `> LINE`, `* LINE`, `- LINE`, `# LINE`, `\| LINE` |
///
/// Only lines of which the plain forms make nothing, or no process, come here.
extension HeadReader {
  /// How far from its start a line's own header is looked for.
  private static let farthest = 256
  /// So many headers may stand in front of it: a stranger's line may be made of nothing else.
  private static let mostCovers = 3

  /// Behind a header without a process: the header that was meant.
  ///
  /// - Parameter covers: how many headers have been taken off already.
  /// - Returns: false, and `head` is as it was, where there is none.
  mutating func readInside(
    _ line: ByteView, covers: Int = 0, into head: inout LineHead
  ) -> Bool {
    let host = line.clamped(head.host)
    if host.ends(with: "]:")
      || host.ends(with: ":") && host.firstIndex(of: UInt8(ascii: "/")) != nil
    {
      // No host, and what seems to be one is the tag; or a tab stands between them.
      let length = host.firstIndex(of: 0x09) ?? 0
      head.host.count = UInt32(length)
      let start = Int(head.host.start) + length + (length > 0 ? 1 : 0)
      return readTag(line, from: start, into: &head)
    }
    // Nothing but a tag ends in a bracket or a colon: a word with a blank behind it stands as text.
    let start = Int(head.host.end) + 1
    guard start < line.count else { return false }
    let end = line.end(from: start, before: 0x20)
    guard end + 1 < line.count else { return false }
    if host.isLevel {
      let blanks = line.length(from: start) { $0 == 0x20 }
      return readProcess(
        line, from: start + blanks, host: ByteRange(start: 0, count: 0), into: &head)
    }
    let word = line[start..<end]
    if host == "stdout" || host == "stderr" {
      guard word == "F" || word == "P" else { return false }
      return readCovered(line, from: end + 1, covers: covers, into: &head)
        || readProcess(line, from: end + 1, host: ByteRange(start: 0, count: 0), into: &head)
    }
    if host.isPriority || host.isYear {
      return readHostAndProcess(line, from: start, into: &head)
        || readProcess(line, from: start, host: ByteRange(start: 0, count: 0), into: &head)
    }
    if host.isStampStart, readCovered(line, from: Int(head.host.start), covers: covers, into: &head)
    {
      return true
    }
    if word.isStampStart, readCovered(line, from: start, covers: covers, into: &head) {
      return true
    }
    guard word.isPriority || word == "journal:" || word == "syslog:" else { return false }
    let inner = end + 1 + (line.holds("syslog: ", at: end + 1) ? 8 : 0)
    return readProcess(line, from: inner, host: head.host, into: &head)
  }

  /// Of a line that does not begin with a stamp: the header behind what does not belong to it.
  mutating func readUncovered(_ line: ByteView, into head: inout LineHead) -> Bool {
    guard line.count > 20 else { return false }
    if readSpaced(line, from: 0, into: &head) { return true }
    switch line[0] {
    case 0x20, 0x09:
      let start = line.length { $0 == 0x20 || $0 == 0x09 }
      return readCovered(line, from: start, into: &head)
    case UInt8(ascii: ">"), UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: "-"),
      UInt8(ascii: "|"):
      let start = line.length { $0 == line[0] || $0 == 0x20 }
      return readCovered(line, from: start, into: &head)
    case UInt8(ascii: "["): return readBracketed(line, into: &head)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if readBehindNumber(line, into: &head) { return true }
    case UInt8(ascii: "M"), UInt8(ascii: "T"), UInt8(ascii: "W"), UInt8(ascii: "F"),
      UInt8(ascii: "S"):
      // A weekday.
      if line[3] == 0x20, readCovered(line, from: 4, into: &head) { return true }
    default: break
    }
    if readUndated(line, into: &head) { return true }
    let part = line.prefix(Self.farthest)
    if let bar = part.firstIndex(of: UInt8(ascii: "|")), bar > 0, line[bar - 1] == 0x20 {
      return readCovered(line, from: Self.behindColour(line, bar + 1), into: &head)
    }
    guard let colon = part.firstIndex(of: UInt8(ascii: ":")), colon > 0,
      part.firstIndex(of: 0x20).map({ $0 > colon }) ?? false
    else { return false }
    var start = colon + (line.holds(" ", at: colon + 1) ? 2 : 1)
    if let (_, end) = line.number(at: start), line.holds(":", at: end), end - start > 2 || start > 3
    {
      if readCovered(line, from: end + 1, into: &head) { return true }
      start = colon + 1
    }
    return readCovered(line, from: start, into: &head)
  }

  /// A count of bytes, or seconds or milliseconds since 1970.
  private mutating func readBehindNumber(_ line: ByteView, into head: inout LineHead) -> Bool {
    guard let (number, digitsEnd) = line.number(at: 0) else { return false }
    var end = digitsEnd
    var fraction = 0
    if line.holds(".", at: end) {
      let (microseconds, digits) = StampReader.fraction(line, from: end + 1)
      fraction = microseconds
      end += 1 + digits
    }
    guard line.holds(" ", at: end), end + 1 < line.count else { return false }
    if readCovered(line, from: end + 1, into: &head) { return true }
    guard digitsEnd == 10 || digitsEnd == 13 else { return false }
    head.time = stamps.time(
      microseconds: Int64(number) * (digitsEnd == 10 ? 1_000_000 : 1000) + Int64(fraction))
    return readHostAndProcess(line, from: end + 1, into: &head)
  }

  /// `[STAMP] HOST TAG[PID]: TEXT`; `[    5.678901] HOST TAG[PID]: TEXT`, seconds since the machine
  /// started.
  private mutating func readBracketed(_ line: ByteView, into head: inout LineHead) -> Bool {
    let text = line.from(1)
    if let (time, end) = stamps.read(text) ?? stamps.readSpaced(text), text.holds("] ", at: end) {
      head.time = time
      return readHostAndProcess(line, from: end + 3, into: &head)
        || readProcess(line, from: end + 3, host: ByteRange(start: 0, count: 0), into: &head)
    }
    let blanks = line.length(from: 1) { $0 == 0x20 }
    guard let (_, end) = line.number(at: 1 + blanks), line.holds(".", at: end),
      let (_, close) = line.number(at: end + 1), line.holds("] ", at: close),
      let hostEnd = line.firstIndex(of: 0x20, from: close + 2), hostEnd > close + 2
    else { return false }
    head.time = .never
    head.isExim = false
    head.isExchange = false
    head.isKnownHost = false
    head.host = ByteRange((close + 2)..<hostEnd)
    return readTag(line, from: hostEnd + 1, into: &head)
  }

  /// `[HOST ]postfix/smtpd[PID]: TEXT`, `[HOST ]exim[PID]: STAMP TEXT`: only tags that nobody writes by
  /// chance.
  private mutating func readUndated(_ line: ByteView, into head: inout LineHead) -> Bool {
    var start = 0
    var host = ByteRange(start: 0, count: 0)
    if Self.processEnd(line, from: 0) == nil {
      let end = line.end(from: 0, before: 0x20)
      guard end > 0, end + 8 < line.count,
        line.length(while: { $0.isLetterOrDigit || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }) == end
      else { return false }
      host = ByteRange(0..<end)
      start = end + 1
    }
    guard let textStart = Self.processEnd(line, from: start) else { return false }
    let tag = line[start..<Self.endOfTag(line, from: start)]
    guard tag.firstIndex(of: UInt8(ascii: "/")) != nil || tag.starts(with: "exim") else {
      return false
    }
    let text = line.from(textStart + (line.holds(" ", at: textStart) ? 1 : 0))
    head.time = stamps.readExim(text)?.time ?? .never
    return readProcess(line, from: start, host: host, into: &head)
  }

  /// Behind the bar of Docker Compose: blanks, and the end of a colour.
  private static func behindColour(_ line: ByteView, _ start: Int) -> Int {
    var index = start
    while index < line.count {
      if line[index] == 0x20 {
        index += 1
      } else if line[index] == 0x1B, line.holds("[", at: index + 1) {
        index += 2
        index += line.length(from: index) { $0.isDigit || $0 == UInt8(ascii: ";") }
        if line.holds("m", at: index) { index += 1 }
      } else {
        break
      }
    }
    return index
  }

  /// A severity is no host: lines of one message have several.
  static func leaveOutLevel(_ line: ByteView, of head: inout LineHead) {
    let host = line.clamped(head.host)
    if host.isLevel || host.isPriority { head.host = ByteRange(start: 0, count: 0) }
  }

  /// A whole line at `start`, which must tell its process, or be of Exim's own log.
  private mutating func readCovered(
    _ line: ByteView, from start: Int, covers: Int = 0, into head: inout LineHead
  ) -> Bool {
    guard start < line.count, start <= Self.farthest, covers < Self.mostCovers else { return false }
    if readSpaced(line, from: start, into: &head) { return true }
    var inner = LineHead()
    let text = line.from(start)
    guard readPlain(text, after: .empty, into: &inner), !inner.isExchange else { return false }
    guard
      inner.isExim || inner.pid != 0 || readInside(text, covers: covers + 1, into: &inner)
    else { return false }
    Self.leaveOutLevel(text, of: &inner)
    if inner.host.count > 0 { inner.host.start += UInt32(start) }
    inner.tag.start += UInt32(start)
    inner.text += start
    head = inner
    return true
  }

  /// `2026-11-23 18:10:13[,123][+01:00][ CET] HOST TAG[PID]: TEXT`.
  private mutating func readSpaced(
    _ line: ByteView, from start: Int, into head: inout LineHead
  ) -> Bool {
    let text = line.from(start)
    guard text.count > 20, text[0].isDigit, text[10] == 0x20,
      let (time, stampEnd) = stamps.readSpaced(text), text.holds(" ", at: stampEnd)
    else { return false }
    var hostStart = start + stampEnd + 1
    let zone = line.length(from: hostStart) { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    if 2...5 ~= zone, line.holds(" ", at: hostStart + zone),
      Self.bearsProcess(line, from: hostStart + zone + 1)
    {
      hostStart += zone + 1
    }
    guard Self.bearsProcess(line, from: hostStart) else { return false }
    head.time = time
    if Self.processEnd(line, from: hostStart) != nil {
      return readProcess(line, from: hostStart, host: ByteRange(start: 0, count: 0), into: &head)
    }
    guard readHostAndProcess(line, from: hostStart, into: &head) else { return false }
    Self.leaveOutLevel(line, of: &head)
    return true
  }

  /// `[HOST ]TAG[PID]:` behind a stamp that Exim's own log writes too.
  static func bearsProcess(_ line: ByteView, from start: Int) -> Bool {
    guard start + 8 < line.count else { return false }
    if line[start] == UInt8(ascii: "+") || line[start] == UInt8(ascii: "-") {
      // A zone in a form that Exim does not write.
      let end = line.end(from: start, before: 0x20)
      return end - start <= 6 && line[start + 1].isDigit && bearsProcess(line, from: end + 1)
    }
    guard line[start].isLetterOrDigit else { return false }
    // A message ID: nearly all lines of Exim's.
    if line[start + 6] == UInt8(ascii: "-"), start + 23 < line.count,
      line[start + 13] == UInt8(ascii: "-") || line[start + 18] == UInt8(ascii: "-"),
      line[start + 16] == 0x20 || line[start + 23] == 0x20
    {
      return false
    }
    let host = line.length(from: start) {
      $0.isLetterOrDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == 0x5F
        || $0 == UInt8(ascii: ":")
    }
    let tagStart = start + host + 1
    guard tagStart < line.count, line[tagStart - 1] == 0x20 else {
      return processEnd(line, from: start) != nil
    }
    return processEnd(line, from: tagStart) != nil
  }

  /// Behind `TAG[PID]:`.
  private static func processEnd(_ line: ByteView, from start: Int) -> Int? {
    let tagEnd = endOfTag(line, from: start)
    guard tagEnd > start, line.holds("[", at: tagEnd), let (_, end) = line.number(at: tagEnd + 1),
      line.holds("]:", at: end)
    else { return nil }
    return end + 2
  }

  private func readHostAndProcess(
    _ line: ByteView, from start: Int, into head: inout LineHead
  ) -> Bool {
    guard start < line.count, let end = line.firstIndex(of: 0x20, from: start), end > start else {
      return false
    }
    if Self.processEnd(line, from: end + 1) != nil {
      // OpenWrt names a priority, and no host.
      let host = line[start..<end].isPriority ? start..<start : start..<end
      return readProcess(line, from: end + 1, host: ByteRange(host), into: &head)
    }
    // `HOST mail:info TAG[PID]: TEXT`
    guard let next = line.firstIndex(of: 0x20, from: end + 1), line[(end + 1)..<next].isPriority
    else { return false }
    return readProcess(line, from: next + 1, host: ByteRange(start..<end), into: &head)
  }

  /// `TAG[PID]: TEXT`, of that host.
  private func readProcess(
    _ line: ByteView, from start: Int, host: ByteRange, into head: inout LineHead
  ) -> Bool {
    guard start < line.count, Self.processEnd(line, from: start) != nil else { return false }
    head.isExim = false
    head.isExchange = false
    head.isKnownHost = false
    head.host = host
    return readTag(line, from: start, into: &head)
  }
}

extension ByteView {
  /// `mail.info`, `mail:info`, `<mail.info>`, `<2.6>`.
  fileprivate var isPriority: Bool {
    guard count >= 5 else { return false }
    let isBracketed = self[0] == UInt8(ascii: "<") && self[count - 1] == UInt8(ascii: ">")
    let word = isBracketed ? self[1..<(count - 1)] : self
    let facility = word.length { $0.isLetterOrDigit }
    guard facility > 0, facility + 1 < word.count,
      word[facility] == UInt8(ascii: ".") || word[facility] == UInt8(ascii: ":")
    else { return false }
    let level = word.from(facility + 1)
    if isBracketed, level.number != nil { return true }
    let isLevel =
      level == "info" || level == "notice" || level == "warning" || level == "warn"
      || level == "err" || level == "error" || level == "crit" || level == "debug"
      || level == "alert" || level == "emerg" || level == "panic"
    let name = word.prefix(facility)
    return isLevel
      && (isBracketed || name == "mail" || name == "daemon" || name == "user"
        || name.starts(with: "local"))
  }

  /// A syslog severity where a host should be.
  fileprivate var isLevel: Bool {
    self == "INFO" || self == "NOTICE" || self == "WARNING" || self == "WARN" || self == "ERROR"
      || self == "ERR" || self == "CRIT" || self == "CRITICAL" || self == "FATAL"
      || self == "DEBUG" || self == "info"
  }

  fileprivate var isYear: Bool {
    count == 4 && (starts(with: "20") || starts(with: "19")) && self[2].isDigit && self[3].isDigit
  }

  /// `Nov`, or `2026-…`: cheap to ask, and true of few hosts.
  fileprivate var isStampStart: Bool {
    guard count >= 3 else { return false }
    if self[0].isDigit { return count >= 10 && self[4] == UInt8(ascii: "-") }
    return count == 3 && StampReader.month(self) != nil
  }
}
