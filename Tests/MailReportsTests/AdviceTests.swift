import ByteTools
import MailReports
import MailTerms
import Testing

@Suite("Advice")
struct AdviceTests {
  @Test("Every failure class and finding has its stanza")
  func complete() {
    #expect(AdviceBook.shipped.missing == [])
  }

  @Test(
    "Checklist items are those of the introduction checklist",
    arguments: [
      ("tls.not-offered", ["6.1", "6.2"]), ("tls.dropped", ["3", "6.1"]),
      ("cert.own-rejected", ["3", "6.1", "6.2"]), ("cert.name-mismatch", ["8.4", "8.1 (4)"]),
      ("network.dns", ["8.1 (4a)"]), ("route.loop", ["8.1 (4b ii)"]), ("recipient.unknown", []),
      ("unverified-tls", ["6.1", "8.4", "8.1 (5)"]), ("sender.rejected", ["7"]),
      ("filter.spam", []), ("static-route", ["8.1 (4)"]), ("slow", ["6.7"]),
    ])
  func checklist(name: String, items: [String]) throws {
    let subject = try #require(AdviceSubject(name: name))
    #expect(AdviceBook.shipped[subject, .outbound].checklist == items)
  }

  @Test("A filter on the way in is ours to mend, on the way out the sender's")
  func direction() {
    let inbound = AdviceBook.shipped[.failure(.filterSpam), .inbound]
    #expect(inbound.checklist == ["2", "6.8", "8.2 (3)"])
    #expect(inbound.actor == .we)
    #expect(AdviceBook.shipped[.failure(.filterSpam), .outbound].actor == .sender)
    #expect(AdviceBook.shipped[.failure(.senderRejected), .inbound].checklist == [])
  }

  @Test(
    "At a host of ours nothing is to be done about the way to the platform",
    arguments: [Direction.inbound, .outbound])
  func ownHost(direction: Direction) {
    let advice = AdviceBook.shipped[.failure(.networkRefused), direction, atOwnHost: true]
    #expect(advice.actor == .we)
    #expect(advice.checklist == [])
    #expect(!advice.fix.contains("platform"))
    #expect(advice.why == AdviceBook.shipped[.failure(.networkRefused), direction].why)
    let server = AdviceBook.shipped[.failure(.serverTemporary), direction, atOwnHost: true]
    #expect(server.headline(peer: "exch01") == "exch01 had a temporary error")
    #expect(!server.fix.contains("IncaMail"))
  }

  @Test(
    "What our side does to the platform's mail is not the platform's to mend",
    arguments: [
      FailureClass.rateLimited, .serverTemporary, .serverPermanent, .routeRelayDenied,
    ])
  func inbound(failure: FailureClass) {
    let advice = AdviceBook.shipped[.failure(failure), .inbound]
    #expect(advice.actor == .we)
    #expect(advice.fix != AdviceBook.shipped[.failure(failure), .outbound].fix)
  }

  @Test("A trail's checklist names each item once, and only for IncaMail mail")
  func ofTrail() {
    let people = [
      Someone(failed: [.tlsNotOffered]),
      Someone(outcome: .deferred, failure: .certOwnMissing, failed: [.certOwnMissing]),
      Someone(findings: [.slow]),
    ]
    let book = AdviceBook.shipped
    #expect(book.checklist(of: trail(people)) == ["6.1", "6.2", "3", "6.7"])
    #expect(book.checklist(of: trail(people, marks: [])) == [])
  }

  @Test(
    "A fault in the file is told with its line",
    arguments: [
      ("name x", "a:1: a stanza begins with the line: advice NAME"),
      ("advice nonsense", "a:1: nonsense is no failure class and no finding"),
      ("# c\n\nadvice slow\ncolour red", "a:4: unknown keyword colour"),
      ("advice slow\nname a\nacts them", "a:3: who is them? one of we, network, sender, support"),
      ("advice slow\nname a\nwhy b\n", "a:1: this stanza has no fix"),
      ("advice network.dns\nname a\nwhy b\nfix c", "a:1: this stanza has no event"),
      ("advice slow\nname a\nwhy b\nfix c\nadvice slow", "a:5: a second stanza for slow"),
      ("advice slow\nname", "a:2: nothing stands behind name"),
    ])
  func faults(text: String, message: String) {
    var said: String?
    do {
      _ = try text.withByteView { bytes in try AdviceBook(bytes, file: "a") }
    } catch {
      said = "\(error)"
    }
    #expect(said == message)
  }
}
