internal import ByteTools
internal import MailTerms

/// Deliveries, failures, deferrals, and what is said of single hosts.
extension EximParser {
  /// `FLAG ADDR[ (PARENTS)][ <ORIG>] FIELDS…` and the error behind them.
  func parseAttempt(
    _ cursor: inout LineCursor, _ flag: UInt16, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    event[.flag] = ByteRange(cursor.at..<(cursor.at + 2))
    cursor.at += 3
    let start = cursor.at
    // `=> >A`: an automatic reply was made, for somebody else.
    guard !cursor.isAtEnd, cursor.line[start] != UInt8(ascii: ">") else {
      event.kind = .note
      return cursor.isAtEnd ? .unknown : .event
    }
    let end = Self.endOfAddress(cursor.line, from: start)
    guard end > start else { return .unknown }
    event[.to] = ByteRange(start..<end)
    cursor.at = end
    if cursor.holds(" ("), let close = cursor.line.firstIndex(of: UInt8(ascii: ")"), from: end) {
      let next = close + 1
      // `blackhole (RCPT ACL discarded)` and lists of parents alike.
      if next == cursor.line.count || cursor.line[next] == 0x20
        || cursor.line[next] == UInt8(ascii: ":")
      {
        cursor.at = next
      }
    }
    if cursor.holds(" <") {
      cursor.at += 1
      event[.origTo] = cursor.takeBracketed()
    }
    event.kind = .attempt
    noteDiscard(cursor.line, &event)
    if cursor.skip(0x20) { Self.readFields(&cursor, .relay, &event) }
    switch flag {
    case Flag.deferral: return readDeferral(&cursor, &event)
    case Flag.failure: return readFailure(&cursor, &event)
    default: event.isSent = flag != Flag.suppressed
    }
    if let reply = event[.confirmation] {
      event[.reason] = reply
      Self.readReply(reply, cursor.line, &event)
    }
    // What follows the fields may be new; the delivery is told all the same.
    return .event
  }

  /// `=> discarded <A>`, `=> :blackhole: <A>`, `=> /dev/null <A>`: A is whom it was for.
  private func noteDiscard(_ line: ByteView, _ event: inout LineEvent) {
    guard let to = event.text(.to, in: line) else { return }
    guard to.count >= 9 else { return }
    switch to[0] {
    case UInt8(ascii: "d"), UInt8(ascii: "b"), UInt8(ascii: ":"), UInt8(ascii: "/"): break
    default: return
    }
    let isDropped =
      to == "discarded" || to == ":blackhole:" || to == "blackhole" || to == "/dev/null"
    guard isDropped else { return }
    event[.action] = event[.to]
    // `discarded (system filter)`, `blackhole (RCPT ACL discarded recipients)`: all of them.
    event[.to] = event[.origTo]
    event[.origTo] = nil
  }

  /// An address may hold blanks where it is a file, a pipe, or quoted.
  private static func endOfAddress(_ line: ByteView, from start: Int) -> Int {
    var from = start
    if line[start] == UInt8(ascii: "\"") {
      let index = line.endOfQuoted(from: start + 1)
      from = min(index, line.count)
    }
    while true {
      let blank = line.end(from: from, before: 0x20)
      guard blank < line.count else { break }
      let next = blank &+ 1
      if blank > start, line[blank - 1] == UInt8(ascii: ":"), line[start] != UInt8(ascii: ":") {
        return blank - 1
      }
      guard next < line.count else { return blank }
      let isKey =
        next + 1 < line.count && line[next + 1] == UInt8(ascii: "=") && line[next].isLetterOrDigit
      if isKey || line[next] == UInt8(ascii: "<") || line[next] == UInt8(ascii: "(")
        || line[next] == UInt8(ascii: ":") || keyLength(line, at: next) != nil
        || line.holds("defer (", at: next) || line.holds("routing defer", at: next)
        || line.holds("mua_wrapper", at: next)
      {
        return blank
      }
      from = next
    }
    return line.count
  }

  /// `[routing ]defer (ERRNO)[: STRERROR][ FIELDS][: TEXT]`.
  private func readDeferral(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    _ = cursor.skip("routing ")
    guard cursor.skip("defer (") else {
      guard cursor.skip(": ") else { return cursor.isAtEnd ? .event : .unknown }
      readText(cursor.at, cursor.line, &event)
      return .event
    }
    let line = cursor.line
    guard let close = line.firstIndex(of: UInt8(ascii: ")"), from: cursor.at) else {
      return .unknown
    }
    event[.errorNumber] = ByteRange(cursor.at..<close)
    event.failure = Self.failure(ofError: line[cursor.at..<close])
    cursor.at = close + 1
    var words: Int?
    if cursor.skip(": ") {
      words = cursor.at
      if let host = line.firstRange(of: " H=", from: cursor.at - 1)?.lowerBound {
        event[.reason] = ByteRange(cursor.at..<max(host, cursor.at))
        cursor.at = host
      } else if let time = line.lastRange(of: " DT=")?.lowerBound, time >= cursor.at {
        event[.reason] = ByteRange(cursor.at..<time)
        cursor.at = time
      } else {
        readText(cursor.at, line, &event)
        return .event
      }
    }
    if cursor.skip(0x20) { Self.readFields(&cursor, .relay, &event) }
    if cursor.skip(": ") {
      readText(cursor.at, line, &event)
    } else if let words, let reason = event[.reason] {
      readText(words, line.prefix(Int(reason.end)), &event)
    }
    return .event
  }

