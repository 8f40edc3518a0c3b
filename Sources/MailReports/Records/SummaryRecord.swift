import ByteTools
import MailTerms

/// The summary as JSON, `incatrail.summary/1`: the facts of the text report, by the keys of
/// `docs/records.md`.
package enum SummaryRecord {
  package static func render(_ summary: Summary) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("schema" as StaticString)
    json.value("incatrail.summary/1" as StaticString)
    json.window(summary)
    json.key("verdict" as StaticString)
    json.value(summary.verdict.grade.rawValue)
    json.key("reasons" as StaticString)
    json.strings(summary.verdict.reasons)
    json.key("not_judged" as StaticString)
    json.strings(summary.verdict.notJudged)
    json.accepted(summary.accepted)
    json.coverage(summary.coverage)
    json.figures(summary.figures)
    json.key("incidents" as StaticString)
    json.beginArray()
    for incident in summary.incidents.all { json.incident(incident, summary.options.advice) }
    json.endArray()
    json.number("incidents_left_out", summary.incidents.leftOut)
    json.open(summary)
    json.history(summary)
    if let all = summary.all {
      json.key("all" as StaticString)
      json.beginObject()
      json.figures(all)
      json.endObject()
    }
    json.privacy(summary.options.privacy)
    json.endObject()
    json.endLine()
    return json.bytes.array
  }
}

extension JSONWriter {
  fileprivate mutating func window(_ summary: Summary) {
    key("window" as StaticString)
    beginObject()
    time("since", summary.window.since)
    time("until", summary.window.until)
    time("as_of", summary.now)
    endObject()
  }

  /// Absent where the configuration accepts nothing.
  fileprivate mutating func accepted(_ entries: [(acceptance: Acceptance, recipients: Int)]) {
    guard !entries.isEmpty else { return }
    key("accepted" as StaticString)
    beginArray()
    for (acceptance, recipients) in entries {
      beginObject()
      switch acceptance.subject {
      case .finding: key("finding" as StaticString)
      case .failure: key("class" as StaticString)
      }
      value(acceptance.subject.name)
      key("hop" as StaticString)
      value(acceptance.hop)
      key("until" as StaticString)
      value(acceptance.until.dayText)
      key("reason" as StaticString)
      value(acceptance.reason)
      key("expired" as StaticString)
      value(acceptance.isExpired)
      number("recipients", recipients)
      endObject()
    }
    endArray()
  }

  fileprivate mutating func open(_ summary: Summary) {
    key("open" as StaticString)
    beginArray()
    let record = TrailRecord(
      advice: summary.options.advice, privacy: summary.options.privacy)
    for trail in summary.open { record.write(trail, to: &self) }
    endArray()
    number("open_messages", summary.openCount)
    number("open_from_before", summary.openFromBefore)
    number("lost_from_before", summary.lostFromBefore)
  }

  fileprivate mutating func figures(_ figures: Figures) {
    number("messages", figures.messages)
    number("recipients", figures.recipients)
    counts("directions", Direction.allCases) { ($0.rawValue, figures.directions[$0]) }
    outcomes(figures.outcomes)
    counts("reached", Reached.allCases) { ($0.rawValue, figures.reached[$0]) }
    counts("classes", FailureClass.allCases) { ($0.name, figures.classes[$0]) }
    counts("findings", Finding.allCases) { ($0.name, figures.findings[$0]) }
    tls(figures.tls)
    delay(figures.delays)
    key("gateways" as StaticString)
    beginArray()
    for (host, gateway) in figures.gateways.byName {
      self.gateway(host, gateway)
    }
    endArray()
    key("next_hops" as StaticString)
    beginArray()
    for (name, hop) in figures.lastNextHops {
      beginObject()
      key("next_hop" as StaticString)
      value(name)
      number("recipients", hop.recipients)
      outcomes(hop.outcomes)
      endObject()
    }
    endArray()
    top(figures)
  }

  fileprivate mutating func gateway(_ host: String, _ gateway: GatewayFigures) {
    beginObject()
    key("host" as StaticString)
    value(host)
    number("messages", gateway.messages)
    number("recipients", gateway.recipients)
    outcomes(gateway.outcomes)
    counts("reached", Reached.allCases) { ($0.rawValue, gateway.reached[$0]) }
    tls(gateway.tls)
    endObject()
  }

