import Foundation
import Testing
import TrailTesting

@Suite("The same log in another form")
struct FormsTests {
  @Test("With CRLF", arguments: plainLogs)
  func windowsLineEnds(log: String) throws {
    let lines = try LogLines(fixture: log)
    let scratch = try Scratch()
    let bytes = lines.bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    let expected = try postfix(["\(fixtures)/postfix/\(log)/input.log"]).export()
    let found = try postfix([try scratch.file("mail.log", bytes)]).export()
    #expect(faults(expected, found) == nil)
  }

  @Test("Compressed, in one member and in several", arguments: Compressor.allCases)
  func compressed(by compressor: Compressor) throws {
    let lines = try LogLines(fixture: "queue")
    let scratch = try Scratch()
    let expected = try postfix(["\(fixtures)/postfix/queue/input.log"]).export()
    let one = try scratch.file("one", compressor.member(lines.bytes))
    #expect(faults(expected, try postfix([one]).export()) == nil)
    // Members end in the middle of lines.
    let bytes = lines.bytes
    let third = bytes.count / 3
    let parts = [bytes[..<third], bytes[third..<(2 * third)], bytes[(2 * third)...]]
    let several = try scratch.file("several", parts.flatMap { compressor.member(Array($0)) })
    #expect(faults(expected, try postfix([several]).export()) == nil)
  }

  @Test(
    "In every framing",
    arguments: [
      "postfix/syslog.rfc3339.log", "postfix/syslog.rfc5424.log",
      "postfix/syslog.rfc5424-slash.log",
      "postfix/syslog.journal.json", "postfix/syslog.journal.export",
      "postfix/syslog.journal-short-iso.log", "postfix/syslog.journal-short-precise.log",
    ])
  func framings(name: String) throws {
    let plain = try #require(ManifestRow.named("postfix/syslog.log"))
    let other = try #require(ManifestRow.named(name))
    let expected = try Self.essence(plain.pipeline())
    let found = try Self.essence(other.pipeline())
    #expect(faults(expected, found) == nil)
  }

  /// The export without what a framing rightly changes: ids, precision of stamps and what is computed
  /// from it, the order in which trails are told.
  private static func essence(_ pipeline: Pipeline) throws -> [UInt8] {
    let trails = try records(pipeline.export()).map { trail -> String in
      var trail = trail
      for key in ["id", "first_seen", "last_seen"] { trail[key] = nil }
      trail["related"] = trail.list("related").map { related in
        var related = related
        related["trail"] = nil
        return related
      }
      trail["hops"] = trail.list("hops").map { hop in
        var hop = hop
        for key in ["first_seen", "last_seen"] { hop[key] = nil }
        return hop
      }
      let isJoined = trail.texts("queue_ids").count > 1
      trail["recipients"] = trail.recipients.map { recipient in
        var recipient = recipient
        recipient["last_attempt"] = nil
        // The way to the last hop is told by stamps.
        if isJoined { recipient["delay_seconds"] = nil }
        return recipient
      }
      return trail.canonical
    }
    return Array(trails.sorted().joined(separator: "\n").utf8)
  }
}
