package import ByteTools
internal import MailRules
package import MailTerms

extension Privacy {
  /// The trail as this level tells it. What counts (outcomes, classes, times, hops) stays.
  package func applied(to trail: Trail) -> Trail {
    guard !isFull else { return trail }
    var rewriting = Rewriting(trail, self)
    return rewriting.result()
  }

  /// One text of `trail`, such as its deciding line.
  package func text(_ piece: ByteView, of trail: borrowing Trail) -> [UInt8] {
    guard !isFull else { return piece.withBytes { Array($0) } }
    return text(piece, known(of: trail))
  }

  func known(of trail: borrowing Trail) -> KnownTexts {
    var known = KnownTexts()
    add(trail.string(trail.sender), to: &known)
    for recipient in trail.recipients {
      add(trail.string(recipient.address), to: &known)
      add(trail.string(recipient.original), to: &known)
      for hop in [recipient.nextHop, recipient.failedNextHop] {
        add(peer: trail.string(hop.ip), to: &known)
      }
      for attempt in recipient.history { add(peer: trail.string(attempt.nextHop.ip), to: &known) }
    }
    for hop in trail.hops {
      guard let client = hop.client else { continue }
      add(trail.string(client.auth), to: &known)
      if level == .domain, trail.direction != .inbound, let host = trail.string(client.host),
        host.contains(".")
      {
        known.words[Array(host.lowercased().utf8)] = [UInt8(ascii: "*")]
      }
    }
    if let subject = trail.string(trail.subject), !subject.isEmpty {
      known.phrases.append(Array(subject.utf8))
    }
    if let id = trail.string(trail.messageID), let shown = messageID(id) {
      known.words[Array(id.lowercased().utf8)] = Array(shown.utf8)
    }
    return known
  }

  /// What is known of a text that belongs to no trail.
  package func known(
    addresses: [String], subject: String?, peers: [String] = [], messageID id: String? = nil
  ) -> KnownTexts {
    var known = KnownTexts()
    for address in addresses { add(address, to: &known) }
    for peer in peers { add(peer: peer, to: &known) }
    if let subject, !subject.isEmpty { known.phrases.append(Array(subject.utf8)) }
    if let id, let shown = messageID(id) {
      known.words[Array(id.lowercased().utf8)] = Array(shown.utf8)
    }
    return known
  }

  private func add(peer address: String?, to known: inout KnownTexts) {
    if let address, let parsed = address.withByteView({ IPAddress($0) }) {
      known.peers.insert(parsed)
    }
  }

  /// The part in front of the `@`, which a reply may name alone, and hidden domains.
  func add(_ address: String?, to known: inout KnownTexts) {
    guard let address, !address.isEmpty else { return }
    let plain = PlainAddress(address, suffixes: suffixes)
    let local = plain.local.lowercased()
    if local.utf8.count > 1, !KnownTexts.offices.contains(local) {
      known.words[Array(local.utf8)] = Array(hidden(plain).utf8)
    }
    guard hidesDomains, let domain = plain.domain, !domain.isEmpty else { return }
    let hidden = hiddenDomain(plain)
    known.words[Array(domain.lowercased().utf8)] = Array(hidden.utf8)
    let bare = domain.lowercased().dropLast(plain.suffix.count)
    known.words[Array(bare.utf8)] = Array(hidden.dropLast(plain.suffix.count).utf8)
  }
}

/// Makes of one trail another, with a text of its own.
private struct Rewriting {
  private let trail: Trail
  private let privacy: Privacy
  private let known: KnownTexts
  private var copy: Trail
  /// Recipients share lines.
  private var done: [Text: Text] = [:]

  init(_ trail: Trail, _ privacy: Privacy) {
    self.trail = trail
    self.privacy = privacy
    known = privacy.known(of: trail)
    copy = trail
    copy.text = []
    copy.text.reserveCapacity(trail.text.count)
  }

  mutating func result() -> Trail {
    copy.messageID = told(trail.messageID) { $0.messageID($1) }
    copy.networkMessageID = privacy.level == .aggregate ? .none : kept(trail.networkMessageID)
    copy.sender = address(trail.sender)
    copy.subject = .none
    for index in trail.hops.indices { rewriteHop(index) }
    for index in trail.recipients.indices { rewriteRecipient(index) }
    for index in trail.related.indices {
      let id = queueID(trail.related[index].queueID)
      copy.related[index].queueID = id
      copy.related[index].trail = trail.related[index].trail.flatMap(privacy.id)
    }
    if privacy.level == .aggregate { copy.lines = [] }
    for index in copy.lines.indices {
      let line = free(trail.lines[index].text)
      copy.lines[index].text = line
    }
    copy.id = privacy.id(trail.id) ?? shownID()
    return copy
  }

