import ByteTools
import MailTerms

/// The figures of a history, by the names of the summary's keys.
package struct FiguresNote: Codable, Equatable, Sendable {
  package var messages = 0
  package var recipients = 0
  package var directions: [String: Int] = [:]
  package var outcomes: [String: Int] = [:]
  package var reached: [String: Int] = [:]
  package var classes: [String: Int] = [:]
  package var findings: [String: Int] = [:]
  package var tls = TLSNote()
  package var delays: [Int: Int] = [:]
  package var gateways: [String: GatewayNote] = [:]
  package var nextHops: [String: NextHopNote] = [:]
  package var senders = TallyNote()
  package var domains = TallyNote()

  enum CodingKeys: String, CodingKey {
    case messages, recipients, directions, outcomes, reached, classes, findings, tls
    case delays = "delays_ms"
    case gateways
    case nextHops = "next_hops"
    case senders = "sender_domains"
    case domains = "recipient_domains"
  }
}

package struct TLSNote: Codable, Equatable, Sendable {
  var crossed = 0
  var versions: [String: Int] = [:]
  var ciphers: [String: Int] = [:]
  var peer: [String: Int] = [:]
  var plain = 0
  var unknown = 0
  /// `shown`, `not_shown`, `unknown`.
  var ownCertificate: [String: Int] = [:]

  enum CodingKeys: String, CodingKey {
    case crossed, versions, ciphers, peer, plain, unknown
    case ownCertificate = "own_certificate"
  }
}

package struct GatewayNote: Codable, Equatable, Sendable {
  var messages = 0
  var recipients = 0
  var outcomes: [String: Int] = [:]
  var reached: [String: Int] = [:]
  var tls = TLSNote()
}

package struct NextHopNote: Codable, Equatable, Sendable {
  var recipients = 0
  var outcomes: [String: Int] = [:]
  var lastSuccess: LogTime?
  var firstFailure: LogTime?
  var lastFailure: LogTime?

  enum CodingKeys: String, CodingKey {
    case recipients, outcomes
    case lastSuccess = "last_success"
    case firstFailure = "first_failure"
    case lastFailure = "last_failure"
  }
}

/// How often names were met. Rare ones may be left out: a name, known or not, may have been met up to
/// `mostLeftOut` times more.
package struct TallyNote: Codable, Equatable, Sendable {
  var counts: [String: Int] = [:]
  var mostLeftOut = 0
  /// So many names a file keeps.
  static let limit = 1000

  enum CodingKeys: String, CodingKey {
    case counts
    case mostLeftOut = "most_left_out"
  }
}

// MARK: - Merging

extension FiguresNote {
  mutating func merge(_ other: FiguresNote) {
    messages += other.messages
    recipients += other.recipients
    directions.add(other.directions)
    outcomes.add(other.outcomes)
    reached.add(other.reached)
    classes.add(other.classes)
    findings.add(other.findings)
    tls.merge(other.tls)
    delays.add(other.delays)
    gateways.merge(other.gateways) { $0.merged($1) }
    nextHops.merge(other.nextHops) { $0.merged($1) }
    senders.merge(other.senders)
    domains.merge(other.domains)
  }
}

extension TLSNote {
  mutating func merge(_ other: TLSNote) {
    crossed += other.crossed
    versions.add(other.versions)
    ciphers.add(other.ciphers)
    peer.add(other.peer)
    plain += other.plain
    unknown += other.unknown
    ownCertificate.add(other.ownCertificate)
  }
}

extension GatewayNote {
  fileprivate func merged(_ other: GatewayNote) -> GatewayNote {
    var sum = self
    sum.messages += other.messages
    sum.recipients += other.recipients
    sum.outcomes.add(other.outcomes)
    sum.reached.add(other.reached)
    sum.tls.merge(other.tls)
    return sum
  }
}

extension NextHopNote {
  fileprivate func merged(_ other: NextHopNote) -> NextHopNote {
    var sum = self
    sum.recipients += other.recipients
    sum.outcomes.add(other.outcomes)
    sum.lastSuccess = [lastSuccess, other.lastSuccess].compactMap { $0 }.max()
    sum.firstFailure = [firstFailure, other.firstFailure].compactMap { $0 }.min()
    sum.lastFailure = [lastFailure, other.lastFailure].compactMap { $0 }.max()
    return sum
  }
}

extension TallyNote {
  mutating func merge(_ other: TallyNote) {
    counts.add(other.counts)
    mostLeftOut += other.mostLeftOut
  }
}

// MARK: - To and from figures

