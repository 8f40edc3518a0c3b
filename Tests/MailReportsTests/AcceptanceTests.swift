import MailReports
import MailTerms
import Testing

@Suite("What is accepted")
struct AcceptanceTests {
  private func acceptance(
    _ subject: AdviceSubject, hop: String? = nil, isExpired: Bool = false
  ) -> Acceptance {
    Acceptance(subject, hop: hop, until: noon(), reason: "known", isExpired: isExpired)
  }

  private func summary(
    _ people: [Someone], _ acceptances: [Acceptance], complete: Bool = true,
    now: LogTime? = nil
  ) -> Summary {
    var options = SummaryOptions()
    options.isPlatform = { $0.hasSuffix(".incamail.com") }
    options.acceptances = acceptances
    var summary = Summary(options)
    summary.add(trail(people, complete: complete))
    summary.add(trail(at: noon(60), id: 2))
    summary.finish(coverage: goodCoverage(), now: now)
    return summary
  }

  @Test(
    "A finding raises no verdict at the hop it is accepted at, by name or network, until it is over",
    arguments: [
      (nil, false, Verdict.Grade.ok), ("gw1.incamail.com", false, .ok),
      ("GW?.incamail.*", false, .ok), ("194.41.147.0/24", false, .ok),
      ("gw2.incamail.com", false, .critical), ("192.0.2.0/24", false, .critical),
      (nil, true, .critical),
    ] as [(String?, Bool, Verdict.Grade)])
  func finding(hop: String?, isExpired: Bool, grade: Verdict.Grade) {
    let summary = summary(
      [Someone(findings: [.plaintext])],
      [acceptance(.finding(.plaintext), hop: hop, isExpired: isExpired)])
    #expect(summary.verdict.grade == grade)
    // It stays in the figures.
    #expect(summary.figures.findings[.plaintext] == 1)
  }

  @Test("Only what is accepted is taken away")
  func others() {
    let people = [
      Someone(findings: [.plaintext]),
      Someone(nextHop: ("gw2.incamail.com", "194.41.147.14"), findings: [.plaintext]),
    ]
    let found = summary(people, [acceptance(.finding(.plaintext), hop: "gw1.*")])
    #expect(found.verdict.reasons.first == "1 crossed in plain text")
    #expect(found.accepted.map(\.recipients) == [1])
    #expect(found.verdict.accepted.count == 1)
    let tag = summary(
      [Someone(findings: [.tagIgnored], behindPrefix: true)], [acceptance(.finding(.tagIgnored))])
    #expect(tag.verdict.grade == .ok)
  }

  @Test("A class raises no verdict: lost, open, late", arguments: [true, false])
  func failure(isAccepted: Bool) {
    let accepted = isAccepted ? [acceptance(.failure(.certSelfSigned))] : []
    let lost = Someone(
      outcome: .bounced, reached: .no, failure: .certSelfSigned, failed: [.certSelfSigned],
      replyCode: 550)
    #expect(summary([lost], accepted).verdict.grade == (isAccepted ? .ok : .critical))
    let open = Someone(
      outcome: .deferred, reached: .no, failure: .certSelfSigned, failed: [.certSelfSigned],
      firstFailure: noon())
    let waiting = summary([open], accepted, complete: false, now: noon(3600))
    #expect(waiting.verdict.grade == (isAccepted ? .ok : .critical))
    #expect(waiting.openCount == 1)
    let late = Someone(failed: [.certSelfSigned], delay: 3_600_000)
    #expect(summary([late], accepted).verdict.grade == (isAccepted ? .ok : .attention))
  }

  @Test("One that is over and one that was about nothing: the first is told, the second is not")
  func told() {
    let found = summary(
      [Someone()],
      [acceptance(.finding(.slow), isExpired: true), acceptance(.failure(.networkDNS))])
    #expect(found.verdict.accepted.count == 1)
    #expect(found.verdict.accepted[0].contains("which is over"))
  }
}
