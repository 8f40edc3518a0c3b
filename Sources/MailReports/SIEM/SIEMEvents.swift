import ByteTools
import MailPrivacy
import MailRules
import MailTerms

/// The records of one trail: a delivery for each recipient and attempt, then the findings.
struct SIEMEvents {
  private let trail: Trail
  private let options: SIEMOptions
  private var events: [SIEMEvent] = []
  private var shared: SIEMEvent
  /// How many records there are of the same host, message, recipient and moment.
  private var moments: [String: Int] = [:]

  /// - Parameter trail: with the history of its recipients.
  static func of(_ trail: Trail, _ options: SIEMOptions) -> [SIEMEvent] {
    var collector = SIEMEvents(trail, options)
    for recipient in trail.recipients { collector.add(recipient) }
    return collector.events
  }

  private init(_ trail: Trail, _ options: SIEMOptions) {
    self.trail = trail
    self.options = options
    shared = SIEMEvent(
      kind: .delivery, time: trail.lastSeen, outcome: .unknown, direction: trail.direction,
      gateway: "", isPlatform: trail.isIncaMail)
    shared.trail = trail.id.isNone ? nil : trail.id.description
    shared.arrival = trail.firstSeen
    shared.messageID = text(trail.messageID)
    shared.sender = text(trail.sender)
    if options.withSubject { shared.subject = text(trail.subject, limit: Self.subjectLimit) }
    shared.size = trail.sizeBytes.map { Int($0) }
    shared.route = Self.routes.first { trail.marks.contains($0.mark) }?.name
  }

  private static let subjectLimit = 40
  private static let routes: [(mark: Marks, name: String)] = [
    (.recipientSuffix, "suffix"), (.subjectTag, "tag"), (.nextHop, "next-hop"),
    (.client, "client"),
  ]

  // MARK: Recipients

  private mutating func add(_ recipient: Recipient) {
    for (index, attempt) in recipient.history.enumerated() {
      let isLast = index == recipient.history.count - 1
      add(attempt, number: index + 1, of: recipient, isLast: isLast)
    }
    // Refused before it was queued, deleted, or not heard of.
    if recipient.history.last?.outcome != recipient.outcome { addLastWord(recipient) }
    for finding in recipient.findings.all { add(finding, recipient) }
  }

  private mutating func add(
    _ attempt: Attempt, number: Int, of recipient: Recipient, isLast: Bool
  ) {
    var event = shared
    event.time = attempt.time
    event.outcome = attempt.outcome
    event.failure = attempt.outcome == .delivered ? nil : attempt.failure
    event.attempt = number
    place(&event, host: attempt.host, queueID: attempt.queueID, attempt.nextHop)
    event.status = attempt.status?.description
    event.replyCode = attempt.replyCode == 0 ? nil : Int(attempt.replyCode)
    event.reason = text(attempt.reason)
    event.tls = tls(attempt.tls, attempt.alert, event, isKnown: isLast && recipient.tlsKnown)
    if isLast { settle(&event, recipient) }
    append(&event, recipient)
  }

  private mutating func addLastWord(_ recipient: Recipient) {
    var event = shared
    event.outcome = recipient.outcome
    fill(&event, recipient)
    settle(&event, recipient)
    append(&event, recipient)
  }

  private mutating func add(_ finding: Finding, _ recipient: Recipient) {
    var event = shared
    event.kind = .finding(finding)
    event.outcome = recipient.outcome
    fill(&event, recipient)
    if finding == .plaintext { event.tls = SIEMEvent.TLS(isEstablished: false) }
    event.severity = SIEMSeverity(finding, of: recipient.findings)
    event.reached = recipient.reached
    append(&event, recipient)
  }

  /// What is known of the recipient in the end.
  private func fill(_ event: inout SIEMEvent, _ recipient: Recipient) {
    event.time = recipient.lastAttempt ?? trail.lastSeen
    event.failure = recipient.outcome == .delivered ? nil : recipient.failure
    event.attempt = recipient.attempts == 0 ? nil : Int(recipient.attempts)
    let hop = trail.hops.indices.contains(Int(recipient.hop)) ? Int(recipient.hop) : 0
    let hops = trail.hops
    place(
      &event, host: hops.isEmpty ? .none : hops[hop].host,
      queueID: hops.isEmpty ? .none : hops[hop].queueID, recipient.nextHop)
    event.status = recipient.status?.description
    event.replyCode = recipient.replyCode == 0 ? nil : Int(recipient.replyCode)
    event.reason = text(recipient.reason)
    event.tls = tls(recipient.tls, recipient.alert, event, isKnown: recipient.tlsKnown)
  }

