import MailTerms
import Testing
import TrailTesting

@testable import MailReports

/// Summaries that share no message merge to the summary of all; of a message that several of them
/// saw under way, the latest state counts.
@Suite("Merging of histories")
struct HistoryMergeTests {
  @Test("The parts of a log merge to the whole, in any order", arguments: 1...40)
  func parts(seed: UInt64) {
    var random = Seeded(seed)
    let trails = (1...Int.random(in: 2...60, using: &random)).map {
      someTrail(UInt64($0), &random)
    }
    let count = Int.random(in: 2...4, using: &random)
    var split = Array(repeating: [Trail](), count: count)
    for trail in trails { split[Int.random(in: 0..<count, using: &random)].append(trail) }
    let whole = history(trails)
    let parts = split.enumerated().map { history($1, source: "part\($0).log") }
    let merged = History.merged(parts)
    #expect(merged == History.merged(parts.reversed()))
    #expect(merged == History.merged(parts.shuffled(using: &random)))
    // Two by two, and then these.
    let half = History.merged([parts[0], parts[1]]).map { [$0] } ?? []
    #expect(merged == History.merged(half + parts[2...]))
    for format in Self.forms { #expect(format(told(merged)) == format(told(whole))) }
  }

  @Test("What a history tells is what the report of the same run tells", arguments: 1...20)
  func whole(seed: UInt64) {
    var random = Seeded(seed)
    let trails = (1...40).map { someTrail(UInt64($0), &random) }
    var options = SummaryOptions()
    // Some of what went wrong is known, on odd seeds.
    if seed % 2 == 1 {
      for subject in [AdviceSubject.finding(.plaintext), .failure(.networkRefused)] {
        options.acceptances.append(
          Acceptance(subject, hop: "gw1*", until: noon(), reason: "known", isExpired: false))
      }
      options.acceptances.append(
        Acceptance(
          .finding(.misrouted), hop: nil, until: noon(), reason: "was known", isExpired: true))
    }
    var report = Summary(options)
    for trail in trails { report.add(trail) }
    report.finish(coverage: coverage("mail.log"), window: Self.window, now: noon(9000))
    let summary = Summary(history(trails, options: options), options)
    #expect(summary.accepted.map(\.recipients) == report.accepted.map(\.recipients))
    #expect(summary.figures.messages == report.figures.messages)
    #expect(summary.figures.outcomes.met.map(\.count) == report.figures.outcomes.met.map(\.count))
    #expect(summary.verdict.reasons == report.verdict.reasons)
    #expect(summary.verdict.notJudged == report.verdict.notJudged)
    #expect(summary.openCount == report.openCount)
    #expect(summary.incidents.all.map(\.messages) == report.incidents.all.map(\.messages))
    for (found, exact) in zip(
      summary.figures.delays.percentiles([50, 90, 99, 100]),
      report.figures.delays.percentiles([50, 90, 99, 100]))
    {
      #expect(abs(found - exact) * 200 <= exact)
    }
  }

  @Test("A later summary that holds an open message further on replaces it", arguments: 1...40)
  func replaced(seed: UInt64) {
    var random = Seeded(seed)
    // By day of arrival: how each stood that evening, and how it ended.
    var evenings: [[(then: Trail, last: Trail)]] = []
    for day in 0..<3 {
      evenings.append(
        (1...12).map { number in
          let id = UInt64(day * 100 + number)
          let last = someTrail(id, &random, at: noon(day * 86400 + number * 60))
          guard Bool.random(using: &random) else { return (last, last) }
          return (open(last), last)
        })
    }
    let parts = (0..<3).map { day in
      var collector = HistoryCollector(
        SummaryOptions(), since: noon(day * 86400 - 3600).microseconds)
      for (then, _) in evenings[day] { collector.add(then) }
      if day > 0 {
        // Each is over on the day after.
        for (then, last) in evenings[day - 1] where then.isOpen {
          var seen = last
          seen.lastSeen = max(last.lastSeen, noon(day * 86400))
          collector.addFromBefore(seen)
        }
      }
      return finished(collector, now: noon(day * 86400 + 40_000))
    }
    let known = evenings[..<2].joined().map(\.last) + evenings[2].map(\.then)
    let merged = told(History.merged(parts))
    let expected = told(history(known))
    #expect(merged?.figures.messages == 36)
    #expect(merged.map { FiguresNote($0.figures) } == expected.map { FiguresNote($0.figures) })
    #expect(merged?.openCount == expected?.openCount)
    #expect(told(History.merged(parts.reversed()))?.openCount == expected?.openCount)
    // Day by day it is the same, with what the next days know.
    let days = History.brought(upToDate: parts).map { told($0)?.figures.outcomes[.delivered] ?? 0 }
    #expect(days.reduce(0, +) == expected?.figures.outcomes[.delivered])
  }

  @Test("Delays of either exactness add up to the same in any order")
  func delays() {
    var few = DelayFigures()
    for delay in 0..<1000 { few.add(milliseconds: Int64(delay * 1117)) }
    var many = DelayFigures(limit: 10)
    for delay in 0..<1000 { many.add(milliseconds: Int64(delay * 3331)) }
    var left = few
    left.add(many)
    var right = many
    right.add(few)
    #expect(left.roundedCounts == right.roundedCounts && !left.isExact && !right.isExact)
    #expect(left.percentiles([50, 90]) == right.percentiles([50, 90]))
  }

  @Test("A top list says by how much it may be too low")
  func bounds() {
    var tally = Tally(limit: 100_000)
    for number in 0..<3000 { tally.add("d\(number).example", number < 10 ? 50 : 1 + number % 3) }
    let note = TallyNote(tally, \.self)
    #expect(note.counts.count == TallyNote.limit)
    #expect(note.counts["d3.example"] == 50)
    var both = note
    both.merge(note)
    #expect(both.counts["d3.example"] == 100)
    for (name, count) in tally.all {
      #expect(2 * count - (both.counts[name] ?? 0) <= both.mostLeftOut)
    }
  }

  @Test("No more than the domain of anybody is kept")
  func addresses() {
    #expect("anna.keller@Example.ORG".withoutLocalPart == "*@example.org")
    #expect("\"a@b\"@example.org".withoutLocalPart == "*@example.org")
    #expect("root".withoutLocalPart == "*")
    #expect("".withoutLocalPart == "")
    let person = Someone(
      outcome: .deferred, reached: .no, failure: .networkRefused,
      evidence: "to=<hans.muster@example.com.incamail.ch> refused")
    let history = history([trail([person]), trail(id: 2)])
    var text = ""
    dump(history, to: &text)
    for secret in ["hans.muster", "anna", "Vertrag", "m1@"] { #expect(!text.contains(secret)) }
    #expect(text.contains("4cKM2r6fBYz2xKj") && text.contains("*@example.com.incamail.ch"))
  }

  // MARK: -

  private static let window = Window(since: noon(-3600), until: noon(86400))

  private static let forms: [@Sendable (Summary?) -> [UInt8]] = [
    { $0.map { SummaryRecord.render($0) } ?? [] }, { $0.map { TextReport.render($0) } ?? [] },
    { $0.map { CSVReport.render($0) } ?? [] },
    { $0.map { PageReport.render($0, version: "1") } ?? [] },
  ]

  /// As a report tells it; names of sources are left out, for they differ.
  private func told(_ history: History?) -> Summary? {
    guard var history else { return nil }
    history.coverage.sources = []
    history.coverage.lines = [:]
    for index in history.coverage.hosts.indices { history.coverage.hosts[index].lines = 1 }
    return Summary(history, SummaryOptions())
  }

  private func history(
    _ trails: [Trail], source: String = "mail.log", options: SummaryOptions = SummaryOptions()
  ) -> History {
    var collector = HistoryCollector(options, since: .min)
    for trail in trails { collector.add(trail) }
    return finished(collector, now: noon(9000), source: source)
  }

  private func finished(
    _ collector: HistoryCollector, now: LogTime, source: String = "mail.log"
  ) -> History {
    collector.history(coverage: coverage(source), window: Self.window, now: now)
  }

  private func coverage(_ source: String) -> Coverage {
    var coverage = goodCoverage()
    coverage.sources[0].name = source
    return coverage
  }

  /// The same message before its last word.
  private func open(_ trail: Trail) -> Trail {
    var open = trail
    open.complete = false
    for index in open.recipients.indices {
      open.recipients[index].outcome = .deferred
      open.recipients[index].reached = .no
      open.recipients[index].failure = .networkRefused
      open.recipients[index].failedClasses.insert(.networkRefused)
    }
    return open
  }

  private func someTrail(
    _ id: UInt64, _ random: inout Seeded, at time: LogTime? = nil
  ) -> Trail {
    let time = time ?? noon(Int.random(in: 0..<8000, using: &random))
    let peers = [
      ("gw1.incamail.com", "194.41.147.13"), ("gw2.incamail.com", "194.41.147.14"),
      ("mx.example.net", "192.0.2.7"),
    ]
    let people = (0..<Int.random(in: 1...3, using: &random)).map { number in
      var person = Someone()
      person.address = "r\(number)@\(["a", "b", "c"].randomElement(using: &random) ?? "a").example"
      person.nextHop = peers.randomElement(using: &random) ?? peers[0]
      person.delay = Int64.random(in: 1...500_000, using: &random)
      if Bool.random(using: &random) {
        person.outcome = Outcome.allCases.randomElement(using: &random) ?? .bounced
        person.reached = person.outcome == .delivered ? .platform : .no
        person.failure = FailureClass.allCases.randomElement(using: &random)
        if let failure = person.failure { person.failed = [failure] }
        person.firstFailure = time
        person.evidence = "a line"
        person.findings = Finding.allCases.filter { _ in Int.random(in: 0..<9, using: &random) == 0
        }
      }
      person.lastAttempt = LogTime(
        microseconds: time.microseconds + Int64.random(in: 0..<600, using: &random) * 1_000_000,
        offsetMinutes: 60, decimals: 0)
      return person
    }
    return trail(
      people, at: time, id: id, host: ["mx1", "mx2"].randomElement(using: &random) ?? "mx1",
      direction: Int.random(in: 0..<4, using: &random) == 0 ? .inbound : .outbound,
      sender: ["anna@example.org", "", "bruno@example.net", nil].randomElement(using: &random)
        ?? nil,
      queueID: "Q\(id)", client: ("mx.example.com", "TLSv1.2"),
      complete: Bool.random(using: &random))
  }
}
