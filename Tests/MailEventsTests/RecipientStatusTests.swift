import ByteTools
import Testing

@testable import MailEvents

@Suite("Exchange: statuses and custom data")
struct RecipientStatusTests {
  private func status(_ text: String) -> (reason: String, links: [String], host: String, ip: String)
  {
    text.withByteView {
      let status = RecipientStatus($0)
      return (
        status.reason.string, status.links.map(\.string), status.host.string, status.ip.string
      )
    }
  }

  @Test("Brackets in either order, with what texts may hold")
  func brackets() {
    let late = status(
      "[{LED=550 5.4.300 Message expired -> 451 4.4.397 Error -> 421 4.2.1 Unable to connect; [a]};"
        + "{MSG=};{FQDN=im.post.ch};{IP=194.41.147.13};{LRT=9/14/2026 11:27:12 AM}]")
    #expect(
      late.links == [
        "550 5.4.300 Message expired", "451 4.4.397 Error", "421 4.2.1 Unable to connect; [a]",
      ])
    #expect(late.host == "im.post.ch")
    #expect(late.ip == "194.41.147.13")
    let early = status("[{LRT=x};{LED=421 4.4.2 dropped };{ it};{FQDN=h};{IP=1.2.3.4}]")
    #expect(early.reason == "421 4.4.2 dropped };{ it")
    #expect(early.ip == "1.2.3.4")
    #expect(status("[{LED=};{MSG=};{FQDN=};{IP=};{LRT=}]").reason == "")
    #expect(
      status("550 4.4.7 QUEUE.Expired;message expired").reason
        == "550 4.4.7 QUEUE.Expired;message expired")
  }

  @Test("Texts that hold what closes a bracket, and replies that a link quotes")
  func hostileTexts() {
    let text =
      "[{LED=550 5.1.1 [x}]; none};{MSG=};{FQDN=a.example};{IP=}];"
      + "[{LED=550 5.7.1 as spam [Message=}];x]};{MSG=};{FQDN=b.example};{IP=}]"
    let hosts = text.withByteView {
      RecipientStatus.split($0).map { RecipientStatus($0).host.string }
    }
    #expect(hosts == ["a.example", "b.example"])
    #expect(status("[{FQDN=h};{LED=550 5.7.1 [a}] Unable to relay}]").reason.hasSuffix("relay"))
    let older = status("[{LED=550 5.1.1 x};{Last attempted server name=h.example};{IP=};{LRT=}]")
    #expect(older.reason == "550 5.1.1 x")
    #expect(older.host == "h.example")
    for quoted in ["\"421 4.4.2 Lost.\" Attempted failover", "\"\"421 4.4.2 Lost.\"\" Attempted"] {
      #expect(
        status("451 4.4.0 Primary target IP address responded with: " + quoted).links.last
          == "421 4.4.2 Lost.")
    }
    #expect(
      status("Reason: [{LED=550 5.1.10 x};{MSG=};{FQDN=};{IP=};{LRT=}]. OutboundProxyTargetIP: y")
        .reason == "550 5.1.10 x")
    #expect("550 5.1.1 a; 999 b".withByteView { RecipientStatus.split($0).count } == 1)
  }

  @Test("Custom data of logs and of exports")
  func customData() {
    func value(_ text: String) -> String? {
      text.withByteView { $0.customValue("EffectiveTlsAuthLevel")?.string }
    }
    #expect(
      value("S:A=b;S:Microsoft.X.EffectiveTlsAuthLevel=DomainValidation;S:C=d")
        == "DomainValidation")
    #expect(
      value("[A, b];[Microsoft.X.EffectiveTlsAuthLevel, EncryptionOnly];[C, d]") == "EncryptionOnly"
    )
    #expect(value("S:NotEffectiveTlsAuthLevel=x") == nil)
    #expect(value("S:A=EffectiveTlsAuthLevel") == nil)
  }

  @Test("Endpoints without their ports")
  func endpoints() {
    for (text, address) in [
      ("194.41.147.13:25", "194.41.147.13"), ("[2001:db8::1]:25", "2001:db8::1"),
      ("2001:db8::1", "2001:db8::1"), ("10.0.0.1", "10.0.0.1"),
    ] {
      #expect(text.withByteView { $0.withoutPort.string } == address)
    }
  }
}
