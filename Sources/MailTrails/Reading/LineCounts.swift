package import ByteTools
package import MailEvents
package import MailLines
package import MailTerms

/// How many lines were read, and how many of them understood: by source, by host, and altogether.
///
/// Only lines of the window count; those before and behind it were read for their messages' sake.
package struct LineCounts: Sendable {
  /// What one source came to, by its place in the feed.
  package struct Source: Sendable {
    package var lines = Coverage.Lines()
    /// Of all its lines that were read, in the window or not.
    package var first: LogTime?
    package var last: LogTime?
  }

  /// A line that nobody understood.
  package struct Sample: Sendable {
    package let source: Int
    /// From 1.
    package let line: Int
    package let text: String
  }

  package private(set) var lines = Coverage.Lines()
  /// By the host's number; without names.
  package private(set) var hosts: [Coverage.Host] = []
  package private(set) var sources: [Source] = []
  package private(set) var samples: [Sample] = []
  /// The servers that rows of tables name, whose log names no host: which is read of all of them.
  package private(set) var servers: [Coverage.Host] = []
  private var serverPlaces: [UInt64: Int] = [:]
  private var lastServer: (hash: UInt64, place: Int) = (0, -1)
  private static let mostServers = 500
  /// Messages given up for want of memory.
  package private(set) var evicted = 0
  private let window: Range<Int64>
  private var newestOutside = LogTime.never
  private static let mostSamples = 10
  private static let longestGap: Int64 = 3600 * 1_000_000

  // Lines of one host in one moment, not yet added to it.
  private var pendingLines = 0
  private var lastHost = -1
  private var lastTime = Int64.min

  // Of the run in hand.
  private var source = 0
  private var lineNumber = 0
  private var before = Coverage.Lines()

  /// - Parameter window: microseconds since 1970.
  package init(window: Range<Int64> = .min..<(.max)) { self.window = window }

  /// The newest line of a mail program, in the window or not.
  package var newest: LogTime? {
    let newest = hosts.compactMap(\.last).reduce(newestOutside, max)
    return newest == .never ? nil : newest
  }

  /// A line that was understood tells of a session, and of no message.
  mutating func noteSessionLine(_ record: LineRecord) {
    guard window.contains(record.time), !record.flags.contains(.duplicate) else { return }
    lines.ofSessions += 1
  }

  mutating func noteEviction() { evicted += 1 }

  /// What follows are lines of this run.
  package mutating func begin(_ run: LineFeed.Run) {
    source = run.block.source
    lineNumber = run.firstLineNumber - 1
    before = lines
    while sources.count <= source { sources.append(Source()) }
    if sources[source].first == nil {
      let first = run.records.first { run.block.records[$0].program != 0 }
      sources[source].first = first.map { run.block.records[$0].stamp }
    }
  }

  /// The run is over: what it added is its source's.
  package mutating func end(_ run: LineFeed.Run) {
    sources[source].lines.read += lines.read - before.read
    sources[source].lines.understood += lines.understood - before.understood
    sources[source].lines.ignored += lines.ignored - before.ignored
    sources[source].lines.unknown += lines.unknown - before.unknown
    sources[source].lines.duplicate += lines.duplicate - before.duplicate
    sources[source].lines.lost += lines.lost - before.lost
    let last = run.records.last { run.block.records[$0].program != 0 }
    if let last { sources[source].last = run.block.records[last].stamp }
  }

  /// Brings the hosts' figures up to date; to be called before they are read.
  package mutating func settle() {
    guard pendingLines > 0, lastHost >= 0 else { return }
    hosts[lastHost].lines += pendingLines
    pendingLines = 0
  }

  @inline(__always)
  mutating func note(_ verdict: LineEvent.Verdict, _ current: borrowing Tracker.Current) {
    // One more line of this host and moment: nearly all are.
    if verdict.isEvent, current.record.time == lastTime, Int(current.host) == lastHost,
      current.record.furtherLines == 0,
      current.record.flags.isDisjoint(with: [.repeated, .duplicate]), current.record.program != 0
    {
      lineNumber &+= 1
      lines.read &+= 1
      lines.understood &+= 1
      pendingLines &+= 1
      return
    }
    note(verdict, current.record, current.program, current.bytes)
  }

  package mutating func note(
    _ verdict: LineEvent.Verdict, _ record: LineRecord, _ program: ProgramSummary,
    _ bytes: ByteView
  ) {
    // An unfolded line was read as one.
    let isRepeated = record.flags.contains(.repeated)
    let count = isRepeated ? 0 : 1 + Int(record.furtherLines)
    lineNumber += count
    guard window.contains(record.time) else {
      noteOutside(record, program)
      return
    }
    if !isRepeated {
      lines.read += count
      if record.flags.contains(.duplicate) {
        lines.duplicate += 1
        lines.understood += count - 1
      } else {
        switch verdict {
        case .event: lines.understood += count
        case .ignored: lines.ignored += count
        case .unknown:
          lines.unknown += count
          if samples.count < Self.mostSamples {
            samples.append(
              Sample(source: source, line: lineNumber, text: bytes.prefix(200).string))
          }
        }
      }
    }
    guard record.program != 0 else { return }
    if program.dialect == nil {
      noteLoss(record, program, bytes)
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

  /// A row tells of what this server did.
  mutating func note(server name: ByteView, _ record: LineRecord) {
    guard window.contains(record.time) else { return }
    let hash = name.tableHash
    if hash != lastServer.hash || lastServer.place < 0 {
      if let place = serverPlaces[hash] {
        lastServer = (hash, place)
      } else {
        guard servers.count < Self.mostServers else { return }
        lastServer = (hash, servers.count)
        serverPlaces[hash] = servers.count
        servers.append(Coverage.Host(name: name.string))
      }
    }
    let place = lastServer.place
    servers[place].lines += 1
    if servers[place].first.map({ record.time < $0.microseconds }) ?? true {
      servers[place].first = record.stamp
    }
    if servers[place].last.map({ record.time > $0.microseconds }) ?? true {
      servers[place].last = record.stamp
    }
  }

  private mutating func noteOutside(_ record: LineRecord, _ program: ProgramSummary) {
    guard record.time > newestOutside.microseconds, record.program != 0, program.dialect != nil
    else { return }
    newestOutside = record.stamp
  }

  /// What loggers say when they drop lines: rsyslog's imuxsock and queues, journald's rate limit.
  private mutating func noteLoss(_ record: LineRecord, _ program: ProgramSummary, _ line: ByteView)
  {
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
    } else if let found = text.firstRange(of: "Missed "), text.contains(" kernel messages") == false
    {
      lost = text.number(at: found.upperBound)?.value
    }
    guard let lost else { return }
    lines.lost += lost
    let host = Int(program.host)
    guard host < hosts.count else { return }
    hosts[host].lost += lost
  }
}
