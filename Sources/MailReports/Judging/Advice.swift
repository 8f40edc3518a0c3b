package import MailTerms

/// Who has to act on a failure or finding.
package enum Actor: String, CaseIterable, Sendable {
  case we, network, sender, support
}

/// What a failure class or finding means to an administrator, and what is to be done.
package struct Advice: Sendable, Equatable {
  /// A few words for tables.
  package var name = ""
  /// The headline of an incident; `%` stands for the other host. Empty for findings.
  package var event = ""
  /// What it means, one sentence.
  package var why = ""
  package var fix = ""
  /// Items of the introduction checklist, such as `8.1 (4b)`.
  package var checklist: [String] = []
  package var actor = Actor.we

  package init() {}

  /// The headline with `peer` in its place.
  package func headline(peer: String) -> String {
    var text = ""
    for character in event {
      if character == "%" { text += peer } else { text.append(character) }
    }
    return text
  }
}

/// What an advice is about.
package enum AdviceSubject: Hashable, Sendable {
  case failure(FailureClass)
  case finding(Finding)

  /// Every failure class, then every finding, in the order of the taxonomy.
  package static let all: [AdviceSubject] =
    FailureClass.allCases.map { .failure($0) } + Finding.allCases.map { .finding($0) }

  package init?(name: String) {
    if let failure = FailureClass(name: name) {
      self = .failure(failure)
    } else if let finding = Finding.allCases.first(where: { $0.name == name }) {
      self = .finding(finding)
    } else {
      return nil
    }
  }

  /// nil for a finding.
  var failure: FailureClass? {
    switch self {
    case .failure(let failure): failure
    case .finding: nil
    }
  }

  package var name: String {
    switch self {
    case .failure(let failure): failure.name
    case .finding(let finding): finding.name
    }
  }
}

extension AdviceBook {
  package subscript(incident: Incident) -> Advice {
    self[
      .failure(incident.cause.failure), incident.direction, atOwnHost: incident.isAtOwnHost]
  }

  /// The checklist items of everything that went wrong with `trail`, each once, in the order met.
  /// Empty for mail that is not IncaMail's, to which the checklist does not apply.
  package func checklist(of trail: Trail) -> [String] {
    guard trail.isIncaMail else { return [] }
    var items: [String] = []
    func add(_ subject: AdviceSubject, atOwnHost isOwn: Bool = false) {
      let advice = self[subject, trail.direction, atOwnHost: isOwn]
      for item in advice.checklist where !items.contains(item) { items.append(item) }
    }
    for recipient in trail.recipients {
      var failures = recipient.failedClasses
      if let failure = recipient.failure { failures.insert(failure) }
      for failure in failures {
        // What our own server refuses has not asked the platform yet.
        if failure == .senderRejected, recipient.attempts == 0 { continue }
        add(.failure(failure), atOwnHost: recipient.failedAtOwnHost)
      }
      for finding in recipient.findings.all { add(.finding(finding)) }
    }
    return items
  }
}
