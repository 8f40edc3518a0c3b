import Foundation
import MailReports
import MailTerms
import Testing
import TrailTesting

/// The figures of the summary, computed again from nothing but the trail records.
@Suite("The summary agrees with the export")
struct ExportAgreementTests {
  typealias Record = [String: Any]

  /// Trails of every outcome, class, finding and direction, from a seeded generator.
  private func trails() -> [Trail] {
    var generator = Seeded(41)
    return (0..<300).map { index in
      let people = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        var person = Someone()
        let number = Int.random(in: 0...40, using: &generator)
        person.address = "p\(number)@Example\(number % 9).ch.incamail.ch"
        person.outcome = Outcome.allCases.randomElement(using: &generator) ?? .delivered
        person.reached = ([nil] + Reached.allCases).randomElement(using: &generator) ?? nil
        if person.outcome != .delivered {
          person.failure = FailureClass.allCases.randomElement(using: &generator)
        }
        person.nextHop.0 = "gw\(number % 3).incamail.com"
        if number % 4 == 0 { person.tls = nil }
        person.tlsKnown = number % 8 == 0
        if number % 5 == 0 {
          person.findings = [Finding.allCases.randomElement(using: &generator) ?? .slow]
        }
        person.delay = number % 6 == 0 ? nil : Int64.random(in: 0...9_000_000, using: &generator)
        return person
      }
      let direction = Direction.allCases.randomElement(using: &generator) ?? .outbound
      return trail(
        people, at: noon(index), id: UInt64(index), host: "mx\(index % 4)", direction: direction,
        marks: index % 3 == 0 ? [] : .recipientSuffix, sender: "s\(index % 30)@example.org",
        client: ("client", index % 2 == 0 ? "TLSv1.2" : nil), complete: index % 2 == 0)
    }
  }

  private func export(_ trails: [Trail]) throws -> [Record] {
    var bytes: [UInt8] = []
    for trail in trails { TrailRecord().append(trail, to: &bytes) }
    return try bytes.split(separator: 0x0A).map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line)) as? Record)
    }
  }

  private func summary(_ trails: [Trail]) throws -> Record {
    var options = SummaryOptions()
    options.includesAll = true
    var summary = Summary(options)
    for trail in trails { summary.add(trail) }
    summary.finish(coverage: goodCoverage())
    let data = Data(SummaryRecord.render(summary))
    return try #require(try JSONSerialization.jsonObject(with: data) as? Record)
  }

  private func recipients(_ records: [Record]) -> [Record] {
    records.flatMap { $0["recipients"] as? [Record] ?? [] }
  }

  private func tally(_ values: [String?]) -> [String: Int] {
    values.reduce(into: [:]) { counts, value in
      if let value { counts[value, default: 0] += 1 }
    }
  }

  @Test("Counts, delays and lists, for IncaMail mail and for all", arguments: [false, true])
  func agree(all: Bool) throws {
    let trails = trails()
    let records = try export(trails).filter { all || $0["incamail"] as? Bool == true }
    let whole = try summary(trails)
    let figures = all ? try #require(whole["all"] as? Record) : whole
    let people = recipients(records)
    #expect(figures["messages"] as? Int == records.count)
    #expect(figures["recipients"] as? Int == people.count)
    func counts(_ key: String) -> [String: Int]? { figures[key] as? [String: Int] }
    #expect(counts("directions") == tally(records.map { $0["direction"] as? String }))
    #expect(counts("outcomes") == tally(people.map { $0["outcome"] as? String }))
    #expect(counts("reached") == tally(people.map { $0["reached"] as? String }))
    #expect(counts("classes") == tally(people.map { $0["class"] as? String }))
    #expect(
      counts("findings") == tally(people.flatMap { $0["findings"] as? [String] ?? [] }))
    try checkDelays(figures, people)
    try checkTLS(figures, records)
    let hops = try #require(figures["next_hops"] as? [Record])
    #expect(hops.compactMap { $0["recipients"] as? Int }.reduce(0, +) == people.count)
    let top = try #require(figures["top"] as? Record)
    let domains = try #require(top["recipient_domains"] as? [Record])
    let expected = tally(
      people.map { person in
        (person["address"] as? String)?.split(separator: "@").last?.lowercased()
      })
    for domain in domains {
      #expect(domain["count"] as? Int == expected[domain["domain"] as? String ?? ""])
    }
    #expect(domains.count == expected.count)
  }

  private func checkDelays(_ figures: Record, _ people: [Record]) throws {
    let delays = people.filter { $0["outcome"] as? String == "delivered" }
      .compactMap { $0["delay_seconds"] as? Double }.sorted()
    let found = try #require(figures["delay"] as? Record)
    #expect(found["count"] as? Int == delays.count)
    for (key, percentage) in [("p50", 50), ("p90", 90), ("p99", 99), ("max", 100)] {
      let rank = max((delays.count * percentage + 99) / 100, 1)
      #expect(found[key] as? Double == delays[rank - 1], "\(key)")
    }
  }

  private func checkTLS(_ figures: Record, _ records: [Record]) throws {
    var crossed: [Any?] = []
    for record in records {
      for person in record["recipients"] as? [Record] ?? [] {
        if record["direction"] as? String == "inbound" {
          crossed.append((record["client"] as? Record)?["tls"])
        } else if record["incamail"] as? Bool == true {
          if person["reached"] as? String == "platform" { crossed.append(person["tls"]) }
        } else if person["outcome"] as? String == "delivered" {
          crossed.append(person["tls"])
        }
      }
    }
    let found = try #require(figures["tls"] as? Record)
    #expect(found["crossed"] as? Int == crossed.count)
    let versions = tally(crossed.map { ($0 as? Record)?["version"] as? String })
    #expect(found["versions"] as? [String: Int] == versions)
    let peers = tally(crossed.map { ($0 as? Record)?["peer"] as? String })
    #expect(found["peer"] as? [String: Int] == peers)
  }
}
