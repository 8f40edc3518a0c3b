import MailTerms

/// The answer to "is IncaMail fine": the table of `docs/taxonomy.md`, first match wins.
package struct Verdict: Sendable {
  package enum Grade: String, Sendable, CaseIterable {
    case ok, attention, critical
    case noData = "no-data"
  }

  package private(set) var grade = Grade.noData
  /// Why, in numbers, the gravest first.
  package private(set) var reasons: [String] = []
  /// What the log cannot tell, with the setting that changes it.
  package private(set) var notJudged: [String] = []
  /// What is accepted, until when and why.
  package private(set) var accepted: [String] = []

  package init() {}

  package init(of summary: Summary) {
    // A critical condition beats poor coverage, and then both are said; every other condition that
    // holds is said too, so that nobody finds the second fault only after mending the first.
    let critical = criticalConditions(summary)
    let blind = noDataConditions(summary)
    let notable = attentionConditions(summary)
    reasons = critical + blind + notable
    if !critical.isEmpty {
      grade = .critical
    } else if !blind.isEmpty {
      grade = .noData
    } else if !notable.isEmpty {
      grade = .attention
    } else {
      grade = .ok
      reasons = wellConditions(summary)
    }
    notJudged = unjudged(summary)
    accepted = summary.acceptedSentences
  }
}

// MARK: - Critical

private func criticalConditions(_ summary: Summary) -> [String] {
  let words = summary.words
  let evidence = summary.evidence
  let findings = evidence.findings
  var reasons: [String] = []
  func add(_ count: Int, _ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) {
    if count > 0 { reasons.append(words.counted(count, phrase, values)) }
  }
  add(findings[.plaintext], .whyPlaintext)
  add(findings[.misrouted], .whyMisrouted)
  add(
    findings[.tagIgnored] - evidence.tagBehindReplyPrefix,
    .whyTagIgnored)
  add(findings[.returnedToPlatform], .whyReturned)
  let lost = evidence.lost.values.reduce(0, +)
  add(lost, .whyLost, ["classes": words.breakdown(evidence.lost)])
  add(
    evidence.lostFromBefore.values.reduce(0, +), .whyLostBefore,
    ["classes": words.breakdown(evidence.lostFromBefore)])
  reasons += openConditions(summary)
  let refused = evidence.refusedFromPlatform.filter { $0.key?.isFilterOrTLS ?? true }
  add(
    refused.values.reduce(0, +), .whyRefusedHere,
    ["classes": words.breakdown(refused)])
  return reasons
}

/// What is stuck: long, or altogether.
private func openConditions(_ summary: Summary) -> [String] {
  let words = summary.words
  let limits = summary.options.thresholds
  var tls = 0
  var old = 0
  var tried = 0
  var firstTried: Int64?
  for message in summary.waiting {
    let age = summary.age(of: message)
    if age > limits.openAny, message.isDeferred { old += 1 }
    if age > limits.openTLS, age <= limits.openAny, message.waitsForTLS { tls += 1 }
    if message.isTried {
      tried += 1
      firstTried = min(firstTried ?? message.firstFailure, message.firstFailure)
    }
  }
  var reasons: [String] = []
  if old > 0 {
    reasons.append(words.counted(old, .whyOpen, ["age": words.duration(limits.openAny)]))
  }
  if tls > 0 {
    reasons.append(words.counted(tls, .whyOpenTls, ["age": words.duration(limits.openTLS)]))
  }
  if tried >= limits.stalledMessages, let now = summary.now, let firstTried,
    now.seconds - firstTried >= limits.stalled,
    summary.evidence.lastReached == .never
      || now.seconds - summary.evidence.lastReached.seconds >= limits.stalled
  {
    reasons.append(words.counted(tried, .whyStalled, ["age": words.duration(limits.stalled)]))
  }
  return reasons
}

// MARK: - No data