  /// `: TEXT`, since 4.99 ` : TEXT`; ` DT=TIME` may stand at its end.
  private func readFailure(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    guard cursor.skip(": ") || cursor.skip(" : ") else {
      guard cursor.holds("mua_wrapper") || cursor.isAtEnd else { return .unknown }
      event[.reason] = cursor.restRange
      return .event
    }
    var line = cursor.line
    if let time = line.lastRange(of: " DT="), time.lowerBound >= cursor.at,
      line.from(time.upperBound).length(while: { $0 > 0x20 }) == line.count - time.upperBound
    {
      event[.delay] = ByteRange(time.upperBound..<line.count)
      line = line.prefix(time.lowerBound)
    }
    readText(cursor.at, line, &event)
    return .event
  }

  /// The reason, and the peer's reply in it.
  private func readText(_ start: Int, _ line: ByteView, _ event: inout LineEvent) {
    let range = ByteRange(min(start, line.count)..<line.count)
    event[.reason] = range
    let text = line.clamped(range)
    guard Self.holdsReply(text) else {
      if Self.namesHost(text), let end = line.firstIndex(of: UInt8(ascii: "]"), from: start) {
        Self.readNamedHost(line, from: start, to: end + 1, &event)
      }
      return
    }
    // An address in front of it may hold colons; a reply begins with three digits.
    var from = start
    while let colon = line.firstRange(of: ": ", from: from) {
      let at = colon.upperBound
      if line.count >= at + 3, line[at].isDigit, line[at + 1].isDigit, line[at + 2].isDigit,
        line.count == at + 3 || line[at + 3] == 0x20 || line[at + 3] == UInt8(ascii: "-")
      {
        Self.readReply(ByteRange(at..<line.count), line, &event)
        Self.readNamedHost(line, from: start, to: colon.lowerBound, &event)
        return
      }
      from = at
    }
  }

  private static func holdsReply(_ text: ByteView) -> Bool {
    text.starts(with: "SMTP error from remote ") || text.starts(with: "LMTP error after ")
      || text.starts(with: "PRDR error after ")
  }

  // MARK: Hosts that a text names

  /// Before 4.86 nothing but the text said which host it was.
  private static func namesHost(_ text: ByteView) -> Bool {
    text.starts(with: "SMTP timeout while connected to ") || text.starts(with: "Remote host ")
      || text.starts(with: "Malformed SMTP reply ") || text.starts(with: "send() to ")
      || text.starts(with: "smtp send to ") || text.starts(with: "a TLS session is required for ")
  }

  /// `NAME [IP]` at the end of a part of the line, unless a field has said it.
  private static func readNamedHost(
    _ line: ByteView, from start: Int, to end: Int, _ event: inout LineEvent
  ) {
    guard !event.has(.relayIP), end > start, line[end - 1] == UInt8(ascii: "]"),
      let open = line[start..<end].lastRange(of: " [")?.lowerBound
    else { return }
    let blank = line[start..<(start + open)].lastRange(of: " ")?.lowerBound
    let name = start + (blank.map { $0 + 1 } ?? 0)
    event[.relayHost] = ByteRange(name..<(start + open))
    event[.relayIP] = ByteRange((start + open + 2)..<(end - 1))
  }

  /// Before 4.86: `SMTP error from … host NAME [IP]: REPLY` and its like, without `H=`.
  private func parseNamingLine(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let text = cursor.rest
    guard Self.holdsReply(text) || Self.namesHost(text) else { return nil }
    readText(cursor.at, cursor.line, &event)
    guard event.has(.relayIP) else {
      event[.reason] = nil
      return nil
    }
    event.kind = .hostFailed
    event[.to] = Self.refusedRecipient(text, in: cursor.line)
    return .event
  }

  /// Before 4.86: `NAME [IP] STRERROR`.
  func parseHostError(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    guard Self.readHost(&cursor, .relay, &event), event.has(.relayIP), cursor.skip(0x20),
      SystemErrors.holds(cursor.rest)
    else {
      event[.relayHost] = nil
      event[.relayIP] = nil
      return false
    }
    event.kind = .hostFailed
    event[.reason] = cursor.restRange
    return true
  }

  /// The number behind `defer`: the system's, or below zero one of Exim's own (`macros.h`). Those
  /// below -50 moved between releases.
  private static func failure(ofError number: ByteView) -> FailureClass? {
    guard number.count > 0, number[0] == UInt8(ascii: "-") else {
      switch number.number {
      case 111: return .networkRefused
      case 101, 112, 113: return .networkUnreachable
      case 110: return .networkTimeout
      case 32, 103, 104: return .networkLost
      default: return nil
      }
    }
    switch number.from(1).number {
    case 18, 19: return .networkLost
    case 22: return .recipientFull
    case 20, 21, 24, 25, 26, 27, 28, 29, 30, 31, 33, 34, 39, 40, 47: return .localError
    case 32, 35, 36: return .networkDNS
    case 37: return .tlsHandshake
    case 38: return .tlsNotOffered
    case 41: return .serverTemporary
    case 42, 48: return .authFailed
    case 49: return .messageMalformed
    case 50: return .routeLoop
    default: return nil
    }
  }

