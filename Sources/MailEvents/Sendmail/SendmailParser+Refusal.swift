internal import ByteTools

/// What sendmail's own server, its rulesets and its filters refuse.
extension SendmailParser {
  // MARK: Rulesets

  /// `ruleset=R, arg1=A[, arg2=B][, relay=HOST], reject=TEXT`, or `discard`, or `quarantine=TEXT`:
  /// `rscheck` in `parseaddr.c`.
  func parseRuleset(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard cursor.skip("ruleset=") else { return parsePregreeting(&cursor, &event) }
    let line = cursor.line
    guard let name = cursor.take(upTo: ", arg1=") else { return .unknown }
    event[.stage] = name
    let ruleset = line.clamped(name)
    guard let first = takeArgument(&cursor, ruleset) else { return .unknown }
    var second: ByteRange?
    if cursor.skip(", arg2=") { second = takeArgument(&cursor, ruleset) }
    if cursor.skip(", relay=") {
      let end = Self.end(of: line, from: cursor.at, before: Self.verdicts)
      let side: Side = Self.isOutbound(ruleset) ? .relay : .client
      guard Self.readPeer(ByteRange(cursor.at..<end), line, side, &event) else { return .unknown }
      cursor.at = end
    }
    guard cursor.skip(", ") else { return .unknown }
    let action = cursor.at
    if cursor.skip("reject=") || cursor.skip("quarantine=") {
      event[.action] = ByteRange(action..<(cursor.at - 1))
      event[.reason] = cursor.restRange
      Self.readCodes(cursor.restRange, line, &event)
    } else {
      guard cursor.skip("discard"), cursor.isAtEnd else { return .unknown }
      event[.action] = ByteRange(action..<cursor.at)
    }
    if Self.isOutbound(ruleset) {
      // Our own rule about a next hop: the attempt behind it tells the same.
      event.kind = .tlsProblem
      return .event
    }
    event.kind = .reject
    if ruleset == "check_rcpt" {
      event[.to] = first
    } else if ruleset == "check_mail" {
      event[.from] = first
    } else if ruleset == "check_compat" {
      event[.from] = first
      event[.to] = second
    } else if ruleset == "check_relay" {
      if !event.has(.clientIP) { event[.clientIP] = second }
      if !event.has(.clientHost) { event[.clientHost] = first }
    } else if ruleset.endsIgnoringCase(with: ByteView("subject" as StaticString)) {
      event[.subject] = first
    }
    return .event
  }

  private static let verdicts: [StaticString] = [", reject=", ", quarantine=", ", discard"]
  private static let behindArgument: [StaticString] = [
    ", arg2=", ", relay=", ", reject=", ", quarantine=", ", discard",
  ]

  /// Those that are asked before mail is sent, not when it comes.
  private static func isOutbound(_ ruleset: ByteView) -> Bool {
    ruleset == "tls_server" || ruleset == "tls_rcpt" || ruleset == "try_tls"
      || ruleset == "oc_rate" || ruleset == "oc_conc"
  }

  /// An address, a host name, or what a stranger wrote into a header.
  private func takeArgument(_ cursor: inout LineCursor, _ ruleset: ByteView) -> ByteRange? {
    let line = cursor.line
    let start = cursor.at
    let isHeader = !ruleset.starts(with: "check_") && !Self.isOutbound(ruleset)
    if isHeader, let last = line.lastRange(of: ", relay=")?.lowerBound, last >= start {
      cursor.at = last
      return ByteRange(start..<last)
    }
    if let inside = Self.takeAddress(&cursor) { return cursor.holds(", ") ? inside : nil }
    cursor.at = Self.end(of: line, from: start, before: Self.behindArgument)
    return ByteRange(start..<cursor.at)
  }

  /// `550 5.7.1 TEXT`.
  static func readCodes(_ range: ByteRange, _ line: ByteView, _ event: inout LineEvent) {
    let text = line.clamped(range)
    var at = 0
    if let (_, end) = text.number(at: 0), end == 3, end == text.count || text[end] == 0x20 {
      event[.replyCode] = ByteRange(start: range.start, count: 3)
      at = min(end + 1, text.count)
    }
    let length = text.length(from: at) { $0.isDigit || $0 == UInt8(ascii: ".") }
    if length >= 5, text[at + 1] == UInt8(ascii: ".") {
      event[.dsn] = ByteRange(start: range.start + UInt32(at), count: UInt32(length))
      at = min(at + length + 1, text.count)
    }
    event[.text] = ByteRange(start: range.start + UInt32(at), count: UInt32(text.count - at))
  }

