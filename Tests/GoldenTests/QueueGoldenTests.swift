import Foundation
import IncaTrail
import Testing
import TrailTesting

/// The text of `incatrail queue`, as `fixtures/queues/*/queue.txt` has it; `make golden` rewrites it.
@Suite("Queues as text")
struct QueueGoldenTests {
  private func check(_ folder: String, _ pipeline: Pipeline, at: String, logs: [String]) throws {
    let told = try pipeline.queue(.text, at: at, logs: logs, all: false).output
    let path = fixtures + "/queues/\(folder)/queue.txt"
    if ProcessInfo.processInfo.environment["INCATRAIL_GOLDEN"] == "update" {
      try Data(told).write(to: URL(fileURLWithPath: path))
    }
    let expected = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(told == expected, "\(difference(told, expected))")
  }

  @Test("Postfix beside its log")
  func postfix() throws {
    let pipeline = try Pipeline(
      ["fixtures/queues/postfix/postqueue-j.jsonl"],
      options: [
        "--platform", "127.0.0.13", "--platform", "127.0.0.14", "--own", "127.0.0.1", "--own",
        "127.0.1.0/24",
      ])
    try check(
      "postfix", pipeline, at: "2026-11-23T19:50:28", logs: ["fixtures/postfix/queue/input.log"])
  }

  @Test("Exim without its log")
  func exim() throws {
    try check(
      "exim", try Pipeline(["fixtures/queues/exim/exim-bp.txt"], options: []),
      at: "2026-03-23T12:00", logs: [])
  }

  @Test("Exchange, queues and messages")
  func exchange() throws {
    let folder = "fixtures/queues/exchange/e2019/"
    try check(
      "exchange/e2019",
      try Pipeline([folder + "get-queue.json", folder + "get-message.json"], options: []),
      at: "2026-09-14T19:00", logs: [])
  }
}
