import ByteTools
package import MailPrivacy
package import MailRules
package import MailTerms

/// The first page for the platform's support: plain text, narrow enough to be pasted anywhere.
///
/// What the log does not say is said to be missing, and log text cannot steer a terminal.
package struct Ticket {
  private let words: Words
  private let advice: AdviceBook
  private let profile: PlatformProfile
  private let privacy: Privacy
  private static let width = 76
  private static let mostRecipients = 10
  /// How wide the names of all fields are in this language.
  private let label: Int

  /// - Parameter privacy: what the trails have been brought to already.
  package init(_ language: Language, _ profile: PlatformProfile, _ privacy: Privacy = .full) {
    self.privacy = privacy
    words = Words(language)
    advice = .shipped(in: language)
    self.profile = profile
    let names: [Phrase] = [
      .ticketRemoteId, .ticketMessageId, .ticketPlatform, .ticketNextHop, .ticketTimeLocal,
      .ticketTimeUtc, .ticketOurHost, .ticketOurQueueId, .ticketOurAddress, .ticketOurCert,
      .ticketAlert, .ticketSender, .ticketRecipient, .ticketSize,
    ]
    label = names.map { [words] in words[$0].columns }.max() ?? 0
  }

  package func text(_ trail: Trail) -> String {
    let facts = TicketFacts(trail, profile)
    var page = TextPage(colour: false, width: Self.width)
    writeHead(facts, to: &page)
    writeSearch(facts, to: &page)
    writeConnection(facts, to: &page)
    writeMessage(facts, to: &page)
    writeAttempts(facts, to: &page)
    writeMeaning(facts, to: &page)
    writeProof(facts, to: &page)
    return page.text
  }

  /// A name and its value; one that would be torn apart beside its name stands below it.
  private func field(_ name: Phrase, _ value: String?, to page: inout TextPage) {
    let value = (value ?? words[.ticketUnlogged]).printable
    let title = "  " + words[name].padded(to: label, .left) + "  "
    let room = Self.width - title.columns
    guard value.split(separator: " ").contains(where: { $0.count > room }) else {
      return page.paragraph(value, first: title, limit: 8)
    }
    page.line("  " + words[name])
    page.paragraph(value, first: "    ", limit: 8)
  }

  // MARK: Whom, and what about

  private func writeHead(_ facts: TicketFacts, to page: inout TextPage) {
    var title = words[.ticketTo] + "  "
    let subject = words[.ticketSubject] + "  "
    let width = max(title.columns, subject.columns)
    for line in profile.support {
      page.paragraph(line, first: title.padded(to: width, .left))
      title = ""
    }
    page.paragraph(
      words(.ticketFailed, ["what": problem(facts), "time": words.minute(facts.time)]),
      first: subject.padded(to: width, .left))
  }

  /// The failure or finding in a few words, or what else may be asked.
  private func problem(_ facts: TicketFacts) -> String {
    // What failed before it got through is history.
    let isThrough = facts.recipient?.outcome == .delivered
    let subject = facts.subjects.first { if case .finding = $0 { true } else { !isThrough } }
    if let subject { return headline(subject, facts) }
    if facts.isInbound, facts.isPlatform { return words[.ticketBrought] }
    return facts.recipient?.reached == .platform ? words[.ticketTaken] : words[.ticketOther]
  }

  private func headline(_ subject: AdviceSubject, _ facts: TicketFacts) -> String {
    let advice = self.advice[
      subject, facts.isInbound ? .inbound : facts.trail.direction,
      atOwnHost: !facts.isInbound && facts.failedAtOwnHost]
    guard !advice.event.isEmpty else { return advice.name }
    let host = facts.trail.string(facts.peer.host) ?? facts.trail.string(facts.peer.ip)
    return advice.headline(peer: words.host(host, of: subject.failure))
  }

  // MARK: What its support can look for

  private func writeSearch(_ facts: TicketFacts, to page: inout TextPage) {
    page.heading(words[.ticketSearch])
    field(.ticketRemoteId, remoteID(facts), to: &page)
    // What is hidden is not missing.
    if privacy.isFull || !facts.trail.messageID.isNone {
      field(.ticketMessageId, facts.trail.string(facts.trail.messageID), to: &page)
    }
    let peer = place(facts.peer, facts.trail)
    field(facts.isPlatform ? .ticketPlatform : .ticketNextHop, peer, to: &page)
    field(.ticketTimeLocal, "\(words.second(facts.time)) \(facts.time.offsetText)", to: &page)
    let utc = LogTime(
      microseconds: facts.time.microseconds, offsetMinutes: 0, decimals: facts.time.decimals)
    field(.ticketTimeUtc, words.second(utc), to: &page)
  }

  private func remoteID(_ facts: TicketFacts) -> String {
    if let id = facts.remoteID { return id }
    let trail = facts.trail
    if facts.isInbound, facts.isPlatform {
      guard let ours = facts.ourHop.flatMap({ trail.string($0.queueID) }) else {
        return words[.ticketUnlogged]
      }
      return words(.ticketRemoteOurs, ["id": ours])
    }
    let host = trail.string(facts.peer.host) ?? trail.string(facts.peer.ip) ?? words[.thisHost]
    let id = facts.recipient.flatMap { trail.string($0.remoteID) } ?? words[.notKnown]
    switch facts.recipient?.reached {
    case .handedOver: return words(.ticketRemoteRelay, ["host": host, "id": id])
    case .elsewhere: return words(.ticketRemoteForeign, ["host": host, "id": id])
    case .platform, .no, .unknown, nil: return words[.ticketRemoteNone]
    }
  }

  // MARK: Between whom, over what

  private func writeConnection(_ facts: TicketFacts, to page: inout TextPage) {
    page.heading(words[.ticketConnection])
    let hop = facts.ourHop
    let host = hop.flatMap { facts.trail.string($0.host) }
    let mta = hop.flatMap { facts.trail.string($0.mta) }
    field(.ticketOurHost, host.map { $0 + (mta.map { " (\($0))" } ?? "") } ?? mta, to: &page)
    field(.ticketOurQueueId, hop.flatMap { facts.trail.string($0.queueID) }, to: &page)
    field(.ticketOurAddress, facts.ownAddress, to: &page)
    field(.ticketOurCert, ownCertificate(facts), to: &page)
    field(.columnTls, tls(facts.tls, facts.trail), to: &page)
    let failure = facts.recipient?.failure
    if facts.alert != nil || failure?.isTLS == true {
      field(.ticketAlert, facts.alert.map(alert), to: &page)
    }
  }

  private func ownCertificate(_ facts: TicketFacts) -> String? {
    switch facts.recipient?.failure {
    case .certOwnRejected, .certOwnExpired: return words[.ticketCertRefused]
    case .certOwnMissing: return words[.ticketCertMissing]
    default: break
    }
    return facts.tls.info?.ownCertificateShown.map { words[$0 ? .shown : .notShown] }
  }

  private func tls(_ tls: (info: TLSInfo?, isKnown: Bool), _ trail: Trail) -> String? {
    guard let info = tls.info else { return tls.isKnown ? words[.tlsPlain] : nil }
    return words.tls(info, trail)
  }

  /// `48 unknown_ca, sent by the other side`.
  private func alert(_ alert: TLSAlert) -> String {
    let parts = [
      alert.number > 0 ? "\(alert.number)" : nil, alert.name.map { "\($0)" },
    ].compactMap { $0 }
    let text = parts.isEmpty ? words[.notKnown] : parts.joined(separator: " ")
    return words(alert.from == .peer ? .ticketAlertPeer : .ticketAlertUs, ["alert": text])
  }

  // MARK: The message and its attempts

  private func writeMessage(_ facts: TicketFacts, to page: inout TextPage) {
    let trail = facts.trail
    page.heading(words[.ticketMessage])
    let sender = trail.string(trail.sender)
    field(.ticketSender, sender.map { $0.isEmpty ? words[.nullSender] : $0 }, to: &page)
    if trail.recipients.isEmpty { field(.ticketRecipient, nil, to: &page) }
    for recipient in trail.recipients.prefix(Self.mostRecipients) {
      let address = trail.string(recipient.address) ?? words[.noName]
      var state = words[recipient.outcome]
      if let failure = recipient.failure { state += ", \(failure.name)" }
      if trail.recipients.count > 1, recipient.reached == .platform,
        let id = trail.string(recipient.remoteID)
      {
        state += ", \(words[.ticketRemoteId]) \(id)"
      }
      field(.ticketRecipient, "\(address): \(state)", to: &page)
    }
    let more = trail.recipients.count - Self.mostRecipients
    if more > 0 { page.line("  " + words.counted(more, .more)) }
    field(
      .ticketSize, trail.sizeBytes.map { words.counted(Int($0), .ticketBytes) }, to: &page)
  }

  /// The attempts kept, first and last of many.
  private func writeAttempts(_ facts: TicketFacts, to page: inout TextPage) {
    let attempts = facts.attempts
    guard !attempts.isEmpty else { return writeOwnRefusal(facts, to: &page) }
    let count = max(Int(facts.recipient?.attempts ?? 0), 1)
    page.heading(words(.ticketAttempts, ["count": words.grouped(count)]))
    if facts.trail.recipients.count > 1, let address = facts.recipient?.address {
      page.line("  " + (facts.trail.string(address) ?? words[.noName]).printable)
    }
    let left = attempts.count - 6
    for (number, attempt) in attempts.enumerated() {
      if left > 1, number == 2 { page.line("  " + words.counted(left, .ticketBetween)) }
      if left > 1, (2..<(2 + left)).contains(number) { continue }
      write(attempt, facts.trail, to: &page)
    }
  }

  private func write(_ attempt: Attempt, _ trail: Trail, to page: inout TextPage) {
    let time = "\(words.second(attempt.time)) \(attempt.time.offsetText)"
    let place = place(attempt.nextHop, trail).map { "  " + $0 } ?? ""
    page.paragraph((time + place).printable, first: "  ", limit: 3)
    var state = [words[attempt.outcome], attempt.failure?.name].compactMap { $0 }
    if let tls = attempt.tls { state.append(words.tls(tls, trail)) }
    if attempt.outcome == .delivered, isPlatform(attempt.nextHop, trail),
      let id = trail.string(attempt.remoteID)
    {
      state.append("\(words[.ticketRemoteId]) \(id)")
    }
    page.paragraph(state.joined(separator: ", ").printable, first: "    ", limit: 3)
    if let reply = reply(attempt.status, attempt.reason, trail) {
      page.paragraph(reply.printable, first: "    ", limit: 6)
    }
  }

  private func isPlatform(_ hop: Endpoint, _ trail: Trail) -> Bool {
    trail.with(hop.host) { host in
      trail.with(hop.ip) { profile.isPlatform(host: host, ip: $0, outbound: true) }
    }
  }

  /// What was refused or dropped before anything was tried.
  private func writeOwnRefusal(_ facts: TicketFacts, to page: inout TextPage) {
    guard let recipient = facts.recipient, recipient.outcome != .unknown else { return }
    page.heading(words[.ticketRefusals])
    let state = [words[recipient.outcome], recipient.failure?.name].compactMap { $0 }
    page.paragraph(state.joined(separator: ", "), first: "  ")
    if let reply = reply(recipient.status, recipient.reason, facts.trail) {
      page.paragraph(reply.printable, first: "  ", limit: 6)
    }
  }

  /// As logged; the status in front where the words do not bear it.
  private func reply(_ status: EnhancedStatus?, _ reason: Text, _ trail: Trail) -> String? {
    let quoted = trail.string(reason).flatMap { $0.isEmpty ? nil : "\"\($0)\"" }
    guard let code = status?.description else { return quoted }
    let bearsCode = quoted?.split { $0 == " " || $0 == "\"" }.contains { $0 == code } ?? false
    return [bearsCode ? nil : code, quoted].compactMap { $0 }.joined(separator: " ")
  }

  // MARK: What it means, and the proof

  private func writeMeaning(_ facts: TicketFacts, to page: inout TextPage) {
    guard !facts.subjects.isEmpty else { return }
    page.heading(words[.ticketChecklist])
    for subject in facts.subjects {
      let advice = self.advice[
        subject, facts.trail.direction, atOwnHost: facts.failedAtOwnHost]
      let items = facts.trail.isIncaMail ? advice.checklistText : ""
      page.paragraph("\(subject.name): \(advice.why)\(items)", first: "  ")
      let who = words[advice.actor].capitalisedFirst
      page.paragraph(words(.action, ["who": who, "items": "", "fix": advice.fix]), first: "    ")
    }
  }

  private func writeProof(_ facts: TicketFacts, to page: inout TextPage) {
    guard let proof = facts.proof else { return }
    page.heading(words[.ticketProof])
    for line in proof.split(separator: "\n").prefix(3) {
      page.paragraph(String(line).printable, first: "  ", limit: 8)
    }
  }

  private func place(_ endpoint: Endpoint, _ trail: Trail) -> String? {
    guard !endpoint.isNone else { return nil }
    let host = trail.string(endpoint.host) ?? ""
    let ip = trail.string(endpoint.ip).map { "[\($0)]" } ?? ""
    return host + ip + (endpoint.port > 0 ? ":\(endpoint.port)" : "")
  }
}

extension Words {
  /// `TLSv1.3, TLS_AES_256_GCM_SHA384, certificate verified`.
  func tls(_ info: TLSInfo, _ trail: Trail) -> String {
    let peer: Phrase =
      switch info.peer {
      case .verified: .tlsVerified
      case .trusted: .tlsTrusted
      case .untrusted: .tlsUntrusted
      case .anonymous: .tlsAnonymous
      case .unknown: .tlsUnverified
      }
    let parts = [
      trail.string(info.version) ?? self[.tlsNoVersion], trail.string(info.cipher), self[peer],
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }
}

extension TicketFacts {
  /// Everything that went wrong for the recipient, the last failure first.
  var subjects: [AdviceSubject] {
    guard let recipient else { return [] }
    var subjects: [AdviceSubject] = []
    let failures = [recipient.failure].compactMap { $0 } + Array(recipient.failedClasses)
    let all =
      failures.map { AdviceSubject.failure($0) }
      + recipient.findings.all.map { .finding($0) }
    for subject in all where !subjects.contains(subject) { subjects.append(subject) }
    return subjects
  }
}
