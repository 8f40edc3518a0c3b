internal import ByteTools

/// The delivery programs: one line per recipient and attempt, and what they say on the way.
extension PostfixParser {
  /// `to=<R>[, orig_to=<O>], relay=R[, conn_use=N], delay=D[, delays=A/B/C/D][, tls=F][, dsn=X.Y.Z],
  /// status=S (REASON)`. A line that syslog cut may lack the closing bracket.
  func parseAttempt(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard event.severity == .info, cursor.skip("to="), readAddress(&cursor, .to, &event) else {
      return nil
    }
    if cursor.skip(", orig_to=") {
      guard readAddress(&cursor, .origTo, &event) else { return .unknown }
    }
    guard cursor.skip(", relay="), readRelay(&cursor, &event) else { return .unknown }
    if cursor.skip(", conn_use=") {
      event[.connUse] = cursor.takeNumber()
      guard event.has(.connUse) else { return .unknown }
    }
    if cursor.skip(", delay=") {
      event[.delay] = cursor.take(while: Self.isNumberByte)
      guard event.has(.delay) else { return .unknown }
    } else {
      // Shortened by whoever shows it.
      guard cursor.holds(", status=") || cursor.holds(", dsn=") else { return .unknown }
    }
    if cursor.skip(", delays=") {
      // Digits, the point and the slash stand beside each other.
      event[.delays] = cursor.take(in: UInt8(ascii: ".")...UInt8(ascii: "9"))
      guard event.has(.delays) else { return .unknown }
    }
    if cursor.skip(", tls=") {
      event[.tlsFeatures] = cursor.take { $0 != UInt8(ascii: ",") }
      guard event.has(.tlsFeatures) else { return .unknown }
    }
    if cursor.skip(", dsn=") {
      event[.dsn] = cursor.take(while: Self.isNumberByte)
      guard event.has(.dsn) else { return .unknown }
    }
    guard cursor.skip(", status="), readStatus(&cursor, &event) else { return .unknown }
    event.kind = .attempt
    var end = cursor.line.count
    while end > cursor.at, cursor.line[end - 1] == 0x20 { end -= 1 }
    if end > cursor.at, cursor.line[end - 1] == UInt8(ascii: ")") { end -= 1 }
    event[.reason] = ByteRange(cursor.at..<end)
    readReason(cursor.line[0..<end], from: cursor.at, &event)
    if event.program == PostfixProgram.lost.rawValue {
      let suspended = cursor.holds("delivery temporarily suspended")
      // Only discard(8) says `sent` without a relay.
      let isDiscard =
        event.text(.relayHost, in: cursor.line) == ByteView("none" as StaticString)
        && event.isSent
      infer(isDiscard ? .discard : suspended || !event.has(.relayIP) ? .error : .smtp, &event)
    }
    return .event
  }

  /// The word that tells what came of the attempt, and ` (` behind it.
  @inline(__always)
  private func readStatus(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    let start = cursor.at
    if cursor.skip("sent (") {
      event.isSent = true
      event.isFinal = true
    } else if !cursor.skip("deferred ("), !cursor.skip("SOFTBOUNCE (") {
      // `soft_bounce`: refused for good, and kept.
      guard
        cursor.skip("bounced (") || cursor.skip("deliverable (") || cursor.skip("undeliverable (")
          || cursor.skip("expired (") || cursor.skip("deliverable-but-not-cached (")
          || cursor.skip("undeliverable-but-not-cached (")
      else { return false }
      event.isFinal = true
    }
    event[.status] = ByteRange(from: start, to: cursor.at &- 2)
    return true
  }

  static func isNumberByte(_ byte: UInt8) -> Bool { byte.isDigit || byte == UInt8(ascii: ".") }