private func noDataConditions(_ summary: Summary) -> [String] {
  let words = summary.words
  let coverage = summary.coverage
  let limits = summary.options.thresholds
  let readable = coverage.sources.filter { $0.problem == nil || $0.lines.read > 0 }
  guard !readable.isEmpty else { return [words[.whyNoSource]] }
  guard coverage.lines.understood > 0 else {
    return [words(.whyNoMailLine, ["lines": words.counted(coverage.lines.read, .lines)])]
  }
  var reasons: [String] = []
  if coverage.lines.ofSessions >= coverage.lines.understood {
    reasons.append(
      words(.whySessionsOnly, ["lines": words.counted(coverage.lines.ofSessions, .lines)]))
  }
  if let end = windowEnd(summary), let newest = coverage.hosts.compactMap(\.last).max(),
    end.seconds - newest.seconds > limits.silence
  {
    let age = words.duration(end.seconds - newest.seconds)
    reasons.append(words(.whyNewest, ["time": words.minute(newest), "age": age]))
  }
  let judged = coverage.lines.understood + coverage.lines.unknown
  if coverage.lines.understood * 100 < judged * limits.understoodPercent {
    let share = coverage.lines.understood * 100 / max(judged, 1)
    reasons.append(words(.whyUnderstood, ["percent": String(share)]))
  }
  return reasons
}

/// Where the window ends; one that reaches into the future ends now.
private func windowEnd(_ summary: Summary) -> LogTime? {
  // Days that history does not have are told apart.
  if let course = summary.course { return course.end }
  guard let until = summary.window.until else { return nil }
  return summary.clock.map { min($0, until) } ?? until
}

// MARK: - Attention

private func attentionConditions(_ summary: Summary) -> [String] {
  coverageConditions(summary) + summary.historyConditions + mailConditions(summary)
}

private func coverageConditions(_ summary: Summary) -> [String] {
  let words = summary.words
  let coverage = summary.coverage
  var reasons: [String] = []
  for expected in summary.options.expectedGateways
  where !coverage.hosts.contains(where: { isSameHost($0.name, expected) && $0.lines > 0 }) {
    reasons.append(words(.whyGatewayMissing, ["host": expected]))
  }
  for host in coverage.hosts {
    for gap in host.unusualGaps(linesMissed: summary.options.thresholds.linesMissedInGap)
    where summary.course?.explains(gap) != true {
      let age = words.duration(gap.to.seconds - gap.from.seconds)
      let name = host.name.isEmpty ? words[.whyTheHost] : host.name
      reasons.append(
        words(.whySilent, ["host": name, "age": age, "time": words.minute(gap.from)]))
    }
  }
  if coverage.lines.lost > 0 {
    reasons.append(words(.whyLoggerLost, ["lines": words.counted(coverage.lines.lost, .lines)]))
  }
  for source in coverage.sources {
    if let problem = source.problem {
      reasons.append(words(.whySourceProblem, ["source": source.name, "problem": problem]))
    }
  }
  return reasons
}

private func mailConditions(_ summary: Summary) -> [String] {
  let words = summary.words
  let evidence = summary.evidence
  let findings = evidence.findings
  let limits = summary.options.thresholds
  var reasons: [String] = []
  func add(_ count: Int, _ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) {
    if count > 0 { reasons.append(words.counted(count, phrase, values)) }
  }
  add(evidence.tagBehindReplyPrefix, .whyTagBehindPrefix)
  add(findings[.unverifiedTLS], .whyUnverified)
  add(findings[.legacyTLS], .whyLegacy)
  add(findings[.staticRoute], .whyStaticRoute)
  add(findings[.greylistedPlatform], .whyGreylisted)
  let waiting = summary.waiting.filter { message in
    let age = summary.age(of: message)
    guard age > limits.openNotice, age <= limits.openAny else { return false }
    return message.waitsForElse || (message.isGreylisted && age > limits.openGreylisted)
      || (message.waitsForTLS && age <= limits.openTLS)
  }
  add(waiting.count, .whyOpen, ["age": words.duration(limits.openNotice)])
  let held = summary.waiting.reduce(0) { $0 + Int($1.held) }
  add(held, .whyHeld)
  let astray = evidence.refusedFromPlatform.filter { $0.key?.isFilterOrTLS == false }
  add(
    astray.values.reduce(0, +), .whyLostHere,
    ["classes": words.breakdown(astray)])
  add(evidence.late, .whyLate, ["age": words.duration(limits.late)])
  reasons += summary.failingPlatformHosts.map { words(.whyLopsided, ["host": $0]) }
  if !summary.options.handOverIsExpected {
    add(summary.figures.reached[.handedOver], .whyHandedOver)
  }
  return reasons
}

