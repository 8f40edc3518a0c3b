import ByteTools
import MailTerms

/// Noon of 2026-11-22 in Zurich plus so many seconds.
func noon(_ seconds: Int = 0) -> LogTime {
  let day = CivilDate(year: 2026, month: 11, day: 22).daysSince1970
  let utc = Int64(day * 86400 + 11 * 3600 + seconds)
  return LogTime(microseconds: utc * 1_000_000, offsetMinutes: 60, decimals: 0)
}

/// One recipient of a hand-made trail.
struct Someone {
  var address = "hans.muster@example.com.incamail.ch"
  var outcome = Outcome.delivered
  var reached: Reached? = .platform
  var failure: FailureClass?
  var failed: [FailureClass] = []
  var nextHop = ("gw1.incamail.com", "194.41.147.13")
  var tls: (version: String, peer: TLSInfo.Peer, own: Bool?)? = ("TLSv1.3", .verified, true)
  var tlsKnown = true
  var replyCode: UInt16 = 250
  var delay: Int64? = 1200
  var firstFailure: LogTime?
  var lastFailure: LogTime?
  var lastAttempt: LogTime?
  var evidence: String?
  var reason: String?
  var findings: [Finding] = []
  var behindPrefix = false
}

/// A trail made by hand: one hop on `host`, arrived at `time`.
func trail(
  _ people: [Someone] = [Someone()], at time: LogTime = noon(), id: UInt64 = 1,
  host: String = "mx1", direction: Direction = .outbound, marks: Marks = .recipientSuffix,
  sender: String? = "anna@example.org", subject: String? = "Vertrag",
  queueID: String? = "4cKM2r6fBYz2xKj",
  client: (host: String, tls: String?)? = nil, complete: Bool = true
) -> Trail {
  var trail = Trail(firstSeen: time)
  func keep(_ text: String?) -> Text { text.map { $0.withByteView { trail.keep($0) } } ?? .none }
  trail.id = TrailID(high: 0, low: id)
  trail.messageID = keep("m\(id)@example.org")
  trail.direction = direction
  trail.marks = marks
  trail.sender = keep(sender)
  trail.subject = keep(subject)
  trail.sizeBytes = 4711
  trail.complete = complete
  var hop = Hop(firstSeen: time)
  hop.host = keep(host)
  hop.mta = keep("postfix")
  hop.instance = keep("postfix")
  hop.queueID = keep(queueID)
  if let client {
    var kept = Client()
    kept.host = keep(client.host)
    kept.ip = keep("194.41.147.13")
    kept.tlsKnown = true
    if let version = client.tls {
      var tls = TLSInfo()
      tls.version = keep(version)
      tls.peer = .verified
      kept.tls = tls
    }
    hop.client = kept
  }
  for person in people {
    var recipient = Recipient()
    recipient.address = keep(person.address)
    recipient.outcome = person.outcome
    recipient.reached = person.reached
    recipient.failure = person.failure
    for failure in person.failed { recipient.failedClasses.insert(failure) }
    recipient.attempts = 1
    recipient.replyCode = person.replyCode
    recipient.nextHop = Endpoint(
      host: keep(person.nextHop.0), ip: keep(person.nextHop.1), port: 25)
    if let known = person.tls {
      var tls = TLSInfo()
      tls.version = keep(known.version)
      tls.cipher = keep("TLS_AES_256_GCM_SHA384")
      tls.bits = 256
      tls.peer = known.peer
      tls.ownCertificateShown = known.own
      recipient.tls = tls
    }
    recipient.tlsKnown = person.tlsKnown
    recipient.delayMilliseconds = person.delay
    recipient.firstFailure = person.firstFailure
    recipient.lastFailure = person.lastFailure
    recipient.lastAttempt = person.lastAttempt ?? time
    recipient.evidence = keep(person.evidence)
    recipient.reason = keep(person.reason)
    for finding in person.findings { recipient.findings.insert(finding) }
    if person.behindPrefix { recipient.findings.insert(.tagBehindReplyPrefix) }
    trail.recipients.append(recipient)
    trail.lastSeen = max(trail.lastSeen, recipient.lastAttempt ?? time)
  }
  hop.lastSeen = trail.lastSeen
  trail.hops = [hop]
  return trail
}

/// Coverage of one host, read without fault until `last`.
func goodCoverage(last: LogTime = noon(3600), hosts: [String] = ["mx1"]) -> Coverage {
  var coverage = Coverage()
  coverage.lines.read = 1000
  coverage.lines.understood = 900
  coverage.lines.ignored = 100
  var source = Coverage.Source(name: "mail.log")
  source.lines = coverage.lines
  source.first = noon(-3600)
  source.last = last
  coverage.sources = [source]
  for name in hosts {
    var host = Coverage.Host(name: name)
    host.lines = 900
    host.first = noon(-3600)
    host.last = last
    coverage.hosts.append(host)
  }
  return coverage
}
