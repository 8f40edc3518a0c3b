import MailTerms

/// One thing that happened to a message, in words.
struct TraceStep {
  /// Tells it from every other of its message, whatever is learnt of it later.
  let key: String
  let time: LogTime
  let headline: String
  var details: [String] = []
  /// The lines that prove it.
  var proofs: [String] = []
  var style = TextPage.Style.plain
  /// Its moment by the clock of the first hop's host, as far as that can be told.
  var order: Int64 = 0
}

/// What happened to a message over all its hops, in order of time.
struct TraceTimeline {
  private let trail: Trail
  private(set) var steps: [TraceStep] = []
  /// How far the clock of each host, by name, is behind, in microseconds.
  private var behind: [String: Int64] = [:]
  private var evidence: TraceEvidence

  init(_ trail: Trail) {
    self.trail = trail
    evidence = TraceEvidence(trail)
    findClocksBehind()
    for (number, hop) in trail.hops.enumerated() { addArrival(hop, number) }
    for recipient in trail.recipients {
      for attempt in recipient.history { addAttempt(attempt, recipient) }
      if recipient.history.isEmpty { addLastWord(recipient) }
    }
    for hop in trail.hops where trail.complete && !hop.queueID.isNone {
      let proof = evidence.take(at: hop.lastSeen, holding: [hop.queueID], last: true)
      guard let proof else { continue }
      add(
        TraceStep(
          key: "done \(queueKey(hop))", time: hop.lastSeen,
          headline: "\(name(hop)): done with it", proofs: [proof]), on: hop.host)
    }
    // What is of one moment stays in the order in which it was told.
    let order = steps.enumerated().sorted {
      ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
    }
    steps = order.map(\.element)
  }

  /// A message cannot come to a host before it came to the one before it.
  private mutating func findClocksBehind() {
    var earlier = Int64.min
    for hop in trail.hops where !hop.isOfSameServer {
      guard let host = trail.string(hop.host) else { continue }
      let time = hop.firstSeen.microseconds + behind[host, default: 0]
      if time < earlier { behind[host, default: 0] += earlier - time }
      earlier = max(time, earlier)
    }
  }

  private mutating func add(_ step: TraceStep, on host: Text) {
    var step = step
    step.order = step.time.microseconds + (trail.string(host).flatMap { behind[$0] } ?? 0)
    steps.append(step)
  }

  // MARK: Steps

  private mutating func addArrival(_ hop: Hop, _ number: Int) {
    guard !hop.isOfSameServer, !hop.queueID.isNone || hop.client != nil || number == 0 else {
      return
    }
    let isRefused = hop.queueID.isNone && trail.recipients.allSatisfy { $0.outcome == .rejected }
    var text = "\(name(hop)): \(isRefused ? "approached" : "received")"
    var details: [String] = []
    if let client = hop.client {
      let place = placeText(client.host, client.ip, 0)
      if !place.isEmpty { text += " \(isRefused ? "by" : "from") \(place)" }
      if let tls = client.tls {
        text += " over \(tlsText(tls))"
      } else if client.tlsKnown {
        text += " in plain text"
      }
      if let user = trail.string(client.auth) { details.append("authenticated as \(user)") }
    }
    if let id = trail.string(hop.queueID) {
      details.insert("queue ID \(id)" + (trail.string(hop.mta).map { ", \($0)" } ?? ""), at: 0)
    }
    if let lag = trail.string(hop.host).flatMap({ behind[$0] }), lag >= 1_000_000 {
      details.append("its clock is \(duration(lag / 1_000_000)) behind or more")
    }
    // Of a refusal the line that proves it stands with the refusal.
    let proof = isRefused ? nil : evidence.take(at: hop.firstSeen, holding: [hop.queueID])
    add(
      TraceStep(
        key: "arrival \(queueKey(hop))", time: hop.firstSeen, headline: text, details: details,
        proofs: [proof].compactMap(\.self)), on: hop.host)
  }

