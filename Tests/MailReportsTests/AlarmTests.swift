import ByteTools
import MailReports
import MailTerms
import OutputGrammar
import Testing

@Suite("What a monitoring system is told")
struct AlarmTests {
  private func summary(
    _ trails: [Trail] = [trail()], coverage: Coverage = goodCoverage(), now: LogTime = noon(3600)
  ) -> Summary {
    var summary = Summary()
    for trail in trails { summary.add(trail) }
    summary.finish(
      coverage: coverage, window: Window(since: noon(-3600), until: now), now: now, clock: now)
    return summary
  }

  private func made(
    _ summary: Summary?, _ limits: Alarm.Limits = Alarm.Limits(), noData: String? = nil,
    queue: QueueFigures? = nil, certificate: OwnCertificate? = nil, problems: [String] = []
  ) -> Alarm {
    Alarm(
      summary, limits, noData: noData, queue: queue, certificate: certificate, problems: problems,
      now: noon(3600).seconds)
  }

  /// Both forms are always well formed; gives the plugin's.
  private func told(_ alarm: Alarm) -> PluginGrammar {
    let grammar = PluginGrammar(PluginOutput.render(alarm), status: alarm.state.code)
    #expect(grammar.faults == [])
    #expect(checkmkFaults(CheckmkOutput.render(alarm), state: alarm.state.code) == [])
    return grammar
  }

  private func limits(failures: String? = nil, findings: String? = nil) -> Alarm.Limits {
    var limits = Alarm.Limits()
    if let failures { limits.failures = AlarmLimits(failures) ?? AlarmLimits() }
    if let findings { limits.findings = AlarmLimits(findings) ?? AlarmLimits() }
    return limits
  }

  private func lost(_ failure: FailureClass, id: UInt64 = 2) -> Trail {
    trail(
      [Someone(outcome: .bounced, reached: .no, failure: failure, failed: [failure])], id: id)
  }

  // MARK: States

  @Test("The verdict is the state, its reasons the status line")
  func verdict() {
    #expect(told(made(summary())).state == "OK")
    let late = trail([Someone(failed: [.networkTimeout], delay: 901_000)])
    #expect(told(made(summary([late]))).state == "WARNING")
    let bad = made(summary([lost(.certOwnRejected)]))
    #expect(told(bad).state == "CRITICAL")
    #expect(bad.reasons.first == "1 lost for a gateway cause: 1 cert.own-rejected")
    #expect(bad.details.first?.hasPrefix("To do: ") == true)
  }

  @Test("No data is UNKNOWN, and no figure pretends to know")
  func noData() {
    var coverage = goodCoverage()
    coverage.lines = .init()
    coverage.hosts = []
    let alarm = made(
      summary([], coverage: coverage), limits(failures: "@0"), noData: "it is empty")
    let grammar = told(alarm)
    #expect(grammar.state == "UNKNOWN")
    #expect(alarm.reasons == ["it is empty"])
    #expect(grammar.figures["failures"]?.value == "U")
    #expect(grammar.figures["messages"]?.value == "U")
  }

  @Test("A source that nothing could be read of is UNKNOWN, but covers no proven fault")
  func unreadable() {
    var coverage = goodCoverage()
    var source = Coverage.Source(name: "mail.log.1")
    source.problem = "no permission to read it"
    coverage.sources.append(source)
    let alarm = made(summary(coverage: coverage))
    #expect(told(alarm).state == "UNKNOWN")
    #expect(alarm.reasons == ["mail.log.1: no permission to read it"])
    let both = made(summary([lost(.certOwnRejected)], coverage: coverage))
    #expect(told(both).state == "CRITICAL")
    #expect(both.reasons.contains("mail.log.1: no permission to read it"))
  }

  @Test("What stopped the check is UNKNOWN")
  func stopped() {
    let grammar = told(Alarm(unknown: "Unknown option '--x|y'\nUsage: …"))
    #expect(grammar.state == "UNKNOWN")
    #expect(grammar.figures.isEmpty)
  }

  // MARK: Limits

  @Test("Limits raise the state and never lower it")
  func limitsRaise() {
    let one = summary([lost(.certOwnRejected)])
    #expect(told(made(one, limits(failures: "5,10"))).state == "CRITICAL")
    let open = trail(
      [Someone(outcome: .deferred, reached: .no, failure: .networkTimeout, firstFailure: noon())],
      complete: false)
    let fresh = summary([open, trail(at: noon(60), id: 2)], now: noon(300))
    #expect(told(made(fresh)).state == "OK")
    let warned = made(fresh, limits(failures: "0,1"))
    #expect(told(warned).state == "WARNING")
    #expect(warned.reasons.first == "1 failure of the gateway, beyond the limit 0")
    #expect(told(made(fresh, limits(failures: ",@1"))).state == "CRITICAL")
  }

