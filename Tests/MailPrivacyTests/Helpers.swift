import ByteTools
import MailPrivacy
import MailRules
import MailTerms
import PrivacyKeys

let testKey = KeyFile.key(Array("0123456789abcdef0123456789abcdef".utf8))

func privacy(
  _ level: PrivacyLevel, key: PseudonymKey? = testKey, hidesDomains: Bool = false
) -> Privacy {
  Privacy(level, key: key, hidesDomains: hidesDomains, profile: try! PlatformProfile.shipped())
}

extension Trail {
  mutating func keep(_ text: String) -> Text { text.withByteView { keep($0) } }
}

/// A message of Anna's to Hans that bounced, with its lines.
func sampleTrail() -> Trail {
  var trail = Trail(firstSeen: LogTime(microseconds: 1, offsetMinutes: 60, decimals: 0))
  trail.id = TrailID(high: 1, low: 2)
  trail.direction = .outbound
  trail.messageID = trail.keep("20261123.1AF2C@pc117.example.ch")
  trail.sender = trail.keep("Anna.Muster@example.ch")
  trail.subject = trail.keep("Ihr Vertrag")
  var hop = Hop(firstSeen: trail.firstSeen)
  hop.host = trail.keep("mx1")
  hop.queueID = trail.keep("4cKM2r6fBYz2xKj")
  var client = Client()
  client.host = trail.keep("pc117.example.ch")
  client.ip = trail.keep("192.0.2.117")
  client.auth = trail.keep("amuster")
  hop.client = client
  trail.hops = [hop]
  var recipient = Recipient()
  recipient.address = trail.keep("hans.beispiel@kanzlei.example.incamail.ch")
  recipient.outcome = .bounced
  recipient.reason = trail.keep("host im.example[198.51.100.7] said: 550 hans.beispiel is unknown")
  recipient.nextHop = Endpoint(host: trail.keep("im.example"), ip: trail.keep("198.51.100.7"))
  recipient.evidence = trail.keep(
    "4cKM2r6fBYz2xKj: to=<hans.beispiel@kanzlei.example.incamail.ch>, status=bounced (amuster, "
      + "pc117.example.ch[192.0.2.117], Ihr Vertrag)")
  trail.recipients = [recipient]
  trail.related = [Related(kind: .bounce, queueID: .none, trail: TrailID(high: 3, low: 4))]
  return trail
}
