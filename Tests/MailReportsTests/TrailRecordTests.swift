import ByteTools
import Foundation
import MailReports
import MailTerms
import Testing

@Suite("The trail record, version 1")
struct TrailRecordTests {
  private func line(_ trail: Trail, _ options: TrailRecordOptions = .init()) -> String {
    var bytes: [UInt8] = []
    TrailRecord(options: options).append(trail, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("A delivered message, key by key")
  func delivered() {
    let expected =
      #"{"schema":"incatrail.trail/1","id":"00000000000000000000000000000001","mta":"postfix","#
      + #""hosts":["mx1"],"queue_ids":["4cKM2r6fBYz2xKj"],"message_id":"m1@example.org","#
      + #""network_message_id":null,"direction":"outbound","incamail":true,"#
      + #""incamail_by":["recipient-suffix"],"sender":"anna@example.org","subject":"Vertrag","#
      + #""size_bytes":4711,"first_seen":"2026-11-22T12:00:00+01:00","#
      + #""last_seen":"2026-11-22T12:00:00+01:00","client":null,"recipients":[{"#
      + #""address":"hans.muster@example.com.incamail.ch","original":null,"#
      + #""outcome":"delivered","reached":"platform","class":null,"attempts":1,"#
      + #""failed_classes":[],"reason":null,"status":null,"reply_code":250,"next_hop":{"#
      + #""host":"gw1.incamail.com","ip":"194.41.147.13","port":25},"tls":{"#
      + #""version":"TLSv1.3","cipher":"TLS_AES_256_GCM_SHA384","bits":256,"peer":"verified"},"#
      + #""tls_known":true,"tls_alert":null,"remote_id":null,"delay_seconds":1.2,"#
      + #""last_attempt":"2026-11-22T12:00:00+01:00","findings":[]}],"findings":[],"#
      + #""checklist":[],"complete":true,"revision":1,"hops":[{"host":"mx1","mta":"postfix","#
      + #""instance":"postfix","queue_id":"4cKM2r6fBYz2xKj","#
      + #""first_seen":"2026-11-22T12:00:00+01:00","last_seen":"2026-11-22T12:00:00+01:00","#
      + #""client":null}],"related":[]}"# + "\n"
    #expect(line(trail()) == expected)
  }

  @Test("A refused session without envelope: one recipient without address, an alert, no queue ID")
  func refused() throws {
    var refused = trail(
      [Someone(outcome: .rejected, reached: nil, failure: .certOwnRejected, tls: nil)],
      direction: .inbound, marks: .client, sender: nil, subject: nil, queueID: nil,
      client: ("gw1.incamail.com", nil))
    refused.recipients[0].address = .none
    refused.recipients[0].nextHop = Endpoint()
    refused.recipients[0].alert = TLSAlert(number: 42, from: .peer)
    refused.recipients[0].status = EnhancedStatus(severity: 4, subject: 7, detail: 5)
    let text = line(refused)
    #expect(text.contains(#""queue_ids":[]"#))
    #expect(text.contains(#""sender":null"#))
    #expect(text.contains(#""recipients":[{"address":null"#))
    #expect(text.contains(#""status":"4.7.5""#))
    #expect(
      text.contains(
        #""next_hop":null,"tls":null,"tls_known":true,"tls_alert":{"number":42,"name":"bad_certificate","from":"peer"}"#
      ))
    #expect(
      text.contains(
        #""client":{"host":"gw1.incamail.com","ip":"194.41.147.13","tls":null,"auth":null}"#))
    #expect(text.contains(#""checklist":["3","6.1","6.2"]"#))
  }

  @Test("The null sender is empty, not null")
  func nullSender() {
    #expect(line(trail(sender: "")).contains(#""sender":"","#))
  }

  @Test("History and lines only where asked for")
  func options() {
    var full = trail()
    full.lines = [
      LoggedLine(text: full.keep(ByteView("one" as StaticString)), place: 1, time: full.firstSeen)
    ]
    var attempt = Attempt(time: noon(5))
    attempt.outcome = .deferred
    attempt.failure = .networkTimeout
    full.recipients[0].history = [attempt]
    #expect(!line(full).contains("history"))
    #expect(!line(full).contains(#""lines""#))
    let text = line(full, .init(withAttempts: true, withLines: true))
    #expect(
      text.contains(
        #""history":[{"time":"2026-11-22T12:00:05+01:00","host":null,"queue_id":null,"#
          + #""outcome":"deferred","class":"network.timeout","status":null,"reply_code":null,"#
          + #""reason":null,"next_hop":null,"tls":null,"tls_alert":null,"remote_id":null}]"#))
    #expect(text.hasSuffix(#""lines":["one"]}"# + "\n"))
  }

  @Test("Hosts stand once each, queue IDs all, in the order travelled")
  func hops() {
    var long = trail()
    var second = long.hops[0]
    second.queueID = long.keep(ByteView("SECOND" as StaticString))
    var third = second
    third.host = long.keep(ByteView("mx2" as StaticString))
    long.hops += [second, third]
    long.related = [
      Related(kind: .delayNotice, queueID: second.queueID, trail: TrailID(high: 1, low: 2))
    ]
    let text = line(long)
    #expect(
      text.contains(#""hosts":["mx1","mx2"],"queue_ids":["4cKM2r6fBYz2xKj","SECOND","SECOND"]"#))
    #expect(
      text.contains(
        #""related":[{"kind":"delay-notice","queue_id":"SECOND","trail":"00000000000000010000000000000002"}]"#
      ))
  }

  @Test("Hostile log text stays inside its string")
  func hostile() throws {
    let nasty = "a\"},\n\u{1B}[31m\\"
    let text = line(trail(sender: nasty, subject: nil))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["sender"] as? String == nasty)
    #expect(text.utf8.filter { $0 == 0x0A }.count == 1)
  }
}
