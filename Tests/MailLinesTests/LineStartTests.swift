import ByteTools
import MailTerms
import Testing

@testable import MailLines

/// A line that begins like the one before it is not read anew, and tells the same as if it were.
@Suite("Lines of one minute and host")
struct LineStartTests {
  /// Lines with heads that are alike, and ones that nearly are.
  private static let lines = [
    "Nov 23 18:10:13 mx1 postfix/smtpd[4711]: connect from a",
    "Nov 23 18:10:13 mx1 postfix/qmgr[12]: 4bKd removed",
    "Nov 23 18:10:13 mx1 postfix/qmgr[12345678]: eight digits",
    "Nov 23 18:10:13 mx1 postfix/qmgr[]: none",
    "Nov 23 18:10:13 mx1 postfix/qmgr[1x]: no number",
    "Nov 23 18:10:13 mx1 postfix/qmgr[12]:no blank",
    "Nov 23 18:10:13 mx1 a[7]: short tag",
    "Nov 23 18:10:13 mx1 a-tag-of-more-than-sixteen-bytes[7]: text",
    "Nov 23 18:10:13 mx1 a-tag-of-more-than-SIXTEEN-bytes[7]: text",
    "Nov 23 18:10:13 mx1 sshd: no process",
    "Nov 23 18:10:13 mx1 exim[7]: 1vwyFU-000320-2S Completed",
    "Nov 23 18:10:13 mx1 exim[7]: [1/2] cut",
    "Nov 23 18:10:13 mx1 a[7]: message repeated 2 times: [ x]",
    "Nov 23 18:10:13 mx1",
    "Nov 23 18:10:13 mx1 ",
    "Nov 23 18:10:13 mx10 postfix/smtpd[4711]: connect from a",
    "Nov 23 18:10:13 mx postfix/smtpd[4711]: connect from a",
    "Nov 23 18:10:14 mx1 postfix/smtpd[4711]: connect from a",
    "Nov 23 18:10:60 mx1 postfix/smtpd[4711]: connect from a",
    "Nov 23 18:10:61 mx1 postfix/smtpd[4711]: connect from a",
    "Nov 23 18:10: 1 mx1 postfix/smtpd[4711]: connect from a",
    "Nov 23 18:11:14 mx1 postfix/smtpd[4711]: connect from a",
    "Nov 24 18:10:14 mx1 postfix/smtpd[4711]: connect from a",
    "nov 23 18:10:13 mx1 postfix/smtpd[4711]: connect from a",
    "nov 23 18:10:14 mx1 postfix/smtpd[4711]: connect from a",
    "nov. 23 18:10:14 mx1 postfix/smtpd[4711]: connect from a",
    "Nov 23 18:10:13 postfix/smtpd[4711]: connect from a",
    "Nov 23 18:10:13 postfix/qmgr[4711]: connect from a",
    "Nov 23 18:10:13 mx1: postfix/smtpd[4711]: connect from a",
    "Nov 23 18:10:13.25 mx1 postfix/smtpd[4711]: connect from a",
    "Nov 23 18:10:13.26 mx1 postfix/smtpd[4711]: connect from a",
    "Nov 23 18:10:13.123456 mx1 postfix/smtpd[4711]: connect from a",
    "Nov 23 18:10:13.1234567 mx1 postfix/smtpd[4711]: connect from a",
    "2026-11-23T18:10:13+01:00 mx1 postfix/smtpd[4711]: connect from a",
    "2026-11-23T18:10:13+02:00 mx1 postfix/smtpd[4711]: connect from a",
    "2026-11-23T18:10:13.000001+01:00 mx1 postfix/smtpd[4711]: connect from a",
    "2026-11-23T18:10:13.999999+01:00 mx1 postfix/qmgr[4711]: connect from a",
    "2026-11-23T18:10:13.99999+01:00 mx1 postfix/qmgr[4711]: connect from a",
    "2026-11-23T18:10:59.000001+01:00 mx1 postfix/smtpd[4711]: connect from a",
    "2026-11-23T18:10:60.000001+01:00 mx1 postfix/smtpd[4711]: connect from a",
    "2026-11-23T18:10:13.9999999+01:00 mx1 postfix/qmgr[4711]: connect from a",
    "2026-11-23T18:10:13.999999+02:00 mx1 postfix/qmgr[4711]: connect from a",
    "2026-11-23T18:10:13.999999+01:00 mx2 postfix/qmgr[4711]: connect from a",
    "2026-11-23T18:10:13,999Z mx2 postfix/qmgr[4711]: connect from a",
    "<22>Nov 23 18:10:13 mx1 postfix/qmgr[12]: 4bKd removed",
    "<22>1 2026-11-23T18:10:13.999999+01:00 mx1 postfix/qmgr 4711 - - connect from a",
    "2026-11-23 18:10:13 1vwyFU-000320-2S Completed",
    "2026-11-23 18:10:13 [4711] 1vwyFU-000320-2S Completed",
    "2026-11-23 18:10:13 [4711]",
    "2026-11-23 18:10:00 [4711] 1vwyFU-000320-2S Completed",
    "2026-11-23 18:10:13 [x] text",
    "2026-11-23 18:10:13 +0100 1vwyFU-000320-2S Completed",
    "2026-11-23 18:10:13 +0200 [4711] 1vwyFU-000320-2S Completed",
    "2026-11-23 18:10:13 -text",
    "2026-11-23 18:10:13.811 1vwyFU-000320-2S Completed",
    "2026-11-23 18:10:13.812 +0100 [12] 1vwyFU-000320-2S Completed",
    "2026-11-23 18:10:13.813 +0100 [12] 1vwyFU-000320-2S Completed",
    "2026-11-23 18:10:13 ",
    "2026-11-23T18:10:13.813Z,a,b,c",
    "2026-11-23T18:10:00.813Z,a,b,c",
    "2026-11-23T18:10:13.814Z,a,\"b\",c",
    "2026-11-23T18:10:13.814Z;a;b;c",
    "2026-11-23T18:10:13.8141Z,a,b,c",
  ]

  @Test("Behind any other they tell what they tell alone", arguments: lines)
  func pair(line: String) throws {
    let alone = try told(line + "\n")
    for before in Self.lines {
      let found = try told("\(before)\n\(before)\n\(line)\n")
      #expect(Array(found.suffix(alone.count)) == alone, "behind \(before)")
    }
  }

  @Test("In a longer month's stamp the minute is not taken for the second")
  func longMonth() throws {
    let lines = ["févr. 13 09:15:01", "févr. 13 09:16:02"].map { "\($0) mx1 a[7]: x" }
    let alone = try lines.flatMap { try told($0 + "\n") }
    #expect(try told(lines.joined(separator: "\n") + "\n") == alone)
  }

  private func told(_ log: String) throws -> [String] {
    try withLog(log, blockSize: 1 << 18) { programs, block, record, _ in
      let text = block.line(record).from(Int(record.text)).string
      let program = programs.programs[Int(record.program)]
      // Without a head a line has the stamp of the one before.
      guard !program.tag.isEmpty else { return text }
      // Layouts are numbered as they come.
      let tag = program.tag.withByteView { tag in
        tag.number(at: 9).map { programs.layouts[$0.value].columns.count.description } ?? tag.string
      }
      return "\(record.stamp.description) \(programs.hostNames[Int(program.host)]) "
        + "\(tag)[\(record.pid)] \(record.flags.rawValue) \(text)"
    }
  }
}