  @Test(
    "No limit counts what users do wrong, nor greylisting",
    arguments: [
      FailureClass.recipientUnknown, .recipientFull, .recipientDisabled, .messageTooLarge,
      .messageMalformed, .filterSpam, .filterVirus,
    ])
  func userErrors(failure: FailureClass) {
    let waiting = trail(
      [
        Someone(
          outcome: .deferred, reached: .no, failure: .filterGreylist, failed: [.filterGreylist],
          firstFailure: noon(3500))
      ], at: noon(3500), id: 3, complete: false)
    let greylisted = trail([Someone(findings: [.slow, .newPlatformAddress])], id: 4)
    let all = summary([trail(), lost(failure), waiting, greylisted])
    let alarm = made(all, limits(failures: "0,0", findings: "0,0"))
    let grammar = told(alarm)
    #expect(grammar.state == "OK", "\(alarm.reasons)")
    #expect(grammar.figures["user_errors"]?.value == "1")
    #expect(grammar.figures["failures"]?.value == "0")
  }

  @Test("The finding of greylisting counts for the verdict, not for a limit")
  func greylistedPlatform() {
    let all = summary([trail([Someone(findings: [.greylistedPlatform])])])
    let grammar = told(made(all, limits(findings: ",0")))
    #expect(grammar.state == "WARNING")
    #expect(grammar.figures["findings"]?.value == "0")
  }

  @Test("Spam that the platform sends is our filter's failure")
  func platformSpam() {
    let person = Someone(
      outcome: .rejected, reached: nil, failure: .filterSpam, tls: nil, replyCode: 550)
    let inbound = trail(
      [person], direction: .inbound, marks: .client, queueID: nil,
      client: ("gw1.incamail.com", "TLSv1.3"))
    #expect(told(made(summary([inbound]))).figures["failures"]?.value == "1")
  }

  // MARK: Other things looked at

  @Test("A queue brings its figures, and its age may alarm")
  func queue() {
    var queue = QueueFigures()
    queue.add(age: 120, nextHop: ByteView("gw1.incamail.com" as StaticString))
    queue.add(age: 7200, nextHop: ByteView("gw2.incamail.com" as StaticString))
    var limits = Alarm.Limits()
    limits.queueAge = AlarmLimits("900,3600") ?? AlarmLimits()
    let alarm = made(summary(), limits, queue: queue)
    let grammar = told(alarm)
    #expect(grammar.state == "CRITICAL")
    #expect(grammar.figures["queue"]?.value == "2")
    #expect(grammar.figures["queue_oldest"]?.value == "7200s")
    #expect(told(made(summary(), limits, queue: QueueFigures())).state == "OK")
    // Without logs the queue alone decides.
    #expect(made(nil, queue: queue).reasons == ["the queue holds IncaMail mail for 2 h"])
    #expect(told(made(nil, limits, queue: queue)).state == "CRITICAL")
    #expect(told(made(nil, queue: QueueFigures())).state == "OK")
  }

  struct Wait: Sendable {
    let failure: FailureClass?
    let minutes: Int64
    var more: Int64 = 0
    let state: String
  }

  @Test(
    "How long mail may wait in the queue is the verdict's rule",
    arguments: [
      Wait(failure: .networkTimeout, minutes: 15, state: "OK"),
      Wait(failure: .networkTimeout, minutes: 15, more: 1, state: "WARNING"),
      Wait(failure: .networkTimeout, minutes: 240, state: "WARNING"),
      Wait(failure: .networkTimeout, minutes: 240, more: 1, state: "CRITICAL"),
      Wait(failure: .certOwnRejected, minutes: 30, state: "WARNING"),
      Wait(failure: .certOwnRejected, minutes: 30, more: 1, state: "CRITICAL"),
      Wait(failure: .filterGreylist, minutes: 60, state: "OK"),
      Wait(failure: .filterGreylist, minutes: 60, more: 1, state: "WARNING"),
      Wait(failure: nil, minutes: 15, more: 1, state: "WARNING"),
    ])
  func queueWaits(wait: Wait) {
    var queue = QueueFigures()
    queue.add(age: wait.minutes * 60 + wait.more, nextHop: .empty, failure: wait.failure)
    #expect(told(made(nil, queue: queue)).state == wait.state)
  }

