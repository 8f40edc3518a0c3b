import Foundation
import IncaTrail
import Testing
import TrailTesting

@Suite("What stands on several lines, in any cut")
struct SeveralLinesTests {
  @Test(
    "Trails and counts are the same, and every line is counted",
    arguments: [
      "exchange-line-break-in-row", "exchange-without-header", "exchange-export-semicolons",
      "exim-syslog-parts",
    ])
  func situations(name: String) throws {
    let folder = "\(fixtures)/situations/\(name)"
    let file = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".log") })
    let path = "\(folder)/\(file)"
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    var pipeline = try postfix([path])
    let whole = try pipeline.export(withLines: true, withAttempts: true)
    let report = try pipeline.report(.json, all: true)
    let counts = try #require(records(report).first?.record("coverage")?.record("lines"))
    #expect(counts.number("read") == Double(bytes.count { $0 == 0x0A }))
    // A tracker can tell 4096 blocks apart.
    for size in [max(3, bytes.count / 4000), 150, 700, 2100] {
      pipeline.blockSize = size
      let found = try pipeline.export(withLines: true, withAttempts: true)
      #expect(faults(whole, found) == nil, "blocks of \(size) bytes")
      #expect(try pipeline.report(.json, all: true) == report, "blocks of \(size) bytes")
    }
  }

  @Test("The lines of a row share its verdict")
  func row() throws {
    let path = "\(fixtures)/situations/exchange-line-break-in-row/exchange.log"
    let report = try postfix([path]).report(.json, all: true)
    let counts = try #require(records(report).first?.record("coverage")?.record("lines"))
    #expect(counts.number("understood") == 8)
    #expect(counts.number("ignored") == 2)
    #expect(counts.number("unknown") == 1)
  }
}
