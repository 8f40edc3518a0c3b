import ByteTools
import MailQueues
import MailTerms
import Testing

@Suite("Exchange: Get-Queue and Get-Message")
struct ExchangeTests {
  static let message = """
    {"Identity":"EX02\\\\12\\\\17659150554906","Subject":"<im><c> x","InternetMessageId":"<a@ex>",
    "FromAddress":"a@ours.example","Status":{"value":4,"Value":"Retry"},
    "Size":"222.78 KB (228'124 bytes)","DateReceived":"\\/Date(1795459823000)\\/",
    "ExpirationTime":"2026-11-25T18:50:23Z","Queue":"EX02\\\\12",
    "LastError":"[{LED=454 4.7.5 Certificate validation failure, Reason:UntrustedRoot};{MSG=};{FQDN=im.post.ch};{IP=194.41.147.13};{LRT=x}]",
    "Recipients":["b@x.example.incamail.ch;2;2;an; error;1;IncaMail;0"]}
    """

  @Test("One object without an array, an enumeration as an object, a date in milliseconds")
  func json() throws {
    let queue = try #require(try read(Self.message))
    #expect(queue.problem == nil)
    let message = try judged(try #require(queue.messages.first))
    #expect(message.host == "EX02")
    #expect(message.queueName == "EX02\\12")
    #expect(message.queueID == "17659150554906")
    #expect(message.messageID == "a@ex")
    #expect(message.queue == "retry")
    #expect(message.sizeBytes == 228_124)
    #expect(message.since?.seconds == 1_795_459_823)
    #expect(message.expires?.description == "2026-11-25T19:50:23+01:00")
    #expect(message.recipients.map(\.address) == ["b@x.example.incamail.ch"])
    #expect(message.recipients.first?.nextHop == "im.post.ch")
    #expect(message.failure == .certUntrusted)
    #expect(message.isIncaMail)
  }

  @Test("An array that is cut off is used as far as it goes, and named")
  func cut() throws {
    let text = "[\n" + Self.message + ",\n" + Self.message
    for rest in [0, 1, 100, 500] {
      let queue = try #require(try read(String(text.dropLast(rest))))
      #expect(queue.messages.count == (rest == 0 ? 2 : 1))
      #expect(queue.problem?.contains("cut off") == true)
    }
  }

  @Test("CSV with semicolons, doubled quotes and a line end in a value")
  func csv() throws {
    let queue = try #require(
      try read(
        """
        #TYPE Microsoft.Exchange.Data.QueueViewer.ExtensibleMessageInfo
        "Identity";"Subject";"InternetMessageId";"FromAddress";"Status";"DateReceived";"Recipients"
        "EX\\1\\2";"a ""b""
        c";"<i@ex>";"a@ours.example";"Suspended";"23.11.2026 18:50:23";"System.String[]"
        "too";"few"

        """))
    let message = try #require(queue.messages.first)
    #expect(message.subject == "a \"b\"\nc")
    #expect(message.since?.description == "2026-11-23T18:50:23+01:00")
    #expect(message.recipients.map(\.outcome) == [.held])
    #expect(message.recipients.map(\.address) == [nil])
    #expect(queue.problem?.contains("line 5") == true)
  }

  @Test("A list joins what was broken at the window's edge; a shadow queue holds copies only")
  func list() throws {
    let queue = try #require(
      try read(
        """

        NextHopDomain : im.post.ch
        Status        : Retry
        MessageCount  : 3
        LastError     : [{LED=454 4.7.5 Certificate validation failure,
                        Reason:UntrustedRoot};{MSG=};
                        {FQDN=im.post.ch}]
        NextRetryTime : 9/14/2026 7:06:00 PM
        Identity      : EX02\\12

        NextHopDomain : ex01
        MessageCount  : 9
        Identity      : EX02\\Shadow\\4

        """))
    #expect(queue.problem == nil)
    #expect(queue.messages.count == 1)
    let whole = try judged(try #require(queue.messages.first))
    #expect(whole.count == 3)
    #expect(whole.nextTry?.description == "2026-09-14T19:06:00+02:00")
    #expect(whole.failure == .certUntrusted)
    #expect(whole.isIncaMail)
  }
}
