import Glibc
import Testing

@testable import IncaTrailBench

@Suite("Multiplying a log")
struct LogMultiplierTests {
  /// The copies of `seed`, line by line, up to the one that passes `size`.
  func lines(of seed: String, size: Int) throws -> [String] {
    var name = Array("/tmp/incatrail-XXXXXX".utf8CString)
    close(mkstemp(&name))
    let path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { unlink(path) }
    var multiplier = try LogMultiplier(seed: Array(seed.utf8))
    try multiplier.write(atLeast: size, to: path)
    let text = String(decoding: try readSeed(path), as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }

  @Test("Each copy has its own day, queue IDs and message IDs; open messages are dropped")
  func postfix() throws {
    let seed = """
      Dec 31 10:00:00 mx postfix/cleanup[1]: 4jYFhP1p7GzCw: message-id=<a@example.ch>
      Dec 31 10:00:01 mx postfix/bounce[1]: 4jYFhP1p7GzCw: sender notification: 844DCFA290A
      Dec 31 10:00:02 mx postfix/qmgr[2]: 844DCFA290A: removed
      Dec 31 10:00:02 mx postfix/qmgr[2]: 4jYFhP1p7GzCw: removed
      Dec 31 10:00:03 mx postfix/qmgr[2]: AAAAAA0001: from=<left@example.ch>

      """
    #expect(
      try lines(of: seed, size: seed.utf8.count) == [
        "Dec 31 10:00:00 mx postfix/cleanup[1]: 4jYFhP1p7GzCw: message-id=<0000.a@example.ch>",
        "Dec 31 10:00:01 mx postfix/bounce[1]: 4jYFhP1p7GzCw: sender notification: 844DCFA290A",
        "Dec 31 10:00:02 mx postfix/qmgr[2]: 844DCFA290A: removed",
        "Dec 31 10:00:02 mx postfix/qmgr[2]: 4jYFhP1p7GzCw: removed",
        "Jan  1 10:00:00 mx postfix/cleanup[1]: 4jZGhQ1p7HzDw: message-id=<0001.a@example.ch>",
        "Jan  1 10:00:01 mx postfix/bounce[1]: 4jZGhQ1p7HzDw: sender notification: 844DCFA290B",
        "Jan  1 10:00:02 mx postfix/qmgr[2]: 844DCFA290B: removed",
        "Jan  1 10:00:02 mx postfix/qmgr[2]: 4jZGhQ1p7HzDw: removed",
      ])
  }

  @Test("Exim's queue IDs in both lengths, also in its own message IDs")
  func exim() throws {
    let seed = """
      2026-02-28 10:00:00 1xWBE2-000000007mq-2edb <= a@example.ch id=E1abcDE-000FgH-Ij@mx
      2026-02-28 10:00:01 1abcDE-000FgH-Ij Completed
      2026-02-28 10:00:01 1xWBE2-000000007mq-2edb Completed

      """
    #expect(
      try lines(of: seed, size: seed.utf8.count + 6).suffix(3) == [
        "2026-03-01 10:00:00 1xXCE2-000000007mq-2edb <= a@example.ch id=0001.E1abcFE-000GgJ-Ij@mx",
        "2026-03-01 10:00:01 1abcFE-000GgJ-Ij Completed",
        "2026-03-01 10:00:01 1xXCE2-000000007mq-2edb Completed",
      ])
  }

  @Test("What is no mail log is refused", arguments: ["", "hello\n", "Nov 23 10:00:00 mx x: y\n"])
  func foreign(seed: String) {
    #expect(throws: BenchError.self) { try LogMultiplier(seed: Array(seed.utf8)) }
  }
}
