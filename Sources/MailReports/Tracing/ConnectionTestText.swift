import MailTerms

extension ConnectionTest {
  /// The test step by step, 80 columns wide.
  package func text(colour: Bool) -> String {
    var page = TextPage(colour: colour)
    let result = isPassed ? words[.testPassed] : words.counted(failures, .testFailed)
    page.line(words(.testTitle, ["result": result]), isPassed ? .good : .bad)
    switch basis {
    case .subject: break
    case .addressOfTests: page.paragraph(words[.testByAddress], first: "  ", .warning)
    case .addressWithoutSubjects: page.paragraph(words[.testNoSubjects], first: "  ", .warning)
    }
    for part in parts { write(part, to: &page) }
    if parts.contains(where: { $0.trail != nil && !$0.kind.isSent }) {
      page.blank()
      page.line(words[.noteHintRecord], .faint)
    }
    return page.text
  }

  private func write(_ part: Part, to page: inout TextPage) {
    guard let trail = part.trail else {
      return page.heading("\(words[part.kind]): \(words[.testUnseen])")
    }
    page.heading(words[part.kind])
    page.paragraph(
      "\(words.second(trail.firstSeen)) \(trail.firstSeen.offsetText), \(keys(part, trail))",
      first: "  ")
    page.paragraph(way(trail), first: "  ", limit: 2)
    if let subject = trail.string(trail.subject) {
      page.paragraph(subject.printable, first: "  ", limit: 2, .faint)
    }
    let states = [Phrase.testOk, .testBad, .testUnseen].map { words[$0] }
    let width = states.map(\.columns).max() ?? 0
    let indent = String(repeating: " ", count: width + 4)
    for result in part.results {
      let state = "  \(word(result.state).padded(to: width, .left))  "
      page.paragraph(words[result.check.phrase], first: state, style(result.state))
      if let note = result.note {
        page.paragraph(note.printable, first: indent, limit: 3, .faint)
      }
      if let explanation = explanation(result, part) {
        page.paragraph(explanation, first: indent)
      }
    }
  }

  /// `anna@example.com → b@example.net.incamail.ch`.
  func way(_ trail: Trail) -> String {
    let sender = trail.string(trail.sender) ?? words[.noName]
    let recipients = trail.recipients.compactMap { trail.string($0.address) }
    let first = recipients.first ?? words[.noName]
    let more = recipients.count > 1 ? " +\(recipients.count - 1)" : ""
    return "\(sender.isEmpty ? words[.nullSender] : sender) → \(first)\(more)".printable
  }

  private func style(_ state: CheckResult.State) -> TextPage.Style {
    switch state {
    case .passed: .good
    case .failed: .bad
    case .unseen: .plain
    }
  }
}

extension Words {
  subscript(_ kind: TestMails.Kind) -> String {
    switch kind {
    case .sentOutside: self[.testSentOutside]
    case .receivedOutside: self[.testReceivedOutside]
    case .sentInside: self[.testSentInside]
    case .receivedInside: self[.testReceivedInside]
    }
  }
}
