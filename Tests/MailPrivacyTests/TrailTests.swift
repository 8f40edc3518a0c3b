import MailPrivacy
import MailTerms
import Testing

@Suite("A trail")
struct TrailTests {
  private let trail = sampleTrail()

  @Test("is untouched at level full")
  func full() {
    #expect(Privacy.full.applied(to: trail).text == trail.text)
    #expect(Privacy.full.applied(to: trail).id == trail.id)
  }

  @Test("at pseudonym shows pseudonyms, in its texts too, and no subject")
  func pseudonym() {
    let told = privacy(.pseudonym).applied(to: trail)
    #expect(told.string(told.sender) == "p-47b8eb56329387b6@example.ch")
    let recipient = told.recipients[0]
    #expect(
      told.string(recipient.address) == "p-d8f78c3275732d09@kanzlei.example.incamail.ch")
    #expect(
      told.string(recipient.reason)
        == "host im.example[198.51.100.7] said: 550 p-d8f78c3275732d09 is unknown")
    #expect(told.subject.isNone)
    #expect(told.string(told.messageID) == "20261123.1AF2C@pc117.example.ch")
    #expect(told.string(told.hops[0].client?.ip ?? .none) == "192.0.2.0")
    #expect(told.string(told.hops[0].client?.auth ?? .none)?.hasPrefix("p-") == true)
    #expect(told.string(told.hops[0].queueID) == "4cKM2r6fBYz2xKj")
    #expect(recipient.outcome == .bounced)
  }

  @Test("at domain shows domains alone")
  func domain() {
    let told = privacy(.domain, key: nil).applied(to: trail)
    #expect(told.string(told.sender) == "*@example.ch")
    #expect(told.messageID.isNone)
    #expect(told.hops[0].client?.host.isNone == true)
    #expect(told.hops[0].client?.ip.isNone == true)
    #expect(told.hops[0].client?.auth.isNone == true)
    #expect(told.string(told.hops[0].queueID) == "4cKM2r6fBYz2xKj")
    #expect(
      told.string(told.recipients[0].evidence)
        == "4cKM2r6fBYz2xKj: to=<*@kanzlei.example.incamail.ch>, status=bounced (*, *[*], *)")
  }

  @Test("below full keeps nothing of it anywhere", arguments: PrivacyLevel.allCases.dropFirst())
  func nothing(level: PrivacyLevel) {
    let told = String(decoding: privacy(level).applied(to: trail).text, as: UTF8.self).lowercased()
    for secret in ["hans", "beispiel", "anna", "muster", "vertrag", "192.0.2.117"] {
      #expect(!told.contains(secret), "\(secret) at \(level)")
    }
  }

  @Test("has a name that nobody can test guesses by, and that is the same each time")
  func names() {
    let keyed = privacy(.pseudonym).applied(to: trail)
    #expect(keyed.id != trail.id)
    #expect(keyed.id == privacy(.pseudonym).applied(to: trail).id)
    #expect(keyed.related[0].trail == privacy(.pseudonym).id(TrailID(high: 3, low: 4)))
    var other = trail
    other.id = TrailID(high: 9, low: 9)
    let domain = privacy(.domain, key: nil)
    #expect(domain.applied(to: other).id == domain.applied(to: trail).id)
    #expect(domain.applied(to: trail).id != trail.id)
    #expect(domain.applied(to: trail).related[0].trail == nil)
  }
}
