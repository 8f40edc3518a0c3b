import Foundation
import IncaTrail
import Testing
import TrailTesting

/// Every figure of the report, computed again from nothing but the export of the same input.
@Suite("The report agrees with the export")
struct ReportAgreementTests {
  @Test("IncaMail's figures", arguments: ManifestRow.all)
  func incamail(row: ManifestRow) throws {
    let report = try #require(records(row.pipeline().report(.json)).first)
    let trails = try records(row.pipeline().export(all: false, withAttempts: true))
    try check(report, trails)
    let open = trails.filter(Self.isOpen)
    #expect(report.number("open_messages") == Double(open.count))
    #expect(Set(report.list("open").map { $0.text("id") }) == Set(open.map { $0.text("id") }))
    try checkCoverage(report)
  }

  @Test("All mail's figures", arguments: ManifestRow.all)
  func all(row: ManifestRow) throws {
    let report = try #require(records(row.pipeline().report(.json, all: true)).first)
    let trails = try records(row.pipeline().export(withAttempts: true))
    try check(try #require(report.record("all")), trails)
    try check(report, trails.filter { $0.flag("incamail") })
  }

  private static func isOpen(_ trail: Record) -> Bool {
    if trail.recipients.isEmpty { return !trail.flag("complete") }
    return trail.recipients.contains { recipient in
      let outcome = recipient.text("outcome")
      return outcome == "deferred" || outcome == "held"
        || outcome == "unknown" && !trail.flag("complete")
    }
  }

  private func check(_ figures: Record, _ trails: [Record]) throws {
    let people = trails.flatMap(\.recipients)
    #expect(figures.number("messages") == Double(trails.count))
    #expect(figures.number("recipients") == Double(people.count))
    func counts(_ key: String) -> [String: Int] { figures[key] as? [String: Int] ?? [:] }
    #expect(counts("directions") == Self.tally(trails.map { $0.text("direction") }))
    #expect(counts("outcomes") == Self.tally(people.map { $0.text("outcome") }))
    #expect(counts("reached") == Self.tally(people.map { $0.text("reached") }))
    #expect(counts("classes") == Self.tally(people.map { $0.text("class") }))
    #expect(counts("findings") == Self.tally(people.flatMap { $0.texts("findings") }))
    try checkDelay(figures, people)
    try checkTLS(try #require(figures.record("tls")), trails)
    checkNextHops(figures, people)
    checkGateways(figures, trails)
    checkTop(figures, trails)
  }

  private static func tally(_ values: [String?]) -> [String: Int] {
    values.reduce(into: [:]) { counts, value in
      if let value { counts[value, default: 0] += 1 }
    }
  }

  private func checkDelay(_ figures: Record, _ people: [Record]) throws {
    let delays = people.filter { $0.text("outcome") == "delivered" }
      .compactMap { $0.number("delay_seconds") }.sorted()
    let found = try #require(figures.record("delay"))
    #expect(found.number("count") == Double(delays.count))
    guard !delays.isEmpty else { return }
    for (key, percentage) in [("p50", 50), ("p90", 90), ("p99", 99), ("max", 100)] {
      let rank = max((delays.count * percentage + 99) / 100, 1)
      #expect(found.number(key) == delays[rank - 1], "\(key)")
    }
  }

  private func checkTLS(_ found: Record, _ trails: [Record]) throws {
    var sessions: [(tls: Record?, known: Bool?)] = []
    for trail in trails {
      for person in trail.recipients {
        if trail.text("direction") == "inbound" {
          let hop = trail.list("hops").first
          guard hop?.text("queue_id") != nil, let client = trail.record("client") else { continue }
          // Whether the log would have told of the client's TLS is not in the record.
          sessions.append((client.record("tls"), nil))
        } else if trail.flag("incamail") == true
          ? person.text("reached") == "platform" : person.text("outcome") == "delivered"
        {
          sessions.append((person.record("tls"), person.flag("tls_known")))
        }
      }
    }
    let encrypted = sessions.compactMap(\.tls)
    func counts(_ key: String) -> [String: Int] { found[key] as? [String: Int] ?? [:] }
    #expect(found.number("crossed") == Double(sessions.count))
    #expect(counts("versions") == Self.tally(encrypted.map { $0.text("version") ?? "unknown" }))
    #expect(counts("ciphers") == Self.tally(encrypted.map { $0.text("cipher") }))
    #expect(counts("peer") == Self.tally(encrypted.map { $0.text("peer") }))
    let plain = found.number("plain") ?? -1
    let unknown = found.number("unknown") ?? -1
    #expect(plain + unknown == Double(sessions.count - encrypted.count))
    let outbound = sessions.filter { $0.known != nil && $0.tls == nil }
    #expect(plain >= Double(outbound.count { $0.known == true }))
    #expect(unknown >= Double(outbound.count { $0.known == false }))
  }

  /// `host[ip]:port`, with the parts that are known.
  private static func name(_ hop: Record?) -> String? {
    guard let hop, hop.text("host") ?? hop.text("ip") != nil else { return nil }
    return (hop.text("host") ?? "") + (hop.text("ip").map { "[\($0)]" } ?? "")
      + (hop.number("port").map { ":\(Int($0))" } ?? "")
  }

  private func checkNextHops(_ figures: Record, _ people: [Record]) {
    let used = people.compactMap { person in
      Self.name(person.record("next_hop")).map { ($0, person.text("outcome") ?? "") }
    }
    let expected = Dictionary(grouping: used, by: \.0).mapValues { Self.tally($0.map(\.1)) }
    var found: [String: [String: Int]] = [:]
    for hop in figures.list("next_hops") {
      let outcomes = hop["outcomes"] as? [String: Int] ?? [:]
      found[hop.text("next_hop") ?? ""] = outcomes
      #expect(hop.number("recipients") == Double(outcomes.values.reduce(0, +)))
    }
    #expect(found == expected)
  }

  /// The host that spoke to the other side: inbound the first, else that of the last attempt.
  private func checkGateways(_ figures: Record, _ trails: [Record]) {
    var outcomes: [String: [String: Int]] = [:]
    var messages: [String: Int] = [:]
    for trail in trails {
      var met: Set<String> = []
      for person in trail.recipients {
        let hops = trail.list("hops")
        let last = person.list("history").last?.text("host")
        let host =
          trail.text("direction") == "inbound"
          ? hops.first?.text("host") : last ?? hops.last?.text("host")
        guard let host else { continue }
        met.insert(host)
        outcomes[host, default: [:]][person.text("outcome") ?? "", default: 0] += 1
      }
      for host in met { messages[host, default: 0] += 1 }
    }
    var found: [String: [String: Int]] = [:]
    for gateway in figures.list("gateways") {
      let host = gateway.text("host") ?? ""
      found[host] = gateway["outcomes"] as? [String: Int] ?? [:]
      #expect(gateway.number("messages") == Double(messages[host] ?? 0))
    }
    #expect(found == outcomes)
  }

  private func checkTop(_ figures: Record, _ trails: [Record]) {
    let top = figures.record("top")
    let domains = Self.tally(
      trails.flatMap(\.recipients).map { person in
        guard let address = person.text("address"), let at = address.lastIndex(of: "@") else {
          return nil
        }
        let domain = address[address.index(after: at)...].lowercased()
        return domain.isEmpty ? nil : domain
      })
    let senders = Self.tally(trails.map { $0.text("sender") })
    for (key, item, expected) in [
      ("senders", "sender", senders), ("recipient_domains", "domain", domains),
    ] {
      let found = top?.list(key) ?? []
      #expect(found.count == min(expected.count, 10))
      for entry in found {
        #expect(entry.number("count") == Double(expected[entry.text(item) ?? "-"] ?? -1))
      }
      #expect(found.first?.number("count") == expected.values.max().map(Double.init))
    }
  }

  private func checkCoverage(_ report: Record) throws {
    let lines = try #require(report.record("coverage")?.record("lines"))
    let parts = ["understood", "ignored", "unknown", "duplicate"].compactMap { lines.number($0) }
    #expect(lines.number("read") == parts.reduce(0, +))
    #expect(lines.number("unknown") == 0)
  }

  @Test("Lines by source add up to the lines read")
  func sources() throws {
    let row = try #require(ManifestRow.named("postfix/queue"))
    let report = try #require(records(row.pipeline().report(.json)).first)
    let coverage = try #require(report.record("coverage"))
    let bySource = coverage.list("sources").compactMap { source in
      source.record("lines")?.number("read") ?? source.number("lines")
    }
    #expect(bySource.reduce(0, +) == coverage.record("lines")?.number("read"))
  }
}
