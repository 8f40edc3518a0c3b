internal import ByteTools

/// Programs that log beside Postfix and say what it does not: content filters, policy servers, signers.
extension PostfixParser {
  func parseCompanion(
    _ start: LineCursor, _ program: PostfixProgram, _ event: inout LineEvent
  ) -> LineEvent.Verdict {
    var cursor = start
    switch program {
    case .amavis: return parseAmavis(&cursor, &event)
    case .opendkim, .opendmarc:
      // `ID: DKIM-Signature field added (s=S, d=D)`: nothing that changes a message's fate.
      if let length = Self.queueIDLength(cursor.line, at: cursor.at) {
        event.queueID = ByteRange(cursor.at..<(cursor.at + length))
      }
      return .ignored
    default: return .ignored
    }
  }

  /// `(PID-NN) Passed CLEAN|SPAM {…}, … <S> -> <R>[,<R>], Queue-ID: ID, Message-ID: <M>, …`;
  /// `Blocked INFECTED (NAME) {…}, …`.
  private func parseAmavis(_ cursor: inout LineCursor, _ event: inout LineEvent)
    -> LineEvent.Verdict
  {
    guard cursor.skip(UInt8(ascii: "(")), cursor.take(upTo: ") ") != nil else { return .ignored }
    let start = cursor.at
    guard cursor.skip("Passed ") || cursor.skip("Blocked ") else { return .ignored }
    guard let comma = cursor.line.firstRange(of: ", ", from: cursor.at) else { return .ignored }
    event[.action] = ByteRange(start..<(cursor.at - 1))
    event[.reason] = ByteRange(start..<comma.lowerBound)
    if let found = cursor.line.firstRange(of: ", Queue-ID: ", from: start) {
      var at = LineCursor(cursor.line, at: found.upperBound)
      if let id = at.take(while: { $0.isLetterOrDigit }) { event.queueID = id }
    }
    if let found = cursor.line.firstRange(of: ", Message-ID: ", from: start) {
      var at = LineCursor(cursor.line, at: found.upperBound)
      event[.messageID] = at.takeBracketed()
    }
    if let found = cursor.line.firstRange(of: ", queued_as: ", from: start) {
      var at = LineCursor(cursor.line, at: found.upperBound)
      event[.newQueueID] = at.take(while: { $0.isLetterOrDigit })
    }
    event.kind = .filter
    return .event
  }
}