  /// `rejecting commands from HOST [IP] due to pre-greeting traffic after N seconds`.
  private func parsePregreeting(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let start = cursor.at
    guard cursor.skip("rejecting commands from "),
      let peer = cursor.take(upTo: " due to pre-greeting traffic after ")
    else { return nil }
    event[.action] = ByteRange(start..<(start + 9))
    event[.reason] = ByteRange(start..<cursor.line.count)
    event.kind = .reject
    return Self.readPeer(peer, cursor.line, .client, &event) ? .event : .unknown
  }

  /// `<R>... User unknown`: `usrerr` in `err.c`, where a recipient cannot be resolved.
  func parseUserError(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    let start = cursor.at
    guard event.hasQueueID, let address = Self.takeAddress(&cursor), cursor.skip("... "),
      !cursor.isAtEnd
    else { return nil }
    event[.to] = address
    event[.text] = cursor.restRange
    event[.reason] = ByteRange(start..<cursor.line.count)
    event.kind = .reject
    return .event
  }

  // MARK: Filters

  /// `Milter: to=<R>, reject=TEXT` and its kin in `srvrsmtp.c`, `milter=NAME, …` in `milter.c`.
  func parseMilter(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    let start = cursor.at
    if cursor.skip("milter=") {
      if let found = cursor.line.firstRange(of: ", quarantine=", from: cursor.at) {
        event[.action] = ByteRange((found.lowerBound + 2)..<(found.upperBound - 1))
        event[.reason] = ByteRange(found.upperBound..<cursor.line.count)
        event.kind = .reject
        return .event
      }
      return nil
    }
    guard cursor.skip("Milter: ") else { return nil }
    if cursor.skip("to=") { return readMilterRefusal(&cursor, .to, &event) }
    if cursor.skip("from=") { return readMilterRefusal(&cursor, .from, &event) }
    if cursor.skip("helo=") { return readMilterRefusal(&cursor, .helo, &event) }
    if cursor.skip("connect: host=") { return readMilterConnect(&cursor, &event) }
    if cursor.skip("data, ") || cursor.skip("cmd=data, ") {
      // Whom it would have gone to is told on the lines behind it, without the code.
      event[.stage] = ByteRange((start + 8)..<(cursor.at - 2))
      guard readMilterAction(&cursor, &event) else { return .unknown }
      event.kind = .note
      return .event
    }
    return nil
  }

  private func readMilterRefusal(
    _ cursor: inout LineCursor, _ key: LineEvent.Key, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let line = cursor.line
    event[.stage] = ByteRange((cursor.at - (key == .to ? 3 : 5))..<(cursor.at - 1))
    let start = cursor.at
    if let address = Self.takeAddress(&cursor), cursor.holds(", ") {
      event[key] = address
    } else {
      let end = Self.end(of: line, from: start, before: Self.verdicts)
      event[key] = ByteRange(start..<end)
      cursor.at = end
    }
    guard cursor.skip(", "), readMilterAction(&cursor, &event) else { return .unknown }
    event.kind = .reject
    return .event
  }

  private func readMilterConnect(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    guard let host = cursor.take(upTo: ", addr="), let ip = cursor.take(upTo: ", ") else {
      return .unknown
    }
    event[.clientHost] = host
    event[.clientIP] = ip
    let start = cursor.at
    if !readMilterAction(&cursor, &event) {
      guard
        cursor.holds("rejecting commands") || cursor.holds("temp failing commands")
          || cursor.holds("shutdown")
      else { return .unknown }
      event[.reason] = ByteRange(start..<cursor.line.count)
    }
    event.kind = .reject
    return .event
  }

  /// `reject=TEXT` or `discard`.
  private func readMilterAction(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    let start = cursor.at
    if cursor.skip("reject=") {
      event[.action] = ByteRange(start..<(cursor.at - 1))
      event[.reason] = cursor.restRange
      Self.readCodes(cursor.restRange, cursor.line, &event)
      return true
    }
    guard cursor.skip("discard"), cursor.isAtEnd else { return false }
    event[.action] = ByteRange(start..<cursor.at)
    return true
  }
}
