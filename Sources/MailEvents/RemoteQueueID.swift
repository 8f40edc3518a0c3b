package import ByteTools

/// How the next hop named the message in the reply that accepted it.
///
/// The forms of the usual servers; each is the text that the server's own source or manual shows.
package enum RemoteQueueID {
  /// Where the ID stands in the line of an attempt that was sent; looked for only when it is asked for.
  package static func find(in event: borrowing LineEvent, of line: ByteView) -> ByteRange? {
    guard event.isSent, let reply = event.text(.reply, in: line)
    else { return nil }
    return find(in: reply, of: line)
  }

  /// - Parameters:
  ///   - reply: from its code on.
  ///   - line: what `reply` is part of; the result is a place in it.
  package static func find(in reply: ByteView, of line: ByteView) -> ByteRange? {
    // `250 2.0.0 Ok` names nothing, and is what most servers say.
    guard reply.count > 12 else { return nil }
    func place(_ range: Range<Int>) -> ByteRange? {
      guard !range.isEmpty else { return nil }
      let start = reply.offset(in: line) + range.lowerBound
      return ByteRange(start..<(start + range.count))
    }
    func word(at start: Int) -> Range<Int> {
      // amavis goes on behind it: "250 2.5.0 Ok, id=32426-02, BOUNCE".
      start..<(start
        + reply.length(from: start) {
          $0 != 0x20 && $0 != UInt8(ascii: ")") && $0 != UInt8(ascii: ",")
        })
    }
    // Postfix, amavis, and LMTP proxies: "queued as X"; the last one is the innermost.
    if let found = reply.lastRange(of: "queued as ") { return place(word(at: found.upperBound)) }
    // Exchange: "<MSGID> [InternalId=N, Hostname=H]".
    if let found = reply.firstRange(of: "[InternalId=") {
      return place(
        found.upperBound..<(found.upperBound + reply.length(from: found.upperBound) { $0.isDigit }))
    }
    // Exim: "250 OK id=1xVYXE-0004Lc-1A".
    if let found = reply.lastRange(of: " id=") { return place(word(at: found.upperBound)) }
    // sendmail: "250 2.0.0 ID Message accepted for delivery".
    // sendmail itself logs it without its codes.
    if let found = reply.firstRange(of: " Message accepted for delivery") {
      let start = reply.lastIndex(of: 0x20, before: found.lowerBound).map { $0 + 1 } ?? 0
      return place(start..<found.lowerBound)
    }
    // Google: "250 2.0.0 OK  1700000000 abc-xyz - gsmtp".
    if let found = reply.lastRange(of: " - gsmtp"),
      let start = reply.lastIndex(of: 0x20, before: found.lowerBound)
    {
      return place((start + 1)..<found.lowerBound)
    }
    // qmail: "250 ok 1234567890 qp 4321".
    if let found = reply.firstRange(of: " qp ") { return place(word(at: found.upperBound)) }
    // Cisco's gateway: "250 ok:  Message 123456 accepted".
    if reply.ends(with: " accepted"), let found = reply.firstRange(of: "ok:  Message ") {
      return place(word(at: found.upperBound))
    }
    // Dovecot: "250 2.0.0 <r@d> ID Saved".
    if reply.ends(with: " Saved"), let start = reply.lastIndex(of: 0x20, before: reply.count - 6) {
      return place((start + 1)..<(reply.count - 6))
    }
    // Proxmox: "250 2.5.0 OK (HEX)".
    if reply.ends(with: ")"), let open = reply.lastIndex(of: UInt8(ascii: "(")) {
      return place((open + 1)..<(reply.count - 1))
    }
    // Amazon: "250 Ok 0102…-000000".
    if reply.startsIgnoringCase(with: ByteView("250 Ok " as StaticString)) {
      let range = word(at: 7)
      if range.upperBound == reply.count, range.count >= 20 { return place(range) }
    }
    return nil
  }
}