  /// `none`, `NAME[IP]:PORT`, `NAME[unix path]` or a bare transport.
  private func readRelay(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    if let (host, ip) = cursor.takeHost() {
      let inside = cursor.line.clamped(ip)
      event[.relayHost] = host
      if inside.firstIndex(of: UInt8(ascii: "/")) != nil || inside.isEmpty {
        event[.relayPath] = ip
      } else {
        event[.relayIP] = ip
        event[.relayPort] = cursor.takePort()
      }
      return true
    }
    guard let name = cursor.take(while: { $0 != UInt8(ascii: ",") }) else { return false }
    event[.relayHost] = name
    readBareRelay(name, cursor.line, &event)
    return true
  }

  /// `127.0.0.1:2525`: an address, where a client of another make has no name and no brackets.
  private func readBareRelay(_ name: ByteRange, _ line: ByteView, _ event: inout LineEvent) {
    let text = line.clamped(name)
    guard text.count > 0, text[0].isDigit, let colon = text.lastIndex(of: UInt8(ascii: ":")),
      text.from(colon + 1).number != nil,
      text.length(while: Self.isNumberByte) == colon
    else { return }
    let host = ByteRange(Int(name.start)..<(Int(name.start) + colon))
    event[.relayHost] = host
    event[.relayIP] = host
    event[.relayPort] = ByteRange((Int(name.start) + colon + 1)..<Int(name.end))
  }

  /// Takes the peer's words out of our own: `host N[IP] said: REPLY (in reply to CMD command)`.
  ///
  /// - Parameter line: the line up to the reason's end.
  func readReason(_ line: ByteView, from start: Int, _ event: inout LineEvent) {
    var cursor = LineCursor(line, at: start)
    // A sent message's reason is the next hop's reply, and so is a before-queue filter's.
    if start &+ 3 < line.count, line[start].isDigit {
      setReply(line, start..<line.count, &event)
      return
    }
    _ = cursor.skip("delivery temporarily suspended: ")
    if cursor.skip("host ") {
      guard let (host, ip) = cursor.takeHost() else { return }
      // Postfix names no port here; a client of another make may.
      _ = cursor.takePort()
      if !event.has(.relayHost) {
        event[.relayHost] = host
        event[.relayIP] = ip
      }
      if cursor.skip(" said: ") {
        var end = line.count
        if let stage = line.lastRange(of: " (in reply to "), stage.lowerBound > cursor.at {
          event[.stage] = Self.stage(line, stage.upperBound)
          end = stage.lowerBound
        }
        setReply(line, cursor.at..<end, &event)
      } else if cursor.skip(" refused to talk to me: ") {
        setReply(line, cursor.at..<line.count, &event)
      }
      return
    }
    if line.count > cursor.at + 3, line[cursor.at].isDigit {
      setReply(line, cursor.at..<line.count, &event)
    } else {
      readAnswer(&cursor, &event)
    }
  }

  /// `TLS is required, but host H refused to start TLS: CODE …`, `SASL authentication failed; server H
  /// said: CODE …`: an answer to other than the message's commands, so Postfix's own words before it
  /// say what failed.
  private func readAnswer(_ cursor: inout LineCursor, _ event: inout LineEvent) {
    let line = cursor.line
    let words: StaticString
    if cursor.skip("SASL ") {
      words = " said: "
    } else if cursor.skip("TLS is required, but host ")
      || cursor.skip("Sender requested REQUIRETLS, but host ")
    {
      words = " refused to start TLS: "
    } else {
      return
    }
    guard let found = line.firstRange(of: words, from: cursor.at) else { return }
    let start = found.upperBound
    guard line.length(from: start, while: { $0.isDigit }) == 3 else { return }
    event[.replyCode] = ByteRange(start..<(start + 3))
  }

  /// `RCPT TO` in `RCPT TO command)`.
  private static func stage(_ line: ByteView, _ start: Int) -> ByteRange {
    var end = line.count
    if end > start, line[end - 1] == UInt8(ascii: ")") { end -= 1 }
    if line[start..<end].ends(with: " command") { end -= 8 }
    return ByteRange(start..<end)
  }

  /// The reply and its code; of a reply of several lines, which Postfix joins with blanks, the code
  /// of the first.
  private func setReply(_ line: ByteView, _ range: Range<Int>, _ event: inout LineEvent) {
    guard !range.isEmpty else { return }
    event[.reply] = ByteRange(range)
    let digits = line.length(from: range.lowerBound) { $0.isDigit }
    if digits == 3 {
      event[.replyCode] = ByteRange(range.lowerBound..<(range.lowerBound + 3))
    }
  }