  // MARK: Single hosts

  /// Lines with an ID that speak of one host: an attempt that is not the last, TLS trouble.
  func parseHostLine(
    _ cursor: inout LineCursor, _ whole: ByteView, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let start = cursor.at
    let line = cursor.line
    if cursor.holds("[") { return parseVerifyError(&cursor, &event) }
    if cursor.skip("TLS session") { return parseUnencrypted(&cursor, start, &event) }
    if cursor.skip("DANE attempt failed; TLS connection to ") {
      guard Self.readHost(&cursor, .relay, &event), cursor.skip(": ") else { return .unknown }
      event.kind = .hostFailed
      event[.reason] = cursor.restRange
      return .event
    }
    if cursor.skip("TLS error on connection to ") {
      guard Self.readHost(&cursor, .relay, &event), cursor.skip(0x20) else { return .unknown }
      event.kind = .tlsProblem
      event[.reason] = cursor.restRange
      return .event
    }
    guard cursor.skip("H=") else { return parseNamingLine(&cursor, &event) }
    guard Self.readHost(&cursor, .relay, &event), event.has(.relayIP) else {
      cursor.at = start
      event[.relayHost] = nil
      return nil
    }
    if cursor.skip(" TLS error on connection ") {
      event.kind = .tlsProblem
      event[.reason] = cursor.restRange
      return .event
    }
    let text = cursor.rest
    let isRefusal =
      text.contains(" rejected ") || text.contains(" F=<") || text.contains(" Warning: ")
      || text.contains("incomplete transaction") || text.contains("discarded by ACL")
    // What a peer answered may hold any of these words.
    guard !isRefusal || text.starts(with: ": ") && EximForms.all.isHostForm(text.from(2)) else {
      // Another side, another meaning: read anew as a client.
      event[.relayHost] = nil
      event[.relayIP] = nil
      event[.relayPort] = nil
      cursor.at = start
      return nil
    }
    guard cursor.skip(": ") || cursor.skip(0x20), !cursor.isAtEnd else { return .unknown }
    if Self.keyLength(line, at: cursor.at) != nil {
      Self.readFields(&cursor, .relay, &event)
      _ = cursor.skip(": ")
    }
    let reason = cursor.rest
    guard EximForms.all.isHostForm(reason) else { return .unknown }
    event.kind = .hostFailed
    event[.to] = Self.refusedRecipient(reason, in: line)
    readText(cursor.at, line, &event)
    return .event
  }

  /// `… after [pipelined ]RCPT TO:<R>: REPLY`: the host said no to R alone.
  private static func refusedRecipient(_ reason: ByteView, in line: ByteView) -> ByteRange? {
    guard reason.starts(with: "SMTP error from remote"),
      let found = reason.firstRange(of: "RCPT TO:<"),
      let close = reason.firstRange(of: ">: ", from: found.upperBound)
    else { return nil }
    let start = reason.offset(in: line)
    return ByteRange((start + found.upperBound)..<(start + close.lowerBound))
  }

  /// `[IP] SSL verify error: …`: OpenSSL builds say why a certificate did not verify.
  private func parseVerifyError(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let start = cursor.at
    cursor.at += 1
    guard let ip = cursor.take(upTo: UInt8(ascii: "]")), cursor.holds(" SSL verify error") else {
      cursor.at = start
      return nil
    }
    // Behind it stands what a stranger's certificate says.
    let isCallout = cursor.holds(" SSL verify error (during ")
    event[.relayIP] = ip
    event[.reason] = ByteRange((cursor.at + 1)..<cursor.line.count)
    event.kind = isCallout ? .note : .tlsProblem
    return .event
  }

  /// `TLS session: REASON: delivering unencrypted to H=NAME [IP] (…)`; before 4.90 `TLS session
  /// failure: delivering unencrypted to NAME [IP] (…)`.
  private func parseUnencrypted(
    _ cursor: inout LineCursor, _ start: Int, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let line = cursor.line
    let words: StaticString = "delivering unencrypted to "
    guard let found = line.firstRange(of: words, from: start) else {
      guard cursor.skip(": (") else {
        cursor.at = start
        return nil
      }
      // Nobody is named: the failure that follows is meant.
      event[.reason] = ByteRange(start..<line.count)
      event.kind = .tlsProblem
      return .event
    }
    event[.action] = ByteRange(found.lowerBound..<(found.upperBound - 4))
    event[.reason] = ByteRange(start..<max(start, found.lowerBound - 2))
    cursor.at = found.upperBound
    _ = cursor.skip("H=")
    guard Self.readHost(&cursor, .relay, &event) else { return .unknown }
    event.kind = .tlsProblem
    return .event
  }
}
