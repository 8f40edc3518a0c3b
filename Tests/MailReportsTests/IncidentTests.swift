import ByteTools
import MailReports
import MailTerms
import Testing

@Suite("Incidents")
struct IncidentTests {
  private func failure(
    _ minute: Int, _ failure: FailureClass = .certOwnRejected, at host: String = "gw2.incamail.com",
    outcome: Outcome = .deferred, doneAfter minutes: Int? = nil, id: UInt64 = 1
  ) -> Trail {
    var person = Someone(outcome: outcome, reached: .no, failed: [failure], nextHop: (host, ""))
    person.failure = outcome == .delivered ? nil : failure
    person.firstFailure = noon(minute * 60)
    person.lastAttempt = noon((minute + (minutes ?? 0)) * 60)
    person.evidence = outcome == .delivered ? "status=sent" : "line of \(minute)"
    return trail([person], at: noon(minute * 60), id: id)
  }

  private func incidents(_ trails: [Trail]) -> [Incident] {
    var summary = Summary()
    for trail in trails { summary.add(trail) }
    summary.finish(coverage: goodCoverage())
    return summary.incidents.all
  }

  @Test("Failures up to an hour apart are one incident, in whatever order they come")
  func joined() throws {
    let trails = [0, 60, 120, 181].enumerated().map { failure($1, id: UInt64($0)) }
    for order in [trails, trails.reversed(), [trails[2], trails[0], trails[3], trails[1]]] {
      let found = incidents(order)
      #expect(found.map(\.messages) == [3, 1])
      #expect(found[0].first == noon())
      #expect(found[0].last == noon(7200))
      #expect(found[0].evidence == "line of 0")
    }
  }

  @Test("Mail from before the window is an incident for what it still waits for, and nothing else")
  func fromBefore() {
    var waiting = Someone(
      outcome: .deferred, reached: .no, failed: [.filterGreylist, .certUntrusted],
      nextHop: ("gw2.incamail.com", ""))
    waiting.failure = .certUntrusted
    waiting.firstFailure = noon()
    waiting.lastFailure = noon(7200)
    let done = Someone(outcome: .delivered, reached: .platform, failed: [.networkTimeout])
    var summary = Summary()
    let window = noon(3600).microseconds..<noon(86_400).microseconds
    summary.addFromBefore(trail([waiting, done], at: noon()), window: window)
    summary.addFromBefore(trail([done], at: noon(), id: 2), window: window)
    summary.finish(coverage: goodCoverage(), now: noon(86_400))
    #expect(summary.incidents.all.map(\.cause.failure) == [.certUntrusted])
    #expect(summary.incidents.all.map(\.first) == [noon(7200)])
    #expect(summary.incidents.all.map(\.open) == [1])
    #expect(summary.verdict.grade == .critical)
    // It counts for no figure of the window.
    #expect(summary.figures.messages == 0)
  }

  @Test("What mail from before waits for goes on: of one cause it is one incident, with its day")
  func goingOn() {
    var summary = Summary()
    let day = 24 * 60
    let window = Window(since: noon(day * 60 - 43_200), until: noon(day * 60 + 43_200))
    let range = noon(day * 60 - 43_200).microseconds..<noon(day * 60 + 43_200).microseconds
    for (id, minute) in [0, 300, 700].enumerated() {
      summary.addFromBefore(failure(minute, id: UInt64(id)), window: range)
    }
    summary.addFromBefore(failure(400, .networkTimeout, id: 8), window: range)
    summary.add(failure(day + 60, id: 9))
    summary.finish(
      coverage: goodCoverage(), window: window, now: noon(day * 60 + 7200))
    let waiting = summary.incidents.all
    #expect(waiting.map(\.messages) == [3, 1, 1])
    let text = String(decoding: TextReport.render(summary), as: UTF8.self)
    // The day of the report needs no date.
    #expect(text.contains("certificate 2026-11-22 12:00–23:40\n"), "\(text)")
    #expect(text.contains("certificate 13:00\n"), "\(text)")
  }

  @Test("Of a long line the beginning is shown, and the reason, wherever it stands")
  func reasonOfLongLines() {
    func report(_ line: String, reason: String) -> String {
      var person = Someone(outcome: .bounced, reached: .no, failed: [.serverPermanent])
      person.failure = .serverPermanent
      person.firstFailure = noon()
      person.evidence = line
      person.reason = reason
      var summary = Summary()
      summary.add(trail([person], at: noon()))
      summary.finish(coverage: goodCoverage())
      return String(decoding: TextReport.render(summary), as: UTF8.self)
    }
    let middle = String(repeating: "cell,", count: 80)
    let long = report("stamp,\(middle)550 no such luck,\(middle)", reason: "550 no such luck")
    #expect(long.contains("> stamp,cell,"), "\(long)")
    #expect(long.contains("… 550 no such"), "\(long)")
    let short = report("stamp, 550 no such luck", reason: "550 no such luck")
    #expect(short.contains("> stamp, 550 no such luck\n"))
    // It may stand on another line than the one that tells.
    #expect(report("stamp,\(middle)", reason: "550").contains("> stamp,cell,"))
  }

