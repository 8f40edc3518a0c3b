import MailTerms

/// What one record for a SIEM tells: an attempt to deliver to one recipient, or a finding.
///
/// Every text is clean (`SIEMText`), and never empty: what is not known is nil.
struct SIEMEvent {
  enum Kind: Hashable {
    case delivery
    case finding(Finding)
  }

  /// A host, of which a name or an address is known at least.
  struct Peer: Hashable {
    var name: String?
    /// An IPv4 or IPv6 address, and nothing else.
    var ip: String?
    var port: Int?

    var address: String { name ?? ip ?? "" }
    var isIPv6: Bool { ip?.contains(":") ?? false }

    /// `gw1.incamail.com[194.41.147.13]:25`
    var text: String {
      var text = name ?? ""
      if let ip { text += "[\(ip)]" }
      if let port { text += ":\(port)" }
      return text
    }
  }

  struct TLS: Hashable {
    /// nil: the log does not say.
    var isEstablished: Bool?
    /// `TLSv1.3`
    var version: String?
    var cipher: String?
    /// `verified`, `trusted`, …
    var peer: String?
    /// 0 where only its name is logged.
    var alertNumber: Int?
    var alertName: String?
    /// `peer` or `us`.
    var alertFrom: String?

    var alert: String? {
      guard let alertNumber, let alertFrom else { return nil }
      return "\(alertName ?? "alert")(\(alertNumber)) from \(alertFrom)"
    }
  }

  var kind: Kind
  /// 16 hexadecimal digits: the same for every reading of the log.
  var id = ""
  /// The same as a number; of a finding without its moment, which goes on with each attempt.
  var news: UInt64 = 0
  var trail: String?
  var time: LogTime
  /// nil where it would lie behind `time`: clocks of two hosts.
  var arrival: LogTime?
  var outcome: Outcome
  var reached: Reached?
  var failure: FailureClass?
  var severity = SIEMSeverity.none
  var queueID: String?
  var messageID: String?
  /// nil for the null sender as well.
  var sender: String?
  var recipient: String?
  /// Of the recipient, without the platform's suffix.
  var recipientDomain: String?
  var subject: String?
  var direction: Direction
  /// The log host.
  var gateway: String
  var mta: String?
  /// Who handed the message over: of outgoing mail the gateway itself.
  var source: Peer?
  /// Whom the gateway handed it to, or tried to.
  var destination: Peer?
  var status: String?
  var replyCode: Int?
  /// What the peer or the MTA said.
  var reason: String?
  /// From 1.
  var attempt: Int?
  var size: Int?
  var tls = TLS()
  /// It has to do with the platform.
  var isPlatform: Bool
  /// What marks it: `suffix`, `tag`, `next-hop` or `client`.
  var route: String?
  /// The deciding line of the log; only where it is asked for.
  var line: String?

  /// The delay since arrival, in milliseconds.
  var delay: Int64? { arrival.map { time.milliseconds - $0.milliseconds } }
  /// The place of the other host in the wording of an advice.
  var peer: Peer? { direction == .inbound ? source ?? destination : destination }

  /// `delivered`, `cert.own-rejected`, `plaintext`: what happened, by its public name.
  var code: String {
    switch kind {
    case .delivery: failure?.name ?? outcome.rawValue
    case .finding(let finding): finding.name
    }
  }

  /// `delivery-deferred`, `finding-plaintext`
  var action: String {
    switch kind {
    case .delivery: "delivery-\(outcome.rawValue)"
    case .finding(let finding): "finding-\(finding.name)"
    }
  }

  /// `success`, `failure` or `unknown`: how most formats tell an outcome.
  var result: String {
    switch outcome {
    case .delivered: "success"
    case .deferred, .bounced, .expired, .rejected: "failure"
    case .discarded, .held, .unknown: "unknown"
    }
  }

  var finding: Finding? {
    switch kind {
    case .delivery: nil
    case .finding(let finding): finding
    }
  }

  /// Constant words without data, and without a full stop.
  var title: String {
    switch kind {
    case .delivery: "Delivery \(outcome.rawValue)"
    case .finding(let finding): String(Self.advice[.finding(finding), .outbound].why.dropLast())
    }
  }

  /// One line for people: `deferred by gw1.incamail.com[194.41.147.13]:25: our certificate refused`.
  var summary: String {
    switch kind {
    case .delivery:
      var text = outcome.rawValue
      if let destination, !destination.text.isEmpty {
        text += outcome == .delivered ? " to " : " by "
        text += destination.text
      }
      if let failure { text += ": " + Self.advice[.failure(failure), direction].name }
      return text
    case .finding(let finding):
      var text = Self.advice[.finding(finding), direction].name
      if let peer, !peer.text.isEmpty { text += ": " + peer.text }
      return text
    }
  }

  /// The same behind the queue ID.
  var message: String { queueID.map { "\($0): \(summary)" } ?? summary }

  private static let advice = AdviceBook.shipped
}

extension LogTime {
  /// Since 1970, rounded down.
  var milliseconds: Int64 {
    microseconds >= 0 ? microseconds / 1000 : -((999 - microseconds) / 1000)
  }

  /// `2026-11-23T07:35:17.482Z`
  var universalText: String {
    let time = LogTime(microseconds: milliseconds * 1000, offsetMinutes: 0, decimals: 3)
    return String(time.description.dropLast(6)) + "Z"
  }
}
