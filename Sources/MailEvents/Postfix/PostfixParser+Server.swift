internal import ByteTools

/// The server side: sessions, refusals, checks, postscreen.
extension PostfixParser {
  // MARK: Sessions

  func parseSession(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard event.severity == .info else { return parseSessionWarning(&cursor, &event) }
    if cursor.skip("connect from ") {
      guard readClient(&cursor, &event), cursor.isAtEnd else { return .unknown }
      infer(.smtpd, &event)
      event.kind = .connect
      return .event
    }
    if cursor.skip("disconnect from ") {
      guard readClient(&cursor, &event), readCommandCounts(&cursor, &event) else {
        return .unknown
      }
      infer(.smtpd, &event)
      event.kind = .disconnect
      return .event
    }
    return parseSessionEnd(&cursor, &event)
  }

  private func readClient(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    guard let (host, ip) = cursor.takeHost() else { return false }
    event[.clientHost] = host
    event[.clientIP] = ip
    event[.clientPort] = cursor.takePort()
    return true
  }

  /// ` ehlo=1 starttls=0/1 … commands=3[ notes=…]`: since 3.0; `a/b` means that some were refused.
  private func readCommandCounts(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    var counted = false
    while cursor.skip(0x20) {
      guard let word = cursor.take(upTo: UInt8(ascii: "=")) else { return false }
      let name = cursor.line.clamped(word)
      if name == "notes" {
        cursor.at = cursor.line.count
        break
      }
      guard Self.commandWords.contains(where: { name == $0 }),
        let value = cursor.take(while: { $0.isDigit || $0 == UInt8(ascii: "/") })
      else { return false }
      if name == "starttls" { event[.startTLS] = value }
      counted = counted || name == "commands"
    }
    // Postfix before 3.0 counts nothing; later ones always end with the sum.
    return cursor.isAtEnd && (counted || !event.has(.startTLS))
  }

  /// Source: the command table of `smtpd.c`.
  private static let commandWords: [StaticString] = [
    "commands", "ehlo", "mail", "rcpt", "data", "quit", "starttls", "helo", "auth", "rset", "noop",
    "bdat", "vrfy", "etrn", "xclient", "xforward", "unknown", "help", "lhlo",
  ]

  /// `lost connection after CMD from N[IP]` and its kin; since 3.10 behind a queue ID or NOQUEUE.
  func parseSessionEnd(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let start = cursor.at
    for words: StaticString in [
      "lost connection after ", "timeout after ", "too many errors after ",
      "bare <LF> received after ",
    ] where cursor.skip(words) {
      guard let from = cursor.line.lastRange(of: " from "), from.lowerBound >= cursor.at else {
        return .unknown
      }
      guard let stage = Self.withoutCount(cursor.line, cursor.at..<from.lowerBound),
        Self.isStage(cursor.line.clamped(stage))
      else { return .unknown }
      event[.stage] = stage
      event[.reason] = ByteRange(start..<cursor.line.count)
      cursor.at = from.upperBound
      guard readClient(&cursor, &event), cursor.isAtEnd else { return .unknown }
      infer(.smtpd, &event)
      event.kind = .lost
      return .event
    }
    if cursor.skip("SSL_accept error from ") {
      guard KnownForms.all.matches(cursor.line.from(start), .problem),
        readClient(&cursor, &event), cursor.skip(": ")
      else { return .unknown }
      event[.reason] = ByteRange(start..<cursor.line.count)
      infer(.smtpd, &event)
      event.kind = .tlsProblem
      return .event
    }
    return nil
  }

  /// Where in a session the server stood. Source: `smtpd.c`, `smtpd_milter.c`.
  private static func isStage(_ word: ByteView) -> Bool { stages.contains { word == $0 } }

  private static let stages: [StaticString] = [
    "RCPT", "CONNECT", "EHLO", "HELO", "MAIL", "DATA", "END-OF-MESSAGE", "STARTTLS", "AUTH", "BDAT",
    "UNKNOWN", "DATA content", "BDAT content", "RSET", "NOOP", "VRFY", "ETRN", "QUIT", "HELP",
    "XCLIENT", "XFORWARD", "LHLO", "TLS",
  ]

  /// `DATA` in `DATA (123 bytes)`.
  private static func withoutCount(_ line: ByteView, _ range: Range<Int>) -> ByteRange? {
    if let open = line[range].firstRange(of: " (") {
      guard line[range].ends(with: " bytes)") else { return nil }
      return ByteRange(range.lowerBound..<(range.lowerBound + open.lowerBound))
    }
    return ByteRange(range)
  }

