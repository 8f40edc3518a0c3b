import Foundation
import IncaTrail
import Testing
import TrailTesting

/// `docs/records.md` says of what type each key of a line event is.
@Suite("Line events: lists, truths and objects")
struct EventTypesTests {
  private func events(_ inputs: [String]) throws -> [Record] {
    try records(Pipeline(inputs, options: []).events())
  }

  @Test("Exim: recipients are a list, and whether a certificate verified is true or false")
  func exim() throws {
    let found = try events(["fixtures/exim/exim498-openssl-all/mainlog.zst"])
    let lists = found.compactMap { $0["recipients"] }
    #expect(!lists.isEmpty && lists.allSatisfy { $0 is [String] })
    let verified = found.compactMap { $0["cert_verified"] as? Bool }
    #expect(Set(verified) == [true, false])
    #expect(verified.count == found.filter { $0["cert_verified"] != nil }.count)
  }

  @Test("Exchange: a status for each recipient, and custom data as an object")
  func exchange() throws {
    let found = try events(["fixtures/exchange/e2019"])
    let several = found.filter { ($0["recipients"] as? [String])?.count ?? 0 > 1 }
    #expect(several.contains { ($0["recipient_status"] as? [String])?.count ?? 0 > 1 })
    #expect(
      found.contains {
        ($0["custom_data"] as? [String: Any])?["DeliveryPriority"] as? String == "Normal"
      })
    #expect(found.allSatisfy { $0["custom_data"] == nil || $0["custom_data"] is [String: Any] })
  }

  @Test("Servers that tracking rows name count as gateways seen")
  func servers() throws {
    let pipeline = try Pipeline(["fixtures/exchange/e2019"], options: [])
    let report = try #require(records(pipeline.report(.json)).first)
    let hosts = report.record("coverage")?.list("hosts").compactMap { $0.text("name") } ?? []
    #expect(hosts.contains("EX01") && hosts.contains("EX02"))
  }
}
