import Foundation
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

  @Test("A spool file that cannot be read: its ID, and why, on the next line")
  func damaged() throws {
    let queue = try #require(
      try read(
        """
              1w0bfP-00059B-2o
            *** spool format error: size=0 ***

        12h  1.1K 1vx23D-0003Ps-27 <a@ours.example>
            *** spool format error: size=412 *** *** frozen ***
                  r@x.example

        """))
    #expect(
      queue.problem == "IDs without recipients: 1; give the output of 'exim -bp', which names them")
    #expect(queue.messages.map(\.queueID) == ["1w0bfP-00059B-2o", "1vx23D-0003Ps-27"])
    #expect(queue.messages.map(\.queue) == ["deferred", "frozen"])
    #expect(queue.messages[0].sender == nil)
    #expect(queue.messages[0].recipients.map(\.reason) == ["spool format error: size=0"])
    #expect(try judged(queue.messages[0]).failure == .localError)
    #expect(queue.messages[1].recipients.map(\.address) == ["r@x.example"])
    #expect(queue.messages[1].recipients.map(\.outcome) == [.held])
  }

  @Test("exim -bpi gives IDs alone, of either length")
  func namesAlone() throws {
    let queue = try #require(try read("1w0bfP-00059B-2o\n1tGBG6-00000000Q3f-0vNm\n"))
    #expect(queue.problem?.hasPrefix("IDs without recipients: 2;") == true)
    #expect(queue.messages.map(\.queueID) == ["1w0bfP-00059B-2o", "1tGBG6-00000000Q3f-0vNm"])
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

  @Test("Who has the message since its file was written stands in the journal beside it")
  func journal() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let header = folder.appending(path: "1w0bfP-00059B-2o-H")
    try Self.header.replacing("XX\n", with: "xx\n").write(
      to: header, atomically: false, encoding: .utf8)
    try "left@x.example\n".write(
      to: folder.appending(path: "1w0bfP-00059B-2o-J"), atomically: false, encoding: .utf8)
    let now = clock().time(seconds: taken)
    var messages: [QueuedMessage] = []
    let source = QueueSource(clock: clock(), taken: nil, now: now)
    let result = try source.read(header.path) { message, _ in messages.append(message) }
    #expect(result.problem == nil)
    #expect(messages.map(\.recipients.count) == [0])
  }

  @Test("Behind a recipient stand flags, in it may stand blanks")
  func recipients() throws {
    let header = Self.header.replacing(
      "left@x.example\nother", with: "\"l e f t\"@x.example bounces@ours.example 20,0#1\nother")
    let queue = try #require(try read(header.replacing("XX\n", with: "xx\n")))
    #expect(queue.messages.first?.recipients.map(\.address) == ["\"l e f t\"@x.example"])
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
