import ByteTools
import MailQueries
import MailTerms

/// A message of two hops to two recipients, of which each term of the tests is true or not.
func sample() -> Trail {
  let time = LogTime(microseconds: 1_795_460_000_000_000, offsetMinutes: 60, decimals: 0)
  var trail = Trail(firstSeen: time)
  func keep(_ text: String) -> Text { text.withByteView { trail.keep($0) } }
  trail.id = TrailID(high: 0x0123_4567_89AB_CDEF, low: 7)
  trail.messageID = keep("abc.4711@mail.example.ch")
  trail.direction = .outbound
  trail.marks = .recipientSuffix
  trail.sender = keep("Anna.Keller@example.ch")
  trail.subject = keep("<im><c> Vertrag (Entwurf)")
  trail.sizeBytes = 6 << 20
  for (host, id) in [("mx1.example.ch", "4jYFV3609Gz2Phf8"), ("relay", "0A1B2C3D4E")] {
    var hop = Hop(firstSeen: time)
    hop.host = keep(host)
    hop.queueID = keep(id)
    trail.hops.append(hop)
  }
  var client = Client()
  client.host = keep("exch01.example.local")
  client.ip = keep("192.0.2.10")
  client.auth = keep("akeller")
  trail.hops[0].client = client

  var taken = Recipient()
  taken.address = keep("hans.muster@gmail.com.incamail.ch")
  taken.original = keep("hans@team.example")
  taken.outcome = .delivered
  taken.reached = .platform
  taken.attempts = 3
  taken.failedClasses.insert(.networkTimeout)
  taken.status = EnhancedStatus(severity: 2, subject: 0, detail: 0)
  taken.replyCode = 250
  taken.nextHop = Endpoint(host: keep("gw1.incamail.com"), ip: keep("194.41.147.13"), port: 25)
  var tls = TLSInfo()
  tls.version = keep("TLSv1.2")
  tls.peer = .untrusted
  taken.tls = tls
  taken.tlsKnown = true
  taken.remoteID = keep("REMOTE77")
  taken.delayMilliseconds = 650_000
  taken.findings.insert(.unverifiedTLS)
  trail.recipients.append(taken)

  var waiting = Recipient()
  waiting.address = keep("info@kanton-beispiel.ch")
  waiting.outcome = .deferred
  waiting.reached = .no
  waiting.failure = .certOwnRejected
  waiting.failedClasses.insert(.certOwnRejected)
  waiting.attempts = 1
  waiting.reason = keep("Cannot start TLS: handshake failure")
  waiting.status = EnhancedStatus(severity: 4, subject: 7, detail: 5)
  waiting.replyCode = 454
  waiting.tlsKnown = true
  trail.recipients.append(waiting)

  for (place, line) in [
    "Nov 23 mx1 postfix/smtpd[1]: 4jYFV3609Gz2Phf8: client=exch01.example.local[192.0.2.10]",
    "Nov 23 mx1 postfix/smtp[2]: Cannot start TLS: Handshake FAILURE, two  blanks \"quoted\" a*b",
  ].enumerated() {
    trail.lines.append(LoggedLine(text: keep(line), place: UInt32(place + 1), time: time))
  }
  return trail
}

/// Whether an expression is true of the sample.
func asks(_ expression: String) throws -> Bool { try Query(expression).matches(sample()) }

/// What is wrong with an expression, and where; nil where nothing is.
func complaint(_ expression: String) -> QueryError? {
  do throws(QueryError) {
    _ = try Query(expression)
    return nil
  } catch {
    return error
  }
}
