import MailQueues
import MailTerms
import Testing

@Suite("Exim: exim -bp and spool files")
struct EximTests {
  @Test("A listing: the ID tells the second, D marks who has it already")
  func listing() throws {
    let queue = try #require(
      try read(
        """
        25m  2.9K 1w0bfP-00059B-2o <sender@out.example> (login)
                  r@x.example.incamail.ch
                D done@x.example

         3d   312 1vx23D-0003Ps-27 <> *** frozen ***
                  r@gone.example


        """))
    #expect(queue.problem == nil)
    #expect(queue.messages.map(\.queue) == ["deferred", "frozen"])
    #expect(queue.messages.map(\.sizeBytes) == [2969, 312])
    #expect(queue.messages.map(\.sender) == ["sender@out.example", ""])
    #expect(queue.messages[0].recipients.map(\.address) == ["r@x.example.incamail.ch"])
    #expect(queue.messages[1].recipients.map(\.outcome) == [.held])
    #expect(queue.messages[0].since?.description == "2026-03-12T09:45:15+01:00")
  }

  static let header = """
    1w0bfP-00059B-2o-H
    Debian-exim 995 995
    <a@ours.example>
    1773305115 0
    -received_time_usec .874795
    -aclm 1 3
    XX
    -frozen 1773305200
    YN done@x.example
    NN other@x.example
    3
    done@x.example
    left@x.example
    other@x.example

    024  Subject: <im><c> Termin
    058I Message-ID: <dc8f@ours.example>

    """

  @Test("A spool file: frozen, a tree of those who have it, subject and message ID")
  func spool() throws {
    let queue = try #require(
      try read(Self.header.replacing("XX\n", with: "xx\n")))
    let message = try judged(try #require(queue.messages.first))
    #expect(queue.problem == nil)
    #expect(message.queueID == "1w0bfP-00059B-2o")
    #expect(message.queue == "frozen")
    #expect(message.recipients.map(\.address) == ["left@x.example"])
    #expect(message.subject == "<im><c> Termin")
    #expect(message.messageID == "dc8f@ours.example")
    #expect(message.isIncaMail)
  }

  @Test("A spool file that is cut off at any place is named and never traps")
  func cut() throws {
    for length in 20..<(Self.header.count - 70) {
      let queue = try #require(try read(String(Self.header.prefix(length))))
      #expect(queue.messages.count == 1)
    }
    let queue = try #require(try read(String(Self.header.prefix(100))))
    #expect(queue.problem?.contains("cut off inside its envelope") == true)
  }
}
