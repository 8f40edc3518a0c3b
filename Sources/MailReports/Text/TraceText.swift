import ByteTools
package import MailTerms

/// `incatrail trace` for people, 80 columns wide: one message's way, or the list of those that match.
package struct TraceText {
  package struct Options: Sendable {
    package var colour = false
    /// All log lines of the message below its timeline.
    package var withLines = false
    package init() {}
  }

  let options: Options
  private let advice: AdviceBook
  private static let mostRecipients = 20

  package init(_ options: Options, advice: AdviceBook = .shipped) {
    self.options = options
    self.advice = advice
  }

  /// One message: what it is, what happened, where it is now, what that means.
  package func text(_ trail: Trail) -> String {
    var page = TextPage(colour: options.colour)
    writeHead(trail, to: &page)
    writeTimeline(trail, to: &page)
    writeNow(trail, to: &page)
    writeMeaning(trail, to: &page)
    if options.withLines {
      page.heading("Lines")
      for line in trail.lines.sorted(by: { $0.place < $1.place }) {
        let text = trail.string(line.text) ?? ""
        for part in text.split(separator: "\n") {
          page.paragraph(String(part).printable, first: "  ")
        }
      }
    }
    return page.text
  }

  /// Several messages, numbered from 1 in the order given.
  /// - Parameter leftOut: how many older ones were found beside these.
  package func list(_ trails: [Trail], leftOut: Int) -> String {
    var page = TextPage(colour: options.colour)
    page.line("\(counted(trails.count + leftOut, "message")) match, newest first:", .strong)
    page.blank()
    for (index, trail) in trails.enumerated() {
      let number = "\(index + 1)".padded(to: 4, .right) + "  "
      page.line("\(number)\(trail.firstSeen.secondText)  \(state(of: trail))", style(of: trail))
      page.line("      \(sender(of: trail)) → \(recipients(of: trail))")
      if let subject = trail.string(trail.subject) {
        page.line("      \(subject.printable)", .faint)
      }
    }
    if leftOut > 0 {
      page.line("  and \(grouped(leftOut)) older: narrow it down with --since and --until")
    }
    page.blank()
    page.line("--pick N shows one of them.")
    return page.text
  }

  // MARK: Head

  func writeHead(_ trail: Trail, to page: inout TextPage) {
    let id = trail.hops.lazy.compactMap { trail.string($0.queueID) }.first
    let kind = [
      trail.direction == .unknown ? nil : trail.direction.rawValue,
      trail.isIncaMail ? "IncaMail" : nil, state(of: trail),
    ].compactMap { $0 }.joined(separator: ", ")
    page.line(
      "\(id.map { "Message \($0)" } ?? "A message without a queue ID"): \(kind)", style(of: trail))
    func field(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      page.paragraph(value.printable, first: "  \(name.padded(to: 12, .left))", limit: 3)
    }
    field("from", sender(of: trail))
    for recipient in trail.recipients.prefix(Self.mostRecipients) {
      guard let address = trail.string(recipient.address) else { continue }
      let original = trail.string(recipient.original)
      field("to", address + (original.map { $0 == address ? "" : " (was \($0))" } ?? ""))
    }
    writeMore(trail, to: &page)
    field("subject", trail.string(trail.subject))
    field("message ID", trail.string(trail.messageID))
    field("size", trail.sizeBytes.map { "\(grouped(Int($0))) bytes" })
  }

  private func writeMore(_ trail: Trail, to page: inout TextPage) {
    let more = trail.recipients.count - Self.mostRecipients
    if more > 0 { page.line("  and \(counted(more, "recipient")) more") }
  }

  // MARK: Timeline

  private func writeTimeline(_ trail: Trail, to page: inout TextPage) {
    var day = ""
    write(TraceTimeline(trail).steps, behind: &day, to: &page)
  }

  /// - Parameter day: of the step before these; its heading is there.
  func write(_ steps: [TraceStep], behind day: inout String, to page: inout TextPage) {
    for step in steps {
      if step.time.dayText != day {
        day = step.time.dayText
        page.heading("\(day) \(step.time.offsetText)")
      }
      page.paragraph(
        step.headline.printable, first: "  \(step.time.preciseClockText)  ", step.style)
      for detail in step.details {
        page.paragraph(detail.printable, first: Self.indent, limit: 4)
      }
      for proof in step.proofs {
        page.paragraph(proof.printable, first: Self.indent + "> ", limit: 6, .faint)
      }
    }
  }

  private static let indent = String(repeating: " ", count: 12)

  // MARK: Now

  func writeNow(_ trail: Trail, to page: inout TextPage) {
    guard !trail.recipients.isEmpty || !trail.complete else { return }
    page.heading("Now")
    if trail.recipients.isEmpty {
      page.line("  The log ends before any word on its recipients.")
    }
    for recipient in trail.recipients.prefix(Self.mostRecipients) {
      let address = trail.string(recipient.address)?.printable ?? "(nobody named)"
      page.paragraph("\(address): \(now(recipient, trail))", first: "  ", style(recipient.outcome))
    }
    writeMore(trail, to: &page)
    for related in trail.related {
      let id = trail.string(related.queueID).map { " \($0.printable)" } ?? ""
      page.line("  \(related.kind.words)\(id)")
    }
  }

  private func now(_ recipient: Recipient, _ trail: Trail) -> String {
    let hop = trail.hops.indices.contains(Int(recipient.hop)) ? trail.hops[Int(recipient.hop)] : nil
    let here = hop.flatMap { trail.string($0.host) }.map { " at \($0)" } ?? ""
    let peer = trail.string(recipient.nextHop.host) ?? trail.string(recipient.nextHop.ip)
    let tries = counted(Int(recipient.attempts), "attempt")
    var text: String
    switch recipient.outcome {
    case .delivered:
      text = peer.map { "delivered to \($0)" } ?? "delivered\(here)"
      if let id = trail.string(recipient.remoteID) { text += ", there as \(id)" }
      if let delay = recipient.delayMilliseconds {
        text += ", after \(delayText(milliseconds: delay))"
      }
      if recipient.tls == nil, recipient.tlsKnown, !recipient.nextHop.isNone {
        text += ", in plain text"
      }
    case .deferred:
      text = "still queued\(here) after \(tries)"
      if let last = recipient.lastAttempt { text += ", the last at \(last.secondText)" }
    case .bounced: text = "returned to its sender\(here) after \(tries)"
    case .expired: text = "given up\(here) after \(tries)"
    case .rejected: text = "refused\(here)"
    case .discarded: text = "dropped\(here)"
    case .held: text = "on hold\(here)"
    case .unknown: text = "the log ends before any word\(here)"
    }
    switch recipient.reached {
    case .platform: text += "; the platform has it"
    case .handedOver: text += "; a relay of ours has it, whose log is not given"
    case .elsewhere: text += "; a host that is not the platform's has it"
    case .no, .unknown, nil: break
    }
    return text.printable
  }

  // MARK: Meaning

  /// Each class and finding with its meaning and who is to do what.
  func writeMeaning(_ trail: Trail, to page: inout TextPage) {
    var meanings: [(subject: AdviceSubject, advice: Advice, peer: String?)] = []
    func add(_ subject: AdviceSubject, _ peer: String?, atOwnHost isOwn: Bool) {
      guard !meanings.contains(where: { $0.subject == subject }) else { return }
      meanings.append((subject, advice[subject, trail.direction, atOwnHost: isOwn], peer))
    }
    for recipient in trail.recipients {
      let failed = recipient.failurePlace
      let client = trail.hops.first?.client
      let peer =
        trail.string(failed.host) ?? trail.string(failed.ip)
        ?? (trail.direction == .inbound ? client.flatMap { trail.string($0.host) } : nil)
      let isOwn = recipient.failedAtOwnHost
      if let failure = recipient.failure { add(.failure(failure), peer, atOwnHost: isOwn) }
      for failure in recipient.failedClasses { add(.failure(failure), peer, atOwnHost: isOwn) }
    }
    for finding in trail.findings.all { add(.finding(finding), nil, atOwnHost: false) }
    guard !meanings.isEmpty else { return }
    page.heading("What it means, and what to do")
    for (subject, advice, peer) in meanings {
      let host = Words(.english).host(peer, of: subject.failure)
      let event = advice.event.isEmpty ? advice.name : advice.headline(peer: host)
      page.paragraph("\(subject.name): \(event)", first: "  ", .strong)
      page.paragraph(advice.why, first: "    ")
      page.paragraph(
        "\(advice.actor.name.capitalisedFirst): \(advice.fix)"
          + (trail.isIncaMail ? advice.checklistText : ""), first: "    ")
    }
  }

  // MARK: Words for a whole message

  private func sender(of trail: Trail) -> String {
    let sender = trail.string(trail.sender)?.printable
    return sender.map { $0.isEmpty ? "<> (a report)" : $0 } ?? "(unknown sender)"
  }

  private func recipients(of trail: Trail) -> String {
    let first = trail.recipients.lazy.compactMap { trail.string($0.address)?.printable }.first
    let more = trail.recipients.count - 1
    return (first ?? "(nobody named)") + (more > 0 ? " +\(more)" : "")
  }

  /// `deferred, cert.own-rejected`: the outcome that deserves attention most.
  private func state(of trail: Trail) -> String {
    guard let worst = trail.recipients.max(by: { $0.outcome.weight < $1.outcome.weight }) else {
      return trail.complete ? "no recipient seen" : "under way"
    }
    let outcomes = Set(trail.recipients.map(\.outcome))
    let mixed = outcomes.count > 1 ? " in part" : ""
    return worst.outcome.rawValue + mixed + (worst.failure.map { ", \($0.name)" } ?? "")
  }

  private func style(of trail: Trail) -> TextPage.Style {
    let worst = trail.recipients.max { $0.outcome.weight < $1.outcome.weight }
    return worst.map { style($0.outcome) } ?? .strong
  }

  private func style(_ outcome: Outcome) -> TextPage.Style {
    switch outcome {
    case .delivered: .good
    case .deferred, .held: .warning
    case .bounced, .expired, .rejected, .discarded: .bad
    case .unknown: .strong
    }
  }
}

extension Outcome {
  /// The more, the more it deserves attention.
  var weight: Int {
    switch self {
    case .delivered: 0
    case .unknown: 1
    case .held: 2
    case .deferred: 3
    case .discarded: 4
    case .rejected: 5
    case .expired: 6
    case .bounced: 7
    }
  }
}

extension Related.Kind {
  fileprivate var words: String {
    switch self {
    case .bounce: "its non-delivery report:"
    case .delayNotice: "a notice of its delay:"
    case .successNotice: "a notice of its delivery:"
    case .parent: "it reports on message"
    case .returned: "it came back through the platform; sent as"
    case .replaced: "it was told of as another before:"
    }
  }
}

extension LogTime {
  /// `2026-11-22 23:59:58`.
  fileprivate var secondText: String { "\(dayText) \(preciseClockText)" }
  /// `23:59:58`.
  fileprivate var preciseClockText: String { String(description.dropFirst(11).prefix(8)) }
}
