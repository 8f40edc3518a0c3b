import MailTerms

/// One failed message of the page: a line that opens to its trace.
struct FailedMessage {
  private let trail: Trail
  private let words: Words
  private static let recipientLimit = 10
  private static let attemptLimit = 10

  init(_ trail: Trail, _ words: Words) {
    self.trail = trail
    self.words = words
  }

  func write(to html: inout HTMLText) {
    let failed = trail.recipients.filter { $0.outcome != .delivered && $0.outcome != .unknown }
    html.markup("<details data-c=\"")
    html.text(unique(failed.compactMap { $0.failure?.name }))
    html.markup("\" data-h=\"")
    html.text(
      unique(failed.compactMap { hop($0.failedNextHop.isNone ? $0.nextHop : $0.failedNextHop) }))
    html.markup("\" data-s=\"")
    html.text(sender)
    html.markup("\"><summary>")
    let first = failed.first
    html.text(words.minute(trail.firstSeen) + " · ")
    html.element("strong", "", first.map { words[$0.outcome] } ?? "")
    if let failure = first?.failure {
      html.markup(" · ")
      html.element("code", "", failure.name)
    }
    html.text(" · \(sender) → \(first.flatMap { trail.string($0.address) } ?? "–")")
    if failed.count > 1 { html.text(" +\(failed.count - 1)") }
    html.markup("</summary>\n<dl>")
    item(.pageSubject, trail.string(trail.subject), &html)
    item(.pageWay, way, &html)
    html.markup("</dl>\n")
    for recipient in failed.prefix(Self.recipientLimit) { write(recipient, to: &html) }
    if failed.count > Self.recipientLimit {
      let left = words.counted(failed.count - Self.recipientLimit, .recipients)
      html.element("p", "", words(.pageMoreRecipients, ["recipients": left]))
    }
    html.markup("</details>\n")
  }

  private func write(_ recipient: Recipient, to html: inout HTMLText) {
    html.markup("<dl>")
    item(.columnRecipient, trail.string(recipient.address) ?? "–", &html)
    var outcome = words[recipient.outcome]
    if let failure = recipient.failure { outcome += ", \(failure.name)" }
    item(.columnOutcome, outcome, &html)
    item(.columnNextHop, hop(recipient.nextHop), &html)
    if let tls = recipient.tls, let version = trail.string(tls.version) {
      item(.columnTls, version, &html)
    }
    item(.pageReason, trail.string(recipient.reason), &html)
    item(.pageAttempts, String(recipient.attempts), &html)
    // A single attempt has been told above.
    let history = recipient.history.count > 1 ? recipient.history.prefix(Self.attemptLimit) : []
    for attempt in history {
      html.element("dt", "", words.second(attempt.time))
      let parts = [
        words[attempt.outcome], attempt.failure?.name, hop(attempt.nextHop),
        trail.string(attempt.reason)?.cut(to: 200),
      ]
      html.element("dd", "", parts.compactMap { $0 }.joined(separator: ", "))
    }
    html.markup("</dl>\n")
    let line =
      recipient.failureEvidence.isNone ? recipient.evidence : recipient.failureEvidence
    if let line = trail.string(line) { html.element("pre", "", line.cut(to: 600)) }
  }

  private var sender: String {
    guard let sender = trail.string(trail.sender) else { return "–" }
    return sender.isEmpty ? "<>" : sender
  }

  /// `mx1 4cKM2r6fBYz2xKj → mx2 4cKM2s1fBYz2xKk`.
  private var way: String? {
    let hops = trail.hops.map { hop in
      [trail.string(hop.host), trail.string(hop.queueID)].compactMap { $0 }.joined(separator: " ")
    }
    return hops.isEmpty ? nil : hops.prefix(10).joined(separator: " → ")
  }

  private func hop(_ endpoint: Endpoint) -> String? {
    trail.string(endpoint.host) ?? trail.string(endpoint.ip)
  }

  private func item(_ title: Phrase, _ value: String?, _ html: inout HTMLText) {
    guard let value, !value.isEmpty else { return }
    html.element("dt", "", words[title])
    html.element("dd", "", value.cut(to: 500))
  }

  /// Each once, parted by blanks; those inside a name are gone.
  private func unique(_ names: [String]) -> String {
    var seen: [String] = []
    for name in names {
      let word = name.printable.split(separator: " ").joined(separator: "_")
      if !seen.contains(word) { seen.append(word) }
    }
    return seen.joined(separator: " ")
  }
}
