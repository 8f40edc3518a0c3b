import MailTerms

/// The figures of a window for Prometheus.
///
/// A window's numbers go up and down, so all are gauges named `incatrail_window_…`, and none ends in
/// `_total`. Every name that can stand in a label is written, with zero where there is none, so that
/// an alert on it never waits for its first sample. No label bears an address, a queue ID or a
/// subject.
package enum MetricsReport {
  /// - Parameter queue: nil where no queue was looked at.
  package static func render(
    _ summary: Summary, _ format: MetricsFormat, version: String, queue: QueueFigures? = nil
  ) -> [UInt8] {
    var text = MetricsText(format)
    text.run(summary, version)
    text.verdict(summary)
    text.accepted(summary)
    text.mail(summary.figures)
    text.tls(summary.figures.tls)
    text.open(summary)
    if let queue { text.queue(queue) }
    text.coverage(summary.coverage)
    text.end()
    return text.bytes
  }
}

extension MetricsText {
  /// In seconds.
  private static let delayBounds = [1, 10, 60, 300, 3600, 14_400, 86_400, 172_800]
  /// Up to five days, the usual queue lifetime.
  private static let ageBounds = [300, 900, 1800, 3600, 14_400, 86_400, 172_800, 432_000]
  private static let queueNextHops = 20

  fileprivate mutating func run(_ summary: Summary, _ version: String) {
    build("incatrail_build", "Version of the program that wrote this.", version: version)
    if let clock = summary.clock {
      gauge(
        "incatrail_run_timestamp_seconds", "When this was written.", Double(clock.seconds))
    }
    if let since = summary.window.since {
      gauge(
        "incatrail_window_start_timestamp_seconds", "Begin of the window that is counted.",
        since.unixTime)
    }
    if let newest = summary.coverage.hosts.compactMap(\.last).max() {
      gauge(
        "incatrail_log_newest_timestamp_seconds",
        "Time of the newest line of a mail system in the window.", newest.unixTime)
    }
  }

  fileprivate mutating func verdict(_ summary: Summary) {
    gauge(
      "incatrail_verdict", "The verdict on the window: 1 at the one that holds.",
      Verdict.Grade.allCases.map { grade in
        Sample(
          labels: [Label(name: "verdict", value: grade.rawValue)],
          value: grade == summary.verdict.grade ? 1 : 0)
      })
    gauge(
      "incatrail_window_failures",
      "Recipients not reached for a cause that is not theirs, nor greylisting.",
      Double(summary.gatewayFailures))
  }

  /// Names of the configuration, so always the same ones.
  fileprivate mutating func accepted(_ summary: Summary) {
    guard !summary.accepted.isEmpty else { return }
    func samples(_ value: (Acceptance, Int) -> Double) -> [Sample] {
      summary.accepted.map { acceptance, recipients in
        Sample(
          labels: [
            Label(name: "name", value: acceptance.subject.name),
            Label(name: "hop", value: acceptance.hop ?? ""),
          ],
          value: value(acceptance, recipients))
      }
    }
    gauge(
      "incatrail_window_accepted_recipients",
      "Recipients with what the configuration accepts, by finding or class.",
      samples { Double($1) })
    gauge(
      "incatrail_accepted_until_timestamp_seconds",
      "End of the last day on which it is accepted.",
      samples { acceptance, _ in acceptance.until.unixTime + 86_400 })
  }

  fileprivate mutating func mail(_ figures: Figures) {
    counts(
      "incatrail_window_messages", "IncaMail messages that arrived in the window.", "direction",
      Direction.allCases.map { ($0.rawValue, figures.directions[$0]) })
    counts(
      "incatrail_window_recipients", "Their recipients by what became of it.", "outcome",
      Outcome.allCases.map { ($0.rawValue, figures.outcomes[$0]) })
    counts(
      "incatrail_window_reached_recipients",
      "Recipients of mail bound for the platform by whether it got there.", "reached",
      Reached.allCases.map { ($0.rawValue, figures.reached[$0]) })
    counts(
      "incatrail_window_failed_recipients",
      "Recipients not reached by the class of the last failed attempt.", "class",
      FailureClass.allCases.map { ($0.name, figures.classes[$0]) })
    gauge(
      "incatrail_window_findings", "Recipients by what was wrong although mail flowed.",
      Finding.allCases.map { finding in
        Sample(
          labels: [
            Label(name: "finding", value: finding.name),
            Label(name: "severity", value: finding.severity.rawValue),
          ],
          value: Double(figures.findings[finding]))
      })
    histogram(
      "incatrail_window_delivery_delay_seconds",
      "Time from arrival to delivery; of a window, so not for rate().",
      bounds: Self.delayBounds, of: figures.delays)
  }

