import MailRules
import MailTerms
import Testing

@testable import MailReports

@Suite("Connection test")
struct ConnectionTestTests {
  @Test(
    "Every failure of a mail sent belongs to a check of mail sent", arguments: FailureClass.allCases
  )
  func failures(failure: FailureClass) throws {
    let check = ConnectionCheck(failing: failure)
    #expect(ConnectionCheck.sent.contains(check))
    var someone = Someone()
    (someone.outcome, someone.reached, someone.failure) = (.deferred, .no, failure)
    someone.tls = nil
    let results = try results([someone], isSent: true)
    let failed = results.filter(\.isFailed)
    #expect(failed.map(\.check) == [check])
    #expect(failed.first?.state == .failed(.failure(failure)))
    // It was not taken, whatever else is seen to be well.
    #expect(results.last?.check == .taken)
    #expect(results.last?.state != .passed)
  }

  @Test("So does what the platform meets here", arguments: FailureClass.allCases)
  func inbound(failure: FailureClass) throws {
    var someone = Someone()
    (someone.address, someone.outcome, someone.reached) = ("anna@example.org", .rejected, nil)
    someone.failure = failure
    let results = try results([someone], isSent: false, direction: .inbound, marks: .client)
    #expect(results.filter(\.isFailed).count == 1)
  }

  @Test("Every finding that is more than information fails a check", arguments: Finding.allCases)
  func findings(finding: Finding) {
    #expect((ConnectionCheck(failing: finding) == nil) == (finding.severity == .info))
  }

  @Test("A mail that the platform took over verified TLS passes all")
  func passed() throws {
    let results = try results([Someone()], isSent: true)
    #expect(results.allSatisfy { $0.state == .passed })
  }

  @Test("What the log does not tell is not seen, and fails nothing")
  func unknown() throws {
    var someone = Someone()
    someone.tls = nil
    someone.tlsKnown = false
    let sent = try results([someone], isSent: true)
    #expect(!sent.contains { $0.isFailed })
    #expect(
      sent.filter { $0.state == .unseen }.map(\.check) == [.encrypted, .verified, .ownCertificate])
    someone = Someone()
    (someone.reached, someone.nextHop) = (.handedOver, ("relay.example.org", "10.0.0.1"))
    let relayed = try results([someone], isSent: true)
    #expect(relayed.first { $0.check == .routed }?.state == .unseen)
    #expect(relayed.first { $0.check == .taken }?.state == .unseen)
  }

  @Test("The suffix on the way back fails; a foreign host too")
  func suffix() throws {
    let back = try results([Someone()], isSent: false, direction: .inbound, marks: .client)
    #expect(back.first { $0.check == .unsuffixed }?.state == .failed(nil))
    var someone = Someone()
    (someone.reached, someone.nextHop) = (.elsewhere, ("mx.example.net", "192.0.2.1"))
    let away = try results([someone], isSent: true)
    #expect(away.first { $0.check == .routed }?.state == .failed(nil))
  }

  private func results(
    _ people: [Someone], isSent: Bool, direction: Direction = .outbound,
    marks: Marks = .recipientSuffix
  ) throws -> [CheckResult] {
    let trail = trail(people, direction: direction, marks: marks)
    return MailChecks(trail, isSent: isSent, Words(.english), try .shipped()).results
  }
}
