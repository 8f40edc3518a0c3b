import ByteTools
package import MailRules
package import MailTerms

/// The connection test of the introduction checklist (8.3), by what the log shows of its mails.
package struct ConnectionTest {
  /// A mail of the test, held against its checks.
  struct Part {
    let kind: TestMails.Kind
    /// nil where there is no such mail.
    let trail: Trail?
    let results: [CheckResult]

    var isWhole: Bool { trail != nil && results.allSatisfy { $0.state == .passed } }
  }

  let parts: [Part]
  let words: Words
  let advice: AdviceBook
  let profile: PlatformProfile
  let basis: TestMails.Basis

  /// - Parameter shown: what is told of a mail; where that is less than all, the checks know the whole.
  package init(
    _ mails: TestMails, _ language: Language, _ profile: PlatformProfile,
    shown: (Trail) -> Trail = { $0 }
  ) {
    let words = Words(language)
    self.words = words
    self.profile = profile
    advice = .shipped(in: language)
    basis = mails.basis
    parts = TestMails.Kind.allCases.map { kind in
      guard let trail = mails[kind].map(shown) else {
        return Part(kind: kind, trail: nil, results: [])
      }
      let checks = MailChecks(trail, isSent: kind.isSent, words, profile)
      return Part(kind: kind, trail: trail, results: checks.results)
    }
  }

  /// Nothing failed; what was not seen is no failure.
  package var isPassed: Bool { failures == 0 }

  var failures: Int {
    parts.reduce(0) { sum, part in sum + part.results.count(where: \.isFailed) }
  }

  subscript(kind: TestMails.Kind) -> Part? { parts.first { $0.kind == kind } }
}

extension ConnectionTest {
  /// `4A1B2C3D4E`, our own key of a mail; what was refused has none but its record's.
  private func key(_ trail: Trail) -> String {
    let id = trail.hops.lazy.compactMap { trail.string($0.queueID) }.first
    return id?.printable ?? "trail \(trail.id.description)"
  }

  /// `here 4A1B2C3D4E, there 7F1C2A0D31`.
  func keys(_ part: Part, _ trail: Trail) -> String {
    var text = words(.testHere, ["id": key(trail)])
    if let id = TicketFacts(trail, profile).remoteID {
      text += ", " + words(.testThere, ["id": id.printable])
    }
    return text
  }

  /// What stands for a state.
  func word(_ state: CheckResult.State) -> String {
    switch state {
    case .passed: words[.testOk]
    case .failed: words[.testBad]
    case .unseen: words[.testUnseen]
    }
  }

  /// What explains a failure, and what to do about it.
  func explanation(_ result: CheckResult, _ part: Part) -> String? {
    guard case .failed(let subject?) = result.state, let trail = part.trail else { return nil }
    let facts = TicketFacts(trail, profile)
    let advice = self.advice[subject, trail.direction, atOwnHost: facts.failedAtOwnHost]
    let host = trail.string(facts.peer.host) ?? trail.string(facts.peer.ip)
    let peer = words.host(host, of: subject.failure)
    let what = advice.event.isEmpty ? advice.name : advice.headline(peer: peer)
    let who = words[advice.actor].capitalisedFirst
    let fix = words(.action, ["who": who, "items": "", "fix": advice.fix])
    return "\(subject.name): \(what). \(fix)\(advice.checklistText)"
  }
}
