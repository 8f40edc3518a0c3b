internal import MailTerms

/// A trail whose judgement may still wait for what other sessions show.
struct PendingTrail {
  /// A question that the trail's own lines do not answer.
  enum Question {
    /// No TLS line stands by this recipient's delivery: does the service log TLS at all?
    case logsTLS(recipient: Int, service: UInt16, crossed: Bool)
    /// The platform showed no certificate that verified: does anybody show this service one?
    case seesCertificates(service: UInt16, recipients: [Int])
  }

  var trail: Trail
  var questions: [Question] = []
  /// The place in the input at which the questions are given up.
  var deadline: Int64 = 0
}

/// Trails in the order of the lines that completed them, until they can be told.
struct TrailQueue {
  private var waiting = Queue<PendingTrail>()
  /// How many of them, from the end, nobody has looked at.
  private var unseen = 0
  /// No more will be learnt: nothing waits any longer.
  private var isFinal = false
  private let sink: (Trail) throws -> Void
  /// One that has been told: most are over before the next begins.
  private var spare = Trail(firstSeen: .never)

  init(sink: @escaping (Trail) throws -> Void) { self.sink = sink }

  /// A trail of which nothing is known yet.
  mutating func blank(firstSeen: LogTime) -> Trail {
    var blank = Trail(firstSeen: firstSeen)
    swap(&blank, &spare)
    blank.restart(firstSeen: firstSeen)
    return blank
  }

  mutating func append(_ trail: consuming PendingTrail, _ facts: ServiceFacts) throws {
    if waiting.isEmpty, trail.questions.isEmpty {
      try sink(trail.trail)
      swap(&spare, &trail.trail)
    } else if waiting.isEmpty, isFinal || trail.questions.allSatisfy(facts.answer) {
      try tell(trail, facts)
    } else {
      waiting.append(trail)
      unseen += 1
    }
  }

  /// Tells those trails at the front whose questions are answered or given up.
  /// - Parameter line: the place in the input that has been reached.
  mutating func advance(to line: Int64, _ facts: ServiceFacts) throws {
    while let first = waiting.first {
      let isAnswered = first.questions.allSatisfy(facts.answer)
      guard isAnswered || line >= first.deadline else { return }
      _ = waiting.popFirst()
      try tell(first, facts)
    }
  }

  /// The end of the input: what waits is told, and what comes from now on at once.
  mutating func finish(_ facts: ServiceFacts) throws {
    isFinal = true
    while let next = waiting.popFirst() { try tell(next, facts) }
  }

  /// The trails that wait, with what is known by now.
  /// - Parameter all: those too that were looked at before.
  mutating func look(
    _ facts: ServiceFacts, all: Bool, _ show: (Trail) throws -> Void
  ) rethrows {
    let count = all ? waiting.count : unseen
    unseen = 0
    for var pending in waiting.last(count) {
      pending.answer(by: facts)
      try show(pending.trail)
    }
  }

  /// The first line of those that wait; nil where none do.
  var oldest: Int64? { waiting.elements.lazy.map { $0.trail.firstSeen.microseconds }.min() }

  private mutating func tell(_ pending: consuming PendingTrail, _ facts: ServiceFacts) throws {
    pending.answer(by: facts)
    try sink(pending.trail)
    swap(&spare, &pending.trail)
  }
}

extension PendingTrail {
  /// Puts the answers that are known by now into the trail.
  mutating func answer(by facts: ServiceFacts) {
    for question in questions where facts.answer(question) {
      switch question {
      case .logsTLS(let recipient, _, let crossed):
        trail.recipients[recipient].tlsKnown = true
        if crossed { trail.recipients[recipient].findings.insert(.plaintext) }
      case .seesCertificates(_, let recipients):
        for recipient in recipients { trail.recipients[recipient].findings.insert(.unverifiedTLS) }
      }
    }
    questions.removeAll()
  }
}

extension ServiceFacts {
  /// Whether other sessions have shown it by now. They can only say yes.
  func answer(_ question: PendingTrail.Question) -> Bool {
    switch question {
    case .logsTLS(_, let service, _): logsTLS(service)
    case .seesCertificates(let service, _): seesCertificates(service)
    }
  }
}
