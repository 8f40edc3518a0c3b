package import MailTerms

/// What was read, of a history.
package struct CoverageNote: Codable, Equatable, Sendable {
  package struct Host: Codable, Equatable, Sendable {
    package var name: String
    var lines: Int
    var lost: Int
    /// The stretches in which it wrote without a gap.
    var spans: [History.Span]
  }

  package struct Source: Codable, Equatable, Sendable {
    package var name: String
    var lines: [String: Int]
    var bytes: Int
    var first: LogTime?
    var last: LogTime?
    var problem: String?
  }

  package var lines: [String: Int] = [:]
  package var hosts: [Host] = []
  package var sources: [Source] = []
  var evicted = 0

  init(_ coverage: Coverage) {
    lines = coverage.lines.note
    evicted = coverage.evicted
    for host in coverage.hosts where host.lines > 0 {
      hosts.append(Host(name: host.name, lines: host.lines, lost: host.lost, spans: host.spans))
    }
    for source in coverage.sources {
      sources.append(
        Source(
          name: source.name, lines: source.lines.note, bytes: source.bytes, first: source.first,
          last: source.last, problem: source.problem))
    }
    hosts.sort { $0.name < $1.name }
    sources.sort { $0.name < $1.name }
  }

  mutating func merge(_ other: CoverageNote) {
    lines.add(other.lines)
    evicted += other.evicted
    var byHost = Dictionary(hosts.map { ($0.name, $0) }) { $0.merged($1) }
    for host in other.hosts {
      byHost[host.name] = byHost[host.name].map { $0.merged(host) } ?? host
    }
    hosts = byHost.values.sorted { $0.name < $1.name }
    var bySource = Dictionary(sources.map { ($0.name, $0) }) { $0.merged($1) }
    for source in other.sources {
      bySource[source.name] = bySource[source.name].map { $0.merged(source) } ?? source
    }
    sources = bySource.values.sorted { $0.name < $1.name }
  }

  /// The coverage that a report of it names.
  package var coverage: Coverage {
    var coverage = Coverage()
    coverage.lines = Coverage.Lines(lines)
    coverage.evicted = evicted
    coverage.hosts = hosts.map { note in
      var host = Coverage.Host(name: note.name)
      host.lines = note.lines
      host.lost = note.lost
      let spans = note.spans.joined
      host.first = spans.first?.from
      host.last = spans.last?.to
      host.gaps = zip(spans, spans.dropFirst()).map { Coverage.Gap(from: $0.to, to: $1.from) }
      return host
    }
    coverage.sources = sources.map { note in
      var source = Coverage.Source(name: note.name)
      source.lines = Coverage.Lines(note.lines)
      source.bytes = note.bytes
      source.first = note.first
      source.last = note.last
      source.problem = note.problem
      return source
    }
    return coverage
  }
}

extension CoverageNote.Host {
  fileprivate func merged(_ other: Self) -> Self {
    var sum = self
    sum.lines += other.lines
    sum.lost += other.lost
    sum.spans = (spans + other.spans).joined
    return sum
  }
}

extension CoverageNote.Source {
  fileprivate func merged(_ other: Self) -> Self {
    var sum = self
    sum.lines.add(other.lines)
    sum.bytes += other.bytes
    sum.first = [first, other.first].compactMap { $0 }.min()
    sum.last = [last, other.last].compactMap { $0 }.max()
    sum.problem = [problem, other.problem].compactMap { $0 }.min()
    return sum
  }
}

extension Coverage.Host {
  /// The time between its gaps.
  fileprivate var spans: [History.Span] {
    guard let first, let last else { return [] }
    var spans: [History.Span] = []
    var start = first
    for gap in gaps.sorted(by: { $0.from < $1.from }) {
      spans.append(History.Span(from: start, to: max(start, gap.from)))
      start = gap.to
    }
    spans.append(History.Span(from: start, to: max(start, last)))
    return spans
  }
}

extension [History.Span] {
  /// Those that are no more than an hour apart, which is no gap, are one.
  fileprivate var joined: [History.Span] {
    var spans: [History.Span] = []
    for span in sorted() {
      if let last = spans.last, span.from.microseconds - last.to.microseconds <= 3600 * 1_000_000 {
        spans[spans.count - 1].to = Swift.max(last.to, span.to)
      } else {
        spans.append(span)
      }
    }
    return spans
  }
}

extension Coverage.Lines {
  fileprivate var note: [String: Int] {
    [
      "read": read, "understood": understood, "ignored": ignored, "unknown": unknown,
      "duplicate": duplicate, "lost": lost, "of_sessions": ofSessions,
    ].filter { $0.value > 0 }
  }

  fileprivate init(_ note: [String: Int]) {
    self.init()
    read = note["read"] ?? 0
    understood = note["understood"] ?? 0
    ignored = note["ignored"] ?? 0
    unknown = note["unknown"] ?? 0
    duplicate = note["duplicate"] ?? 0
    lost = note["lost"] ?? 0
    ofSessions = note["of_sessions"] ?? 0
  }
}
