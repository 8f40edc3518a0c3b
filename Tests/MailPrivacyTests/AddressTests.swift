import MailPrivacy
import MailTerms
import Testing

@Suite("Addresses")
struct AddressTests {
  @Test(
    "have these pseudonyms",
    arguments: [
      ("hans.beispiel@kanzlei.example", "p-d8f78c3275732d09@kanzlei.example"),
      ("anna.muster@example.ch", "p-47b8eb56329387b6@example.ch"),
      ("info@example.ch", "p-951558d561cecf93@example.ch"),
    ])
  func vectors(address: String, pseudonym: String) {
    #expect(privacy(.pseudonym).address(address) == pseudonym)
  }

  @Test(
    "of one person have one pseudonym, and their domain as logged",
    arguments: [
      ("Hans.Beispiel@kanzlei.example.incamail.ch", "kanzlei.example.incamail.ch"),
      ("HANS.BEISPIEL@KANZLEI.EXAMPLE.INCAMAIL.CH", "KANZLEI.EXAMPLE.INCAMAIL.CH"),
      ("hans.beispiel@Kanzlei.Example", "Kanzlei.Example"),
      ("hans.beispiel@kanzlei.example.", "kanzlei.example."),
      ("<hans.beispiel@kanzlei.example>", "kanzlei.example"),
    ])
  func oneForm(address: String, domain: String) {
    #expect(privacy(.pseudonym).address(address) == "p-d8f78c3275732d09@\(domain)")
  }

  @Test("beyond ASCII are composed, in lower case, and their domain is read")
  func unicode() {
    let expected = "p-6667c9a16f9acd23@"
    for (address, domain) in [
      ("\u{E9}.m\u{FC}ller@z\u{FC}rich.ch", "z\u{FC}rich.ch"),
      ("E\u{301}.Mu\u{308}ller@Z\u{FC}rich.ch", "Z\u{FC}rich.ch"),
      ("\u{E9}.m\u{FC}ller@xn--zrich-kva.ch", "xn--zrich-kva.ch"),
      ("\u{E9}.m\u{FC}ller@XN--ZRICH-KVA.ch.incamail.ch", "XN--ZRICH-KVA.ch.incamail.ch"),
    ] {
      #expect(privacy(.pseudonym).address(address) == expected + domain)
    }
  }

  @Test(
    "whose labels are no Punycode do no harm",
    arguments: ["xn--", "xn--99999999999", "xn--\u{FC}", "xn--a-", "xn--zzzzzzzzzzzzzzzzzzzzzz"])
  func noPunycode(label: String) {
    let shown = privacy(.pseudonym).address("a@\(label).ch")
    #expect(shown.hasSuffix("@\(label).ch"))
    #expect(shown.hasPrefix("p-"))
  }

  @Test("show no more than their domain at level domain")
  func domain() {
    let domain = privacy(.domain, key: nil)
    #expect(domain.address("anna@example.ch") == "*@example.ch")
    #expect(domain.address("root") == "*")
    #expect(domain.address("") == "")
  }

  @Test("hide their domain where asked, but not the route")
  func hiddenDomain() {
    let hidden = privacy(.pseudonym, hidesDomains: true)
    #expect(
      hidden.address("hans.beispiel@kanzlei.example") == "p-d8f78c3275732d09@d-4125e2e2f206b93f")
    #expect(
      hidden.address("hans.beispiel@kanzlei.example.incamail.ch")
        == "p-d8f78c3275732d09@d-4125e2e2f206b93f.incamail.ch")
    #expect(
      privacy(.domain, hidesDomains: true).address("a@Kanzlei.example") == "*@d-4125e2e2f206b93f")
    #expect(hidden.domain("kanzlei.example") == "d-4125e2e2f206b93f")
  }

  @Test("Another key gives other pseudonyms")
  func otherKey() {
    let other = PseudonymKey(id: "other") { _ in (1, 2) }
    #expect(privacy(.pseudonym, key: other).address("a@b.ch") == "p-0000000000000001@b.ch")
  }

  @Test(
    "Clients show their network",
    arguments: [
      ("192.0.2.117", "192.0.2.0"), ("2001:db8:1:2::7", "2001:db8:1::"), ("127.0.0.1", "127.0.0.1"),
      ("194.41.147.13", "194.41.147.13"),
    ])
  func clients(address: String, network: String) {
    #expect(privacy(.pseudonym).clientAddress(address) == network)
    #expect(privacy(.domain).clientAddress(address) == (network == address ? address : nil))
  }

  @Test("Message IDs stay where they hold no address")
  func messageIDs() {
    let pseudonym = privacy(.pseudonym)
    #expect(pseudonym.messageID("1AF2C@pc117.example.ch") == "1AF2C@pc117.example.ch")
    #expect(pseudonym.messageID("anna@example.ch@host")?.hasPrefix("p-") == true)
    #expect(pseudonym.messageID("x.anna=example.ch@host")?.contains("anna") == false)
    #expect(privacy(.domain).messageID("1AF2C@pc117") == nil)
  }
}
