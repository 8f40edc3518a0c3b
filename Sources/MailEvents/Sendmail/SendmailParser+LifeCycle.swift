internal import ByteTools

/// What becomes of a message beside its attempts, and how sessions end.
extension SendmailParser {
  /// `done; delay=D, ntries=N`: the envelope left the queue (LogLevel 11 and more); `discarded`.
  func parseDone(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    let start = cursor.at
    if cursor.skip("discarded"), cursor.isAtEnd {
      event[.action] = ByteRange(start..<cursor.at)
      event.kind = .note
      return .event
    }
    cursor.at = start
    guard cursor.skip("done; ") else { return nil }
    guard cursor.skip("delay="), let delay = Self.takeInterval(&cursor), cursor.skip(", ntries="),
      Self.takeSigned(&cursor), cursor.isAtEnd
    else { return .unknown }
    event[.delay] = delay
    event.kind = .removed
    return .event
  }

  /// What begins with no word of its own, or with a rare one.
  func parseLifeCycle(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    let start = cursor.at
    if let length = Self.queueIDLength(cursor.line, at: start), event.hasQueueID {
      return parseReport(&cursor, length, &event)
    }
    if let verdict = parseAlias(&cursor, &event) { return verdict }
    cursor.at = start
    if cursor.skip("lost input channel from ") { return parseLost(&cursor, &event) }
    if cursor.skip("makeconnection (") { return parseConnectFailure(&cursor, start, &event) }
    if cursor.skip("split: ") {
      let ids = cursor.line.lastRange(of: ", id=") ?? cursor.line.lastRange(of: ", ids=")
      guard let ids, ids.lowerBound >= cursor.at else { return .unknown }
      return readSplit(ids.upperBound, cursor.line, &event)
    }
    if cursor.skip("quarantine=") {
      event[.action] = ByteRange(start..<(cursor.at - 1))
      event[.reason] = cursor.restRange
      event.kind = .administrator
      return .event
    }
    if cursor.skip("unquarantine"), cursor.isAtEnd {
      event[.action] = ByteRange(start..<cursor.at)
      event.kind = .administrator
      return .event
    }
    cursor.at = start
    return parseProtocolError(&cursor, &event)
  }

  /// The new envelopes take recipients of this one with them.
  private func readSplit(
    _ start: Int, _ line: ByteView, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    let length = line.length(from: start) { $0.isLetterOrDigit }
    guard length >= 8 else { return .unknown }
    event[.newQueueID] = ByteRange(start..<(start + length))
    event.kind = .note
    return .event
  }

  /// `NEWID: KIND: TEXT`, as `returntosender` in `savemail.c` puts it, and `NEWID: clone: owner=A`.
  private func parseReport(
    _ cursor: inout LineCursor, _ length: Int, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    event[.newQueueID] = ByteRange(cursor.at..<(cursor.at + length))
    cursor.at += length
    guard cursor.skip(": ") else { return .unknown }
    let start = cursor.at
    if cursor.skip("clone: owner=") {
      event[.stage] = ByteRange(start..<(start + 5))
      event.kind = .note
      return .event
    }
    guard
      cursor.skip("DSN: ") || cursor.skip("return to sender: ") || cursor.skip("sender notify: ")
        || cursor.skip("postmaster notify: ")
    else { return .unknown }
    event[.stage] = ByteRange(start..<(cursor.at - 2))
    event[.reason] = cursor.restRange
    if cursor.holds("Cannot send message ") {
      event.kind = .expired
    } else if cursor.holds("Warning: could not send message for past ") {
      event.kind = .delayNotice
    } else if cursor.holds("Return receipt") {
      event.kind = .successNotice
    } else {
      event.kind = .bounce
    }
    return .event
  }

  // MARK: Sessions

  /// `connect from CLIENT`, `collect: …`.
  func parseConnection(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    if cursor.skip("connect from ") {
      event.kind = .connect
      return Self.readPeer(cursor.restRange, cursor.line, .client, &event) ? .event : .unknown
    }
    let start = cursor.at
    guard cursor.skip("collect: ") else { return nil }
    // `premature EOM: TEXT`; `relay=H, from=S, info=TEXT`; before 8.16 `TEXT on connection from H,
    // sender=S`.
    guard
      cursor.holds("premature EOM: ") || cursor.holds("relay=")
        || cursor.rest.contains(" on connection from ")
    else { return .unknown }
    event[.reason] = ByteRange(start..<cursor.line.count)
    event.kind = .lost
    return .event
  }