  /// Warnings of smtpd that say why a client got nowhere.
  private func parseSessionWarning(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let start = cursor.at
    for (words, separator): (StaticString, StaticString) in [
      ("Connection rate limit exceeded: ", " from "),
      ("Connection concurrency limit exceeded: ", " from "),
      ("Message delivery request rate limit exceeded: ", " from "),
      ("Recipient address rate limit exceeded: ", " from "),
      ("New TLS session rate limit exceeded: ", " from "),
      ("AUTH command rate limit exceeded: ", " from "),
    ] where cursor.skip(words) {
      guard cursor.take(upTo: separator) != nil, readClient(&cursor, &event),
        cursor.skip(" for service ")
      else { return .unknown }
      event[.reason] = ByteRange(start..<cursor.line.count)
      event[.action] = ByteRange(start..<(start + 10))
      infer(.smtpd, &event)
      event.kind = .reject
      return .event
    }
    return parseFailedLogin(&cursor, &event) ? .event : nil
  }

  /// `NAME[IP]: SASL LOGIN authentication failed: TEXT`; a warning as a rule.
  func parseFailedLogin(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    let start = cursor.at
    if readClient(&cursor, &event), cursor.skip(": SASL "),
      let mechanism = cursor.take(upTo: UInt8(ascii: " ")), cursor.holds("authentication failed")
    {
      event[.saslMethod] = mechanism
      event[.reason] = ByteRange(start..<cursor.line.count)
      infer(.smtpd, &event)
      event.kind = .note
      return true
    }
    event[.clientHost] = nil
    event[.clientIP] = nil
    event[.clientPort] = nil
    return false
  }

  // MARK: Refusals and checks

  /// `ACTION: WHERE from NAME[IP]: TEXT; from=<S> to=<R> proto=P helo=<H>` and cleanup's
  /// `ACTION: header LINE from ORIGIN; from=<S> to=<R> …: TEXT`.
  func parseRefusal(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard event.hasQueueID, event.severity == .info else { return nil }
    guard let colon = cursor.line.firstRange(of: ": ", from: cursor.at),
      Self.isAction(cursor.line[cursor.at..<colon.lowerBound])
    else { return nil }
    event[.action] = ByteRange(cursor.at..<colon.lowerBound)
    cursor.at = colon.upperBound
    if cursor.holds("bare <LF> received after ") { return parseSessionEnd(&cursor, &event) }
    for part: StaticString in ["header ", "body ", "content "] where cursor.holds(part) {
      event[.stage] = ByteRange(cursor.at..<(cursor.at + part.utf8CodeUnitCount - 1))
      cursor.at += part.utf8CodeUnitCount
      if parseCheck(&cursor, &event) {
        infer(.cleanup, &event)
        return .event
      }
      return parseClientCheck(&cursor, &event) ? .event : .unknown
    }
    if cursor.skip("mime-error ") {
      infer(.cleanup, &event)
      return parseMIMEError(&cursor, &event) ? .event : .unknown
    }
    guard let stage = cursor.take(upTo: " from "), Self.isStage(cursor.line.clamped(stage)) else {
      return .unknown
    }
    event[.stage] = stage
    guard readClient(&cursor, &event) || cursor.skip("local"), cursor.skip(": ") else {
      return .unknown
    }
    infer(cursor.line.clamped(stage) == "END-OF-MESSAGE" ? .cleanup : .smtpd, &event)
    event.kind = .reject
    return readTextAndEnvelope(&cursor, &event) ? .event : .unknown
  }

  /// `TEXT;[ from=<S>][ to=<R>] …`. All such lines have the `;`, but for a few short forms.
  private func readTextAndEnvelope(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    let line = cursor.line
    let tail = Self.tail(line, from: cursor.at)
    setText(line, cursor.at..<(tail ?? line.count), &event)
    if let tail {
      return readEnvelope(line, from: tail + 1, &event) == line.count || cursor.isProbablyCut
    }
    return cursor.isProbablyCut || Self.textsWithoutEnvelope.matches(cursor.rest)
      || isReplyAlone(cursor.rest)
  }

  /// `554 5.7.1 Service unavailable`: whoever copied the line left the envelope out.
  private func isReplyAlone(_ text: ByteView) -> Bool {
    text.count >= 3 && (text[0] == UInt8(ascii: "4") || text[0] == UInt8(ascii: "5"))
      && text.length { $0.isDigit } == 3 && (text.count == 3 || text[3] == 0x20)
      && !text.contains("=<")
  }

