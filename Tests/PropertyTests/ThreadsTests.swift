import Foundation
import Testing
import TrailTesting

@Suite("However many threads work, the bytes are the same")
struct ThreadsTests {
  @Test("Real logs, in blocks of any size", arguments: plainLogs, [nil, 4001])
  func logs(log: String, blockSize: Int?) throws {
    var pipeline = try postfix(["\(fixtures)/postfix/\(log)/input.log"])
    pipeline.blockSize = blockSize
    try expectSame(&pipeline)
  }

  @Test("Several dialects at once, and hosts, tables and programs that come late")
  func dialects() throws {
    let folder = "\(fixtures)/situations/exchange-postfix-exim"
    var pipeline = try Pipeline(
      ["postfix", "exim", "exchange"].map { "\(folder)/\($0).log" }, options: [])
    pipeline.blockSize = 500
    try expectSame(&pipeline)
  }

  @Test(
    "Compressed sources", arguments: ["exim496-gnutls-typical-tz", "exim498-openssl-all"])
  func compressed(log: String) throws {
    let folder = "\(fixtures)/exim/\(log)"
    var pipeline = try Pipeline(
      ["\(folder)/mainlog.zst", "\(folder)/rejectlog.zst"],
      options: ["--platform", "127.0.1.13", "--platform", "127.0.1.14", "--own", "127.0.2.0/24"])
    try expectSame(&pipeline)
  }

  @Test("Hosts that write at the same time")
  func manyHosts() throws {
    let scratch = try Scratch()
    let log = try LogLines(fixture: "delivery")
    let files = try (10..<22).map { number in
      try scratch.file(
        "gateway\(number).log", log.replacing("mxgw01", with: "mxgw\(number)").bytes)
    }
    var pipeline = try postfix(files)
    try expectSame(&pipeline)
  }

  private func expectSame(_ pipeline: inout Pipeline) throws {
    pipeline.threads = 1
    let alone = try pipeline.export(withLines: true, withAttempts: true)
    pipeline.threads = 2
    #expect(!alone.isEmpty)
    for _ in 0..<3 {
      let found = try pipeline.export(withLines: true, withAttempts: true)
      #expect(faults(alone, found) == nil)
    }
  }
}
