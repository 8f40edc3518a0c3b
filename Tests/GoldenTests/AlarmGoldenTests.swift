import Foundation
import IncaTrail
import OutputGrammar
import Testing
import TrailTesting

/// A situation as monitoring sees it: logs, the moment, and how it ends.
struct Watched: Sendable, CustomStringConvertible {
  let name: String
  let logs: [String]
  /// RFC 3339, in UTC.
  let moment: String
  var limits: [(CheckRun.Limit, String)] = []
  let status: Int32

  var description: String { name }
  var folder: String { "\(packageFolder)/fixtures/alarm/\(name)" }

  var now: Int64 {
    Int64(ISO8601DateFormatter().date(from: moment)?.timeIntervalSince1970 ?? 0)
  }

  var pipeline: Pipeline {
    get throws {
      var options = ["--year", "2026"]
      if logs.contains("fixtures/day/mail.log") {
        options = try String(contentsOfFile: "\(fixtures)/day/options", encoding: .utf8)
          .split { $0 == "\n" || $0 == " " }.map(String.init)
      }
      return try Pipeline(logs, options: options)
    }
  }

  private static let twoGateways = ["mx1.log", "mx2.log"].map {
    "fixtures/situations/two-gateways-one-trail/\($0)"
  }

  static let all = [
    Watched(
      name: "all-well", logs: twoGateways,
      moment: "2026-03-03T08:20:00Z", limits: [(.failures, "0,5"), (.findings, "0")], status: 0),
    Watched(
      name: "users-errors", logs: ["fixtures/alarm/users-errors/input.log"],
      moment: "2026-03-03T08:25:00Z", limits: [(.failures, "0,0"), (.findings, "0,0")], status: 0),
    Watched(
      name: "attention", logs: ["fixtures/situations/tls-not-offered/input.log"],
      moment: "2026-03-03T08:40:00Z", status: 1),
    Watched(
      name: "critical", logs: ["fixtures/day/mail.log"], moment: "2026-11-23T19:00:00Z",
      limits: [(.failures, "10,50")], status: 2),
    Watched(
      name: "no-data", logs: twoGateways,
      moment: "2026-03-04T08:20:00Z", limits: [(.failures, "0")], status: 3),
    Watched(
      name: "empty", logs: ["fixtures/alarm/empty/input.log"], moment: "2026-03-03T08:20:00Z",
      status: 3),
    Watched(
      name: "unreadable",
      logs: twoGateways + ["fixtures/alarm/no-such.log"],
      moment: "2026-03-03T08:20:00Z", status: 3),
  ]
}

/// What `check` and `metrics` say of situations, as text and by the rules of each form.
@Suite("What monitoring is told")
struct AlarmGoldenTests {
  private static let updates = ProcessInfo.processInfo.environment["INCATRAIL_GOLDEN"] == "update"

  @Test("As a monitoring plugin", arguments: Watched.all)
  func plugin(watched: Watched) throws {
    let (bytes, status) = try watched.pipeline.check(
      .plugin, now: watched.now, limits: watched.limits)
    #expect(status == watched.status)
    #expect(PluginGrammar(bytes, status: status).faults == [])
    try compare(watched, "check.txt", bytes)
  }

  @Test("As a local check of Checkmk", arguments: Watched.all)
  func checkmk(watched: Watched) throws {
    let (bytes, status) = try watched.pipeline.check(
      .checkmk, now: watched.now, limits: watched.limits)
    #expect(status == watched.status)
    #expect(checkmkFaults(bytes, state: status) == [])
    try compare(watched, "checkmk.txt", bytes)
  }

  @Test("As metrics for Prometheus", arguments: Watched.all)
  func prometheus(watched: Watched) throws {
    let bytes = try watched.pipeline.metrics(.prometheus, now: watched.now)
    #expect(MetricsGrammar(bytes, openMetrics: false).faults == [])
    try compare(watched, "metrics.prom", bytes)
  }

  @Test("As OpenMetrics, with the same figures", arguments: Watched.all)
  func openMetrics(watched: Watched) throws {
    let bytes = try watched.pipeline.metrics(.openMetrics, now: watched.now)
    let open = MetricsGrammar(bytes, openMetrics: true)
    #expect(open.faults == [])
    let plain = MetricsGrammar(
      try watched.pipeline.metrics(.prometheus, now: watched.now), openMetrics: false)
    func figures(_ samples: [String: String]) -> [String: String] {
      // The two forms differ in how bounds and sums are named.
      samples.filter { !$0.key.contains("_bucket") && !$0.key.contains(/_g?(sum|count)$/) }
    }
    #expect(figures(open.samples) == figures(plain.samples))
    if watched.name == "critical" { try compare(watched, "metrics.openmetrics", bytes) }
  }

  @Test("Whatever stands in a log, the forms hold", arguments: Situation.all)
  func forms(situation: Situation) throws {
    // Long enough for all of them, whose years differ.
    let (now, window): (Int64, String) = (1_795_000_000, "8000d")
    let pipeline = try situation.pipeline()
    let (plugin, status) = try pipeline.check(.plugin, now: now, window: window)
    #expect(PluginGrammar(plugin, status: status).faults == [])
    let (checkmk, state) = try pipeline.check(.checkmk, now: now, window: window)
    #expect(checkmkFaults(checkmk, state: state) == [])
    #expect(state == status)
    let metrics = try pipeline.metrics(.prometheus, now: now, window: window)
    #expect(MetricsGrammar(metrics, openMetrics: false).faults == [])
  }

  @Test("The report and the metrics of the same mail agree")
  func agreement() throws {
    let watched = try #require(Watched.all.first { $0.name == "critical" })
    let report = try #require(records(watched.pipeline.report(.json)).first)
    let metrics = MetricsGrammar(
      try watched.pipeline.metrics(.prometheus, now: watched.now), openMetrics: false)
    for (key, family, label) in [
      ("outcomes", "recipients", "outcome"), ("reached", "reached_recipients", "reached"),
      ("classes", "failed_recipients", "class"),
    ] {
      let counts = try #require(report[key] as? [String: Int])
      #expect(!counts.isEmpty)
      for (name, count) in counts {
        #expect(metrics.samples["incatrail_window_\(family){\(label)=\"\(name)\"}"] == "\(count)")
      }
    }
  }

  private func compare(_ watched: Watched, _ file: String, _ found: [UInt8]) throws {
    let path = "\(watched.folder)/\(file)"
    let expected = FileManager.default.contents(atPath: path).map(Array.init) ?? []
    if Self.updates {
      try FileManager.default.createDirectory(
        atPath: watched.folder, withIntermediateDirectories: true)
      if expected != found { try Data(found).write(to: URL(fileURLWithPath: path)) }
      return
    }
    #expect(expected == found, "\(path): \(difference(expected, found))")
  }
}
