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

  @Test("Of the others as many messages stay as the platform has; lines of no message stay")
  func halfMarked() {
    let seed = """
      Nov 23 20:04:09 mx postfix/qmgr[2]: 4jYFhP1p7GzCf: from=<a@example.ch>
      Nov 23 20:04:09 mx postfix/qmgr[2]: 4jYFhP1p7GzCb: from=<b@example.ch>
      Nov 23 20:04:09 mx postfix/smtpd[3]: connect from a.example[192.0.2.1]
      Nov 23 20:04:10 mx postfix/smtp[4]: 4jYFhP1p7GzCc: to=<c@example.ch.incamail.ch>
      Nov 23 20:04:10 mx postfix/smtp[4]: 4jYFhP1p7GzCb: to=<d@example.ch>
      Nov 23 20:04:10 mx postfix/smtp[4]: 4jYFhP1p7GzCf: to=<e@example.ch>

      """
    let lines = seed.split(separator: "\n")
    let kept = [lines[0], lines[2], lines[3], lines[5]].joined(separator: "\n") + "\n"
    #expect(String(decoding: withHalfMarked(Array(seed.utf8)), as: UTF8.self) == kept)
  }
}
