import IncaTrail
import Testing
import TrailTesting

@Suite("More mail in flight than memory for it")
struct EvictionTests {
  /// Messages that are deferred and not heard of again, each fourth for the platform; long enough
  /// for the first blocks to go.
  private static func log(messages: Int) -> [UInt8] {
    var text = ""
    for number in 0..<messages {
      let id = String(0x4A_1B00_0000 + number * 7, radix: 16, uppercase: true)
      let seconds = number / 50
      let stamp =
        "Nov 20 "
        + [seconds / 3600, seconds / 60 % 60, seconds % 60]
        .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
      let isOurs = number % 4 == 0
      let to = isOurs ? "r\(number)@example.net.incamail.ch" : "r\(number)@example.org"
      let relay = isOurs ? "gw1.incamail.com[194.41.147.13]:25" : "mx.example.org[203.0.113.25]:25"
      text += """
        \(stamp) mx1 postfix/smtpd[21]: \(id): client=exch.example.com[10.1.2.3]
        \(stamp) mx1 postfix/cleanup[22]: \(id): message-id=<m\(number)@exch.example.com>
        \(stamp) mx1 postfix/qmgr[9]: \(id): from=<a@example.com>, size=1, nrcpt=1 (queue active)
        \(stamp) mx1 postfix/smtp[23]: \(id): to=<\(to)>, relay=\(relay), delay=1, \
        delays=0/0/1/0, dsn=4.2.2, status=deferred (host said: 452 4.2.2 Mailbox full)

        """
    }
    return Array(text.utf8)
  }

  @Test("Each message is told, once, with all its lines; those given up are counted")
  func eviction() throws {
    let scratch = try Scratch()
    let path = try scratch.file("open.log", Self.log(messages: 40_000))
    var pipeline = try Pipeline([path], options: ["--year", "2026"])
    let whole = try pipeline.export()
    let report = try records(pipeline.report(.json))[0]
    #expect(report.record("coverage")?.number("evicted") == 0)
    #expect(lines(whole).count == 40_000)

    pipeline.memoryLimit = 2 << 20
    let pressed = try pipeline.export()
    #expect(lines(pressed).count == 40_000)
    // In another order.
    let isSame = Set(lines(pressed)) == Set(lines(whole))
    #expect(isSame, "\(difference(whole, pressed))")
    let pressedReport = try records(pipeline.report(.json))[0]
    let evicted = pressedReport.record("coverage")?.number("evicted") ?? 0
    #expect(evicted > 1000)
    #expect(report.number("messages") == pressedReport.number("messages"))
  }
}
