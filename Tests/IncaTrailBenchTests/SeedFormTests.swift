import Testing

@testable import IncaTrailBench

@Suite("A seed in other forms")
struct SeedFormTests {
  @Test("Stamps of RFC 3339 rise within a second")
  func isoStamps() throws {
    let seed = """
      Nov 23 20:04:09 mx postfix/qmgr[2]: 4jYFhP1p7GzCw: removed
      Nov 23 20:04:09 mx postfix/qmgr[2]: 4jYFhP1p7GzCx: removed
      Dec  1 00:00:00 mx postfix/qmgr[2]: 4jYFhP1p7GzCy: removed

      """
    let expected = """
      2025-11-23T20:04:09.000000+01:00 mx postfix/qmgr[2]: 4jYFhP1p7GzCw: removed
      2025-11-23T20:04:09.001237+01:00 mx postfix/qmgr[2]: 4jYFhP1p7GzCx: removed
      2025-12-01T00:00:00.000000+01:00 mx postfix/qmgr[2]: 4jYFhP1p7GzCy: removed

      """
    #expect(String(decoding: try withISOStamps(Array(seed.utf8)), as: UTF8.self) == expected)
    #expect(throws: BenchError.self) { try withISOStamps(Array("no stamp at all here\n".utf8)) }
  }

  @Test("Mail that waits: four lines a message, each with an ID of its own, in order of time")
  func waiting() {
    let log = String(decoding: waitingMail(2500), as: UTF8.self)
    let lines = log.split(separator: "\n")
    #expect(lines.count == 4 * 2500)
    #expect(Set(lines.compactMap { $0.firstMatch(of: /4A[0-9A-F]{8}/)?.0 }).count == 2500)
    let stamps = lines.map { $0.prefix(26) }
    #expect(stamps == stamps.sorted())
    #expect(stamps.last == "2026-03-03T00:02:04.860000")
  }

  /// Which lines of a log stay, by their places; but for the messages left open, the log goes on with
  /// the end of each.
  private func kept(of lines: [String], open: Set<String> = []) -> [Int] {
    let messages = Set(lines.compactMap { $0.firstMatch(of: /4jYFhP1p7GzC./).map { String($0.0) } })
    let ends = messages.subtracting(open).map { "qmgr[2]: \($0): removed" }
    let log = (lines + ends).map { "Nov 23 20:04:09 mx postfix/\($0)\n" }.joined()
    let half = String(decoding: withHalfMarked(Array(log.utf8)), as: UTF8.self)
    return half.split(separator: "\n").compactMap { line in
      lines.firstIndex { line.hasSuffix(" postfix/" + $0) }
    }
  }

  @Test(
    "Of the others as many messages stay as the platform has, evenly; so do lines of no message")
  func halfMarked() {
    let others = (1...6).map { "qmgr[2]: 4jYFhP1p7GzC\($0): from=<a@example.ch>" }
    let platform = ["D", "F"].map { "smtp[4]: 4jYFhP1p7GzC\($0): to=<b@example.ch.incamail.ch>" }
    let start = ["master[1]: daemon started"]
    // The third and the sixth of the others, whose lines come once more.
    #expect(
      kept(of: start + others + platform + others.map { $0 + " again" })
        == [0, 3, 6, 7, 8, 11, 14])
  }

  @Test("A message left open goes, the platform's too, and counts for nothing")
  func halfMarkedOpen() {
    let others = (1...2).map { "qmgr[2]: 4jYFhP1p7GzC\($0): from=<a@example.ch>" }
    let platform = ["D", "F"].map { "smtp[4]: 4jYFhP1p7GzC\($0): to=<b@example.ch.incamail.ch>" }
    #expect(kept(of: others + platform, open: ["4jYFhP1p7GzC1"]) == [1, 2, 3])
    #expect(kept(of: others + platform, open: ["4jYFhP1p7GzCF"]) == [1, 2])
  }

  @Test("A refused message is one of the others")
  func halfMarkedRefused() {
    let refused = ["a", "b"].map {
      "smtpd[3]: NOQUEUE: reject: RCPT from x: 450 <\($0)@example.ch>"
    }
    let platform = "smtp[4]: 4jYFhP1p7GzCD: to=<b@example.ch.incamail.ch>"
    #expect(kept(of: refused + [platform]) == [1, 2])
  }

  @Test("A connection to the server stays with any message on it, and goes with those left out")
  func halfMarkedServer() {
    let lines = [
      "smtpd[3]: connect from a.example[192.0.2.1]",
      "smtpd[5]: connect from b.example[192.0.2.2]",
      "smtpd[3]: 4jYFhP1p7GzC1: client=a.example[192.0.2.1]",
      "smtpd[5]: 4jYFhP1p7GzC2: client=b.example[192.0.2.2]",
      "smtp[4]: 4jYFhP1p7GzCD: to=<b@example.ch.incamail.ch>",
      "smtpd[3]: disconnect from a.example[192.0.2.1]",
      "smtpd[5]: disconnect from b.example[192.0.2.2]",
      "smtpd[3]: connect from c.example[192.0.2.3]",
      "smtpd[3]: lost connection after CONNECT from c.example[192.0.2.3]",
    ]
    #expect(kept(of: lines) == [1, 3, 4, 6, 7, 8])
  }

  @Test(
    "A client's connection stays with a message that it was used for, and goes with those left out")
  func halfMarkedClient() {
    let tls = "Trusted TLS connection established to"
    let lines = [
      "smtp[3]: \(tls) a.example[192.0.2.1]:25: TLSv1.3",
      "smtp[3]: 4jYFhP1p7GzC1: to=<a@example.ch>, relay=a.example[192.0.2.1]:25, status=sent",
      "smtp[3]: 4jYFhP1p7GzC2: to=<a@example.ch>, relay=b.example[192.0.2.2]:25, status=sent",
      "smtp[3]: \(tls) a.example[192.0.2.1]:25: TLSv1.2",
      "smtp[3]: 4jYFhP1p7GzC3: to=<a@example.ch>, relay=a.example[192.0.2.1]:25, status=sent",
      "smtp[3]: 4jYFhP1p7GzC4: to=<a@example.ch>, relay=a.example[192.0.2.1]:25, status=sent",
      "smtp[4]: \(tls) im.post.ch[192.0.2.9]:25: TLSv1.3",
      "smtp[4]: 4jYFhP1p7GzCD: to=<b@example.ch.incamail.ch>, relay=im.post.ch[192.0.2.9]:25",
      "smtp[4]: 4jYFhP1p7GzCF: to=<b@example.ch.incamail.ch>, relay=im.post.ch[192.0.2.9]:25",
    ]
    #expect(kept(of: lines) == [2, 3, 5, 6, 7, 8])
  }
}