  /// One host of the attempt failed: the same words as in a status line, without the status.
  func parseHostFailure(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    guard event.severity == .info || event.severity == .warning else { return nil }
    let start = cursor.at
    if cursor.skip("host ") {
      guard let (host, ip) = cursor.takeHost() else { return nil }
      let port = cursor.takePort()
      guard
        cursor.holds(" said: ")
          && (cursor.rest.contains(" (in reply to ") || cursor.isProbablyCut)
          || cursor.holds(" refused to talk to me: ")
      else { return nil }
      event[.relayHost] = host
      event[.relayIP] = ip
      if let port { event[.relayPort] = port }
      event[.reason] = ByteRange(start..<cursor.line.count)
      readReason(cursor.line, from: start, &event)
    } else {
      guard KnownForms.all.matches(cursor.rest, .failure) else { return nil }
      event[.reason] = ByteRange(start..<cursor.line.count)
      for word: StaticString in [
        "lost connection with ", "conversation with ", "by host ", "but host ",
      ] {
        guard let found = cursor.line.firstRange(of: word, from: start) else { continue }
        var host = LineCursor(cursor.line, at: found.upperBound)
        if let (name, ip) = host.takeHost() {
          event[.relayHost] = name
          event[.relayIP] = ip
        }
        break
      }
    }
    infer(.smtp, &event)
    event.kind = .hostFailed
    return .event
  }

  /// Source: `smtp_connect.c`.
  private static let destinationForms = GlobTable([
    "network address conversion failed: ~", "all network protocols are disabled",
    "TLSA lookup error for *:#", "Temporary lookup error", "client TLS configuration problem",
  ])

  /// Source: `smtp_addr.c`, `smtp_proto.c`, `smtp_tls_policy.c`.
  private static let ownHostForms = GlobTable([
    "no MX host for * has a valid address record", "host @ greeted me with my own hostname *",
    "host @ replied to HELO/EHLO with my own hostname *", "unable to look up host *: *",
    "mailer loop: best MX host for * is local", "MX name '*' does not match STS MX pattern for '*'",
  ])

  /// `connect to N[IP]:P: Connection refused` and its kin: no queue ID.
  func parseConnectFailure(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let start = cursor.at
    if event.severity == .info, cursor.skip("connect to ") {
      // A path for LMTP sockets.
      if let (host, ip) = cursor.takeHost() {
        event[.relayHost] = host
        event[.relayIP] = ip
        event[.relayPort] = cursor.takePort()
      } else {
        guard cursor.take(upTo: UInt8(ascii: ":")) != nil else { return nil }
        cursor.at -= 1
      }
      guard cursor.skip(": "), Self.isConnectError(cursor.rest) else { return .unknown }
      event[.reason] = ByteRange(start..<cursor.line.count)
      event.kind = .connectFailed
      infer(.smtp, &event)
      return .event
    }
    // Why a destination was given up before any host was met.
    let text = cursor.rest
    let isFailure =
      event.severity == .info
      ? Self.destinationForms.matches(text)
      : event.severity == .warning && Self.ownHostForms.matches(text)
    guard isFailure else { return nil }
    event[.reason] = cursor.restRange
    event.kind = .connectFailed
    infer(.smtp, &event)
    return .event
  }

  /// Before 2.5 the port stood behind the error: `Connection refused (port 25)`.
  private static func isConnectError(_ text: ByteView) -> Bool {
    if SystemErrors.holds(text)
      || text == "server dropped connection without sending the initial SMTP greeting"
      || text.starts(with: "server refused ") || text == "read timeout"
    {
      return true
    }
    guard let port = text.lastRange(of: " (port "), text.ends(with: ")") else { return false }
    return text[port.upperBound..<(text.count - 1)].number != nil
      && isConnectError(text[0..<port.lowerBound])
  }
}