extension FiguresNote {
  init(_ figures: Figures) {
    messages = figures.messages
    recipients = figures.recipients
    directions = figures.directions.note(\.rawValue)
    outcomes = figures.outcomes.note(\.rawValue)
    reached = figures.reached.note(\.rawValue)
    classes = figures.classes.note(\.name)
    findings = figures.findings.note(\.name)
    tls = TLSNote(figures.tls)
    delays = figures.delays.roundedCounts
    for (name, gateway) in figures.gateways.all {
      var note = GatewayNote(messages: gateway.messages, recipients: gateway.recipients)
      note.outcomes = gateway.outcomes.note(\.rawValue)
      note.reached = gateway.reached.note(\.rawValue)
      note.tls = TLSNote(gateway.tls)
      gateways.merge([name.asHostName: note]) { $0.merged($1) }
    }
    for (name, hop) in figures.nextHops.all {
      var note = NextHopNote(recipients: hop.recipients)
      note.outcomes = hop.outcomes.note(\.rawValue)
      note.lastSuccess = hop.lastSuccess.known
      note.firstFailure = hop.firstFailure
      note.lastFailure = hop.lastFailure.known
      nextHops.merge([name.asHostName: note]) { $0.merged($1) }
    }
    senders = TallyNote(figures.senders, \.withoutLocalPart)
    domains = TallyNote(figures.domains, \.self)
  }
}

extension TLSNote {
  init(_ tls: TLSFigures) {
    crossed = tls.crossed
    versions = tls.versions.note
    ciphers = tls.ciphers.note
    peer = tls.peers.note(\.rawValue)
    plain = tls.plain
    unknown = tls.unknown
    for (name, count) in [
      ("shown", tls.certificateShown), ("not_shown", tls.certificateNotShown),
      ("unknown", tls.certificateUnknown),
    ] where count > 0 { ownCertificate[name] = count }
  }
}

extension TallyNote {
  init(_ tally: Tally, _ name: (String) -> String) {
    mostLeftOut = tally.mostForgotten
    for (found, count) in tally.all { counts[name(found), default: 0] += count }
    guard counts.count > Self.limit else { return }
    let sorted = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    counts = Dictionary(uniqueKeysWithValues: sorted.prefix(Self.limit).map { ($0.key, $0.value) })
    mostLeftOut += sorted[Self.limit].value
  }
}

extension Figures {
  init(_ note: FiguresNote, nameLimit: Int) {
    self.init(nameLimit: nameLimit)
    messages = note.messages
    recipients = note.recipients
    directions = EnumCounts(note.directions, \.rawValue)
    outcomes = EnumCounts(note.outcomes, \.rawValue)
    reached = EnumCounts(note.reached, \.rawValue)
    classes = EnumCounts<FailureClass>(note.classes)
    findings = EnumCounts(note.findings, \.name)
    tls = TLSFigures(note.tls)
    delays = DelayFigures(roundedCounts: note.delays)
    for (name, note) in note.gateways {
      name.withByteView {
        _ = gateways.update($0, else: GatewayFigures()) {
          $0.messages = note.messages
          $0.recipients = note.recipients
          $0.outcomes = EnumCounts(note.outcomes, \.rawValue)
          $0.reached = EnumCounts(note.reached, \.rawValue)
          $0.tls = TLSFigures(note.tls)
        }
      }
    }
    for (name, note) in note.nextHops {
      name.withByteView {
        _ = nextHops.update($0, else: NextHopFigures()) {
          $0.recipients = note.recipients
          $0.outcomes = EnumCounts(note.outcomes, \.rawValue)
          $0.lastSuccess = note.lastSuccess ?? .never
          $0.firstFailure = note.firstFailure
          $0.lastFailure = note.lastFailure ?? .never
        }
      }
    }
    senders.add(note.senders)
    domains.add(note.domains)
  }
}

extension TLSFigures {
  init(_ note: TLSNote) {
    self.init()
    crossed = note.crossed
    versions = NamedValues(note.versions)
    ciphers = NamedValues(note.ciphers)
    peers = EnumCounts(note.peer, \.rawValue)
    plain = note.plain
    unknown = note.unknown
    certificateShown = note.ownCertificate["shown"] ?? 0
    certificateNotShown = note.ownCertificate["not_shown"] ?? 0
    certificateUnknown = note.ownCertificate["unknown"] ?? 0
  }
}

extension Tally {
  fileprivate mutating func add(_ note: TallyNote) {
    // In one order, so that what is forgotten beyond the limit is the same every time.
    for (name, count) in note.counts.sorted(by: { $0.key < $1.key }) { add(name, count) }
    forget(atMost: note.mostLeftOut)
  }
}

extension LogTime {
  /// nil in place of `never`.
  var known: LogTime? { self == .never ? nil : self }
}