  /// Source: `smtpd.c`; `postscreen.c`, which knows no sender yet.
  private static let textsWithoutEnvelope = GlobTable([
    "421 4.3.0 * Server local data error", "No client certificate presented",
    "Client certificate not trusted", "Client certificate not verified", "too many connections",
    "all server ports busy", "all screening ports busy",
  ])

  /// Source: the actions of access(5), header_checks(5), milter and postscreen.
  private static func isAction(_ word: ByteView) -> Bool {
    if actions.contains(where: { word == $0 }) { return true }
    for prefix: StaticString in ["milter-header-", "milter-body-", "milter-content-"]
    where word.starts(with: prefix) {
      let action = word.from(prefix.utf8CodeUnitCount)
      return actions.contains { action == $0 }
    }
    return false
  }

  private static let actions: [StaticString] = [
    "reject", "reject_warning", "warn", "warning", "info", "filter", "hold", "delay", "discard",
    "redirect", "bcc", "permit", "hangup", "abort", "prepend", "replace", "strip", "pass", "dunno",
    "milter-reject", "milter-hold", "milter-discard", "milter-quarantine", "milter-tempfail",
    "proxy-reject",
  ]

  /// Where the `;` stands behind which the envelope begins: the last one that a key or the end follows.
  private static func tail(_ line: ByteView, from start: Int) -> Int? {
    var end = line.count
    while let at = line.lastIndex(of: UInt8(ascii: ";"), before: end), at >= start {
      let next = line.from(at + 1)
      if next.isEmpty || isEnvelopeKey(next.trimmed) { return at }
      end = at
    }
    return nil
  }

  private static func isEnvelopeKey(_ text: ByteView) -> Bool {
    text.starts(with: "from=") || text.starts(with: "to=") || text.starts(with: "proto=")
      || text.starts(with: "helo=") || text.starts(with: "sasl_method=")
      || text.starts(with: "sasl_username=") || text.starts(with: "sasl_sender=")
  }

  /// `CODE DSN WORDS`, of which code and status may lack.
  private func setText(_ line: ByteView, _ range: Range<Int>, _ event: inout LineEvent) {
    event[.reason] = ByteRange(range)
    var start = range.lowerBound
    if line.length(from: start, while: { $0.isDigit }) == 3,
      start + 3 == range.upperBound || line[start + 3] == 0x20
    {
      event[.replyCode] = ByteRange(start..<(start + 3))
      start = min(start + 4, range.upperBound)
    }
    let status = line[start..<range.upperBound].length { Self.isNumberByte($0) }
    if status >= 5, line[start + 1] == UInt8(ascii: ".") {
      event[.dsn] = ByteRange(start..<(start + status))
      start = min(start + status + 1, range.upperBound)
    }
    event[.text] = ByteRange(start..<range.upperBound)
  }

  /// ` from=<S> to=<R> proto=P helo=<H>`: blanks between them, or postscreen's commas.
  /// - Returns: where the keys end.
  @discardableResult
  private func readEnvelope(
    _ line: ByteView, from start: Int, _ event: inout LineEvent
  ) -> Int {
    var cursor = LineCursor(line, at: start)
    while true {
      let before = cursor.at
      while cursor.skip(0x20) || cursor.skip(UInt8(ascii: ",")) {}
      if cursor.skip("from=") {
        _ = readAddress(&cursor, .from, &event)
      } else if cursor.skip("to=") {
        _ = readAddress(&cursor, .to, &event)
      } else if cursor.skip("proto=") {
        event[.proto] = cursor.take(while: { $0.isLetterOrDigit })
      } else if cursor.skip("helo=") {
        _ = readAddress(&cursor, .helo, &event)
      } else if cursor.skip("sasl_username=") {
        event[.saslUsername] = cursor.takeBracketed() ?? takeLogin(&cursor)
      } else if cursor.skip("sasl_method=") || cursor.skip("sasl_sender=") {
        _ = cursor.takeBracketed() ?? takeLogin(&cursor)
      } else {
        return before
      }
    }
  }

  /// A login may hold blanks and more: it ends before the next of its kind, or a check's text.
  private func takeLogin(_ cursor: inout LineCursor) -> ByteRange? {
    let start = cursor.at
    let rest = cursor.rest
    let length =
      rest.firstRange(of: " sasl_")?.lowerBound ?? rest.firstRange(of: ": ")?.lowerBound
      ?? rest.count
    guard length > 0 else { return nil }
    cursor.at = start + length
    return ByteRange(from: start, to: cursor.at)
  }

