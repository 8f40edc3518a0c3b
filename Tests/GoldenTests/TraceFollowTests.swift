import Foundation
import IncaTrail
import Testing
import TrailTesting

/// `trace --follow` on a log that is written while it is read. What comes is written where the command
/// would wait, so that no test depends on time.
@Suite("trace --follow")
struct TraceFollowTests {
  private static let situations: [(String, String)] = [
    ("greylisted-then-delivered", "m1@exch.example.com"),
    ("content-filter-reinjection", "4A1B2C3D4E"),
    ("content-filter-reinjection", "4A1B2C3D60"),
    ("bounce-and-delay-notice", "4A1B2C3D4E"),
    ("expired-after-tls-failure", "4A1B2C3D4E"),
    ("two-gateways-one-trail", "m1@exch.example.com"),
  ]

  @Test("Line by line it tells the same as afterwards", arguments: situations)
  func sameSteps(situation: String, text: String) throws {
    let lines = try lines(ofSituation: situation)
    let log = try Growing("")
    let found = try log.follow(text, lines.map { line in { try log.append(line) } })
    let whole = try log.trace(text)
    #expect(!whole.isEmpty)
    #expect(steps(found).sorted() == steps(whole).sorted())
    #expect(ending(found) == ending(whole))
  }

  @Test("Through a rotation and an emptied log")
  func rotation() throws {
    let lines = try lines(ofSituation: "greylisted-then-delivered")
    let log = try Growing("")
    let found = try log.follow(
      "m1@exch.example.com",
      [
        { try log.append(lines[..<4].joined()) },
        { try log.rotate() },
        { try log.append(lines[4..<8].joined()) },
        { try log.empty() },
        { try log.append(lines[8...].joined()) },
      ])
    let whole = try Growing(lines.joined()).trace("m1@exch.example.com")
    #expect(steps(found) == steps(whole))
    #expect(ending(found) == ending(whole))
  }

  @Test("It ends by itself once the message is done, and not before")
  func end() throws {
    let lines = try lines(ofSituation: "greylisted-then-delivered")
    let log = try Growing(lines[..<8].joined())
    // Deferred: whoever waits gets nothing more, and where it stands at the end.
    let open = try log.follow("4A1B2C3D4E", Array(repeating: {}, count: 100))
    #expect(log.pauses > 100)
    #expect(open.contains("still queued at mx1 after 1 attempt"))
    try log.append(lines[8...].joined())
    let done = try log.follow("4A1B2C3D4E", Array(repeating: {}, count: 100))
    #expect(log.pauses < 20)
    #expect(done.contains("the platform has it"))
  }

  @Test("An address: the newest message under way, or else the next that comes")
  func choice() throws {
    func message(_ id: String, _ minute: Int, isDone: Bool) -> String {
      let head = "Mar  3 09:\(minute):01 mx1 postfix/"
      return """
        \(head)smtpd[1]: \(id): client=exch.example.com[10.1.2.3]
        \(head)cleanup[2]: \(id): message-id=<\(id)@example.com>
        \(head)qmgr[3]: \(id): from=<anna@example.com>, size=1, nrcpt=1 (queue active)

        """
          + (isDone
            ? """
            \(head)smtp[4]: \(id): to=<b@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, \
            delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
            \(head)qmgr[3]: \(id): removed

            """ : "")
    }
    let done = message("AAAAAA01", 10, isDone: true) + message("AAAAAA02", 11, isDone: true)
    let waiting = try Growing(done)
    let next = try waiting.follow(
      "anna@example.com", [{ try waiting.append(message("AAAAAA03", 12, isDone: true)) }])
    #expect(next.hasPrefix("Message AAAAAA03"))
    let open = try Growing(done + message("AAAAAA04", 13, isDone: false))
    #expect(try open.follow("anna@example.com", []).hasPrefix("Message AAAAAA04"))
    let one = try Growing(message("AAAAAA01", 10, isDone: true))
    #expect(try one.follow("anna@example.com", []).contains("delivered to mx.example.net"))
    let picked = try open.follow("anna@example.com", []) { $0.pick = 3 }
    #expect(picked.hasPrefix("Message AAAAAA01"))
    #expect(try open.follow("nobody@example.com", []) == "")
  }

  // MARK: Helpers

  /// What happened: the times and the words behind them, without their proofs.
  private func steps(_ screen: String) -> [String] {
    screen.split(separator: "\n").map(String.init).filter { line in
      line.hasPrefix("  ") && line.dropFirst(2).prefix(8).allSatisfy { $0.isNumber || $0 == ":" }
        && line.dropFirst(4).hasPrefix(":")
    }
  }

  private func ending(_ screen: String) -> String {
    screen.range(of: "\nNow\n").map { String(screen[$0.lowerBound...]) } ?? ""
  }
}

/// A log, and the command on it.
private final class Growing {
  /// How often the command waited.
  private(set) var pauses = 0
  private let log: GrowingLog

  init(_ text: String) throws { log = try GrowingLog(text) }

  private func pipeline() throws -> Pipeline {
    try Pipeline([log.path], options: ["--year", "2026"])
  }

  func trace(_ text: String) throws -> String {
    String(decoding: try pipeline().trace(text), as: UTF8.self)
  }

  /// - Parameter events: what happens each time that the command waits; behind the last it is given
  ///   time to end by itself.
  func follow(
    _ text: String, _ events: [() throws -> Void],
    _ change: (inout TraceRun.Options) -> Void = { _ in }
  ) throws -> String {
    let happenings = Happenings(events)
    let found = try pipeline().trace(text) { options in
      options.follows = true
      options.pause = { happenings.next() }
      change(&options)
    }
    if let failure = happenings.failure { throw failure }
    pauses = happenings.pauses
    return String(decoding: found, as: UTF8.self)
  }

  func append(_ text: String) throws { try log.append(text) }
  func rotate() throws { try log.rotate() }
  func empty() throws { try log.empty() }
}
