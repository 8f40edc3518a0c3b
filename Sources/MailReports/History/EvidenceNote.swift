import ByteTools
import MailTerms

/// What the verdict goes by, of a history.
package struct EvidenceNote: Codable, Equatable, Sendable {
  /// By class, as all of these; dropped without any class stands under `""`.
  var lost: [String: Int] = [:]
  var userErrors: [String: Int] = [:]
  var refusedFromPlatform: [String: Int] = [:]
  var tagBehindReplyPrefix = 0
  var late = 0
  /// Recipients by finding without, and by class with what was accepted when the run was made.
  var findings: [String: Int] = [:]
  var acceptedFailures: [String: Int] = [:]
  /// Recipients by the entry of `accept:` that was about them: `tls.policy mx*.example.net`.
  var accepted: [String: Int] = [:]
  var lastReached: LogTime?
  /// By MTA.
  var crossings: [String: CrossingsNote] = [:]
  /// By MTA: outbound messages, and those of them whose subject the log bears.
  var outbound: [String: Int] = [:]
  var withSubject: [String: Int] = [:]
  var withoutAddresses = 0

  struct CrossingsNote: Codable, Equatable, Sendable {
    var outbound: [String: Int] = [:]
    var inbound: [String: Int] = [:]
  }

  enum CodingKeys: String, CodingKey {
    case lost
    case userErrors = "user_errors"
    case refusedFromPlatform = "refused_from_platform"
    case tagBehindReplyPrefix = "tag_behind_reply_prefix"
    case late
    case findings = "judged_findings"
    case acceptedFailures = "accepted_classes"
    case accepted
    case lastReached = "last_reached"
    case crossings, outbound
    case withSubject = "with_subject"
    case withoutAddresses = "without_addresses"
  }

  mutating func merge(_ other: EvidenceNote) {
    lost.add(other.lost)
    userErrors.add(other.userErrors)
    refusedFromPlatform.add(other.refusedFromPlatform)
    tagBehindReplyPrefix += other.tagBehindReplyPrefix
    late += other.late
    findings.add(other.findings)
    acceptedFailures.add(other.acceptedFailures)
    accepted.add(other.accepted)
    lastReached = [lastReached, other.lastReached].compactMap { $0 }.max()
    crossings.merge(other.crossings) { left, right in
      var sum = left
      sum.outbound.add(right.outbound)
      sum.inbound.add(right.inbound)
      return sum
    }
    outbound.add(other.outbound)
    withSubject.add(other.withSubject)
    withoutAddresses += other.withoutAddresses
  }
}

extension EvidenceNote {
  init(_ evidence: VerdictEvidence, _ acceptances: [Acceptance]) {
    for (failure, count) in evidence.lost { lost[failure?.name ?? ""] = count }
    for (failure, count) in evidence.userErrors { userErrors[failure.name] = count }
    for (failure, count) in evidence.refusedFromPlatform {
      refusedFromPlatform[failure?.name ?? ""] = count
    }
    tagBehindReplyPrefix = evidence.tagBehindReplyPrefix
    late = evidence.late
    findings = evidence.findings.note(\.name)
    acceptedFailures = evidence.acceptedFailures.note(\.name)
    for (acceptance, count) in zip(acceptances, evidence.accepted) where count > 0 {
      accepted[acceptance.entry, default: 0] += count
    }
    lastReached = evidence.lastReached.known
    for (mta, sides) in evidence.crossings.all {
      crossings[mta] = CrossingsNote(outbound: sides.outbound.note, inbound: sides.inbound.note)
    }
    for (mta, subjects) in evidence.subjects.all {
      outbound[mta] = subjects.all
      if subjects.logged > 0 { withSubject[mta] = subjects.logged }
    }
    withoutAddresses = evidence.withoutAddresses
  }
}

extension VerdictEvidence {
  /// - Parameter acceptances: those of now; what others were about is told no more.
  init(_ note: EvidenceNote, _ acceptances: [Acceptance]) {
    self.init()
    func failure(_ name: String) -> FailureClass { FailureClass(name: name) ?? .unclassified }
    func known(_ name: String) -> FailureClass? { name.isEmpty ? nil : failure(name) }
    for (name, count) in note.lost { lost[known(name), default: 0] += count }
    for (name, count) in note.userErrors { userErrors[failure(name), default: 0] += count }
    for (name, count) in note.refusedFromPlatform {
      refusedFromPlatform[known(name), default: 0] += count
    }
    tagBehindReplyPrefix = note.tagBehindReplyPrefix
    late = note.late
    findings = EnumCounts(note.findings, \.name)
    acceptedFailures = EnumCounts<FailureClass>(note.acceptedFailures)
    accepted = acceptances.map { note.accepted[$0.entry] ?? 0 }
    lastReached = note.lastReached ?? .never
    for (mta, sides) in note.crossings {
      mta.withByteView {
        _ = crossings.update($0, else: Crossings()) {
          $0.outbound = Crossings.Side(sides.outbound)
          $0.inbound = Crossings.Side(sides.inbound)
        }
      }
    }
    for (mta, all) in note.outbound {
      mta.withByteView {
        _ = subjects.update($0, else: (0, 0)) { $0 = (note.withSubject[mta] ?? 0, all) }
      }
    }
    withoutAddresses = note.withoutAddresses
  }
}

extension Acceptance {
  fileprivate var entry: String { hop.map { "\(subject.name) \($0)" } ?? subject.name }
}

extension VerdictEvidence.Crossings.Side {
  fileprivate var note: [String: Int] {
    ["all": all, "unknown": unknown, "verified": verified, "name_unchecked": nameUnchecked]
      .filter { $0.value > 0 }
  }

  fileprivate init(_ note: [String: Int]) {
    self.init()
    all = note["all"] ?? 0
    unknown = note["unknown"] ?? 0
    verified = note["verified"] ?? 0
    nameUnchecked = note["name_unchecked"] ?? 0
  }
}
