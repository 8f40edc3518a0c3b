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

  @Test("Windows PowerShell writes a status as its number, which differs between queue and message")
  func numbers() throws {
    let message = Self.message.replacing("{\"value\":4,\"Value\":\"Retry\"}", with: "6")
    #expect(try read(message)?.messages.map(\.queue) == ["suspended"])
    #expect(try read(message)?.messages.first?.recipients.map(\.outcome) == [.held])
    let queue = #"{"NextHopDomain":"im.post.ch","MessageCount":2,"Status":4,"Identity":"EX\\1"}"#
    #expect(try read(queue)?.messages.map(\.queue) == ["suspended"])
    #expect(try read(queue)?.messages.first?.recipients.map(\.outcome) == [.held])
  }

  @Test("Identities and dates that are objects")
  func objects() throws {
    let text = #"""
      {"Identity":{"InternalId":4711,"QueueIdentity":{"Server":"EX01","RowId":12,"NextHopDomain":"im.post.ch"}},
      "InternetMessageId":"<a@ex>","FromAddress":"a@ours.example","Status":5,
      "DateReceived":{"value":"\/Date(1795459823000)\/","DateTime":"Montag, 23. November 2026 19:50:23"}}
      """#
    let message = try #require(try read(text)?.messages.first)
    #expect(message.host == "EX01")
    #expect(message.queueName == "EX01\\12")
    #expect(message.queueID == "4711")
    #expect(message.since?.seconds == 1_795_459_823)
  }

  @Test(
    "The last error, whichever part of it says why",
    arguments: [
      ("[{LED=};{MSG=451 5.7.3 STARTTLS is required to send mail};{FQDN=};{IP=};{LRT=}]", nil),
      (
        "[{LRT=x};{LED=451 5.7.3 STARTTLS is \\\"};{required\\\" to send mail};{FQDN=im.post.ch};{IP=}]",
        "im.post.ch"
      ),
      ("451 5.7.3 STARTTLS is required to send mail", nil),
    ])
  func lastErrors(error: String, host: String?) throws {
    let text =
      #"{"NextHopDomain":"x","MessageCount":2,"Status":3,"LastError":""# + error
      + #"","Identity":"EX\\1"}"#
    let queue = try judged(try #require(try read(text)?.messages.first))
    let reason = try #require(queue.recipients.first?.reason)
    #expect(reason.hasPrefix("451 5.7.3 STARTTLS is "))
    #expect(reason.hasSuffix("to send mail"))
    #expect(queue.recipients.first?.nextHop == host ?? "x")
  }

  @Test("A list of recipients whose errors hold commas, semicolons and addresses")
  func listOfRecipients() throws {
    let queue = try #require(
      try read(
        """
        Identity          : EX\\1\\2
        InternetMessageId : <i@ex>
        FromAddress       : a@ours.example
        Status            : Retry
        Recipients        : {b@x.example;2;2;550 5.1.1 <x@y.example>, z@w.example; no;1;IncaMail;0, c@x.example;1;2;;0;;0…}

        """))
    let message = try #require(queue.messages.first)
    #expect(message.recipients.map(\.address) == ["b@x.example", "c@x.example"])
    #expect(message.recipients.map(\.reason) == ["550 5.1.1 <x@y.example>, z@w.example; no", nil])
  }

  @Test(
    "Dates of many cultures, as of a snapshot taken on 23 November 2026",
    arguments: [
      "12/11/2026 18:50:23", "11/12/2026 6:50:23 PM", "11/12/2026 6:50:23\u{202F}PM",
      "12.11.2026 18:50:23", "2026-11-12 18:50:23", "2026-11-12 17:50:23Z",
      "2026-11-12T18:50:23.1234567+01:00",
    ])
  func dates(date: String) throws {
    let text =
      "{\"Identity\":\"EX\\\\1\\\\2\",\"InternetMessageId\":\"<i@ex>\",\"FromAddress\":\"a@b\",\"DateReceived\":\"\(date)\"}"
    let message = try #require(try read(text)?.messages.first)
    #expect(message.since?.description == "2026-11-12T18:50:23+01:00")
  }

  @Test("Nothing leaves the poison queue by itself, although it is ready")
  func poison() throws {
    let text =
      #"{"NextHopDomain":"Poison Message","MessageCount":1,"Status":"Ready","Identity":"EX\\Poison"}"#
    #expect(try read(text)?.messages.first?.recipients.map(\.outcome) == [.held])
  }
}
