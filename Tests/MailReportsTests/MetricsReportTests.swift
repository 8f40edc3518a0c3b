import ByteTools
import MailReports
import MailTerms
import OutputGrammar
import Testing

@Suite("Metrics for Prometheus")
struct MetricsReportTests {
  private func metrics(
    _ summary: Summary, _ format: MetricsFormat = .prometheus, queue: QueueFigures? = nil
  ) -> MetricsGrammar {
    let grammar = MetricsGrammar(
      MetricsReport.render(summary, format, version: "1.0", queue: queue),
      openMetrics: format == .openMetrics)
    #expect(grammar.faults == [])
    return grammar
  }

  private func summary(_ trails: [Trail], _ coverage: Coverage = goodCoverage()) -> Summary {
    var summary = Summary()
    for trail in trails { summary.add(trail) }
    summary.finish(
      coverage: coverage, window: Window(since: noon(-3600)), now: noon(3600), clock: noon(3600))
    return summary
  }

  @Test("Every name has its series, with zero where there is nothing")
  func zeros() {
    let samples = metrics(summary([])).samples
    for failure in FailureClass.allCases {
      #expect(samples["incatrail_window_failed_recipients{class=\"\(failure.name)\"}"] == "0")
    }
    for outcome in Outcome.allCases {
      #expect(samples["incatrail_window_recipients{outcome=\"\(outcome.rawValue)\"}"] == "0")
    }
    #expect(samples["incatrail_verdict{verdict=\"ok\"}"] == "1")
    #expect(samples["incatrail_open_oldest_age_seconds"] == "0")
  }

  @Test("Figures, delays and ages", arguments: [MetricsFormat.prometheus, .openMetrics])
  func figures(format: MetricsFormat) {
    let waiting = trail(
      [Someone(outcome: .deferred, reached: .no, failure: .tlsHandshake, firstFailure: noon())],
      id: 2, complete: false)
    let slow = trail([Someone(delay: 61_500, findings: [.legacyTLS])], id: 3)
    let samples = metrics(summary([trail(), waiting, slow]), format).samples
    let name = "incatrail_window_delivery_delay_seconds"
    let isOpen = format == .openMetrics
    func bucket(_ bound: String) -> String? {
      samples["\(name)_bucket{le=\"\(bound)\(isOpen ? ".0" : "")\"}"]
    }
    #expect(["1", "10", "60", "300"].map(bucket) == ["0", "1", "1", "2"])
    #expect(samples["\(name)_bucket{le=\"+Inf\"}"] == "2")
    #expect(samples["\(name)\(isOpen ? "_gsum" : "_sum")"] == "62.7")
    #expect(samples["incatrail_window_failed_recipients{class=\"tls.handshake\"}"] == "1")
    #expect(samples["incatrail_window_failures"] == "1")
    #expect(
      samples["incatrail_window_findings{finding=\"legacy-tls\",severity=\"warning\"}"] == "1")
    #expect(samples["incatrail_open_messages"] == "1")
    #expect(samples["incatrail_open_oldest_age_seconds"] == "3600")
    #expect(samples["incatrail_verdict{verdict=\"critical\"}"] == "1")
    #expect(samples["incatrail_log_newest_timestamp_seconds"] == "1795348800")
    #expect(samples["incatrail_window_tls_recipients{version=\"TLSv1.3\"}"] == "2")
  }

  @Test("A version that a stranger made up gets no series of its own")
  func versions() {
    let odd = trail([Someone(tls: ("TLS\"x\\\n{}", .verified, nil))])
    let samples = metrics(summary([odd])).samples
    #expect(samples["incatrail_window_tls_recipients{version=\"other\"}"] == "1")
    #expect(samples.keys.filter { $0.hasPrefix("incatrail_window_tls_recipients") }.count == 8)
  }

  @Test("A queue brings messages by next hop, with a bound on names, and ages")
  func queue() {
    var queue = QueueFigures()
    queue.add(age: 1000, nextHop: ByteView("gw1\"|\\\n" as StaticString))
    queue.add(age: 1000, nextHop: ByteView("gw1\"|\\\n" as StaticString))
    queue.add(age: 400_000, nextHop: .empty)
    for number in 0..<40 {
      let name = "host\(number)"
      name.withByteView { queue.add(age: 1, nextHop: $0) }
    }
    let samples = metrics(summary([]), queue: queue).samples
    #expect(samples["incatrail_queue_messages{next_hop=\"gw1\\\"|\\\\ \"}"] == "2")
    #expect(samples["incatrail_queue_messages{next_hop=\"unknown\"}"] == "1")
    #expect(samples["incatrail_queue_messages{next_hop=\"other\"}"] == "22")
    #expect(samples["incatrail_queue_oldest_age_seconds"] == "400000")
    #expect(samples["incatrail_queue_age_seconds_bucket{le=\"900\"}"] == "40")
    #expect(samples["incatrail_queue_age_seconds_bucket{le=\"+Inf\"}"] == "43")
  }

  @Test("Delays beyond the exact ones keep their buckets and their sum")
  func inexact() {
    var delays = DelayFigures(limit: 3)
    for delay: Int64 in [1, 999, 1000, 1001, 59_949, 60_000] { delays.add(milliseconds: delay) }
    #expect(!delays.isExact)
    #expect(delays.cumulative([1000, 60_000]) == [4, 6])
    #expect(delays.totalMilliseconds == 122_950)
    // A log may claim any delay.
    delays.add(milliseconds: .max, count: 10_000)
    #expect(delays.totalMilliseconds == .max)
    #expect(delays.percentiles([100]) == [1_000_000_000_000_000])
  }
}
