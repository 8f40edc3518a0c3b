import ByteTools
import MailLines
import MailTerms
import Testing

/// In autumn the clocks go back from 03:00 to 02:00, and the hour between is told twice.
@Suite("The hour that is told twice")
struct RepeatedHourTests {
  /// 2026-10-25 00:00 UTC, when clocks in Zurich show 02:00 for the first time.
  private static let start: Int64 = 1_792_886_400

  /// The minutes since then at which lines with these stamps were written.
  private func minutes(_ stamps: [String]) throws -> [Int64?] {
    let zone = try #require(LocalZone(name: "Europe/Zurich"))
    var reader = StampReader(zone: zone, reference: Self.start + 86_400, firstYear: 2026)
    return stamps.map { stamp in
      Array("\(stamp) gw x: y".utf8).withByteView { line in
        reader.read(line).map { ($0.time.seconds - Self.start) / 60 }
      }
    }
  }

  @Test("It is the first one until the clock goes back")
  func inOrder() throws {
    let found = try minutes([
      "Oct 25 01:59:00", "Oct 25 02:00:00", "Oct 25 02:59:00", "Oct 25 02:00:00",
      "Oct 25 02:59:00", "Oct 25 03:00:00",
    ])
    #expect(found == [-1, 0, 59, 60, 119, 120])
  }

  @Test("A line that stands behind newer ones is no sign of it")
  func stragglers() throws {
    let found = try minutes([
      "Oct 25 02:30:00", "Oct 25 02:25:00", "Oct 25 02:31:00", "Oct 25 02:05:00",
      "Oct 25 01:59:00", "Oct 25 02:06:00",
    ])
    #expect(found == [30, 25, 31, 65, -1, 66])
  }

  @Test("Stamps with dates of their own, Exim's and RFC 3339 without a zone, are read so too")
  func otherForms() throws {
    #expect(
      try minutes(["2026-10-25T02:59:00", "2026-10-25T02:01:00", "2026-10-25T02:02:00"])
        == [59, 61, 62])
    let zone = try #require(LocalZone(name: "Europe/Zurich"))
    var reader = StampReader(zone: zone, reference: 0, firstYear: nil)
    let exim = ["02:50:00", "02:51:00", "02:01:00"].map { clock in
      Array("2026-10-25 \(clock) 1xVYXE-0004Lc-1A Completed".utf8).withByteView { line in
        reader.readExim(line).map { ($0.time.seconds - Self.start) / 60 }
      }
    }
    #expect(exim == [50, 51, 61])
  }

  @Test("An older log behind a newer one begins anew")
  func olderLog() throws {
    #expect(
      try minutes(["Oct 28 08:00:00", "Oct 25 02:10:00", "Oct 25 02:20:00"])
        == [3 * 1440 + 420, 10, 20])
  }
}
