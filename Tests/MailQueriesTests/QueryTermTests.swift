import ByteTools
import MailQueries
import MailTerms
import Testing

@Suite("What terms ask of a message")
struct QueryTermTests {
  @Test(
    "True of the sample",
    arguments: [
      // Texts: smart case, quotes, a star that takes no blanks.
      "handshake", "exch01.example", "Handshake", "\"two  blanks\"", "\"\\\"quoted\\\"\"",
      "hand*ke",
      "\"a*b\"", "192.0.2.10", "smtp[2]", "client=exch01",
      "from:anna.keller@EXAMPLE.ch", "from:anna.keller", "from:example.ch", "from:*@example.*",
      "to:hans.muster", "to:hans@team.example", "to:*.incamail.ch", "to:info@kanton-beispiel.c?",
      "domain:incamail.ch", "domain:example.ch", "domain:kanton-*", "domain:ch",
      "subject:vertrag", "subject:\"(entwurf)\"", "subject:\"<im>\"*", "subject:*entwurf?",
      "id:4jYFV3609Gz2Phf8", "id:4jyfv3609gz2phf8", "id:0A1B*", "id:REMOTE77",
      "id:<abc.4711@mail.example.ch>", "id:abc.4711@mail.example.ch",
      "id:0123456789abcdef0000000000000007",
      "host:mx1", "host:mx1.example.ch", "host:re*", "client:192.0.2.0/24", "client:exch01.*",
      "client:akeller", "client:192.0.2.10", "hop:gw1.incamail.com", "hop:194.41.147.13",
      "hop:194.41.0.0/16", "hop:*.incamail.com",
      "outcome:deferred", "outcome:d*", "reached:platform", "reached:no", "class:cert",
      "class:cert.own-*", "class:CERT.own-rejected", "failed:network", "failed:network.timeout",
      "finding:unverified-tls", "finding:*", "reason:\"start tls\"", "status:4.7.5", "status:4.7.*",
      "status:2.*", "code:454", "code:4*", "code:45*", "code:500..  or code:..299",
      "tls:1.2", "tls:TLSv1.2", "tls:unverified", "tls:untrusted", "tls:any", "tls:none",
      "direction:outbound", "size:5M..", "size:..6M", "size:6291456", "size>5M", "size>=6M",
      "size<6.5M", "delay:10m..", "delay:10m50s", "delay:..1h30m", "delay>600s", "attempts:3..",
      "attempts:1", "attempts:2..5", "is:incamail", "is:open", "not is:complete",
    ])
  func yes(expression: String) throws { #expect(try asks(expression)) }

  @Test(
    "Not true of the sample",
    arguments: [
      "HANDSHAKE", "two-blanks", "\"hand*re\"", "handshake*quoted", "a*zz",
      "from:anna", "from:*@example", "from:\"\"", "from:\"*@example.ch\"", "to:muster",
      "to:incamail.ch", "domain:mail.ch", "domain:xample.ch", "subject:Vertrags", "subject:im*",
      "id:4jYFV3609Gz2Phf", "id:REMOTE7", "host:mx", "host:mx1.example", "client:192.0.3.0/24",
      "client:exch01", "hop:incamail.com", "hop:194.41.147.14", "outcome:bounced",
      "reached:elsewhere", "class:network", "class:tls", "failed:tls", "finding:plaintext",
      "reason:timeout", "status:5.*", "status:4.7.50", "code:5*", "code:251..453", "tls:1.3",
      "tls:verified", "direction:inbound", "size:..5M", "size>6M", "size<6M", "delay:11m..",
      "attempts:4..", "attempts:2", "is:complete",
    ])
  func no(expression: String) throws { #expect(try asks(expression) == false) }

  @Test("Blanks mean and, or binds less, not binds most, parentheses group")
  func joined() throws {
    #expect(try asks("handshake from:anna.keller"))
    #expect(try asks("handshake AND nowhere") == false)
    #expect(try asks("nowhere nothing or handshake"))
    #expect(try asks("nowhere (nothing or handshake)") == false)
    #expect(try asks("not nowhere handshake"))
    #expect(try asks("not (nowhere or handshake)") == false)
    #expect(try asks("not not handshake"))
    #expect(try asks("\"or\"") == false)
    #expect(try asks("(handshake)(tls:1.2)"))
  }

  @Test("The null sender is asked for as an empty value")
  func nullSender() throws {
    var trail = sample()
    trail.sender = trail.keep(.empty)
    #expect(try Query("from:\"\"").matches(trail))
    #expect(try Query("from:?*").matches(trail) == false)
  }

  @Test("A regular expression is one pattern with smart case")
  func regex() throws {
    #expect(try Query(regex: #"handshake f\S+e, two"#).matches(sample()))
    #expect(try Query(regex: "HANDSHAKE").matches(sample()) == false)
    #expect(try Query(regex: #"smtp\[\d\]: (a|Cannot)"#).matches(sample()))
    #expect(throws: QueryError.self) { try Query(regex: "a(b") }
    #expect(throws: QueryError.self) { try Query(regex: "") }
  }
}
