internal import ByteTools

/// The queue manager, pickup, cleanup, bounce and postsuper: a message's life in the queue.
extension PostfixParser {
  /// `from=<S>, size=N, nrcpt=N (queue active)`; `from=<S>, status=expired, returned to sender`.
  func parseQueued(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard event.severity == .info, cursor.skip("from="), readAddress(&cursor, .from, &event) else {
      return nil
    }
    infer(.qmgr, &event)
    if cursor.skip(", size=") {
      event[.size] = cursor.takeNumber()
      guard event.has(.size), cursor.skip(", nrcpt="), let count = cursor.takeNumber(),
        cursor.rest == " (queue active)" || cursor.isAtEnd
      else { return .unknown }
      event[.nrcpt] = count
      event.kind = .queued
      return .event
    }
    guard cursor.skip(", status="), let status = cursor.take(upTo: UInt8(ascii: ",")),
      cursor.rest == " returned to sender"
    else { return .unknown }
    let word = cursor.line.clamped(status)
    guard word == "expired" || word == "force-expired" else { return .unknown }
    event[.status] = status
    event.kind = .expired
    return .event
  }

  /// `message-id=<M>`; without brackets where the header is malformed.
  func parseMessageID(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard event.severity == .info, cursor.skip("message-id=") else { return nil }
    readMessageID(&cursor, &event)
    event.kind = .messageID
    return .event
  }

  private func readMessageID(_ cursor: inout LineCursor, _ event: inout LineEvent) {
    infer(.cleanup, &event)
    var value = cursor.rest
    if value.count >= 2, value[0] == UInt8(ascii: "<"), value[value.count - 1] == UInt8(ascii: ">")
    {
      value = value[1..<(value.count - 1)]
    }
    let start = value.offset(in: cursor.line)
    event[.messageID] = ByteRange(start..<(start + value.count))
  }

  /// `uid=N from=<S>[ orig_id=ID]`.
  func parsePickup(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard event.severity == .info, cursor.skip("uid="), let user = cursor.takeNumber(),
      cursor.skip(" from="), readAddress(&cursor, .from, &event)
    else { return nil }
    infer(.pickup, &event)
    event[.uid] = user
    event.kind = .pickup
    if cursor.skip(" orig_id=") {
      guard let old = cursor.take(while: { $0.isLetterOrDigit }), cursor.isAtEnd else {
        return .unknown
      }
      event[.oldQueueID] = old
      return .event
    }
    return cursor.isAtEnd ? .event : .unknown
  }

  /// `client=NAME[IP][, sasl_method=M][, sasl_username=U][, sasl_sender=S][, orig_queue_id=ID][,
  /// orig_client=NAME[IP]]`.
  func parseClient(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard cursor.skip("client="), let (host, ip) = cursor.takeHost() else { return nil }
    infer(.smtpd, &event)
    event[.clientHost] = host
    event[.clientIP] = ip
    event[.clientPort] = cursor.takePort()
    event.kind = .client
    while !cursor.isAtEnd {
      if cursor.skip(", sasl_method=") {
        event[.saslMethod] = cursor.take { $0 != UInt8(ascii: ",") && $0 != 0x20 }
      } else if cursor.skip(", sasl_username=") {
        event[.saslUsername] = takeValue(&cursor)
      } else if cursor.skip(", sasl_sender=") {
        _ = takeValue(&cursor)
      } else if cursor.skip(", orig_queue_id=") {
        event[.oldQueueID] = takeValue(&cursor)
      } else if cursor.skip(", orig_client=") {
        guard cursor.takeHost() != nil else { return .unknown }
        _ = cursor.takePort()
      } else {
        return .unknown
      }
    }
    return .event
  }

  /// A value of a `client=` line: up to the next key, or the end. User names may hold anything else.
  private func takeValue(_ cursor: inout LineCursor) -> ByteRange {
    let start = cursor.at
    var from = start
    while let comma = cursor.line.firstRange(of: ", ", from: from) {
      let next = cursor.line.from(comma.upperBound)
      if next.starts(with: "sasl_") || next.starts(with: "orig_") {
        cursor.at = comma.lowerBound
        return ByteRange(start..<comma.lowerBound)
      }
      from = comma.upperBound
    }
    cursor.at = cursor.line.count
    return ByteRange(start..<cursor.line.count)
  }

  /// `removed`, since 3.10 with cleanup's reason.
  func parseRemoved(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard cursor.skip("removed") else { return nil }
    event.kind = .removed
    if cursor.isAtEnd {
      infer(.qmgr, &event)
      return .event
    }
    for (text, length): (StaticString, Int) in [
      (" (canceled)", 8), (" (cancelled)", 9), (" (discarded)", 9),
    ] where cursor.rest == text {
      infer(.cleanup, &event)
      event[.action] = ByteRange((cursor.at + 2)..<(cursor.at + 2 + length))
      return .event
    }
    return .unknown
  }