  /// `LINE from ORIGIN;[ from=<S>][ to=<R>][ proto=P][ helo=<H>][: TEXT]`. LINE is a stranger's: the
  /// envelope is looked for from the right.
  private func parseCheck(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    let line = cursor.line
    var end = line.count
    while let split = line.lastIndex(of: UInt8(ascii: ";"), before: end), split > cursor.at {
      if let origin = origin(line, from: cursor.at, endingAt: split, &event) {
        let keys = readEnvelope(line, from: split + 1, &event)
        var after = LineCursor(line, at: keys)
        let hasText = after.skip(": ")
        // Without an envelope at all the rest must be the end or the text.
        if keys == line.count || hasText {
          event.kind = .check
          readHeader(line, cursor.at..<origin, &event)
          if hasText { setText(line, after.at..<line.count, &event) }
          return true
        }
      }
      end = split
    }
    return false
  }

  /// smtp's header and body checks name no origin: `LINE[: TEXT]`, of which the text cannot be told
  /// from the line. Source: `smtp_proto.c`.
  private func parseClientCheck(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    guard
      event.program == PostfixProgram.smtp.rawValue
        || event.program == PostfixProgram.lmtp.rawValue
    else { return false }
    readHeader(cursor.line, cursor.at..<cursor.line.count, &event)
    event.kind = .check
    return true
  }

  /// Where the ` from ORIGIN` begins that ends at `end`: `local` or a client.
  private func origin(
    _ line: ByteView, from start: Int, endingAt end: Int, _ event: inout LineEvent
  ) -> Int? {
    guard let found = line[start..<end].lastRange(of: " from ") else { return nil }
    var cursor = LineCursor(line[0..<end], at: start + found.upperBound)
    if cursor.rest == "local" { return start + found.lowerBound }
    guard let (host, ip) = cursor.takeHost() else { return nil }
    _ = cursor.takePort()
    guard cursor.isAtEnd else { return nil }
    event[.clientHost] = host
    event[.clientIP] = ip
    return start + found.lowerBound
  }

  private func readHeader(_ line: ByteView, _ range: Range<Int>, _ event: inout LineEvent) {
    let header = line[range]
    let name: StaticString = "subject:"
    guard event.text(.stage, in: line) == ByteView("header" as StaticString),
      header.startsIgnoringCase(with: ByteView(name))
    else { return }
    let value = header.from(name.utf8CodeUnitCount).trimmed
    let start = value.offset(in: line)
    event[.subject] = ByteRange(start..<(start + value.count))
  }

  /// `MSG: TEXT from ORIGIN; from=<S> to=<R>`.
  private func parseMIMEError(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    let line = cursor.line
    guard let tail = Self.tail(line, from: cursor.at),
      let origin = origin(line, from: cursor.at, endingAt: tail, &event)
    else { return false }
    setText(line, cursor.at..<origin, &event)
    event.kind = .reject
    return readEnvelope(line, from: tail + 1, &event) == line.count || cursor.isProbablyCut
  }

  /// A before-queue filter takes the place of the queue: `NOQUEUE: client=…`,
  /// `proxy-accept: WHERE: REPLY; from=<S> to=<R> proto=P helo=<H>`, `proxy-reject: …`.
  func parseProxied(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    if cursor.line.clamped(event.queueID) == "NOQUEUE", cursor.holds("client=") {
      return parseClient(&cursor, &event)
    }
    let start = cursor.at
    guard cursor.skip("proxy-accept: ") || cursor.skip("proxy-reject: ") else { return nil }
    event[.action] = ByteRange(start..<(start + 12))
    guard let stage = cursor.take(upTo: ": ") else { return .unknown }
    event[.stage] = stage
    guard Self.isStage(cursor.line.clamped(stage)) else { return .unknown }
    infer(.smtpd, &event)
    event.kind = .reject
    return readTextAndEnvelope(&cursor, &event) ? .event : .unknown
  }

  // MARK: postscreen

  /// `CONNECT from [IP]:PORT to [IP]:PORT`. Its other lines are among the known forms.
  func parsePostscreen(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard event.severity == .info else { return nil }
    if cursor.skip("CONNECT from ") {
      guard readClient(&cursor, &event) else { return .unknown }
      if cursor.skip(" to ") {
        guard cursor.takeHost() != nil, cursor.takePort() != nil else { return .unknown }
      }
      guard cursor.isAtEnd else { return .unknown }
      infer(.postscreen, &event)
      return .ignored
    }
    if cursor.skip("CONNECT to ") {
      guard let (host, ip) = cursor.takeHost(), let port = cursor.takePort(), cursor.isAtEnd else {
        return .unknown
      }
      event[.relayHost] = host
      event[.relayIP] = ip
      event[.relayPort] = port
      infer(.tlsproxy, &event)
      event.kind = .connect
      return .event
    }
    return nil
  }
}
