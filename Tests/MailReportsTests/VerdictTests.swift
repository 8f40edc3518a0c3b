import ByteTools
import MailReports
import MailTerms
import Testing

@Suite("The verdict, line by line")
struct VerdictTests {
  @Test(
    "Mail from before the window that was lost in it is told, and is critical; a wrong address is none"
  )
  func lostFromBefore() {
    let window = noon(3600).microseconds..<noon(86_400).microseconds
    func verdict(
      _ outcome: Outcome, _ failure: FailureClass, last: Int, accept: [Acceptance] = []
    ) -> (grade: Verdict.Grade, reason: String?, incidents: Int) {
      var person = Someone(outcome: outcome, reached: .no, failed: [failure])
      person.failure = failure
      person.lastAttempt = noon(last)
      person.firstFailure = noon(last)
      var options = SummaryOptions()
      options.acceptances = accept
      var summary = Summary(options)
      var message = trail([person], at: noon())
      message.lastSeen = noon(last)
      summary.addFromBefore(message, window: window)
      summary.finish(coverage: goodCoverage(), now: noon(86_400))
      return (summary.verdict.grade, summary.verdict.reasons.first, summary.incidents.all.count)
    }
    let lost = verdict(.bounced, .serverPermanent, last: 7200)
    #expect(lost.grade == .critical)
    #expect(
      lost.reason == "1 from before the window lost for a gateway cause: 1 server.permanent")
    #expect(lost.incidents == 1)
    #expect(verdict(.expired, .networkRefused, last: 80_000).grade == .critical)
    // The day before, or after, tells it; and whose fault it was is not ours to mend.
    #expect(verdict(.bounced, .serverPermanent, last: 60).grade == .ok)
    #expect(verdict(.bounced, .serverPermanent, last: 90_000).grade == .ok)
    #expect(verdict(.bounced, .recipientUnknown, last: 7200).grade == .ok)
  }

  private func verdict(
    _ trails: [Trail] = [trail()], coverage: Coverage = goodCoverage(), window: Window = Window(),
    now: LogTime? = nil, change: (inout SummaryOptions) -> Void = { _ in }
  ) -> Verdict {
    var options = SummaryOptions()
    options.isPlatform = { $0.hasSuffix(".incamail.com") }
    change(&options)
    var summary = Summary(options)
    for trail in trails { summary.add(trail) }
    summary.finish(coverage: coverage, window: window, now: now)
    return summary.verdict
  }

  @Test("All well is OK, said in numbers")
  func well() {
    let found = verdict { $0.expectedGateways = ["mx1"] }
    #expect(found.grade == .ok)
    #expect(
      found.reasons == [
        "1 of 1 reached the platform over verified TLS",
        "1 of 1 gateway seen until 2026-11-22 13:00",
      ])
    #expect(found.notJudged == [])
  }

  @Test("No IncaMail mail at full coverage is OK and says so")
  func none() {
    let found = verdict([trail(marks: [])])
    #expect(found.grade == .ok)
    #expect(found.reasons.first == "no IncaMail mail seen")
  }

  // MARK: Critical

  @Test(
    "Critical findings",
    arguments: [
      (Finding.plaintext, "1 crossed in plain text"),
      (.misrouted, "1 went to a host that is not the platform's"),
      (.tagIgnored, "1 with the IncaMail tag went elsewhere"),
      (.returnedToPlatform, "1 from the platform sent back to it"),
    ])
  func criticalFinding(finding: Finding, reason: String) {
    let found = verdict([trail([Someone(findings: [finding])])])
    #expect(found.grade == .critical)
    #expect(found.reasons == [reason])
  }

  @Test("A tag behind a reply prefix is a warning only")
  func replyPrefix() {
    let found = verdict([trail([Someone(findings: [.tagIgnored], behindPrefix: true)])])
    #expect(found.grade == .attention)
  }

  @Test("A critical finding beats poor coverage, and both are said")
  func criticalBeatsNoData() {
    var coverage = goodCoverage()
    coverage.lines.unknown = 2000
    let found = verdict([trail([Someone(findings: [.plaintext])])], coverage: coverage)
    #expect(found.grade == .critical)
    #expect(found.reasons.count == 2)
  }

  @Test(
    "Lost for a gateway cause",
    arguments: [
      Outcome.bounced, .expired, .discarded, .rejected,
    ])
  func lost(outcome: Outcome) {
    let person = Someone(
      outcome: outcome, reached: .no, failure: .certOwnRejected, replyCode: 550)
    let found = verdict([trail([person])])
    #expect(found.grade == .critical)
    #expect(found.reasons == ["1 lost for a gateway cause: 1 cert.own-rejected"])
  }

  @Test(
    "Faults of the message or its addressee are no loss of ours",
    arguments: [
      FailureClass.recipientUnknown, .recipientFull, .recipientDisabled, .messageTooLarge,
      .messageMalformed, .filterSpam, .filterVirus,
    ])
  func userErrors(failure: FailureClass) {
    let person = Someone(outcome: .bounced, reached: .no, failure: failure, replyCode: 550)
    let found = verdict([trail(), trail([person], id: 2)])
    #expect(found.grade == .ok)
    #expect(found.reasons.contains("1 returned to their senders for faults of theirs"))
  }

  @Test("A refusal for the moment is never shown as loss")
  func temporaryRefusal() {
    let person = Someone(
      outcome: .rejected, reached: .no, failure: .serverTemporary, replyCode: 451)
    #expect(verdict([trail([person])]).grade == .ok)
  }

  @Test(
    "Open for a time",
    arguments: [
      (FailureClass.tlsHandshake, 31, Verdict.Grade.critical), (.tlsHandshake, 29, .attention),
      (.certUntrusted, 31, .critical), (.networkTimeout, 31, .attention),
      (.networkTimeout, 241, .critical), (.networkTimeout, 14, .ok),
      (.filterGreylist, 59, .ok), (.filterGreylist, 61, .attention),
    ])
  func open(failure: FailureClass, minutes: Int, grade: Verdict.Grade) {
    let person = Someone(
      outcome: .deferred, reached: .no, failure: failure, failed: [failure], replyCode: 450,
      firstFailure: noon())
    let found = verdict(
      [trail([person], complete: false), trail(at: noon(60), id: 2)], now: noon(minutes * 60))
    #expect(found.grade == grade, "\(found.reasons)")
  }

  @Test("Three tried and none got through for half an hour")
  func stalled() {
    func waiting(_ id: UInt64) -> Trail {
      trail(
        [
          Someone(
            outcome: .deferred, reached: .no, failure: .networkTimeout, failed: [.networkTimeout],
            firstFailure: noon())
        ], id: id, complete: false)
    }
    let three = [waiting(1), waiting(2), waiting(3)]
    #expect(verdict(three, now: noon(1900)).grade == .critical)
    #expect(verdict(three, now: noon(1700)).grade == .attention)
    #expect(verdict(Array(three.dropLast()), now: noon(1900)).grade == .attention)
    let success = trail(at: noon(1500), id: 4)
    #expect(verdict(three + [success], now: noon(1900)).grade == .attention)
  }

  @Test(
    "Mail from the platform refused by our filter or TLS",
    arguments: [
      (FailureClass.filterAttachment, Verdict.Grade.critical), (.filterSpam, .critical),
      (.tlsHandshake, .critical), (.recipientUnknown, .ok),
    ])
  func refusedFromPlatform(failure: FailureClass, grade: Verdict.Grade) {
    let person = Someone(
      outcome: .rejected, reached: nil, failure: failure, tls: nil, replyCode: 550)
    let inbound = trail(
      [person], direction: .inbound, marks: .client, queueID: nil,
      client: ("gw1.incamail.com", "TLSv1.3"))
    #expect(verdict([inbound]).grade == grade)
  }

  @Test("Mail from the platform that a rule of ours dropped, not what a black hole was given")
  func droppedFromPlatform() {
    func dropped(attempts: Int32) -> Trail {
      let person = Someone(outcome: .discarded, reached: nil, failure: nil, tls: nil)
      var dropped = trail(
        [person], direction: .inbound, marks: .client, client: ("gw1.incamail.com", "TLSv1.3"))
      dropped.recipients[0].attempts = attempts
      return dropped
    }
    let found = verdict([dropped(attempts: 0)])
    #expect(found.grade == .critical)
    #expect(found.reasons == ["1 from the platform refused here: 1 dropped"])
    #expect(verdict([dropped(attempts: 1)]).grade == .ok)
  }

  @Test("Mail from the platform that failed here for another cause is told, and is attention")
  func lostFromPlatform() {
    func found(_ failure: FailureClass, _ code: UInt16) -> Verdict {
      let person = Someone(
        outcome: .rejected, reached: nil, failure: failure, tls: nil, replyCode: code)
      return verdict([
        trail(
          [person], direction: .inbound, marks: .client, queueID: nil,
          client: ("gw1.incamail.com", "TLSv1.3"))
      ])
    }
    #expect(found(.senderRejected, 550).grade == .attention)
    #expect(
      found(.senderRejected, 550).reasons
        == ["1 from the platform did not arrive here: 1 sender.rejected"])
    #expect(found(.senderRejected, 450).grade == .ok)
    #expect(found(.messageTooLarge, 552).grade == .ok)
  }

  // MARK: No data

  @Test("No source, no mail lines, old lines, lines that nobody understands")
  func noData() {
    #expect(verdict([], coverage: Coverage()).grade == .noData)
    var unreadable = goodCoverage()
    unreadable.sources[0].problem = "permission denied"
    unreadable.sources[0].lines = .init()
    #expect(verdict(coverage: unreadable).reasons.first == "no source could be read")
    var foreign = goodCoverage()
    foreign.lines.understood = 0
    #expect(verdict([], coverage: foreign).grade == .noData)
    var strange = goodCoverage()
    strange.lines.unknown = 901
    #expect(verdict(coverage: strange).grade == .noData)
    strange.lines.unknown = 900
    #expect(verdict(coverage: strange).grade == .ok)
  }

  @Test("The newest line may lie two hours before the window's end")
  func silence() {
    let coverage = goodCoverage(last: noon())
    let until = Window(since: noon(-3600), until: noon(7201))
    #expect(verdict(coverage: coverage, window: until, now: noon(90_000)).grade == .noData)
    let near = Window(since: noon(-3600), until: noon(7200))
    #expect(verdict(coverage: coverage, window: near, now: noon(90_000)).grade == .ok)
  }

  // MARK: Attention

  @Test("Coverage that is not whole")
  func coverage() {
    #expect(
      verdict { $0.expectedGateways = ["mx1", "mx2"] }.reasons == ["no line of the gateway mx2"])
    var lost = goodCoverage()
    lost.lines.lost = 12
    #expect(verdict(coverage: lost).reasons == ["the logger lost 12 lines"])
    var cut = goodCoverage()
    cut.sources[0].problem = "damaged after 81920 bytes"
    #expect(verdict(coverage: cut).reasons == ["mail.log: damaged after 81920 bytes"])
    #expect(verdict(coverage: cut).grade == .attention)
  }

  @Test("A gap on a host that is never that silent, and one on a host that often is")
  func gaps() {
    var coverage = goodCoverage(last: noon(36_000))
    coverage.hosts[0].lines = 50_000
    coverage.hosts[0].gaps = [.init(from: noon(0), to: noon(7200))]
    #expect(verdict(coverage: coverage).reasons == ["mx1 silent for 2 h from 2026-11-22 12:00"])
    coverage.hosts[0].lines = 500
    #expect(verdict(coverage: coverage).grade == .ok)
    // Two messages, hours apart.
    coverage.hosts[0].lines = 20
    coverage.hosts[0].first = noon(-1)
    coverage.hosts[0].last = noon(18_001)
    coverage.hosts[0].gaps = [.init(from: noon(0), to: noon(18_000))]
    #expect(verdict(coverage: coverage, now: noon(18_001)).grade == .ok)
  }

  @Test(
    "Findings of grade warning",
    arguments: [
      Finding.unverifiedTLS, .legacyTLS, .staticRoute, .greylistedPlatform,
    ])
  func warning(finding: Finding) {
    #expect(verdict([trail([Someone(findings: [finding])])]).grade == .attention)
  }

  @Test("Findings of grade info do not raise it", arguments: [Finding.slow, .newPlatformAddress])
  func info(finding: Finding) {
    #expect(verdict([trail([Someone(findings: [finding])])]).grade == .ok)
  }

  @Test("Held, late, handed over, one platform host failing")
  func others() {
    #expect(verdict([trail([Someone(outcome: .held, reached: .no)])]).reasons == ["1 on hold"])
    let late = Someone(failed: [.networkTimeout], delay: 901_000)
    #expect(verdict([trail([late])]).reasons == ["1 got through, but over 15 min late"])
    let soon = Someone(failed: [.networkTimeout], delay: 899_000)
    #expect(verdict([trail([soon])]).grade == .ok)
    let handed = trail([Someone(reached: .handedOver, nextHop: ("relay", "10.0.0.1"))])
    #expect(verdict([handed]).grade == .attention)
    #expect(verdict([handed]) { $0.handOverIsExpected = true }.grade == .ok)
    let failing = Someone(
      outcome: .deferred, reached: .no, failure: .networkTimeout,
      nextHop: ("gw2.incamail.com", "194.41.147.14"), firstFailure: noon())
    let lopsided = verdict(
      [trail([failing], complete: false), trail(at: noon(60), id: 2)], now: noon(300))
    #expect(
      lopsided.reasons == ["gw2.incamail.com fails while another host of the platform works"])
  }

  @Test("An answer about one message is no failure of the host that gave it")
  func answered() {
    let busy = Someone(
      outcome: .deferred, reached: .no, failure: .serverTemporary,
      nextHop: ("gw2.incamail.com", "194.41.147.14"), replyCode: 450, firstFailure: noon())
    #expect(verdict([trail([busy, Someone()], complete: false)], now: noon(60)).grade == .ok)
    var closing = busy
    closing.replyCode = 421
    #expect(
      verdict([trail([closing, Someone()], complete: false)], now: noon(60)).reasons
        == ["gw2.incamail.com fails while another host of the platform works"])
  }

  @Test("A platform host that fails while another takes the mail in the same attempt")
  func lopsidedWithinAttempt() {
    func passed(_ id: UInt64, failing ip: String?, _ port: UInt16 = 25) -> Trail {
      var passed = trail(
        [
          Someone(
            failed: ip == nil ? [] : [.networkTimeout],
            nextHop: ("gw2.incamail.com", "194.41.147.14"),
            firstFailure: ip == nil ? nil : noon())
        ], at: noon(Int(id)), id: id)
      guard let ip else { return passed }
      passed.recipients[0].lastFailure = noon(Int(id))
      passed.recipients[0].failedBeforeOther = true
      passed.recipients[0].failedNextHop = Endpoint(
        host: "gw1.incamail.com".withByteView { passed.keep($0) },
        ip: ip.withByteView { passed.keep($0) },
        port: port)
      return passed
    }
    let found = verdict([passed(1, failing: "194.41.147.13")])
    #expect(
      found.reasons == [
        "gw1.incamail.com fails while another host of the platform works"
      ]
    )
    // The failure need not tell the port.
    let back = trail([Someone(nextHop: ("gw1.incamail.com", "194.41.147.13"))], at: noon(60), id: 2)
    #expect(verdict([passed(1, failing: "194.41.147.13", 0), back]).grade == .ok)
    #expect(verdict([passed(1, failing: nil)]).grade == .ok)
  }

  @Test("What came from the platform does not verify what went there")
  func verifiedOutbound() {
    let unlogged = trail([Someone(tls: ("TLSv1.3", .unknown, nil))])
    let inbound = trail(
      [Someone(reached: nil)], id: 2, direction: .inbound, marks: .client,
      client: ("gw1.incamail.com", "TLSv1.3"))
    #expect(verdict([unlogged, inbound]).reasons.first == "1 of 1 reached the platform")
    let deferred = trail(
      [Someone(outcome: .deferred, reached: .no, failure: .networkTimeout)], complete: false)
    #expect(
      verdict([deferred, inbound], now: noon(60)).reasons.first == "0 of 1 reached the platform")
    #expect(verdict([trail()]).reasons.first == "1 of 1 reached the platform over verified TLS")
  }

  @Test("Of two addresses of one name that fail, neither fails while the other works")
  func lopsidedAddresses() {
    func failing(_ ip: String) -> Someone {
      Someone(
        outcome: .deferred, reached: .no, failure: .networkTimeout,
        nextHop: ("gw2.incamail.com", ip), firstFailure: noon())
    }
    let works = Someone(nextHop: ("gw2.incamail.com", "194.41.147.13"))
    let one = trail([failing("194.41.147.14")], complete: false)
    #expect(
      verdict([one, trail([works], at: noon(60), id: 2)], now: noon(300)).reasons
        == ["gw2.incamail.com[194.41.147.14]:25 fails while another host of the platform works"])
    let other = trail([failing("194.41.147.13")], id: 2, complete: false)
    let both = verdict([one, other], now: noon(300)).reasons
    #expect(!both.contains { $0.contains("while another host") })
  }

  // MARK: Not judged

  @Test("An export without addresses says what it may hide")
  func withoutAddresses() {
    var nameless = trail()
    nameless.recipients[0].address = .none
    nameless.recipients[0].attempts = 2
    let notes = verdict([nameless]).notJudged
    #expect(notes.count == 1)
    #expect(notes.first?.hasPrefix("no recipient is named in 1 of the messages") == true)
  }

  @Test("What the log cannot tell is a note with the line to set")
  func notJudged() {
    let silent = Someone(tls: nil, tlsKnown: false)
    let found = verdict([trail([silent], subject: nil), trail(id: 2, subject: nil)])
    #expect(found.grade == .ok)
    #expect(
      found.notJudged == [
        "TLS unknown for 1 of 2 outbound: `smtp_tls_loglevel = 1`",
        "subjects are not logged: `tag-ignored` cannot be seen; "
          + "`header_checks`: `/^Subject:/ INFO`",
      ])
  }
}