  @Test("What a filter of ours judged came from the client, whatever hop the filter is")
  func judgedClient() {
    var person = Someone(outcome: .discarded, failed: [.filterVirus], nextHop: ("127.0.0.1", ""))
    person.failure = .filterVirus
    let inbound = trail(
      [person], at: noon(), direction: .inbound, client: (host: "gw1.incamail.com", tls: nil))
    #expect(incidents([inbound]).map(\.cause.peer) == ["gw1.incamail.com"])
    #expect(incidents([trail([person], at: noon())]).map(\.cause.peer) == ["127.0.0.1"])
  }

  @Test("Many of one cause, in any order: those with no silence of an hour between them are one")
  func many() {
    let minutes = (0..<300).map { $0 * $0 * 37 % 18_000 }
    var groups: [[Int]] = []
    for minute in minutes.sorted() {
      if let last = groups.last?.last, minute - last <= 60 {
        groups[groups.count - 1].append(minute)
      } else {
        groups.append([minute])
      }
    }
    #expect((20..<280).contains(groups.count))
    let trails = minutes.enumerated().map { failure($1, id: UInt64($0)) }
    for order in [trails, trails.reversed(), trails.shuffled()] {
      let found = incidents(order)
      #expect(found.map(\.messages) == groups.map(\.count))
      #expect(found.map(\.first) == groups.map { noon($0[0] * 60) })
      #expect(found.map(\.last) == groups.map { noon($0[$0.count - 1] * 60) })
      #expect(found.map(\.evidence) == groups.map { "line of \($0[0])" })
    }
  }

  @Test("Another cause, another host, another incident")
  func apart() {
    let found = incidents([
      failure(0), failure(1, .networkTimeout), failure(2, at: "gw1.incamail.com"),
    ])
    #expect(found.count == 3)
  }

  @Test("What was delivered later counts with its median delay; its success is no evidence")
  func fates() throws {
    let found = incidents([
      failure(0, outcome: .delivered, doneAfter: 20),
      failure(1, outcome: .delivered, doneAfter: 22),
      failure(2, outcome: .delivered, doneAfter: 40), failure(3, outcome: .bounced),
      failure(4, outcome: .expired), failure(5, outcome: .rejected), failure(6),
    ])
    let one = try #require(found.first)
    #expect(found.count == 1)
    #expect(one.deliveredLater == 3)
    #expect(one.delays.median == 1_320_000)
    #expect(one.returned == 2)
    #expect(one.rejected == 1)
    #expect(one.open == 1)
    #expect(one.evidence == "line of 3")
    #expect(one.gateways == ["mx1"])
  }

  @Test("Two recipients of a message are one message")
  func oneMessage() throws {
    var people = [Someone(), Someone(), Someone()]
    for index in 0..<2 {
      people[index].outcome = .deferred
      people[index].failure = .networkTimeout
      people[index].firstFailure = noon(index * 60)
    }
    let found = incidents([trail(people)])
    #expect(found.map(\.messages) == [1])
    #expect(found.map(\.recipients) == [2])
  }

  @Test("The host of the failed attempt counts, not the one that took it later")
  func failedHop() {
    var moved = failure(0, at: "gw1.incamail.com", outcome: .delivered, doneAfter: 1)
    let host = "gw2.incamail.com".withByteView { moved.keep($0) }
    moved.recipients[0].failedNextHop = Endpoint(host: host)
    moved.recipients[0].failureEvidence = "refused".withByteView { moved.keep($0) }
    let found = incidents([moved])
    #expect(found.map(\.cause.peer) == ["gw2.incamail.com"])
    #expect(found.map(\.evidence) == ["refused"])
  }

  @Test("Inbound without a next hop the client is the peer; a local failure has none")
  func peers() {
    var inbound = trail(
      [Someone(outcome: .rejected, failure: .filterSpam)], direction: .inbound, marks: .client,
      client: ("gw1.incamail.com", nil))
    inbound.recipients[0].nextHop = Endpoint()
    var local = trail([Someone(outcome: .deferred, failure: .localError)])
    local.recipients[0].nextHop = Endpoint()
    #expect(Set(incidents([inbound, local]).map(\.cause.peer)) == ["gw1.incamail.com", nil])
  }
}

@Suite("Delays and tallies in bounded memory")
struct BoundedFiguresTests {
  @Test("Percentiles by nearest rank")
  func percentiles() {
    var delays = DelayFigures()
    for delay in 1...200 { delays.add(milliseconds: Int64(delay)) }
    #expect(delays.percentiles([50, 90, 99, 100]) == [100, 180, 198, 200])
    #expect(DelayFigures().percentiles([50]) == [])
  }

  @Test("Beyond the limit delays keep three digits")
  func rounded() {
    var delays = DelayFigures(limit: 10)
    for delay in stride(from: 10_000, through: 10_990, by: 1) {
      delays.add(milliseconds: Int64(delay))
    }
    #expect(!delays.isExact)
    #expect(delays.count == 991)
    #expect(delays.percentiles([50]) == [10_500])
  }

  @Test("The frequent names survive a flood of rare ones")
  func tally() {
    var tally = Tally(limit: 100)
    for index in 0..<10_000 {
      tally.add("rare \(index)")
      if index % 10 == 0 { tally.add("frequent") }
    }
    #expect(!tally.isExact)
    #expect(tally.count <= 100)
    #expect(tally.top(1).first?.name == "frequent")
  }
}
