internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// Says which rule takes a log line, a reply or a reason, and what nearly did.
public struct TextExplainer {
  /// What became of a text.
  public enum Outcome: Sendable {
    /// A rule takes it.
    case taken
    /// It should be classified, and no rule does.
    case unknown
    /// A log line that reports no failure.
    case noFailure
  }

  private let rules: RuleSet
  private let zone = LocalZone(name: nil)

  init(_ rules: RuleSet) { self.rules = rules }

  public func explain(_ text: String) -> (text: String, outcome: Outcome) {
    if let told = text.withByteView(explainLine) { return told }
    let (told, isKnown) = rules.explainText(text)
    return (told, isKnown ? .taken : .unknown)
  }

  /// A whole log line is read as a report reads it; nil where `line` is none.
  private func explainLine(_ line: ByteView) -> (text: String, outcome: Outcome)? {
    guard let zone else { return nil }
    var heads = HeadReader(stamps: StampReader(zone: zone, reference: 0, firstYear: 1970))
    var head = LineHead()
    guard heads.read(line, after: .empty, into: &head) else { return nil }
    let tag = head.isExim ? ByteView("exim" as StaticString) : line.clamped(head.tag)
    let identity = DialectRegistry.identify(tag)
    guard let dialect = identity.dialect else {
      return (
        "line     of \(tag.isEmpty ? "no program" : tag.string)\n"
          + "class    none: the program is none of a mail system\n", .noFailure
      )
    }
    var event = LineEvent()
    let verdict = LineParser(ProgramTable(identify: DialectRegistry.identify)).parse(
      line, from: head.text, dialect, code: identity.program, into: &event)
    var origin = "line     \(dialect.name)"
    if let name = DialectRegistry[dialect].programName(event.program) { origin += " \(name)" }
    switch verdict {
    case .unknown:
      return ("\(origin)\nclass    none: the line is in no known form\n", .unknown)
    case .ignored:
      return ("\(origin)\nclass    none: the line tells nothing of a message\n", .noFailure)
    case .event: break
    }
    let words = "\(origin): \(event.kind.rawValue)\n"
    guard let (field, text) = Self.deciding(event, line) else {
      return (words + "class    none: the line reports no failure\n", .noFailure)
    }
    let status = event.text(.dsn, in: line).flatMap(EnhancedStatus.init(startOf:))
    let (told, isKnown) = rules.explainText(field, text, status: status, dialect: dialect)
    return (words + told, isKnown ? .taken : .unknown)
  }

  /// The field by which a trail would classify the event; nil where the event is no failure.
  private static func deciding(
    _ event: borrowing LineEvent, _ line: ByteView
  ) -> (field: RuleField, text: ByteView)? {
    guard let reason = event.text(.reason, in: line), !reason.isEmpty else { return nil }
    switch event.kind {
    case .attempt, .hostFailed, .connectFailed:
      if event.isSent
        || event.text(.status, in: line).map({ $0.starts(with: "deliverable") }) == true
      {
        return nil
      }
      if let reply = event.text(.reply, in: line) { return (.reply, reply) }
      let suspended: StaticString = "delivery temporarily suspended: "
      let isSuspended = reason.starts(with: suspended)
      return (.reason, isSuspended ? reason.from(suspended.utf8CodeUnitCount) : reason)
    case .tlsProblem: return (.tls, reason)
    case .filter: return (.filter, reason)
    case .reject, .check:
      guard let action = event.text(.action, in: line) else { return nil }
      if action.ends(with: "discard") { return (.filter, reason) }
      let isRefusal =
        action.ends(with: "reject") || action.ends(with: "rejected") || action == "abort"
        || action == "hangup"
        || action == "milter-tempfail" || action == "Connection"
      return isRefusal ? (.reject, reason) : nil
    case .none, .connect, .disconnect, .lost, .client, .pickup, .header, .messageID,
      .resentMessageID,
      .queued, .removed, .expired, .bounce, .delayNotice, .successNotice, .tls, .tlsTrace,
      .administrator, .note:
      return nil
    }
  }
}
