import Foundation
import IncaTrail
import Testing
import TrailTesting

/// What `trace --test` shows, compared as text with `fixtures/trace/<name>.txt`.
///
/// `make golden` rewrites those files.
@Suite("trace --test, as shown")
struct ConnectionTestGoldenTests {
  struct Case: Sendable, CustomStringConvertible {
    let name: String
    /// A situation, or a row of the manifest.
    let log: String
    let isPassed: Bool
    let change: @Sendable (inout ConnectionTestRun.Options) -> Void
    var description: String { name }
  }

  private static func set(
    _ code: String, record: Bool = false, from: String? = nil, to: String? = nil
  ) -> @Sendable (inout ConnectionTestRun.Options) -> Void {
    { options in
      options.language = ReportLanguage(code) ?? .english
      options.printsRecord = record
      options.from = from
      options.to = to
    }
  }

  static let cases: [Case] = [
    Case(name: "test-passed", log: "connection-test-passed", isPassed: true, change: set("en")),
    Case(
      name: "test-failed-de", log: "connection-test-failed", isPassed: false, change: set("de")),
    Case(
      name: "test-no-subjects", log: "postfix/tls", isPassed: true,
      change: set("en", to: "j.odermatt2656@hispeed.ch")),
    Case(
      name: "test-not-named-so", log: "exim/exim496-openssl-typical", isPassed: false,
      change: set("en", to: "fabian.schmid.451@hotmail.com.incamail.ch")),
    Case(
      name: "test-passed-before", log: "connection-test-passed", isPassed: true,
      change: set("en", to: "bruno@example.com")),
    Case(
      name: "record-passed-de", log: "connection-test-passed", isPassed: true,
      change: set("de", record: true)),
    Case(
      name: "record-failed", log: "connection-test-failed", isPassed: false,
      change: set("en", record: true)),
    Case(
      name: "record-passed-fr", log: "connection-test-passed", isPassed: true,
      change: set("fr", record: true)),
    Case(
      name: "record-passed-it", log: "connection-test-passed", isPassed: true,
      change: set("it", record: true)),
  ]

  private static let updates = ProcessInfo.processInfo.environment["INCATRAIL_GOLDEN"] == "update"

  @Test("Screens and records", arguments: cases)
  func screen(one: Case) throws {
    let pipeline =
      try ManifestRow.named(one.log)?.pipeline(relative: true)
      ?? Situation(name: one.log).pipeline()
    let (found, isPassed) = try pipeline.connectionTest(one.change)
    #expect(isPassed == one.isPassed)
    let path = "\(fixtures)/trace/\(one.name).txt"
    if Self.updates {
      try Data(found).write(to: URL(fileURLWithPath: path))
      return
    }
    let expected = FileManager.default.contents(atPath: path).map(Array.init) ?? []
    #expect(!found.isEmpty)
    #expect(found == expected, "\(one.name): \(difference(expected, found))")
    let lines = String(decoding: found, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let isRecord = one.name.hasPrefix("record")
    #expect(lines.allSatisfy { $0.count <= (isRecord ? 76 : 80) })
    // One page: DIN 5008 has 66 lines on A4.
    #expect(!isRecord || lines.count <= 66)
    #expect(!isRecord || !lines.contains { $0.contains("…") })
  }

  @Test("Without a test mail there is nothing to show")
  func none() throws {
    let log = try #require(ManifestRow.named("postfix/tls")).pipeline()
    let (bytes, isPassed) = try log.connectionTest()
    #expect(bytes.isEmpty && !isPassed)
    let named = try log.connectionTest { $0.from = "nobody@example.com" }
    #expect(named.bytes.isEmpty && !named.isPassed)
  }
}
