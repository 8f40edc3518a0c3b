import Foundation
import IncaTrail
import Testing
import TrailTesting

/// What `grep` prints for each term and option, compared as text with `fixtures/grep/<name>.txt`.
///
/// `make golden` rewrites those files.
@Suite("grep, as printed")
struct GrepGoldenTests {
  struct Case: Sendable, CustomStringConvertible {
    let name: String
    let log: String
    let expression: String
    let change: @Sendable (inout GrepRun.Options) -> Void
    var description: String { name }

    init(
      _ name: String, _ log: String, _ expression: String,
      _ change: @escaping @Sendable (inout GrepRun.Options) -> Void = { _ in }
    ) {
      self.name = name
      self.log = log
      self.expression = expression
      self.change = change
    }
  }

  private static let postfix = "postfix/tls"
  private static let exim = "exim/exim496-openssl-typical"
  private static let exchange = "exchange/e2019"

  /// Each term, asked of each mail system: who matches, in a few columns.
  static let terms: [Case] = [
    ("from", "from:*.ch"), ("to", "to:*.incamail.ch"), ("domain", "domain:incamail.ch"),
    ("subject", "subject:*e*"), ("host", "host:*1*"),
    ("client", "client:127.0.0.0/8 or client:10.99.0.0/16"),
    ("hop", "hop:im.post.ch or hop:*.incamail.com"), ("outcome", "outcome:b* or outcome:rejected"),
    ("reached", "reached:no"), ("class", "class:cert or class:tls"), ("failed", "failed:*"),
    ("finding", "finding:*"), ("reason", "reason:certificate or reason:refused"),
    ("status", "status:4.*"), ("code", "code:500.."), ("tls-none", "tls:none"),
    ("tls-version", "tls:1.2 or tls:any"), ("tls-unverified", "tls:unverified"),
    ("direction", "direction:inbound"), ("size", "size:2K.."), ("delay", "delay:1s.."),
    ("attempts", "attempts:2.."), ("open", "is:open"), ("complete", "is:incamail not is:complete"),
    ("id", "id:*a1*"),
  ].flatMap { name, expression in
    [("postfix", postfix), ("exim", exim), ("exchange", exchange)].map { mta, log in
      Case("\(mta)-\(name)", log, expression) {
        $0.form = .fields("id,from,to,outcome,class", csv: false)
        $0.first = 6
      }
    }
  }

  static let options: [Case] = [
    Case("lines", postfix, "class:cert.own-rejected") { $0.first = 2 },
    Case("lines-exim", exim, "class:cert") { $0.first = 2 },
    Case("lines-exchange", exchange, "outcome:bounced") { $0.first = 1 },
    Case("text", postfix, "Untrusted") { $0.most = 2 },
    Case("regex", postfix, #"num=(18|62)\b"#) {
      $0.isRegex = true
      $0.matchingLinesOnly = true
    },
    Case("matching-lines", exim, "certificate") {
      $0.matchingLinesOnly = true
      $0.most = 8
    },
    Case("lines-of-no-message", postfix, "from mxout2.bluewin.example") { $0.most = 5 },
    Case("numbered", postfix, "class:cert.expired") {
      $0.showsNumber = true
      $0.showsFile = true
      $0.first = 1
    },
    Case("highlighted", postfix, "handshake to:*.incamail.ch") {
      $0.isColoured = true
      $0.isTerminal = true
      $0.first = 1
      $0.showsNumber = true
    },
    Case("files", exim, "class:cert or class:tls") { $0.form = .files },
    Case("count", exchange, "is:incamail") { $0.form = .count },
    Case("count-inverted", exchange, "is:incamail") {
      $0.form = .count
      $0.inverts = true
    },
    Case("ids", postfix, "class:tls") { $0.form = .ids },
    Case("json", postfix, "class:cert.self-signed") {
      $0.form = .json
      $0.last = 1
    },
    Case("csv", exim, "is:incamail") {
      $0.form = .fields("time,from,to,subject,hop,tls,delay,reason", csv: true)
      $0.last = 5
    },
    Case("fields-all-exchange", exchange, "is:incamail") {
      $0.form = .fields(
        "time,last,day,hour,id,message-id,trail,mta,host,client,direction,incamail,from,subject,"
          + "size,complete,to,original,domain,outcome,reached,class,finding,reason,status,code,hop,"
          + "tls,remote-id,attempts,delay", csv: false)
      $0.last = 2
    },
    Case("by-hop-class", postfix, "class:tls or class:cert") { $0.form = .groups(by: "hop,class") },
    Case("by-outcome-exim", exim, "is:incamail") { $0.form = .groups(by: "outcome") },
    Case("incamail-only", exim, "127.0") {
      $0.form = .count
      $0.incaMailOnly = true
    },
  ]

  private static let updates = ProcessInfo.processInfo.environment["INCATRAIL_GOLDEN"] == "update"

  @Test("Terms", arguments: terms)
  func term(one: Case) throws { try compare(one) }

  @Test("Options", arguments: options)
  func option(one: Case) throws { try compare(one) }

  private func compare(_ one: Case) throws {
    let found = try #require(ManifestRow.named(one.log)).pipeline(relative: true)
      .grep(one.expression, one.change)
    let path = "\(fixtures)/grep/\(one.name).txt"
    if Self.updates {
      try Data(found).write(to: URL(fileURLWithPath: path))
      return
    }
    let expected = FileManager.default.contents(atPath: path).map(Array.init) ?? []
    #expect(found == expected, "\(one.name): \(difference(expected, found))")
  }
}
