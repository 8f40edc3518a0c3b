internal import ByteTools

/// What `stat=` says: `giveresponse` in `deliver.c`, `libsm/strexit.c`.
extension SendmailParser {
  /// `Sent (REPLY)`, `Deferred: TEXT`, `Deferred`, `queued`, `User unknown`, `Host unknown (TEXT)`, …
  ///
  /// `status` is what stands before the colon or bracket; `reason` the reply where one is told, else
  /// what explains the status.
  func readStatus(_ start: Int, _ line: ByteView, _ event: inout LineEvent) {
    let text = line.from(start)
    var length = text.count
    var detail: ByteRange?
    if let bracket = text.firstRange(of: " (") {
      length = bracket.lowerBound
      let from = start + bracket.upperBound
      let end = text.ends(with: ")") ? line.count - 1 : line.count
      detail = ByteRange(from..<max(from, end))
    }
    if let colon = text.firstRange(of: ": "), colon.lowerBound < length {
      length = colon.lowerBound
      detail = ByteRange((start + colon.upperBound)..<line.count)
    }
    event[.status] = ByteRange(start..<(start + length))
    event.kind = .attempt
    if !event.has(.transport), !event.has(.relayHost) {
      readRefusedRecipient(start, line, &event)
      return
    }
    if event.text(.status, in: line) == ByteView("Sent" as StaticString) {
      event[.reply] = detail
      event[.reason] = detail ?? event[.status]
      return
    }
    if event.has(.reason) { return }
    if let reply = event[.reply] {
      event[.reason] = reply
      readReplyCode(reply, line, &event)
      return
    }
    let isDeferral = text.starts(with: "Deferred: ")
    let words = isDeferral ? detail ?? event[.status] : ByteRange(start..<line.count)
    event[.reason] = words
    // Before 8.16 the peer's reply is told here; our own words where a TLS rule fails always are.
    guard isDeferral, let words, !Self.isOwnTLSRule(line.clamped(words)) else { return }
    readReplyCode(words, line, &event)
    if event.has(.replyCode) { event[.reply] = words }
  }

  /// `421 4.4.1 Connection reset by im.post.ch.` is sendmail's own, whatever its code.
  private func readReplyCode(_ range: ByteRange, _ line: ByteView, _ event: inout LineEvent) {
    let text = line.clamped(range)
    if let (_, end) = text.number(at: 0), end == 3,
      end == text.count || text[3] == 0x20 || text[3] == UInt8(ascii: "-")
    {
      event[.replyCode] = ByteRange(start: range.start, count: 3)
    }
    if text.starts(with: "421 4.4.1 Connection reset by ") {
      event[.reply] = nil
      event[.replyCode] = nil
    }
  }

  /// The words of the rulesets `tls_server`, `tls_rcpt` and `try_tls` in `cf/m4/proto.m4`.
  private static func isOwnTLSRule(_ text: ByteView) -> Bool {
    guard text.count > 4, text[0].isDigit else { return false }
    return ownTLSWords.contains { text.firstRange(of: $0) != nil }
  }

  private static let ownTLSWords: [StaticString] = [
    " TLS handshake failed.", " DANE check failed.", " STARTTLS failed.",
    " STARTTLS temporarily not possible.", " authentication required", " authentication failed",
    " authentication failure ", " not authenticated", " no authentication requested",
    " other side does not support STARTTLS", " STARTTLS disabled locally",
    " encryption too weak ", " does not match ", " not acceptable", " STS lookup temp fail",
    " do not try TLS with ",
  ]

  /// A status without mailer and relay comes from `logundelrcpts` in `srvrsmtp.c`: after `DATA` our own
  /// server refused or dropped the message that would have gone to these.
  private func readRefusedRecipient(_ start: Int, _ line: ByteView, _ event: inout LineEvent) {
    event.kind = .reject
    event[.reason] = ByteRange(start..<line.count)
    if event.text(.status, in: line) == ByteView("discarded" as StaticString) {
      event[.action] = event[.status]
    }
  }
}
