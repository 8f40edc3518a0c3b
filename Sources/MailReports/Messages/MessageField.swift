import ByteTools
package import MailTerms

/// A column of `grep --fields` and `--by`. The names are those of terms, where there is one.
package enum MessageField: String, CaseIterable, Sendable {
  case time, last, day, hour
  case id, messageID = "message-id", trail, mta, host, client, direction, incamail
  case from, subject, size, complete
  case to, original, domain, outcome, reached, `class`, finding, reason, status, code
  case hop, tls, remoteID = "remote-id", attempts, delay

  /// Whether it is of one recipient, not of the whole message.
  package var isOfRecipient: Bool {
    switch self {
    case .to, .original, .domain, .outcome, .reached, .class, .finding, .reason, .status, .code,
      .hop, .tls, .remoteID, .attempts, .delay:
      true
    default: false
    }
  }

  /// The value as text; empty where the log does not say.
  package func value(_ trail: Trail, _ recipient: Recipient?) -> String {
    func text(_ piece: Text?) -> String { piece.flatMap { trail.string($0) } ?? "" }
    if isOfRecipient { return recipient.map { value(of: $0, in: trail) } ?? "" }
    switch self {
    case .time: return trail.firstSeen.description
    case .last: return trail.lastSeen.description
    case .day: return trail.firstSeen.dayText
    case .hour: return String(trail.firstSeen.description.prefix(13))
    case .id: return text(trail.hops.first { !$0.queueID.isNone }?.queueID)
    case .messageID: return text(trail.messageID)
    case .trail: return trail.id.description
    case .mta: return text(trail.hops.first?.mta)
    case .host: return text(trail.hops.first?.host)
    case .client:
      let client = trail.hops.first?.client
      return place(client?.host ?? .none, client?.ip ?? .none, trail)
    case .direction: return trail.direction.rawValue
    case .incamail: return trail.isIncaMail ? "true" : "false"
    case .from:
      return trail.sender.isNone ? "" : text(trail.sender).isEmpty ? "<>" : text(trail.sender)
    case .subject: return text(trail.subject)
    case .size: return trail.sizeBytes.map { "\($0)" } ?? ""
    case .complete: return trail.complete ? "true" : "false"
    default: return ""
    }
  }

  private func value(of recipient: Recipient, in trail: Trail) -> String {
    func text(_ piece: Text) -> String { trail.string(piece) ?? "" }
    switch self {
    case .to: return text(recipient.address)
    case .original: return text(recipient.original)
    case .domain:
      let address = text(recipient.address)
      return address.lastIndex(of: "@").map { String(address[$0...].dropFirst()).lowercased() }
        ?? ""
    case .outcome: return recipient.outcome.rawValue
    case .reached: return recipient.reached?.rawValue ?? ""
    case .class: return recipient.failure?.name ?? ""
    case .finding: return recipient.findings.all.map(\.name).joined(separator: ",")
    case .reason: return text(recipient.reason)
    case .status: return recipient.status?.description ?? ""
    case .code: return recipient.replyCode > 0 ? "\(recipient.replyCode)" : ""
    case .hop: return place(recipient.nextHop.host, recipient.nextHop.ip, trail)
    case .tls:
      guard let tls = recipient.tls else { return recipient.tlsKnown ? "none" : "" }
      return tls.version.isNone ? "TLS" : text(tls.version)
    case .remoteID: return text(recipient.remoteID)
    case .attempts: return "\(recipient.attempts)"
    case .delay: return recipient.delayMilliseconds.map(seconds) ?? ""
    default: return ""
    }
  }

  private func place(_ host: Text, _ ip: Text, _ trail: Trail) -> String {
    let (host, ip) = (trail.string(host), trail.string(ip))
    guard let host, !host.isEmpty else { return ip.map { "[\($0)]" } ?? "" }
    return host + (ip.map { "[\($0)]" } ?? "")
  }

  private func seconds(milliseconds: Int64) -> String {
    var writer = JSONWriter()
    writer.value(milliseconds: milliseconds)
    return writer.bytes.string
  }
}

extension Trail {
  /// What a row or a group is made of: each recipient, or the message as a whole.
  func rows(of fields: [MessageField]) -> [Recipient?] {
    guard fields.contains(where: \.isOfRecipient), !recipients.isEmpty else { return [nil] }
    return recipients
  }
}