  @Test("A queue that tells no ages: they are not known, and a limit on them cannot be kept")
  func queueOfUnknownAge() {
    var queue = QueueFigures()
    queue.add(age: nil, nextHop: .empty)
    let alarm = told(made(nil, queue: queue))
    #expect(alarm.state == "OK")
    #expect(alarm.figures["queue"]?.value == "1")
    #expect(alarm.figures["queue_oldest"]?.value == "U")
    var limits = Alarm.Limits()
    limits.queueAge = AlarmLimits("900,3600") ?? AlarmLimits()
    #expect(
      made(nil, limits, queue: queue).reasons
        == ["the queue does not tell the age of 1 message"])
  }

  @Test("Mail on hold in the queue is attention, however long")
  func queueHeld() {
    var queue = QueueFigures()
    queue.add(age: 999_999, nextHop: .empty, isHeld: true)
    #expect(made(nil, queue: queue).reasons == ["1 message on hold in the queue"])
  }

  @Test(
    "A certificate by the days that are left",
    arguments: [
      (40, "OK", 40), (30, "OK", 30), (29, "WARNING", 29), (7, "WARNING", 7), (6, "CRITICAL", 6),
      (0, "CRITICAL", 0), (-1, "CRITICAL", -1),
    ])
  func certificateDays(days: Int, state: String, shown: Int) {
    let now = noon(3600).seconds
    let certificate = OwnCertificate(
      name: "mx1.example.ch", notBefore: now - 86400, notAfter: now + Int64(days) * 86400)
    var limits = Alarm.Limits()
    limits.certificateDays = AlarmLimits("30:,7:") ?? AlarmLimits()
    let grammar = told(made(summary(), limits, certificate: certificate))
    #expect(grammar.state == state)
    #expect(grammar.figures["certificate_days"]?.value == "\(shown)")
  }

  @Test("A certificate's other faults", arguments: certificateFaults)
  func certificateFault(certificate: OwnCertificate, state: String, reason: String) {
    let alarm = made(summary(), certificate: certificate)
    #expect(told(alarm).state == state)
    #expect(alarm.reasons.contains(reason), "\(alarm.reasons)")
  }

  private static let certificateFaults: [(OwnCertificate, String, String)] = {
    func certificate(_ change: (inout OwnCertificate) -> Void) -> OwnCertificate {
      var certificate = OwnCertificate(
        name: "mx1", notBefore: 0, notAfter: noon().seconds + 400 * 86400)
      change(&certificate)
      return certificate
    }
    return [
      (
        certificate { $0.isForClients = false }, "WARNING",
        "our certificate lacks the usage clientAuth: it may be refused when we send"
      ),
      (
        certificate { $0.isForServers = false }, "WARNING",
        "our certificate lacks the usage serverAuth: it may be refused when we receive"
      ),
      (certificate { $0.chain = .selfSigned }, "CRITICAL", "our certificate is self-signed"),
      (
        certificate { $0.chain = .endsBefore(issuer: "CA") }, "WARNING",
        "our chain ends before CA, neither in the file nor a root of this machine"
      ),
      (
        certificate { $0.issuersNotAfter = 0 }, "CRITICAL",
        "an issuer in our chain has expired, on 1970-01-01"
      ),
      (
        certificate { $0.notBefore = noon().seconds + 86400 }, "CRITICAL",
        "our certificate is not valid before 2026-11-23"
      ),
      (
        certificate { $0.isAuthority = true }, "CRITICAL",
        "the file begins with a CA's certificate: ours must stand first"
      ),
    ]
  }()

  @Test("What could not be looked at is UNKNOWN beside the verdict")
  func problems() {
    let alarm = made(summary([lost(.certOwnRejected)]), problems: ["own.pem: no such file"])
    #expect(told(alarm).state == "CRITICAL")
    #expect(alarm.reasons.last == "own.pem: no such file")
    #expect(told(made(summary(), problems: ["own.pem: no such file"])).state == "UNKNOWN")
  }

  // MARK: Form

  @Test("Text of strangers forges neither lines nor figures")
  func hostile() {
    let evil = "mx|'evil'=9;\n\r\u{1B}[31m\\n2 \"X\" -\u{85}\u{2028}\u{0}"
    let bad = trail(
      [
        Someone(
          outcome: .deferred, reached: .no, failure: .certUntrusted, nextHop: (evil, evil),
          firstFailure: noon(-9000))
      ], at: noon(-9000), host: evil, queueID: evil, complete: false)
    var coverage = goodCoverage(hosts: [evil])
    coverage.sources[0].name = evil
    coverage.sources[0].problem = "cut off | after"
    let alarm = made(summary([bad], coverage: coverage), certificate: nil, problems: [evil])
    #expect(told(alarm).figures["evil"] == nil)
  }

  @Test("However much there is to say, it stays within what Nagios reads")
  func long() {
    var coverage = goodCoverage()
    for number in 0..<500 {
      var source = Coverage.Source(name: "mail.log.\(number)")
      source.problem = "no permission to read it"
      coverage.sources.append(source)
    }
    #expect(told(made(summary(coverage: coverage))).state == "UNKNOWN")
  }
}