  private mutating func rewriteHop(_ index: Int) {
    var hop = trail.hops[index]
    hop.host = kept(hop.host)
    hop.mta = kept(hop.mta)
    hop.instance = kept(hop.instance)
    hop.queueID = queueID(hop.queueID)
    if var client = hop.client {
      // A server that hands over mail from outside is nobody's machine.
      let tellsHost = privacy.level == .pseudonym || trail.direction == .inbound
      client.host = tellsHost ? kept(client.host) : .none
      client.ip = told(client.ip) { $0.clientAddress($1) }
      client.auth = privacy.level == .pseudonym ? address(client.auth) : .none
      client.tls = tls(client.tls)
      hop.client = client
    }
    copy.hops[index] = hop
  }

  private mutating func rewriteRecipient(_ index: Int) {
    var recipient = trail.recipients[index]
    recipient.address = address(recipient.address)
    recipient.original = address(recipient.original)
    recipient.reason = free(recipient.reason)
    recipient.nextHop = endpoint(recipient.nextHop)
    recipient.failedNextHop = endpoint(recipient.failedNextHop)
    recipient.tls = tls(recipient.tls)
    recipient.remoteID = queueID(recipient.remoteID)
    recipient.evidence = free(recipient.evidence)
    recipient.failureEvidence = free(recipient.failureEvidence)
    for place in recipient.history.indices {
      var attempt = recipient.history[place]
      attempt.host = kept(attempt.host)
      attempt.queueID = queueID(attempt.queueID)
      attempt.reason = free(attempt.reason)
      attempt.nextHop = endpoint(attempt.nextHop)
      attempt.tls = tls(attempt.tls)
      attempt.remoteID = queueID(attempt.remoteID)
      recipient.history[place] = attempt
    }
    copy.recipients[index] = recipient
  }

  /// Where there is no key: of what the record shows, so that it tells nothing more.
  private func shownID() -> TrailID {
    guard privacy.level != .aggregate else { return .none }
    var digest = StableDigest()
    func add(_ piece: Text) { copy.with(piece) { digest.add($0) } }
    if let hop = copy.hops.first {
      add(hop.host)
      add(hop.queueID)
    }
    digest.add(UInt64(bitPattern: copy.firstSeen.microseconds))
    if copy.hops.first?.queueID.isNone ?? true {
      add(copy.sender)
      for recipient in copy.recipients {
        add(recipient.address)
        add(recipient.evidence)
      }
    }
    return TrailID(high: digest.high, low: digest.low)
  }

  // MARK: Pieces

  private mutating func keep(_ bytes: [UInt8]) -> Text { bytes.withByteView { copy.keep($0) } }

  private mutating func kept(_ piece: Text) -> Text {
    piece.isNone ? .none : keep(trail.with(piece) { $0.withBytes { Array($0) } })
  }

  private mutating func queueID(_ piece: Text) -> Text {
    privacy.level == .aggregate ? .none : kept(piece)
  }

  private mutating func told(
    _ piece: Text, _ change: (Privacy, String) -> String?
  ) -> Text {
    guard let text = trail.string(piece), let told = change(privacy, text) else { return .none }
    return keep(Array(told.utf8))
  }

  private mutating func address(_ piece: Text) -> Text {
    privacy.level == .aggregate ? .none : told(piece) { $0.address($1) }
  }

  private mutating func free(_ piece: Text) -> Text {
    guard !piece.isNone, privacy.level != .aggregate else { return .none }
    if let known = done[piece] { return known }
    let text = trail.with(piece) { privacy.text($0, known) }
    let told = keep(text)
    done[piece] = told
    return told
  }

  private mutating func endpoint(_ endpoint: Endpoint) -> Endpoint {
    Endpoint(host: kept(endpoint.host), ip: kept(endpoint.ip), port: endpoint.port)
  }

  private mutating func tls(_ info: TLSInfo?) -> TLSInfo? {
    guard var tls = info else { return nil }
    tls.version = kept(tls.version)
    tls.cipher = kept(tls.cipher)
    return tls
  }
}
