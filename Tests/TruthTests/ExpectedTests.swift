import Foundation
import Testing
import TrailTesting

/// What the truth files do not say, read off the logs by hand for some messages of each.
///
/// `fixtures/postfix/expected.jsonl`: a key that a row lacks is not judged.
@Suite("Messages read by hand")
struct ExpectedTests {
  private func rows() throws -> [Record] {
    try records(file: fixtures + "/postfix/expected.jsonl")
  }

  @Test(
    "Reached, failed classes, attempts, TLS, next hop and hops",
    arguments: ["tls", "queue", "routing", "delivery", "filter-inbound", "loglevel0"])
  func expected(log: String) throws {
    let row = try #require(ManifestRow.named("postfix/\(log)"))
    let trails = try records(row.pipeline().export())
    let wanted = try rows().filter { $0.text("log") == log }
    #expect(wanted.count >= 4)
    for want in wanted {
      let ids = want.texts("queue_ids")
      let found = trails.filter { !Set($0.texts("queue_ids")).isDisjoint(with: ids) }
      #expect(found.count == 1, "\(ids)")
      guard let trail = found.first else { continue }
      #expect(trail.texts("queue_ids") == ids)
      compare(want.list("hops"), trail.list("hops"), "\(ids)")
      #expect(trail.recipients.count == want.recipients.count, "\(ids)")
      for person in want.recipients {
        let address = person.text("address")
        let same = trail.recipients.filter { $0.text("address") == address }
        compare([person], same, "\(ids)")
      }
    }
  }

  @Test("At least forty")
  func enough() throws { #expect(try rows().count >= 40) }

  /// Whether what is found says the same under every key that is wanted.
  private func compare(_ wanted: [Record], _ found: [Record], _ place: String) {
    #expect(found.count == wanted.count, "\(place)")
    for (want, got) in zip(wanted, found) {
      let judged = got.filter { want[$0.key] != nil }
      #expect(judged.canonical == want.canonical, "\(place)")
    }
  }
}
