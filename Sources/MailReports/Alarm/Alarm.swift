package import MailTerms

/// A number for a monitoring system to draw and to compare.
package struct AlarmFigure: Sendable {
  package let label: String
  /// nil: not known.
  package let value: Double?
  /// `s`, or nothing for a number of things.
  package var unit = ""
  package var limits = AlarmLimits()
  /// The least that it can be; nil where there is none.
  package var minimum: Int? = 0
}

/// What is told to a monitoring system: a state, why, and figures.
///
/// The verdict decides, and limits of one's own may raise the state, never lower it.
package struct Alarm: Sendable {
  package struct Limits: Sendable {
    /// On `failures` and on `findings`; what users do wrong and greylisting count in neither.
    package var failures = AlarmLimits()
    package var findings = AlarmLimits()
    /// On the age of the oldest message in the queue, in seconds.
    package var queueAge = AlarmLimits()
    /// On the days that are left to our certificate.
    package var certificateDays = AlarmLimits()
    package init() {}
  }

  package private(set) var state = AlarmState.ok
  /// Why, the gravest first; never empty.
  package private(set) var reasons: [String] = []
  /// What to do and what was seen, a line each.
  package private(set) var details: [String] = []
  package private(set) var figures: [AlarmFigure] = []
  private var graded: [(state: AlarmState, reason: String)] = []

  /// - Parameters:
  ///   - summary: nil where no log was looked at.
  ///   - noData: why the logs say nothing, better than the verdict's words for it.
  ///   - queue: nil where no queue was looked at.
  ///   - thresholds: how long mail may wait in it.
  ///   - certificate: nil where none was asked for.
  ///   - problems: what should have been looked at and could not be.
  ///   - now: as of which a certificate's days are told, in seconds since 1970.
  package init(
    _ summary: Summary?, _ limits: Limits = Limits(), noData: String? = nil,
    queue: QueueFigures? = nil, thresholds: Thresholds = Thresholds(),
    certificate: OwnCertificate? = nil, problems: [String] = [], now: Int64
  ) {
    for problem in problems { raise(.unknown, problem) }
    if let summary {
      addUnreadable(summary)
      judge(summary, noData)
      count(summary, limits)
    }
    if let queue {
      judge(queue, thresholds)
      add(queue, limits)
    }
    if let certificate { add(certificate, now, limits) }
    if let summary { addTimes(summary) }
    // What is well is no reason for anything else.
    let states = state == .ok ? [.ok] : AlarmState.gravestFirst
    reasons = states.flatMap { state in graded.filter { $0.state == state }.map(\.reason) }
    if let summary { explain(summary) }
  }

  /// What stopped the check before anything could be said.
  package init(unknown reason: String) {
    state = .unknown
    reasons = [reason]
  }

  private mutating func raise(_ other: AlarmState, _ reason: String) {
    state = max(state, other)
    // The verdict says of some things twice what is one to a reader, and knows unread sources too.
    guard !graded.contains(where: { $0.reason == reason && $0.state >= other }) else { return }
    graded.append((other, reason))
  }
}

// MARK: - Judging

extension AlarmState {
  fileprivate static let gravestFirst: [AlarmState] = [.critical, .unknown, .warning]
}

extension Alarm {
  private mutating func judge(_ summary: Summary, _ noData: String?) {
    let verdict = summary.verdict
    switch verdict.grade {
    case .ok: for reason in verdict.reasons { raise(.ok, reason) }
    case .attention: for reason in verdict.reasons { raise(.warning, reason) }
    case .critical: for reason in verdict.reasons { raise(.critical, reason) }
    case .noData:
      if let noData { raise(.unknown, noData) }
      // Where nothing was understood the verdict has one reason: the same in fewer words.
      let isSaid = noData != nil && summary.coverage.lines.understood == 0
      for reason in verdict.reasons where !isSaid { raise(.unknown, reason) }
      return
    }
    if let noData { raise(.unknown, noData) }
  }

  /// A source that nothing could be read of may hold the fault: all is well can no longer be said.
  private mutating func addUnreadable(_ summary: Summary) {
    for source in summary.coverage.sources where source.lines.read == 0 {
      if let problem = source.problem { raise(.unknown, "\(source.name): \(problem)") }
    }
  }

  private mutating func count(_ summary: Summary, _ limits: Limits) {
    // Where no line was understood, none of these is known, and zero would be a lie.
    func known(_ value: Int) -> Int? { summary.coverage.lines.understood > 0 ? value : nil }
    let all = summary.figures
    add("messages", known(all.messages))
    add("reached", known(all.reached[.platform]))
    add(
      "failures", known(summary.gatewayFailures), limits.failures,
      counted(summary.gatewayFailures, "failure") + " of the gateway")
    let findings = summary.alarmingFindings
    add("findings", known(findings), limits.findings, counted(findings, "finding"))
    add("user_errors", known(summary.evidence.userErrors.values.reduce(0, +)))
    add("open", summary.openCount)
    add("unknown_lines", summary.coverage.lines.unknown)
  }

