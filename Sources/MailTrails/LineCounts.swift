package import ByteTools
package import MailEvents
package import MailLines
package import MailTerms

/// How many lines were read, and how many of them understood: by host, and altogether.
package struct LineCounts: Sendable {
  package private(set) var lines = Coverage.Lines()
  package private(set) var hosts: [Coverage.Host] = []
  package private(set) var unknownSamples: [String] = []
  private static let mostSamples = 10
  private static let longestGap: Int64 = 3600 * 1_000_000

  // Lines of one host in one moment, not yet added to it.
  private var pendingLines = 0
  private var lastHost = -1
  private var lastTime = Int64.min

  package init() {}

  /// Brings the hosts' figures up to date; to be called before they are read.
  package mutating func settle() {
    guard pendingLines > 0, lastHost >= 0 else { return }
    hosts[lastHost].lines += pendingLines
    pendingLines = 0
  }

  mutating func note(
    _ verdict: LineEvent.Verdict, _ current: borrowing Tracker.Current, isDuplicate: Bool
  ) {
    let record = current.record
    // An unfolded line was read as one.
    if !record.flags.contains(.repeated) {
      lines.read += 1
      if isDuplicate {
        lines.duplicate += 1
      } else {
        switch verdict {
        case .event: lines.understood += 1
        case .ignored: lines.ignored += 1
        case .unknown:
          lines.unknown += 1
          if unknownSamples.count < Self.mostSamples {
            unknownSamples.append(current.bytes.prefix(200).string)
          }
        }
      }
    }
    guard record.program != 0 else { return }
    let program = current.program
    if program.dialect == nil {
      noteLoss(record, program, current.bytes)
      return
    }
    let host = Int(program.host)
    if host == lastHost, record.time == lastTime {
      pendingLines += 1
      return
    }
    settle()
    lastHost = host
    lastTime = record.time
    while hosts.count <= host { hosts.append(Coverage.Host(name: "")) }
    hosts[host].lines += 1
    if let last = hosts[host].last {
      // Lines of one second need no look at gaps.
      guard record.time > last.microseconds else { return }
      if record.time - last.microseconds > Self.longestGap, hosts[host].gaps.count < 100 {
        hosts[host].gaps.append(Coverage.Gap(from: last, to: record.stamp))
      }
    } else {
      hosts[host].first = record.stamp
    }
    hosts[host].last = record.stamp
  }

  /// What loggers say when they drop lines: rsyslog's imuxsock and queues, journald's rate limit.
  private mutating func noteLoss(_ record: LineRecord, _ program: ProgramSummary, _ line: ByteView) {
    let text = line.from(Int(record.text))
    var lost: Int?
    if text.contains("imuxsock") || text.contains("imjournal") {
      if let found = text.firstRange(of: " lost ") ?? text.firstRange(of: "lost ") {
        lost = text.number(at: found.upperBound)?.value ?? 1
      } else if text.contains("begin to drop") {
        lost = 1
      } else if let found = text.lastRange(of: ": "), text.contains("messages lost due to rate") {
        lost = text.number(at: found.upperBound)?.value ?? 1
      }
    } else if let found = text.firstRange(of: "Suppressed "), text.contains(" messages from ") {
      lost = text.number(at: found.upperBound)?.value ?? 1
    } else if let found = text.firstRange(of: "Missed "), text.contains(" kernel messages") == false {
      lost = text.number(at: found.upperBound)?.value
    }
    guard let lost else { return }
    lines.lost += lost
    let host = Int(program.host)
    guard host < hosts.count else { return }
    hosts[host].lost += lost
  }
}