  /// What only the last word on the recipient tells.
  private func settle(_ event: inout SIEMEvent, _ recipient: Recipient) {
    event.reached = recipient.reached
    if options.withLines { event.line = text(recipient.evidence, limit: Self.lineLimit) }
  }

  /// What an index of Elastic still takes whole.
  private static let lineLimit = 8000

  private mutating func append(_ event: inout SIEMEvent, _ recipient: Recipient) {
    event.recipient = text(recipient.address)
    event.recipientDomain = event.recipient?.mailDomain.map(withoutSuffix)
    if let arrival = event.arrival, arrival > event.time { event.arrival = nil }
    if event.kind == .delivery {
      event.severity = SIEMSeverity(
        event.outcome, event.failure, isPlatform: event.isPlatform)
    }
    name(&event)
    events.append(event)
  }

  /// Names the record by what it shows, so that the name lets nobody test guesses of what it hides.
  private mutating func name(_ event: inout SIEMEvent) {
    // Sessions that were refused before they had a queue ID are told apart by their trails.
    let subject = [
      event.finding?.name ?? "delivery", event.gateway, event.queueID ?? event.trail ?? "",
      event.recipient ?? "",
    ]
    var identity = subject + [String(event.time.milliseconds)]
    // Of one moment there may be more: the next host's turn, or the word that ends it all.
    let key = identity.joined(separator: "\n")
    let before = moments[key, default: 0]
    moments[key] = before + 1
    if before > 0 { identity.append(String(before + 1)) }
    event.id = digest(identity)
    event.news = UInt64(event.finding == nil ? event.id : digest(subject), radix: 16) ?? 0
  }

  private func digest(_ words: [String]) -> String {
    options.digest(Array(words.joined(separator: "\n").utf8))
  }

  // MARK: Places

  /// Where the message was, and between whom.
  private func place(
    _ event: inout SIEMEvent, host: Text, queueID: Text, _ nextHop: Endpoint
  ) {
    let hop =
      trail.hops.first { isSame($0.queueID, queueID) && isSame($0.host, host) } ?? trail.hops.first
    event.gateway = text(host) ?? hop.flatMap { text($0.host) } ?? "unknown"
    event.queueID = text(queueID)
    event.mta = hop.flatMap { text($0.mta) }
    event.destination = peer(nextHop)
    if event.direction == .inbound {
      let client = trail.hops.first?.client
      event.source = client.flatMap { peer(Endpoint(host: $0.host, ip: $0.ip)) }
    } else {
      event.source = SIEMEvent.Peer(name: event.gateway)
    }
  }

  private func peer(_ endpoint: Endpoint) -> SIEMEvent.Peer? {
    var peer = SIEMEvent.Peer()
    peer.ip = address(endpoint.ip) ?? address(endpoint.host)
    if address(endpoint.host) == nil { peer.name = text(endpoint.host) }
    guard peer.name != nil || peer.ip != nil else { return nil }
    peer.port = endpoint.port == 0 ? nil : Int(endpoint.port)
    return peer
  }

  /// The text where it is an address of a host, without brackets around it.
  private func address(_ piece: Text) -> String? {
    guard var text = text(piece) else { return nil }
    if text.hasPrefix("["), text.hasSuffix("]") { text = String(text.dropFirst().dropLast()) }
    return text.withByteView { IPAddress($0) } == nil ? nil : text
  }

  private func tls(
    _ info: TLSInfo?, _ alert: TLSAlert?, _ event: SIEMEvent, isKnown: Bool
  ) -> SIEMEvent.TLS {
    var tls = SIEMEvent.TLS()
    if let info {
      tls.isEstablished = true
      tls.version = text(info.version)
      tls.cipher = text(info.cipher)
      tls.peer = info.peer.rawValue
    } else if event.failure?.isTLS ?? false {
      tls.isEstablished = false
    } else if isKnown, event.outcome == .delivered {
      tls.isEstablished = false
    }
    if let alert {
      tls.alertNumber = Int(alert.number)
      tls.alertName = alert.name.map { "\($0)" }
      tls.alertFrom = alert.from.rawValue
    }
    return tls
  }

  // MARK: Text

  private func withoutSuffix(_ domain: String) -> String {
    let lower = domain.lowercased()
    let suffix = options.suffixes.first { lower.hasSuffix($0) && lower.count > $0.count }
    return String(domain.dropLast(suffix?.count ?? 0))
  }

  private func isSame(_ left: Text, _ right: Text) -> Bool {
    left == right || trail.string(left) == trail.string(right)
  }

  private func text(_ piece: Text, limit: Int = SIEMText.usualLimit) -> String? {
    piece.isNone ? nil : trail.with(piece) { SIEMText.clean($0, limit: limit) }
  }
}