  /// The verdict's conditions on what is still open, asked of the queue.
  private mutating func judge(_ queue: QueueFigures, _ thresholds: Thresholds) {
    func waits(_ age: Int64, _ what: String) -> String {
      "the queue holds \(what) for \(duration(age))"
    }
    let oldest = max(queue.oldestTLS, queue.oldestGreylisted, queue.oldestOther)
    if oldest > thresholds.openAny {
      raise(.critical, waits(oldest, "IncaMail mail"))
    } else if queue.oldestTLS > thresholds.openTLS {
      raise(.critical, waits(queue.oldestTLS, "mail that waits for TLS or a certificate"))
    } else if max(queue.oldestTLS, queue.oldestOther) > thresholds.openNotice {
      raise(.warning, waits(max(queue.oldestTLS, queue.oldestOther), "IncaMail mail"))
    } else if queue.oldestGreylisted > thresholds.openGreylisted {
      raise(.warning, waits(queue.oldestGreylisted, "greylisted mail"))
    }
    if queue.held > 0 { raise(.warning, "\(counted(queue.held, "message")) on hold in the queue") }
  }

  private mutating func add(_ queue: QueueFigures, _ limits: Limits) {
    // An empty queue has an age of nothing; one whose ages are not told has none.
    let oldest = queue.messages == 0 ? 0 : queue.oldestAge
    let age = queue.oldestAge.map { ", the oldest for \(duration($0))" } ?? ""
    raise(.ok, "\(counted(queue.messages, "message")) in the queue\(age)")
    if queue.ofUnknownAge > 0, limits.queueAge != AlarmLimits() {
      raise(
        .unknown, "the queue does not tell the age of \(counted(queue.ofUnknownAge, "message"))")
    }
    add("queue", queue.messages)
    add(
      "queue_oldest", oldest.map { Int($0) }, unit: "s", limits.queueAge,
      "the oldest message in the queue waits for \(duration(oldest ?? 0))")
  }

  private mutating func add(_ certificate: OwnCertificate, _ now: Int64, _ limits: Limits) {
    let judged = CertificateJudgement(certificate, at: now)
    for (state, reason) in judged.faults { raise(state, reason) }
    let days = Double(judged.daysLeft)
    let (state, range) = limits.certificateDays.rate(days)
    if range != nil, !judged.hasExpired { raise(state, judged.endText) }
    figures.append(
      AlarmFigure(
        label: "certificate_days", value: days, limits: limits.certificateDays, minimum: nil))
    details.append(judged.note)
  }

  private mutating func addTimes(_ summary: Summary) {
    let oldest = summary.waiting.map { summary.age(of: $0) }.max() ?? 0
    add("open_oldest", Int(oldest), unit: "s")
    let newest = summary.coverage.hosts.compactMap(\.last).max()
    var age: Double?
    if let newest, let now = summary.now { age = Double(max(now.seconds - newest.seconds, 0)) }
    figures.append(AlarmFigure(label: "log_age", value: age, unit: "s"))
    if let delay = summary.figures.delays.percentiles([90]).first {
      figures.append(AlarmFigure(label: "delay_p90", value: Double(delay) / 1000, unit: "s"))
    }
  }

  /// - Parameter reason: what to say where a limit is passed.
  private mutating func add(
    _ label: String, _ value: Int?, unit: String = "", _ limits: AlarmLimits = AlarmLimits(),
    _ reason: String = ""
  ) {
    let value = value.map { Double($0) }
    if let value, case let (state, range?) = limits.rate(value) {
      raise(state, "\(reason), \(range.alertsInside ? "in" : "beyond") the limit \(range.text)")
    }
    figures.append(AlarmFigure(label: label, value: value, unit: unit, limits: limits))
  }
}

extension Summary {
  /// Recipients who did not get their mail for a cause that is not theirs, nor greylisting: of those
  /// messages that arrived in the window.
  var gatewayFailures: Int {
    let causes = FailureClass.allCases.filter { !$0.isUserError && $0 != .filterGreylist }
    let failed = causes.reduce(0) {
      $0 + figures.classes[$1] - evidence.acceptedFailures[$1]
    }
    // Spam and malware are a user's fault, but not where our filter takes the platform's mail for it,
    // or drops that without a word.
    let refused = [FailureClass.filterSpam, .filterVirus, nil].reduce(0) {
      $0 + (evidence.refusedFromPlatform[$1] ?? 0)
    }
    return failed + refused + (evidence.lost[nil] ?? 0)
  }

  /// Findings that are more than information. Greylisting alarms nobody through a limit.
  var alarmingFindings: Int {
    evidence.findings.met.reduce(0) { sum, finding in
      let counts = finding.key.severity > .info && finding.key != .greylistedPlatform
      return counts ? sum + finding.count : sum
    }
  }
}

// MARK: - Explaining

extension Alarm {
  private mutating func explain(_ summary: Summary) {
    for action in summary.actions.prefix(3) {
      details.append("To do: \(action.occasion). \(action.text)")
    }
    if summary.actions.count > 3 {
      details.append("and \(summary.actions.count - 3) more to do: see 'incatrail report'")
    }
    if summary.figures.messages > 0 || summary.coverage.lines.understood > 0 {
      details.append(summary.numbers)
    }
    if let oldest = summary.open.first {
      let waiting = oldest.recipients.first { $0.isOpen }
      let failure = waiting?.failure?.name ?? "no failure yet"
      let name = oldest.hops.first.flatMap { oldest.string($0.queueID) } ?? "no queue ID"
      details.append("Oldest open: \(name), \(duration(summary.age(of: oldest))), \(failure)")
    }
    if let (first, last) = summary.span {
      details.append(
        "Window: \(first.minuteText) to \(last.minuteText) \(last.offsetText); "
          + "\(gatewaysSeen(summary)); \(counted(summary.coverage.lines.read, "line"))")
    }
    for accepted in summary.verdict.accepted { details.append("Accepted: \(accepted)") }
    for note in summary.verdict.notJudged { details.append("Not judged: \(note)") }
  }
}
