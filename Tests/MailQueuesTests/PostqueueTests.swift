import MailQueues
import MailTerms
import Testing

@Suite("Postfix: postqueue -j and -p")
struct PostqueueTests {
  static let entry = """
    {"queue_name": "deferred", "queue_id": "EFC6CFA0AA1", "arrival_time": 1795459823, \
    "message_size": 569, "forced_expire": false, "sender": "a@ours.example", "recipients": \
    [{"address": "b@x.example.incamail.ch", "delay_reason": "connect to \
    im.post.ch[194.41.147.13]:25: Connection refused"}]}
    """

  @Test("An entry in JSON")
  func json() throws {
    let queue = try #require(try read(Self.entry + "\n"))
    #expect(queue.problem == nil)
    let message = try judged(try #require(queue.messages.first))
    #expect(message.queueID == "EFC6CFA0AA1")
    #expect(message.queue == "deferred")
    #expect(message.since?.seconds == 1_795_459_823)
    #expect(message.sizeBytes == 569)
    #expect(message.isIncaMail)
    let recipient = try #require(message.recipients.first)
    #expect(recipient.outcome == .deferred)
    #expect(recipient.failure == .networkRefused)
    #expect(recipient.nextHop == "im.post.ch[194.41.147.13]")
  }

  @Test("JSON that is cut off is used as far as it goes, and named")
  func cutJSON() throws {
    for length in [20, 60, 200, Self.entry.count - 1] {
      let queue = try #require(try read(Self.entry + "\n" + Self.entry.prefix(length)))
      #expect(queue.messages.count == 1)
      #expect(queue.problem?.contains("cut off in line 2") == true)
    }
  }

  @Test("A line of another kind in between is named, the others are used")
  func foreignLine() throws {
    let queue = try #require(
      try read(Self.entry + "\npostqueue: fatal: x\n" + Self.entry + "\n"))
    #expect(queue.messages.count == 2)
    #expect(queue.problem?.contains("the first is line 2") == true)
  }

  @Test("Escapes, the null sender, and what has failed for good")
  func corners() throws {
    let queue = try #require(
      try read(
        #"{"queue_name":"hold","queue_id":"A1B2C3","sender":"MAILER-DAEMON","recipients":[]}"#
          + "\n"
          + #"{"queue_name":"active","queue_id":"A1B2C4","sender":"\u00fc@o.example","#
          + #""recipients":[{"address":"x","bounce_reason":"no \"x\""}]}"#))
    #expect(queue.problem == nil)
    #expect(queue.messages.map(\.sender) == ["", "ü@o.example"])
    #expect(queue.messages.last?.recipients.first?.outcome == .bounced)
    #expect(queue.messages.last?.recipients.first?.reason == "no \"x\"")
  }

  static let listing = """
    -Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------
    36F31F8C12B*    274 Mon Nov 23 18:10:16  s@out.example
                                             r@active.example

    36F31F8C12C!    274 Thu Dec 31 23:10:16  MAILER-DAEMON
    (host im.post.ch[194.41.147.13] said: 450 4.7.1 try later (in reply to RCPT TO command))
                                             b@x.example.incamail.ch
                         (reason unavailable)
                                             c@x.example

    -- 1 Kbytes in 2 Requests.

    """

  @Test("A listing: marks of the queues, a reason for the recipients behind it, a year found out")
  func plain() throws {
    let queue = try #require(try read(Self.listing))
    #expect(queue.problem == nil)
    #expect(queue.messages.map(\.queue) == ["active", "hold"])
    #expect(
      queue.messages.map { $0.since?.description ?? "" } == [
        "2026-11-23T18:10:16+01:00", "2025-12-31T23:10:16+01:00",
      ])
    let held = try judged(queue.messages[1])
    #expect(held.sender == "")
    #expect(held.recipients.map(\.outcome) == [.held, .held])
    #expect(held.recipients.map(\.reason).last == .some(nil))
    #expect(held.recipients[0].nextHop == "im.post.ch[194.41.147.13]")
    #expect(held.recipients[0].failure != nil)
  }

  @Test("A listing without its last line is cut off")
  func cutListing() throws {
    let queue = try #require(try read(String(Self.listing.prefix(300))))
    #expect(queue.messages.count == 2)
    #expect(queue.problem?.contains("cut off") == true)
  }

  @Test("An empty queue")
  func empty() throws {
    let queue = try #require(try read("Mail queue is empty\n"))
    #expect(queue.messages.isEmpty)
    #expect(queue.problem == nil)
  }

  @Test(
    "What is no queue is none", arguments: ["hello", "{\"a\": 1}", "[1, 2]", "MTA is down", "\0"])
  func none(text: String) throws {
    #expect(try read(text) == nil)
  }
}

extension ReadQueue: Equatable {
  static func == (left: ReadQueue, right: ReadQueue) -> Bool {
    left.problem == right.problem && left.messages.count == right.messages.count
  }
}
