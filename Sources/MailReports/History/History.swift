import ByteTools
package import MailTerms

/// A run's summary as it is left for later runs: `incatrail.history/1`, `docs/history.md`.
///
/// It holds what a summary counts, but of no person more than a domain, and no log text beyond names
/// of hosts, ciphers and queue IDs. What is over is counted; what may still change, the open messages
/// and those from before that went on, stands in `trails` one by one, so that a later summary can
/// replace it. Summaries merge in any order.
package struct History: Codable, Equatable, Sendable {
  /// The name of the form and its number: one that is higher was written by a later program.
  package static let schemaName = "incatrail.history"
  package static let format = 1

  package var schema = "\(History.schemaName)/\(History.format)"
  /// The stretches of time that it is about.
  package var windows: [Span]
  /// The newest line read, as of which it holds.
  package var asOf: LogTime?
  /// The gravest verdict of the runs that it comes from.
  package var verdict: String
  package var coverage: CoverageNote
  package var figures: FiguresNote
  package var evidence: EvidenceNote
  package var incidents: [IncidentNote]
  package var incidentsLeftOut: Int
  package var series: SeriesNote
  package var trails: [TrailNote]
  /// Open messages beyond those that `trails` has room for; they are counted like those that are over.
  package var trailsLeftOut: Int

  /// A stretch of time.
  package struct Span: Codable, Hashable, Sendable, Comparable {
    package var from: LogTime
    package var to: LogTime

    package init(from: LogTime, to: LogTime) {
      self.from = from
      self.to = to
    }

    package static func < (left: Span, right: Span) -> Bool {
      left.from != right.from ? left.from < right.from : left.to < right.to
    }
  }

  enum CodingKeys: String, CodingKey {
    case schema, windows
    case asOf = "as_of"
    case verdict, coverage, figures, evidence, incidents
    case incidentsLeftOut = "incidents_left_out"
    case series, trails
    case trailsLeftOut = "trails_left_out"
  }

  /// Hosts of ours whose lines it counts.
  package var hosts: [String] { coverage.hosts.map(\.name) }

  /// First and last moment of what it is about.
  package var window: Span? {
    guard let from = windows.map(\.from).min(), let to = windows.map(\.to).max() else { return nil }
    return Span(from: from, to: to)
  }
}

extension History {
  /// Takes another one in. Exact where the two share no message but those in `trails`, of which the
  /// latest state counts.
  package mutating func merge(_ other: History) {
    windows = (windows + other.windows).sorted()
    asOf = [asOf, other.asOf].compactMap { $0 }.max()
    verdict = Self.graver(verdict, other.verdict)
    coverage.merge(other.coverage)
    figures.merge(other.figures)
    evidence.merge(other.evidence)
    incidents += other.incidents
    incidents.sort()
    incidentsLeftOut += other.incidentsLeftOut
    series.merge(other.series)
    merge(other.trails)
    trailsLeftOut += other.trailsLeftOut
  }

  private mutating func merge(_ others: [TrailNote]) {
    var byID = Dictionary(trails.map { ($0.id, $0) }) { $0.joined($1) }
    for other in others { byID[other.id] = byID[other.id].map { $0.joined(other) } ?? other }
    trails = byID.values.sorted { $0.id < $1.id }
  }

  private static func graver(_ left: String, _ right: String) -> String {
    func rank(_ name: String) -> Int {
      switch Verdict.Grade(rawValue: name) {
      case .ok?, nil: 0
      case .attention?: 1
      case .noData?: 2
      case .critical?: 3
      }
    }
    return rank(left) >= rank(right) ? left : right
  }

  /// Each of them with the latest that any of them knows of the messages that arrived in its window;
  /// what others say of those from before is left to the others.
  package static func brought(upToDate parts: [History]) -> [History] {
    var latest: [String: TrailNote] = [:]
    for note in parts.lazy.flatMap(\.trails) {
      latest[note.id] = latest[note.id].map { $0.joined(note) } ?? note
    }
    return parts.map { part in
      var part = part
      part.trails = part.trails.compactMap { $0.isCounted ? latest[$0.id] ?? $0 : nil }
      return part
    }
  }

  /// All of them in one; nil where there are none. Halves of equal size are merged, so that each of
  /// the open messages of a long time is gone over a few times and not once a day.
  package static func merged(_ parts: [History]) -> History? { merged(parts[...]) }

  private static func merged(_ parts: ArraySlice<History>) -> History? {
    guard parts.count > 1 else { return parts.first }
    let middle = parts.startIndex + parts.count / 2
    guard var whole = merged(parts[..<middle]), let rest = merged(parts[middle...]) else {
      return nil
    }
    whole.merge(rest)
    return whole
  }
}

// MARK: - Pieces of notes

extension [String: Int] {
  mutating func add(_ other: [String: Int]) { merge(other, uniquingKeysWith: +) }
}

extension [Int: Int] {
  mutating func add(_ other: [Int: Int]) { merge(other, uniquingKeysWith: +) }
}

extension EnumCounts {
  /// By name, without zeros.
  func note(_ name: (Case) -> String) -> [String: Int] {
    Dictionary(met.map { (name($0.key), $0.count) }, uniquingKeysWith: +)
  }

  /// What a note holds of the cases that are known.
  init(_ note: [String: Int], _ name: (Case) -> String) {
    self.init()
    for known in Case.allCases { self[known] = note[name(known)] ?? 0 }
  }
}

extension EnumCounts<FailureClass> {
  /// A class that only a later program knows counts as unclassified, for it failed.
  init(_ note: [String: Int]) {
    self.init()
    for (name, count) in note { self[FailureClass(name: name) ?? .unclassified] += count }
  }
}

extension NamedValues<Int> {
  var note: [String: Int] { Dictionary(all.map { ($0.name, $0.value) }, uniquingKeysWith: +) }

  init(_ note: [String: Int]) {
    self.init()
    for (name, count) in note {
      name.withByteView { _ = update($0, else: 0) { $0 += count } }
    }
  }
}

extension String {
  /// `*@example.ch`: no more than a domain of whoever is named; the null sender stays empty.
  var withoutLocalPart: String {
    if isEmpty { return self }
    guard let at = lastIndex(of: "@") else { return "*" }
    return "*" + self[at...].lowercased()
  }

  /// A name that should be a host's; where it bears an address after all, its domain.
  var asHostName: String { contains("@") ? withoutLocalPart : self }
}