extension Summary {
  /// The hosts of the platform that fail while another one works.
  var failingPlatformHosts: [String] {
    var hosts: [(name: String, figures: NextHopFigures)] = []
    for (name, host) in figures.nextHops.byName where options.isPlatform(hostPart(name)) {
      // Not every line bears the port.
      if let known = hosts.lastIndex(where: { $0.name.withoutPort == name.withoutPort }) {
        hosts[known].name = name
        hosts[known].figures.addTimes(host)
      } else {
        hosts.append((name, host))
      }
    }
    return hosts.compactMap { name, host in
      let isAccepted = accepted.contains { acceptance, recipients in
        guard case .failure = acceptance.subject else { return false }
        return !acceptance.isExpired && recipients > 0
          && acceptance.concerns(host: hostPart(name))
      }
      guard !isAccepted, let first = host.firstFailure, host.lastFailure > host.lastSuccess else {
        return nil
      }
      // One that fails by now as well works no longer.
      let works = hosts.contains {
        $0.name != name && $0.figures.lastSuccess >= first
          && $0.figures.lastSuccess >= $0.figures.lastFailure
      }
      guard works else { return nil }
      // Where a name has several addresses, the address tells which of them it is.
      let isShared = hosts.contains { $0.name != name && hostPart($0.name) == hostPart(name) }
      return isShared ? name : hostPart(name)
    }
  }
}

extension NextHopFigures {
  fileprivate mutating func addTimes(_ other: NextHopFigures) {
    firstFailure = [firstFailure, other.firstFailure].compactMap { $0 }.min()
    lastFailure = max(lastFailure, other.lastFailure)
    lastSuccess = max(lastSuccess, other.lastSuccess)
  }
}

extension String {
  /// `gw1.incamail.com[194.41.147.13]` of the same with a port behind it.
  fileprivate var withoutPort: Substring {
    guard let bracket = lastIndex(of: "]") else { return self[...] }
    return self[...bracket]
  }
}

// MARK: - OK

/// All is well, in numbers.
private func wellConditions(_ summary: Summary) -> [String] {
  let words = summary.words
  let figures = summary.figures
  var reasons: [String] = []
  if figures.messages == 0 {
    reasons.append(words[.whyNoneSeen])
  } else {
    let bound = figures.reached.total
    let users = summary.evidence.userErrors.values.reduce(0, +)
    if bound > 0 {
      let there = figures.reached[.platform]
      let reached = words.counted(there, .reachedOf, ["all": words.grouped(bound)])
      // What came from the platform was verified or not for itself.
      let verified = summary.evidence.crossings.byName.reduce(0) { $0 + $1.value.outbound.verified }
      let isVerified = there > 0 && verified >= there
      reasons.append(isVerified ? words(.whyVerified, ["reached": reached]) : reached)
    }
    let inbound = figures.directions[.inbound]
    if inbound > 0 {
      reasons.append(words(.whyInbound, ["messages": words.counted(inbound, .messages)]))
    }
    if users > 0 { reasons.append(words.counted(users, .whyUserErrors)) }
    if summary.openCount > 0 {
      reasons.append(words.counted(summary.openCount, .whyUnderWay))
    }
  }
  reasons.append(gatewaysSeen(summary))
  return reasons
}

/// `4 of 4 gateways seen until 23:59`.
func gatewaysSeen(_ summary: Summary) -> String {
  let hosts = summary.coverage.hosts.filter { $0.lines > 0 }
  let words = summary.words
  let until =
    hosts.compactMap(\.last).max().map { " " + words(.whySeenUntil, ["time": words.minute($0)]) }
    ?? ""
  let expected = summary.options.expectedGateways
  guard !expected.isEmpty else {
    return words(.whySeen, ["hosts": words.counted(hosts.count, .hosts), "until": until])
  }
  let seen = expected.filter { name in hosts.contains { isSameHost($0.name, name) } }.count
  return words.counted(
    seen, .whySeenOf,
    ["gateways": words.counted(expected.count, .gateways), "until": until])
}

extension Words {
  fileprivate func breakdown(_ classes: [FailureClass?: Int]) -> String {
    let sorted = classes.sorted { left, right in
      left.value != right.value
        ? left.value > right.value : (left.key?.name ?? "") < (right.key?.name ?? "")
    }
    return sorted.map { "\(grouped($0.value)) \($0.key?.name ?? self[.whyDropped])" }
      .joined(separator: ", ")
  }
}
