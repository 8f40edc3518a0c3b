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
    return text.split(whereSeparator: \.isNewline).map(String.init)
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

  @Test("A copy of a seed that spans days begins after the one before it has ended")
  func severalDays() throws {
    // From the afternoon to the morning of the next day but one: less than two days.
    let seed = """
      2026-02-26 15:00:00.100 [1] 1xWBE2-000000007mq-2edb <= a@example.ch
      2026-02-28 10:00:00.200 [1] 1xWBE2-000000007mq-2edb => b@example.com
      2026-02-27 10:00:00.300 [1] 1xWBE2-000000007mq-2edb Completed

      """
    let stamps = try lines(of: seed, size: 2 * seed.utf8.count).map { $0.prefix(13) }
    #expect(
      stamps == [
        "2026-02-26 15", "2026-02-28 10", "2026-02-27 10", "2026-02-28 15", "2026-03-02 10",
        "2026-03-01 10",
      ])
  }

  @Test("The same from one year to the next, and where a seed takes exactly a day")
  func turnOfTheYear() throws {
    let seed = """
      Dec 31 10:00:00 mx postfix/qmgr[2]: 844DCFA290A: from=<a@example.ch>
      Jan  1 10:00:00 mx postfix/qmgr[2]: 844DCFA290A: removed

      """
    let days = try lines(of: seed, size: 2 * seed.utf8.count).map { $0.prefix(6) }
    #expect(days == ["Dec 31", "Jan  1", "Jan  2", "Jan  3"])
  }

  @Test("Exim's long queue IDs in the form that its older tools know")
  func shortIDs() {
    let log = "1xVZE2-000000007mo-0qpd <= a@example.ch id=E1xVZE2-000000007mq-1Ab0@mx T=\"a-b\"\n"
    #expect(
      String(decoding: withShortIDs(Array(log.utf8)), as: UTF8.self)
        == "1xVZE2-0007mo-0q <= a@example.ch id=E1xVZE2-0007mq-1A@mx T=\"a-b\"\n")
  }

  @Test("Exchange: every row stays; days, message IDs, GUIDs and internal message IDs move on")
  func exchange() throws {
    let seed = ExchangeSeed.bytes(messages: 70)
    let text = String(decoding: seed, as: UTF8.self)
    let all = try lines(of: text, size: seed.count * 2)
    let first = all.prefix(all.count / 2).map { ExchangeSeedTests.columns($0) }
    let second = all.suffix(all.count / 2).map { ExchangeSeedTests.columns($0) }
    #expect(all.count == 2 * text.split(separator: "\r\n").count)
    #expect(first.map(\.count) == second.map(\.count))

    #expect(first.dropFirst(5).allSatisfy { $0[0].hasPrefix("2026-11-23T") })
    #expect(second.dropFirst(5).allSatisfy { $0[0].hasPrefix("2026-11-24T") })
    for name in ["internal-message-id", "message-id", "network-message-id", "log-id"] {
      let column = try #require(TrackingRow.columnNames.firstIndex(of: name))
      let before = Set(first.dropFirst(5).map { $0[column] }.filter { !$0.isEmpty })
      let after = Set(second.dropFirst(5).map { $0[column] }.filter { !$0.isEmpty })
      #expect(before.isDisjoint(with: after) && before.count == after.count, "\(name)")
    }
  }

  @Test("Exchange: what a row says about another changes like it")
  func exchangeReferences() throws {
    let header = TrackingRow.header(0)
    var row = TrackingRow(time: 1000, source: "SMTP", event: "SEND")
    row.internalID = "11080705480778"
    row.messageID = "<a1@example.ch>"
    row.networkID = "53ed0a86-5951-45b7-b33d-002b4a9d5eff"
    row.context = ";250 2.6.0 <a1@example.ch> [InternalId=17659999999999, Hostname=b] 1 bytes;x"
    row.reference = "<b2@example.ch>"
    row.status = "550 5.1.1 <c@example.com>: unknown"
    row.subject = "<im><c> 12345678901"
    let line = try lines(of: header + row.line, size: header.utf8.count + row.line.utf8.count + 60)
      .last
    var moved = row
    moved.time += 86_400_000
    moved.internalID = "11080715480778"
    moved.messageID = "<0001.a1@example.ch>"
    moved.networkID = "53ed0a86-5951-45b7-b33d-002b4a9d5ef0"
    moved.context =
      ";250 2.6.0 <0001.a1@example.ch> [InternalId=17660009999999, Hostname=b] 1 bytes;x"
    moved.reference = "<0001.b2@example.ch>"
    let expected = moved.line.replacing("2026-11-23T24:", with: "2026-11-24T00:")
    #expect(line.map { $0 + "\r\n" } == expected)
  }

  @Test("What is no mail log is refused", arguments: ["", "hello\n", "Nov 23 10:00:00 mx x: y\n"])
  func foreign(seed: String) {
    #expect(throws: BenchError.self) { try LogMultiplier(seed: Array(seed.utf8)) }
  }
}