  /// `lost input channel from CLIENT to DAEMON after COMMAND`.
  private func parseLost(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    let line = cursor.line
    guard let after = line.lastRange(of: " after "),
      let to = line.firstRange(of: " to ", from: cursor.at),
      to.upperBound <= after.lowerBound
    else { return .unknown }
    let peer = ByteRange(cursor.at..<to.lowerBound)
    guard Self.readPeer(peer, line, .client, &event) else { return .unknown }
    event[.stage] = ByteRange(after.upperBound..<line.count)
    event[.reason] = ByteRange(cursor.at - 24..<line.count)
    event.kind = .lost
    return .event
  }

  /// `timeout waiting for input from HOST during PHASE`: `util.c`.
  func parseTimeout(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    let start = cursor.at
    guard cursor.skip("timeout waiting for input "), !cursor.holds("during control") else {
      return nil
    }
    guard cursor.skip("from "), let host = cursor.take(upTo: " during ") else { return .unknown }
    event[.reason] = ByteRange(start..<cursor.line.count)
    event[.stage] = cursor.restRange
    let isOutbound = cursor.holds("client ")
    event.kind = isOutbound ? .hostFailed : .lost
    return Self.readPeer(host, cursor.line, isOutbound ? .relay : .client, &event)
      ? .event : .unknown
  }

  /// `(HOST [IP].PORT (FAMILY)) failed: ERROR`: `daemon.c`.
  private func parseConnectFailure(
    _ cursor: inout LineCursor, _ start: Int, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    let line = cursor.line
    guard let failed = line.firstRange(of: ")) failed: ", from: cursor.at),
      let dot = line[0..<failed.lowerBound].lastRange(of: "]."), dot.lowerBound >= cursor.at
    else { return .unknown }
    let peer = ByteRange(cursor.at..<(dot.lowerBound + 1))
    guard Self.readPeer(peer, line, .relay, &event) else { return .unknown }
    cursor.at = dot.upperBound
    event[.relayPort] = cursor.takeNumber()
    event[.reason] = ByteRange(failed.upperBound..<line.count)
    event.kind = .connectFailed
    return .event
  }

  /// `HOST: SMTP RCPT protocol error: REPLY`: `usersmtp.c`.
  private func parseProtocolError(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let line = cursor.line
    let start = cursor.at
    guard event.hasQueueID, let smtp = line.firstRange(of: ": SMTP ", from: start),
      let error = line.firstRange(of: " protocol error: ", from: smtp.upperBound)
    else { return nil }
    let peer = ByteRange(start..<smtp.lowerBound)
    guard Self.readPeer(peer, line, .relay, &event) else { return nil }
    event[.stage] = ByteRange(smtp.upperBound..<error.lowerBound)
    event[.reason] = ByteRange(start..<line.count)
    event[.reply] = ByteRange(error.upperBound..<line.count)
    event.kind = .hostFailed
    return .event
  }

  /// `SYSERR(USER): TEXT`: `err.c`. Of a message it may be all that tells why it failed.
  func parseSystemError(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    guard cursor.skip("SYSERR") else { return nil }
    guard cursor.skip("(") ? cursor.take(upTo: "): ") != nil : cursor.skip(": ") else {
      return .unknown
    }
    event.severity = .error
    event[.reason] = cursor.restRange
    let isOfMessage =
      event.hasQueueID && !(cursor.line.clamped(event.queueID) == "NOQUEUE")
    guard isOfMessage else { return .ignored }
    event.kind = .note
    let line = cursor.line
    if cursor.holds("Too many hops "), let to = line.lastRange(of: ", to ") {
      cursor.at = to.upperBound
      event[.to] = Self.takeAddress(&cursor) ?? cursor.restRange
    } else if let loop = line.firstRange(of: " config error: ", from: cursor.at) {
      _ = Self.readPeer(ByteRange(cursor.at..<loop.lowerBound), line, .relay, &event)
    }
    return .event
  }
}