  private mutating func addAttempt(_ attempt: Attempt, _ recipient: Recipient) {
    let isGood = attempt.outcome == .delivered
    let address = trail.string(recipient.address) ?? "an unknown recipient"
    let hop = placeText(attempt.nextHop.host, attempt.nextHop.ip, attempt.nextHop.port)
    var text = trail.string(attempt.host).map { "\($0): " } ?? ""
    text += isGood ? "delivered for \(address)" : "\(attempt.outcome.rawValue) for \(address)"
    var details: [String] = []
    if let failure = attempt.failure, !isGood { details.append(failure.name) }
    if !hop.isEmpty { details.append(isGood ? "to \(hop)" : "at \(hop)") }
    if let tls = attempt.tls { details.append(tlsText(tls)) }
    if let alert = attempt.alert { details.append(alertText(alert)) }
    if isGood, let id = trail.string(attempt.remoteID) { details.append("there as \(id)") }
    if !isGood, let reply = replyText(attempt.status, attempt.reason) { details.append(reply) }
    let proof = evidence.take(
      at: attempt.time, holding: [attempt.queueID, recipient.address],
      else: [recipient.address])
    var proofs = [proof].compactMap(\.self)
    // The class may be another line's, such as the alert's.
    if attempt.time == recipient.lastFailure, !isGood,
      let cause = trail.string(recipient.failureEvidence), !proofs.contains(cause)
    {
      proofs.insert(cause, at: 0)
    }
    add(
      TraceStep(
        key: "attempt \(attempt.time.microseconds) \(hop) \(text)", time: attempt.time,
        headline: text, details: details, proofs: proofs,
        style: isGood ? .good : .bad), on: attempt.host)
  }

  /// Of a recipient that nothing was tried for: refused, held or dropped here.
  private mutating func addLastWord(_ recipient: Recipient) {
    guard recipient.outcome != .unknown else { return }
    let time = recipient.lastAttempt ?? recipient.lastFailure ?? trail.lastSeen
    let hop = trail.hops.indices.contains(Int(recipient.hop)) ? trail.hops[Int(recipient.hop)] : nil
    let address = trail.string(recipient.address)
    var details: [String] = []
    if let failure = recipient.failure { details.append(failure.name) }
    if let tls = recipient.tls { details.append(tlsText(tls)) }
    if let alert = recipient.alert { details.append(alertText(alert)) }
    if let reply = replyText(recipient.status, recipient.reason) { details.append(reply) }
    // The words may stand on another line than the one that decided.
    var proofs = [trail.string(recipient.evidence)].compactMap(\.self)
    if let words = evidence.take(at: time, holding: [recipient.reason]), !proofs.contains(words) {
      proofs.append(words)
    }
    add(
      TraceStep(
        key: "end \(time.microseconds) \(recipient.outcome) \(address ?? "")", time: time,
        headline: (hop.map { "\(name($0)): " } ?? "") + recipient.outcome.rawValue
          + (address.map { " for \($0)" } ?? ""),
        details: details, proofs: proofs,
        style: recipient.outcome == .delivered ? .good : .bad), on: hop?.host ?? .none)
  }

  // MARK: Words

  private func queueKey(_ hop: Hop) -> String {
    "\(trail.string(hop.host) ?? "") \(trail.string(hop.queueID) ?? "")"
  }

  private func name(_ hop: Hop) -> String {
    trail.string(hop.host) ?? trail.string(hop.mta) ?? "the gateway"
  }

  private func placeText(_ host: Text, _ ip: Text, _ port: UInt16) -> String {
    var text = trail.string(host) ?? ""
    if let ip = trail.string(ip), !ip.isEmpty { text += "[\(ip)]" }
    return port > 0 && !text.isEmpty ? "\(text):\(port)" : text
  }

  private func tlsText(_ tls: TLSInfo) -> String {
    var text = trail.string(tls.version) ?? "TLS"
    switch tls.peer {
    case .verified: text += ", certificate verified"
    case .trusted: text += ", certificate trusted, name not checked"
    case .untrusted: text += ", certificate not trusted"
    case .anonymous: text += ", no certificate"
    case .unknown: break
    }
    return text
  }

  private func alertText(_ alert: TLSAlert) -> String {
    let number = alert.number > 0 ? " \(alert.number)" : ""
    let name = alert.name.map { " \($0)" } ?? ""
    return "TLS alert\(number)\(name) from \(alert.from == .peer ? "the other side" : "us")"
  }

  private func replyText(_ status: EnhancedStatus?, _ reason: Text) -> String? {
    let parts = [status?.description, trail.string(reason).map { "\"\($0)\"" }].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
