import Testing
import TrailTesting

/// What was sent is known; how much of it the export gets wholly right may only grow.
@Suite("Every log of the manifest against its truth")
struct TruthTests {
  /// The least share of recipients of which everything is right: IncaMail's and others'.
  static let floors: [String: (incamail: Double, other: Double)] = [
    "postfix/tls": (0.98, 1),
    "postfix/delivery": (0.99, 1),
    "postfix/filter-inbound": (0.98, 1),
    "postfix/routing": (1, 1),
    "postfix/newyear": (1, 1),
    "postfix/static": (1, 1),
    "postfix/queue": (1, 1),
    "postfix/loglevel0": (0.96, 1),
    "postfix/loglevel2": (1, 1),
    "postfix/loglevel2-repeated": (1, 1),
    "postfix/static-publicip": (1, 1),
    "postfix/loglevel2.log.gz": (1, 1),
    "postfix/loglevel2.log.zst": (1, 1),
    "postfix/syslog.log": (0.97, 1),
    "postfix/syslog.rfc3339.log": (0.97, 1),
    // Its tags have lost the program names.
    "postfix/syslog.rfc5424.log": (0.97, 1),
    "postfix/syslog.rfc5424-slash.log": (0.97, 1),
    "postfix/syslog.journal.json": (0.97, 1),
    "postfix/syslog.journal.export": (0.97, 1),
    "postfix/syslog.journal-short-iso.log": (0.97, 1),
    "postfix/syslog.journal-short-precise.log": (0.97, 1),
    "exim/exim496-gnutls-typical-tz": (0.97, 1),
    "exim/exim496-openssl-typical": (0.98, 1),
    // Its default selector names no recipients of what was never tried.
    "exim/exim498-gnutls-default-inbound": (0.81, 1),
    "exim/exim498-gnutls-typical-syslog": (0.96, 1),
    "exim/exim498-openssl-all": (0.97, 1),
    // Of what a ruleset refuses before DATA, and of loops, no line names the recipients.
    "sendmail/loglevel9": (0.96, 0.86),
    "sendmail/loglevel14": (0.92, 0.83),
    "exchange/e2010": (1, 0.98),
    "exchange/e2013": (1, 0.98),
    "exchange/e2019": (0.98, 0.99),
    "exchange/export": (1, 1),
    "exchange/online-trace": (1, 0),
  ]

  @Test("Shares stay above their floors; nothing is invented", arguments: ManifestRow.all)
  func strict(row: ManifestRow) throws {
    let trails = try records(row.pipeline().export())
    let measure = StrictMeasure(truth: try records(file: row.truth), trails: trails)
    let floor = try #require(Self.floors[row.name], "a floor for \(row.name)")
    let misses = measure.misses.prefix(10).joined(separator: "\n")
    #expect(measure.incamail.share >= floor.incamail, "\(misses)")
    #expect(measure.other.share >= floor.other, "\(misses)")
    #expect(measure.invented == 0)
    #expect(measure.repeated == 0)
    #expect(measure.apart == 0)
  }

  @Test("Without --all: the same bytes, but for other mail", arguments: ManifestRow.all)
  func incamailOnly(row: ManifestRow) throws {
    let all = try row.pipeline().export()
    let some = try row.pipeline().export(all: false)
    var expected: [UInt8] = []
    for line in all.split(separator: 0x0A) {
      guard let record = try records(Array(line)).first, record.flag("incamail") else { continue }
      expected += line + [0x0A]
    }
    #expect(some == expected, "\(difference(expected, some))")
  }
}
