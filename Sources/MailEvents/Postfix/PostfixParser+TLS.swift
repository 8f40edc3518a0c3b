internal import ByteTools
internal import MailTerms

/// What smtp, smtpd, lmtp and tlsproxy say of TLS. None of these lines bears a queue ID: the process, or
/// the peer's address and port, ties them to a message.
extension PostfixParser {
  func parseTLS(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    let start = cursor.at
    if event.severity == .info, let verdict = parseSummary(&cursor, &event) { return verdict }
    cursor.at = start
    if cursor.holds("SSL_connect:"), !cursor.holds("SSL_connect:error") {
      // The states of OpenSSL's handshake, `SSL_state_string_long(3)`.
      guard Self.handshakeSteps.contains(where: { cursor.rest.ends(with: $0) }),
        KnownForms.all.matches(cursor.rest, .info)
      else { return nil }
      event[.stage] = cursor.restRange
      infer(.smtp, &event)
      event.kind = .tlsTrace
      return .event
    }
    guard Self.problemWords.contains(where: { cursor.holds($0) }) else { return nil }
    var reason = cursor.restRange
    if !KnownForms.all.matches(cursor.rest, .problem) {
      // Some end it like a sentence.
      guard cursor.rest.ends(with: "."),
        KnownForms.all.matches(cursor.rest.prefix(cursor.rest.count - 1), .problem)
      else { return nil }
      reason.count -= 1
    }
    event[.reason] = reason
    event.kind = .tlsProblem
    if cursor.skip("TLS library problem: ") { return .event }
    if cursor.skip("TLS handshake failed for service=") {
      _ = cursor.take(upTo: " peer=")
      infer(.tlsproxy, &event)
    } else {
      _ =
        cursor.take(upTo: " for ") ?? cursor.take(upTo: " error to ")
        ?? cursor.take(upTo: " error from ")
      infer(.smtp, &event)
    }
    readPeer(&cursor, &event)
    return .event
  }

  /// How the forms begin that `KnownForms` lists as problems: most lines need not be compared with them.
  private static let problemWords: [StaticString] = [
    "TLS library problem: ", "SSL_connect error to ", "certificate ", "server certificate ",
    "CA certificate ", "client certificate ", "Peer certificate ", "Server certificate ",
    "Client certificate ", "TLS handshake failed for service=",
  ]

  /// Those that tell why an alert 40 came: the rest is noise.
  private static let handshakeSteps: [StaticString] = [
    " write client hello", " read server hello", " read server certificate request",
  ]

  private func readPeer(_ cursor: inout LineCursor, _ event: inout LineEvent) {
    guard let (host, ip) = cursor.takeHost() else { return }
    event[.relayHost] = host
    event[.relayIP] = ip
    event[.relayPort] = cursor.takePort()
  }

  /// The word in front of `TLS connection`; Postfix before 2.5 has none.
  private static func takeLevel(
    _ cursor: inout LineCursor
  ) -> (certificate: TLSInfo.Peer, length: Int)? {
    if cursor.skip("Verified ") { return (.verified, 8) }
    if cursor.skip("Trusted ") { return (.trusted, 7) }
    if cursor.skip("Untrusted ") { return (.untrusted, 9) }
    return cursor.skip("Anonymous ") ? (.anonymous, 9) : nil
  }

  /// `[LEVEL ]TLS connection established|reused to|from NAME[IP][:PORT][ to SNI]: VERSION with cipher
  /// CIPHER (USED/ALL bits)[ key-exchange …]`.
  private func parseSummary(
    _ cursor: inout LineCursor, _ event: inout LineEvent
  ) -> LineEvent.Verdict? {
    let start = cursor.at
    let level = Self.takeLevel(&cursor)
    guard cursor.skip("TLS connection ") else { return nil }
    if let level {
      event[.tlsLevel] = ByteRange(from: start, to: start + level.length)
      event.certificate = level.certificate
    }
    let action = cursor.at
    guard cursor.skip("established ") || cursor.skip("reused ") else { return .unknown }
    event[.action] = ByteRange(action..<(cursor.at - 1))
    let outbound = cursor.skip("to ")
    guard outbound || cursor.skip("from ") else { return .unknown }
    if let (host, ip) = cursor.takeHost() {
      event[outbound ? .relayHost : .clientHost] = host
      event[outbound ? .relayIP : .clientIP] = ip
      event[outbound ? .relayPort : .clientPort] = cursor.takePort()
    } else if outbound {
      // Before 2.5 the name alone.
      event[.relayHost] = cursor.take { $0 != UInt8(ascii: ":") && $0 != 0x20 }
    }
    if cursor.skip(" to ") { _ = cursor.take(while: { $0 != UInt8(ascii: ":") }) }
    guard cursor.skip(": "), let version = cursor.takeWord(),
      Self.isVersion(cursor.line.clamped(version)), cursor.skip(" with cipher "),
      let cipher = cursor.takeWord(), cursor.skip(" (")
    else { return .unknown }
    event[.tlsVersion] = version
    event[.tlsCipher] = cipher
    guard let bits = cursor.takeNumber(), cursor.skip(UInt8(ascii: "/")),
      cursor.takeNumber() != nil, cursor.skip(" bits)")
    else { return .unknown }
    event[.tlsBits] = bits
    infer(outbound ? .smtp : .smtpd, &event)
    event.kind = .tls
    guard readDetails(&cursor, &event) else { return .unknown }
    return .event
  }

  private static func isVersion(_ name: ByteView) -> Bool {
    (name.starts(with: "TLSv") || name.starts(with: "SSLv") || name.starts(with: "DTLSv"))
      && name.count <= 10 && name[name.count - 1].isDigit
  }

  /// ` key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256
  /// client-signature …`: 3.4 and later, where the library tells (TLS 1.3).
  private func readDetails(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    while cursor.skip(0x20) {
      let isClients = cursor.skip("client-signature ")
      guard
        isClients || cursor.skip("key-exchange ") || cursor.skip("server-signature ")
          || cursor.skip("server-digest ") || cursor.skip("client-digest "),
        let value = cursor.takeWord()
      else { return false }
      if isClients { event[.clientSignature] = value }
      if cursor.holds(" (") {
        guard let inside = cursor.take(upTo: UInt8(ascii: ")")) else { return false }
        // `2048 bits`, or a curve, or `raw public key`.
        let size = cursor.line.clamped(inside).from(2)
        if !size.isEmpty, size[0].isDigit, !size.ends(with: " bits") { return false }
      }
    }
    return cursor.isAtEnd
  }
}
