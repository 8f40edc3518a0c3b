package import ByteTools
package import MailTerms

/// The TLS alert that a line of OpenSSL or GnuTLS tells of; nil where it tells of none.
///
/// `SSL alert number N` is printed for alerts received only, so the peer sent it. The words behind
/// `alert` are OpenSSL's reason strings, those of GnuTLS stand in its `gnutls_alert.c`; the numbers
/// are those of RFC 8446 section 6.
package func tlsAlert(in text: ByteView) -> TLSAlert? {
  if let place = text.firstRange(of: "SSL alert number "),
    let (number, _) = text.number(at: place.upperBound), number < 256
  {
    return TLSAlert(number: UInt8(number), from: .peer)
  }
  // Loglevel 2 of Postfix: `SSL3 alert read:fatal:unknown CA`, `SSL3 alert write:fatal:…`.
  for (words, origin) in [
    ("alert read:fatal:" as StaticString, TLSAlert.Origin.peer), ("alert write:fatal:", .us),
  ] {
    if let place = text.firstRange(of: words) {
      return alert(named: text.from(place.upperBound), in: openSSLNames, origin)
    }
  }
  // OpenSSL without the number, as Exim cuts it: `tlsv1 alert unknown ca`, `ssl/tls alert …`.
  if let place = text.firstRange(of: " alert "), text.contains("SSL routines") {
    return alert(named: text.from(place.upperBound), in: openSSLNames, .peer)
  }
  for words in [
    "rxd alert: " as StaticString, "fatal alert has been received: ",
    "fatal alert has been received.: ", "(gnutls_handshake): ",
  ] {
    if let place = text.firstRange(of: words) {
      return alert(named: text.from(place.upperBound), in: gnuTLSNames, .peer)
    }
  }
  return nil
}

private func alert(
  named text: ByteView, in names: [(StaticString, UInt8)], _ origin: TLSAlert.Origin
) -> TLSAlert? {
  for (name, number) in names where text.startsIgnoringCase(with: ByteView(name)) {
    return TLSAlert(number: number, from: origin)
  }
  return nil
}

private let openSSLNames: [(StaticString, UInt8)] = [
  ("unexpected message", 10), ("bad record mac", 20), ("decryption failed", 21),
  ("record overflow", 22), ("handshake failure", 40), ("no certificate", 41),
  ("bad certificate status response", 113), ("bad certificate hash value", 114),
  ("bad certificate", 42), ("unsupported certificate", 43), ("certificate revoked", 44),
  ("certificate expired", 45), ("certificate unknown", 46), ("illegal parameter", 47),
  ("unknown ca", 48), ("access denied", 49), ("decode error", 50), ("decrypt error", 51),
  ("protocol version", 70), ("insufficient security", 71), ("internal error", 80),
  ("inappropriate fallback", 86), ("user canceled", 90), ("user cancelled", 90),
  ("no renegotiation", 100), ("missing extension", 109), ("unsupported extension", 110),
  ("unrecognized name", 112), ("unknown psk identity", 115), ("certificate required", 116),
  ("no application protocol", 120),
]

private let gnuTLSNames: [(StaticString, UInt8)] = [
  ("Unexpected message", 10), ("Bad record MAC", 20), ("Handshake failed", 40),
  ("No certificate", 41), ("Certificate is bad", 42), ("Certificate is not supported", 43),
  ("Certificate was revoked", 44), ("Certificate is expired", 45), ("Unknown certificate", 46),
  ("Illegal parameter", 47), ("CA is unknown", 48), ("Access was denied", 49),
  ("Decode error", 50), ("Decrypt error", 51), ("Error in protocol version", 70),
  ("Insufficient security", 71), ("Internal error", 80), ("Inappropriate fallback", 86),
  ("The server name sent was not recognized", 112), ("Certificate is required", 116),
  ("No supported application protocol", 120),
]
