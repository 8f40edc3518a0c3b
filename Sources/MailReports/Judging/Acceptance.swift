import ByteTools
import Glibc
internal import MailRules
package import MailTerms

/// Something known that shall not raise the verdict for a while: an entry of `accept:`.
package struct Acceptance: Sendable {
  package let subject: AdviceSubject
  /// Where it happens: a pattern of names, an address or a network; nil: anywhere.
  package let hop: String?
  /// The start of the last day on which it holds.
  package let until: LogTime
  package let reason: String
  /// That day is over: it is told, and holds no longer.
  package let isExpired: Bool
  private let network: IPNetwork?

  package init(
    _ subject: AdviceSubject, hop: String?, until: LogTime, reason: String, isExpired: Bool
  ) {
    self.subject = subject
    self.hop = hop
    self.until = until
    self.reason = reason
    self.isExpired = isExpired
    network = hop.flatMap { IPNetwork($0) }
  }

  /// Whether it is about this recipient.
  func concerns(_ recipient: borrowing Recipient, of trail: borrowing Trail) -> Bool {
    switch subject {
    case .finding(let finding): guard recipient.findings.contains(finding) else { return false }
    case .failure(let failure):
      guard recipient.failure == failure || recipient.failedClasses.contains(failure) else {
        return false
      }
    }
    guard hop != nil else { return true }
    if holds(trail.string(recipient.nextHop.host), trail.string(recipient.nextHop.ip))
      || holds(trail.string(recipient.failedNextHop.host), trail.string(recipient.failedNextHop.ip))
    {
      return true
    }
    guard trail.direction == .inbound, let client = trail.hops.first?.client else { return false }
    return holds(trail.string(client.host), trail.string(client.ip))
  }

  /// Whether it is about failures at this host, by name or address.
  func concerns(host: String?) -> Bool { hop == nil || holds(host, host) }

  private func holds(_ host: String?, _ ip: String?) -> Bool {
    if let network {
      return ip?.withByteView { IPAddress($0) }.map { network.contains($0) } ?? false
    }
    guard let hop, let host else { return false }
    return fnmatch(hop.lowercased(), host.lowercased(), 0) == 0
  }
}

/// What is left of one recipient to judge by.
struct JudgedRecipient {
  var findings: Findings
  var accepted = FailureClasses()

  init(_ recipient: borrowing Recipient) { findings = recipient.findings }

  mutating func take(_ acceptance: Acceptance) {
    switch acceptance.subject {
    case .finding(.tagIgnored):
      findings.subtract([Findings(.tagIgnored), .tagBehindReplyPrefix])
    case .finding(let finding): findings.subtract(Findings(finding))
    case .failure(let failure): accepted.insert(failure)
    }
  }
}

extension Summary {
  /// How many recipients each entry of `accept:` was about, in its order.
  package var accepted: [(acceptance: Acceptance, recipients: Int)] {
    Array(zip(options.acceptances, evidence.accepted))
  }

  /// What people are told of it: those that were about something, and those that are over.
  var acceptedSentences: [String] {
    accepted.compactMap { acceptance, recipients in
      guard recipients > 0 || acceptance.isExpired else { return nil }
      var what = options.advice[acceptance.subject, .outbound].name.capitalisedFirst
      what += " (\(acceptance.subject.name)"
      if let hop = acceptance.hop { what += ", \(hop)" }
      what += ")"
      return words(
        acceptance.isExpired ? .acceptedExpired : .acceptedUntil,
        [
          "what": what, "count": words.counted(recipients, .recipients),
          "day": words.day(acceptance.until), "reason": acceptance.reason,
        ])
    }
  }

  /// Failures of this class at this host are accepted.
  func isAccepted(_ failure: FailureClass, at host: String?) -> Bool {
    accepted.contains { acceptance, recipients in
      acceptance.subject == .failure(failure) && !acceptance.isExpired && recipients > 0
        && acceptance.concerns(host: host)
    }
  }
}
