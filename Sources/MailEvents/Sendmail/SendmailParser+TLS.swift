internal import ByteTools
internal import MailTerms

/// What `tls.c`, `sfsasl.c`, `deliver.c` and `srvrsmtp.c` say of TLS. None of these lines bears a queue
/// ID: the process ties them to a message.
extension SendmailParser {
  func parseTLS(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard cursor.skip("STARTTLS") else { return nil }
    if cursor.skip("=client") { return parseSide(&cursor, .relay, &event) }
    if cursor.skip("=server") { return parseSide(&cursor, .client, &event) }
    if cursor.skip("=read: ") || cursor.skip("=write: ") {
      return readLibraryError(&cursor, &event)
    }
    guard cursor.skip(": ") else { return nil }
    if cursor.holds("read error=") || cursor.holds("write error=") {
      event[.reason] = cursor.restRange
      // What the library says, where it says anything.
      if let error = cursor.line.firstRange(of: ", get_error=error:", from: cursor.at),
        !cursor.line.holds("00000000:", at: error.upperBound)
      {
        let end = Self.end(of: cursor.line, from: error.upperBound, before: [", retry="])
        event[.reason] = ByteRange((error.upperBound - 6)..<end)
      }
      event.kind = .tlsProblem
      return .event
    }
    return parseVerification(&cursor, &event)
  }

  /// Behind `STARTTLS=client` and `STARTTLS=server`.
  private func parseSide(
    _ cursor: inout LineCursor, _ side: Side, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let line = cursor.line
    if cursor.skip(": ") { return readLibraryError(&cursor, &event) }
    guard cursor.skip(", ") else { return nil }
    if cursor.skip("relay=") { return parseSummary(&cursor, side, &event) }
    if cursor.skip("cert-subject=") { return parseSubject(&cursor, &event) }
    guard cursor.skip("error: ") else { return nil }
    // `connect failed=-1, reason=TEXT, SSL_error=1, errno=0, retry=-1[, relay=CLIENT]`; since 8.16 with
    // the reason. Errors of set-up take the same form.
    event[.reason] = cursor.restRange
    if cursor.skip("connect failed=") || cursor.skip("accept failed=") {
      if let relay = line.lastRange(of: ", relay="), relay.lowerBound > cursor.at {
        event[.reason] = ByteRange(Int(event[.reason]?.start ?? 0)..<relay.lowerBound)
        let peer = ByteRange(relay.upperBound..<line.count)
        guard Self.readPeer(peer, line, side, &event) else { return .unknown }
      }
    }
    event.severity = .warning
    event.kind = .tlsProblem
    return .event
  }

  /// `relay=HOST, version=V, verify=R, cipher=C, bits=ALL/USED[, pubkey_fp=F]`.
  private func parseSummary(
    _ cursor: inout LineCursor, _ side: Side, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let line = cursor.line
    guard let version = line.firstRange(of: ", version=", from: cursor.at) else { return nil }
    let peer = ByteRange(cursor.at..<version.lowerBound)
    cursor.at = version.upperBound
    guard let name = cursor.take(upTo: ", verify="), let verify = cursor.take(upTo: ", cipher="),
      let cipher = cursor.take(upTo: ", bits="), cursor.takeNumber() != nil, cursor.skip("/"),
      let bits = cursor.takeNumber(), cursor.isAtEnd || cursor.holds(", ")
    else { return .unknown }
    guard Self.readPeer(peer, line, side, &event) else { return .unknown }
    event[.tlsVersion] = name
    event[.certVerified] = verify
    event[.tlsCipher] = cipher
    event[.tlsBits] = bits
    event.kind = .tls
    return .event
  }

  /// `cert-subject=S, cert-issuer=I, verifymsg=TEXT`: LogLevel 12 and more.
  private func parseSubject(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    guard let subject = cursor.take(upTo: ", cert-issuer="),
      let message = cursor.line.lastRange(of: ", verifymsg="), message.lowerBound >= cursor.at
    else { return .unknown }
    event[.peerDN] = subject
    cursor.at = message.upperBound
    if cursor.rest == ByteView("ok" as StaticString) {
      event.kind = .tlsTrace
      return .event
    }
    event[.reason] = cursor.restRange
    event.kind = .tlsProblem
    return .event
  }

  /// `TLS cert verify: depth=0 /CN=x, state=0, reason=self-signed certificate`.
  private func parseVerification(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    guard let at = cursor.line.firstRange(of: " cert verify: depth=", from: cursor.at) else {
      return nil
    }
    cursor.at = at.upperBound
    guard cursor.takeNumber() != nil, cursor.skip(" "),
      let state = cursor.line.lastRange(of: ", state="), state.lowerBound >= cursor.at
    else { return .unknown }
    event[.peerDN] = ByteRange(cursor.at..<state.lowerBound)
    cursor.at = state.upperBound
    guard let result = cursor.takeNumber(), cursor.skip(", reason=") else { return .unknown }
    // The library's callback found nothing wrong.
    guard cursor.line.clamped(result) == "0" else { return .ignored }
    event[.reason] = cursor.restRange
    event.kind = .tlsProblem
    return .event
  }

  /// `error:0A000418:SSL routines::tlsv1 alert unknown ca:FILE:LINE:SSL alert number 48`.
  private func readLibraryError(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    if cursor.holds("file ") { return nil }
    guard cursor.holds("error:") else { return .unknown }
    event[.reason] = cursor.restRange
    // A session is closed that never came to be.
    if cursor.rest.contains("shutdown while in init") { return .ignored }
    event.kind = .tlsProblem
    return .event
  }

  /// A field about TLS on a line of a message; nil where none stands here.
  static func takeTLSKey(_ cursor: inout LineCursor) -> LineEvent.Key? {
    if cursor.skip(", tls_verify=") { return .certVerified }
    if cursor.skip(", tls_version=") { return .tlsVersion }
    return cursor.skip(", cipher=") ? .tlsCipher : nil
  }

  /// What `verify=` says of the peer's certificate: `OK` is a good chain, whatever the name in it; `NO`
  /// and `NOT`, that none was shown or asked for. Source: `tls_get_info` in `tls.c`.
  static func certificate(_ verified: ByteView?) -> TLSInfo.Peer {
    guard let verified else { return .unknown }
    if verified == "OK" || verified == "TRUSTED" { return .trusted }
    if verified == "DANE_VERIFY" { return .verified }
    if verified == "FAIL" || verified == "DANE_FAIL" { return .untrusted }
    return verified == "NO" || verified == "NOT" ? .anonymous : .unknown
  }

  /// `AUTH=server, relay=CLIENT, authid=USER, mech=M, bits=N`: `srvrsmtp.c`.
  func parseLogin(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard cursor.skip("AUTH=server, relay=") else { return nil }
    let line = cursor.line
    guard let peer = cursor.take(upTo: ", authid="),
      let mechanism = line.lastRange(of: ", mech="), mechanism.lowerBound >= cursor.at
    else { return .unknown }
    event[.saslUsername] = ByteRange(cursor.at..<mechanism.lowerBound)
    cursor.at = mechanism.upperBound
    guard let name = cursor.take(while: { $0 != UInt8(ascii: ",") }), cursor.skip(", bits="),
      cursor.takeNumber() != nil, cursor.isAtEnd
    else { return .unknown }
    event[.saslMethod] = name
    event.kind = .note
    return Self.readPeer(peer, line, .client, &event) ? .event : .unknown
  }
}
