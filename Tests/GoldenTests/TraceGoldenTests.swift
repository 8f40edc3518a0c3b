import Foundation
import IncaTrail
import Testing
import TrailTesting

/// What `trace` shows, compared as text with `fixtures/trace/<name>.txt`.
///
/// `make golden` rewrites those files.
@Suite("trace, as shown")
struct TraceGoldenTests {
  struct Case: Sendable, CustomStringConvertible {
    let name: String
    /// A situation, or a row of the manifest.
    let log: String
    let text: String
    let change: @Sendable (inout TraceRun.Options) -> Void
    var description: String { name }

    init(
      _ name: String, _ log: String, _ text: String,
      _ change: @escaping @Sendable (inout TraceRun.Options) -> Void = { _ in }
    ) {
      self.name = name
      self.log = log
      self.text = text
      self.change = change
    }
  }

  static let cases: [Case] = [
    Case("certificate-refused", "postfix/tls", "85AF6FA291C"),
    Case("certificate-refused-in-colour", "postfix/tls", "85AF6FA291C") { $0.isColoured = true },
    Case("with-lines", "postfix/tls", "85AF6FA291C") { $0.withLines = true },
    Case("json", "postfix/tls", "85AF6FA291C") { $0.form = .json },
    Case("address-without-suffix", "postfix/tls", "j.odermatt2005@hispeed.ch"),
    Case("several", "postfix/tls", "eva.brunner@muster-treuhand.ch"),
    Case("several-picked", "postfix/tls", "eva.brunner@muster-treuhand.ch") { $0.pick = 3 },
    Case("clock-behind", "two-gateways-one-trail", "m1@exch.example.com"),
    Case("content-filter", "content-filter-reinjection", "<m1@exch.example.com>"),
    Case("by-the-platforms-id", "content-filter-reinjection", "7F1C2A0D31"),
    Case("retried", "exim/exim496-openssl-typical", "1vx5A5-0003In-1b"),
    Case(
      "exchange", "exchange/e2019", "f93738f6181047ecbbf1b0a54f1ad4ff@EX01.ad.spital-muster.ch"),
    Case("bounced", "bounce-and-delay-notice", "4A1B2C3D4E"),
    Case("hostile", "hostile-reply-text", "4A1B2C3D4E"),
    Case("ticket-refused", "postfix/tls", "85AF6FA291C") { $0.form = .ticket },
    Case("ticket-refused-de", "postfix/tls", "85AF6FA291C") {
      $0.form = .ticket
      $0.language = .of("de")
    },
    Case("ticket-delivered-de", "postfix/tls", "19935FA29A3") {
      $0.form = .ticket
      $0.language = .of("de")
    },
    Case("ticket-retried-fr", "exim/exim496-openssl-typical", "1vx5A5-0003In-1b") {
      $0.form = .ticket
      $0.language = .of("fr")
    },
    Case("ticket-own-address-it", "exim/exim498-openssl-all", "1vwyBq-0000000036m-41zf") {
      $0.form = .ticket
      $0.language = .of("it")
    },
    Case("ticket-from-the-platform", "inbound-from-platform", "4A1B2C3D4E") { $0.form = .ticket },
    Case("ticket-hostile", "hostile-reply-text", "4A1B2C3D4E") { $0.form = .ticket },
  ]

  private static let updates = ProcessInfo.processInfo.environment["INCATRAIL_GOLDEN"] == "update"

  @Test("Screens", arguments: cases)
  func screen(one: Case) throws {
    let pipeline =
      try ManifestRow.named(one.log)?.pipeline(relative: true)
      ?? Situation(name: one.log).pipeline()
    let found = try pipeline.trace(one.text, one.change)
    let path = "\(fixtures)/trace/\(one.name).txt"
    if Self.updates {
      try Data(found).write(to: URL(fileURLWithPath: path))
      return
    }
    let expected = FileManager.default.contents(atPath: path).map(Array.init) ?? []
    #expect(!found.isEmpty)
    #expect(found == expected, "\(one.name): \(difference(expected, found))")
  }

  @Test("No screen is wider than 80 columns, nor does log text steer the terminal")
  func width() throws {
    for one in Self.cases where !one.name.contains("json") && !one.name.contains("colour") {
      let text = String(
        decoding: FileManager.default.contents(atPath: "\(fixtures)/trace/\(one.name).txt")
          ?? Data(),
        as: UTF8.self)
      #expect(!text.isEmpty)
      let width = one.name.hasPrefix("ticket") ? 76 : 80
      for line in text.split(separator: "\n") {
        #expect(line.count <= width, "\(one.name): \(line)")
      }
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
  }

  @Test("What matches nothing shows nothing; a number beyond the list is refused")
  func nothing() throws {
    let pipeline = try #require(ManifestRow.named("postfix/tls")).pipeline()
    #expect(try pipeline.trace("nobody@example.com").isEmpty)
    #expect(throws: UsageError.self) { try pipeline.trace("85AF6FA291C") { $0.pick = 2 } }
    #expect(throws: UsageError.self) { try pipeline.trace(" ") }
  }
}

extension ReportLanguage {
  /// A language that is there.
  fileprivate static func of(_ code: String) -> ReportLanguage {
    ReportLanguage(code) ?? .english
  }
}