  /// What postsuper does, and the reports that bounce makes.
  func parseQueueChange(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    if cursor.skip("resent-message-id=") {
      readMessageID(&cursor, &event)
      event.kind = .resentMessageID
      return .event
    }
    for action: StaticString in [
      "requeued", "placed on hold", "released from hold", "expired",
    ] where cursor.rest == action {
      infer(.postsuper, &event)
      event[.action] = cursor.restRange
      event.kind = .administrator
      return .event
    }
    for (kind, text): (LineEvent.Kind, StaticString) in [
      (.bounce, "sender non-delivery notification: "),
      (.delayNotice, "sender delay notification: "),
      (.successNotice, "sender delivery status notification: "),
      (.bounce, "postmaster non-delivery notification: "),
      (.delayNotice, "postmaster delay notification: "),
    ] where cursor.skip(text) {
      infer(.bounce, &event)
      guard let new = cursor.take(while: { $0.isLetterOrDigit }), cursor.isAtEnd else {
        return .unknown
      }
      event[.newQueueID] = new
      event.kind = kind
      return .event
    }
    // Since 3.11 in the place of `status=deferred (bounce failed)`.
    if event.severity == .warning, Self.failedNotices.matches(cursor.rest) {
      infer(.bounce, &event)
      event[.reason] = cursor.restRange
      event.kind = .note
      return .event
    }
    if event.severity == .info, cursor.rest.starts(with: "status=deferred ("),
      Self.failedServices.matches(cursor.rest)
    {
      event.kind = .note
      return .event
    }
    return nil
  }

  /// postsuper's sum of what it did: `Deleted: 3 messages`. With `ALL` in the place of a queue ID it is
  /// the only line.
  func parseQueueTotal(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    guard event.severity == .info else { return nil }
    let start = cursor.at
    for action: StaticString in ["Deleted", "Placed on hold", "Released from hold"]
    where cursor.skip(action) {
      let end = cursor.at
      guard cursor.skip(": "), let count = cursor.takeNumber(), cursor.skip(" message"),
        cursor.isAtEnd || cursor.rest == "s"
      else { return nil }
      // Without a tag nobody knows which of the messages it has named.
      guard event.program == PostfixProgram.postsuper.rawValue else { return .ignored }
      event[.action] = ByteRange(start..<end)
      event[.messages] = count
      event.kind = .administrator
      return .event
    }
    return nil
  }

  private static let failedNotices = GlobTable([
    "sender notification failed to *", "postmaster notice failed while bouncing to *",
    "postmaster notice failed while warning *", "postmaster notification failed",
    "postmaster notification failed: *",
  ])

  /// Source: `bounce.c`, `abounce.c`.
  private static let failedServices = GlobTable([
    "status=deferred (bounce failed)", "status=deferred (trace failed)",
    "status=deferred (verp failed)", "status=deferred (bounce or trace service failed)",
  ])

  /// `warning: ID: message rejected: hopcount exceeded`, `warning: ID: queue file size limit exceeded`:
  /// cleanup or the queue manager refuses a whole message. The action is `reject` where the line has
  /// the word. Source: `cleanup_message.c`, `cleanup_out.c`, `qmgr_message.c`.
  func parseMessageRejected(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    guard event.severity == .warning else { return nil }
    let start = cursor.at
    if cursor.skip("message rejected: ") {
      let isKnown =
        cursor.rest == "hopcount exceeded"
        || KnownForms.all.matches(cursor.line.from(start), .messageWarning)
      guard isKnown else { return .unknown }
      let action = start + 8
      event[.action] = ByteRange(action..<(action + 6))
      event[.reason] = ByteRange(start..<cursor.line.count)
      event[.text] = cursor.restRange
    } else if cursor.rest == "queue file size limit exceeded" {
      event[.reason] = cursor.restRange
      event[.text] = cursor.restRange
    } else if cursor.holds("BDAT request from "),
      cursor.rest.ends(with: " exceeds message size limit")
    {
      event[.reason] = cursor.restRange
      event[.text] = cursor.restRange
      infer(.smtpd, &event)
    } else if cursor.rest.ends(with: Self.notAccepted),
      KnownForms.all.matches(cursor.rest, .messageWarning)
    {
      event[.reason] = cursor.restRange
      event[.text] = cursor.restRange
      event.isForTheMoment = true
      readLookup(&cursor, &event)
    } else {
      return nil
    }
    infer(.cleanup, &event)
    event.kind = .reject
    return .event
  }

  private static let notAccepted: StaticString = " -- message not accepted, try again later"

  /// `TABLE map lookup problem[ for ADDRESS] -- …`: whose address it is, the table's name tells.
  /// Source: `cleanup_map11.c`, `cleanup_map1n.c`, `cleanup_message.c`.
  private func readLookup(_ cursor: inout LineCursor, _ event: inout LineEvent) {
    let isRecipient = cursor.holds("virtual_") || cursor.holds("recipient_")
    let isSender = cursor.holds("sender_")
    guard isRecipient || isSender, cursor.take(upTo: " lookup problem for ") != nil else { return }
    let end = cursor.line.count - Self.notAccepted.utf8CodeUnitCount
    guard cursor.at < end else { return }
    event[isRecipient ? .to : .from] = ByteRange(cursor.at..<end)
  }

  /// What may be said of a message besides: nothing that changes its fate.
  func parseMessageNote(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    if event.severity == .info, cursor.skip("passing ") {
      // `passing <RCPT> to transport=NAME`, 3.6 and later.
      guard let recipient = cursor.takeBracketed(), cursor.skip(" to transport=") else {
        return .unknown
      }
      event[.to] = recipient
      event[.transport] = cursor.restRange
      event.kind = .note
      return .event
    }
    event.kind = .note
    return Self.isMessageNoise(
      cursor.line, id: event.queueID, from: cursor.at, event.severity) ? .ignored : .unknown
  }
}