  fileprivate mutating func tls(_ tls: TLSFigures) {
    key("tls" as StaticString)
    beginObject()
    number("crossed", tls.crossed)
    counts("versions", tls.versions)
    counts("ciphers", tls.ciphers)
    let peers: [TLSInfo.Peer] = [.verified, .trusted, .untrusted, .anonymous, .unknown]
    counts("peer", peers) { ($0.rawValue, tls.peers[$0]) }
    number("plain", tls.plain)
    number("unknown", tls.unknown)
    key("own_certificate" as StaticString)
    beginObject()
    number("shown", tls.certificateShown)
    number("not_shown", tls.certificateNotShown)
    number("unknown", tls.certificateUnknown)
    endObject()
    endObject()
  }

  /// Seconds, by nearest rank.
  fileprivate mutating func delay(_ delays: DelayFigures) {
    key("delay" as StaticString)
    beginObject()
    number("count", delays.count)
    let values = delays.percentiles([50, 90, 99, 100])
    for (index, name) in (["p50", "p90", "p99", "max"] as [StaticString]).enumerated() {
      key(name)
      value(milliseconds: index < values.count ? values[index] : nil)
    }
    key("exact" as StaticString)
    value(delays.isExact)
    endObject()
  }

  fileprivate mutating func top(_ figures: Figures) {
    key("top" as StaticString)
    beginObject()
    topList("senders", "sender", figures.senders)
    topList("recipient_domains", "domain", figures.domains)
    key("exact" as StaticString)
    value(figures.senders.isExact && figures.domains.isExact)
    endObject()
  }

  private mutating func topList(_ name: StaticString, _ item: StaticString, _ tally: Tally) {
    key(name)
    beginArray()
    for (name, count) in tally.top(10) {
      beginObject()
      key(item)
      value(name)
      number("count", count)
      endObject()
    }
    endArray()
  }

  private mutating func outcomes(_ outcomes: EnumCounts<Outcome>) {
    counts("outcomes", Outcome.allCases) { ($0.rawValue, outcomes[$0]) }
  }

  fileprivate mutating func incident(_ incident: Incident, _ book: AdviceBook) {
    let advice = book[incident]
    beginObject()
    key("class" as StaticString)
    value(incident.cause.failure.name)
    key("direction" as StaticString)
    value(incident.direction.rawValue)
    key("peer" as StaticString)
    value(incident.cause.peer)
    time("first", incident.first)
    time("last", incident.last)
    number("messages", incident.messages)
    number("recipients", incident.recipients)
    number("delivered_later", incident.deliveredLater)
    key("median_delay_seconds" as StaticString)
    value(milliseconds: incident.delays.median)
    number("returned", incident.returned)
    number("rejected", incident.rejected)
    number("discarded", incident.discarded)
    number("open", incident.open)
    key("gateways" as StaticString)
    strings(incident.gateways)
    key("evidence" as StaticString)
    value(incident.evidence)
    key("queue_id" as StaticString)
    value(incident.queueID)
    key("trail" as StaticString)
    value(incident.trail)
    key("advice" as StaticString)
    beginObject()
    key("why" as StaticString)
    value(advice.why)
    key("fix" as StaticString)
    value(advice.fix)
    key("acts" as StaticString)
    value(advice.actor.rawValue)
    key("checklist" as StaticString)
    strings(advice.checklist)
    endObject()
    endObject()
  }
}

// MARK: - Pieces

extension JSONWriter {
  mutating func strings(_ values: [String]) {
    beginArray()
    for text in values { value(text) }
    endArray()
  }

  /// An object of name and count, without those that are zero.
  mutating func counts<Key>(
    _ name: StaticString, _ keys: [Key], _ entry: (Key) -> (String, Int)
  ) {
    key(name)
    beginObject()
    for item in keys {
      let (name, count) = entry(item)
      guard count > 0 else { continue }
      key(from: name)
      value(count)
    }
    endObject()
  }

  mutating func counts(_ name: StaticString, _ table: NamedValues<Int>) {
    counts(name, table.byName) { ($0.name, $0.value) }
  }
}