  fileprivate mutating func tls(_ tls: TLSFigures) {
    // What the log calls a version is the peer's word, or an attacker's: the names are ours.
    let known = ["SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]
    var versions = known.map { ($0, tls.versions.value(of: $0) ?? 0) }
    versions.append(("other", tls.encrypted - versions.reduce(0) { $0 + $1.1 }))
    versions += [("none", tls.plain), ("unknown", tls.unknown)]
    counts(
      "incatrail_window_tls_recipients",
      "Recipients whose mail crossed, by TLS version; none is plain text.", "version", versions)
    let peers: [TLSInfo.Peer] = [.verified, .trusted, .untrusted, .anonymous, .unknown]
    counts(
      "incatrail_window_tls_peer_recipients",
      "Recipients whose mail crossed over TLS, by what was made of the peer's certificate.", "peer",
      peers.map { ($0.rawValue, tls.peers[$0]) })
    counts(
      "incatrail_window_own_certificate_recipients",
      "Recipients of outbound sessions by whether we showed our certificate.", "shown",
      [
        ("yes", tls.certificateShown), ("no", tls.certificateNotShown),
        ("unknown", tls.certificateUnknown),
      ])
  }

  fileprivate mutating func open(_ summary: Summary) {
    var ages = DelayFigures()
    for message in summary.waiting { ages.add(milliseconds: summary.age(of: message) * 1000) }
    gauge(
      "incatrail_open_messages", "Messages still open by the logs, older ones too.",
      Double(ages.count))
    gauge(
      "incatrail_open_oldest_age_seconds", "Age of the oldest of them; 0 where there is none.",
      Double(ages.percentiles([100]).first ?? 0) / 1000)
    histogram(
      "incatrail_open_age_seconds", "Ages of the open messages; not for rate().",
      bounds: Self.ageBounds, of: ages)
  }

  fileprivate mutating func queue(_ queue: QueueFigures) {
    let hops = queue.byNextHop.mostFirst
    var shown = hops.prefix(Self.queueNextHops).map {
      ($0.name.isEmpty ? "unknown" : $0.name, $0.value)
    }
    // Names come from the queue: beyond a few they are told together.
    shown.append(("other", queue.messages - shown.reduce(0) { $0 + $1.1 }))
    counts("incatrail_queue_messages", "IncaMail messages in the queue.", "next_hop", shown)
    gauge(
      "incatrail_queue_oldest_age_seconds", "Age of the oldest of them; 0 where there is none.",
      Double(queue.oldestAge ?? 0))
    histogram(
      "incatrail_queue_age_seconds", "Ages of the messages in the queue; not for rate().",
      bounds: Self.ageBounds, of: queue.ages)
  }

  fileprivate mutating func coverage(_ coverage: Coverage) {
    let lines = coverage.lines
    counts(
      "incatrail_window_log_lines", "Lines of the window by what was made of them.", "verdict",
      [
        ("understood", lines.understood), ("ignored", lines.ignored), ("unknown", lines.unknown),
        ("duplicate", lines.duplicate), ("lost", lines.lost),
      ])
    let faulty = coverage.sources.filter { $0.problem != nil }.count
    counts(
      "incatrail_log_sources", "Sources read, and those that are unreadable or cut.", "state",
      [("read", coverage.sources.count - faulty), ("faulty", faulty)])
    gauge(
      "incatrail_window_log_hosts", "Hosts with lines of a mail system in the window.",
      Double(coverage.hosts.filter { $0.lines > 0 }.count))
  }

  // MARK: Pieces

  private mutating func counts(
    _ name: String, _ help: StaticString, _ label: StaticString, _ counts: [(String, Int)]
  ) {
    gauge(
      name, help,
      counts.map { Sample(labels: [Label(name: label, value: $0.0)], value: Double($0.1)) })
  }

  private mutating func histogram(
    _ name: String, _ help: StaticString, bounds: [Int], of delays: DelayFigures
  ) {
    histogram(
      name, help, bounds: bounds, within: delays.cumulative(bounds.map { Int64($0) * 1000 }),
      count: delays.count, sum: Double(delays.totalMilliseconds) / 1000)
  }
}

extension LogTime {
  fileprivate var unixTime: Double { Double(microseconds) / 1_000_000 }
}
