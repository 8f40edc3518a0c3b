import ByteTools
import MailPrivacy
import MailTerms
import Testing
import TrailTesting

@Suite("Free text")
struct FreeTextTests {
  @Test(
    "bears no address",
    arguments: [
      ("to=<anna.muster@example.ch>, relay=x", "to=<*@example.ch>, relay=x"),
      ("from=anna.muster@example.ch to=b@c.ch", "from=*@example.ch to=*@c.ch"),
      ("<anna@example.ch>: Recipient refused.", "<*@example.ch>: Recipient refused."),
      ("write to anna@example.ch.", "write to *@example.ch."),
      ("'anna@example.ch'", "'*@example.ch'"),
      ("\"anna muster\"@example.ch said", "*@example.ch said"),
      ("anna@[192.0.2.1] x", "*@[192.0.2.1] x"),
      ("a%40example.ch&ip=192.0.2.7", "*@example.ch&ip=*"),
      ("b\u{FC}rgi@z\u{FC}rich.ch", "*@z\u{FC}rich.ch"),
      ("SRS0=abc=xy=example.ch=anna@fwd.ch", "*@fwd.ch"),
      ("anna@", "*@"),
      ("F=<anna@example.ch> R=dnslookup", "F=<*@example.ch> R=dnslookup"),
      ("a@b@example.ch", "*@example.ch"),
      ("ctladdr=anna (1001/1001), delay", "ctladdr=* (1001/1001), delay"),
      ("alias <sales@example.ch> => anna", "alias <*@example.ch> => *"),
    ])
  func addresses(text: String, told: String) {
    #expect(privacy(.domain).text(text) == told)
  }

  @Test(
    "stays where it names nobody",
    arguments: [
      "SSL alert number 42: ../ssl/record/rec_layer_s3.c:907", "at 19:54:19.123 +01:00",
      "error:0A000412:SSL routines::tlsv1 alert unknown ca", "delays=0/302/0.21/0.12, dsn=4.7.5",
      "fingerprint AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89", "@ home", "127.0.0.1",
      "pdsn=2.0.0 (250 2.0.0 Ok: queued as 4cKM2r6fBYz2xKj)", "",
    ])
  func untouched(text: String) {
    #expect(privacy(.domain).text(text) == text)
  }

  @Test("has pseudonyms equal to those of fields")
  func pseudonyms() {
    #expect(
      privacy(.pseudonym).text("<Hans.Beispiel@kanzlei.example.incamail.ch> from=info@example.ch")
        == "<p-d8f78c3275732d09@kanzlei.example.incamail.ch> from=p-951558d561cecf93@example.ch")
  }

  @Test("shows networks of clients")
  func clients() {
    #expect(
      privacy(.pseudonym).text("client=pc[192.0.2.117], [2001:db8:1:2::3]")
        == "client=pc[192.0.2.0], [2001:db8:1::]")
    #expect(
      privacy(.domain).text("client=pc[192.0.2.117], [IPv6:2001:db8::3]")
        == "client=pc[*], [IPv6:*]")
  }

  @Test(
    "bears no subject",
    arguments: [
      (
        "warning: header Subject: Kauf von Land from pc[127.0.0.1]; from=<a@b.ch> to=<c@d.ch>",
        "warning: header Subject: * from pc[127.0.0.1]; from=<*@b.ch> to=<*@d.ch>"
      ),
      ("header Subject: Vertrag", "header Subject: *"),
      ("<= a@b.ch H=x T=\"Ein \\\"Wort\\\" mehr\" for c@d.ch", "<= *@b.ch H=x T=\"*\" for *@d.ch"),
      ("Subject: \"Vertrag\", Hits: 2", "Subject: \"*\", Hits: 2"),
    ])
  func subjects(text: String, told: String) {
    #expect(privacy(.domain).text(text) == told)
  }

  @Test("Any bytes at all are gone over without harm")
  func hostile() {
    var generator = Seeded(7)
    let letters = Array("a@.\":[]<>%40=T\"Subject: \\0:f'\u{FC} \n".utf8)
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        letters.randomElement(using: &generator) ?? 0
      }
      let told = text.withByteView { privacy(.pseudonym).text($0) }
      #expect(text.isEmpty == told.isEmpty)
    }
  }
}
