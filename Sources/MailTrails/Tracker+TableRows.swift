internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// Exchange: a message is one in all servers of the organisation, by its network message ID or, before
/// 2013, its message ID. No row says that it is over.
extension Tracker {
  mutating func readTableRow(_ current: borrowing Current) {
    if event.has(.newQueueID) {
      readProtocolLine(current)
      return
    }
    // Some rows of the store name no message.
    guard event.hasQueueID else { return }
    if case .note = event.kind, !event.has(.customData) { return }
    let key = QueueKey(current.bytes.clamped(event.queueID))
    let index = message(for: key, current)
    if options.all { messages[Int(index)].flags.insert(.marked) }
    append(current.reference, to: index)
    if !messages[Int(index)].flags.contains(.marked) { noteRowMarks(index, current) }
    linkRow(index, current)
    if event.text(.flag, in: current.bytes) == ByteView("DSN" as StaticString),
      let parent = event.text(.reference, in: current.bytes), !parent.isEmpty
    {
      noteRowReport(index, of: parent, current)
    }
    if case .queued = event.kind, let id = event.text(.messageID, in: current.bytes) {
      rowsByMessageID[id.hash64] = handle(index)
    }
  }

  /// From another mail system to this one by the ID that the server answered with, and on to the
  /// next by the ID in its answer.
  private mutating func linkRow(_ index: Int32, _ current: borrowing Current) {
    if case .queued = event.kind {
      guard let id = event.text(.internalMessageID, in: current.bytes), !id.isEmpty else { return }
      let key = QueueKey(id)
      if aliases.updateValue(handle(index), forKey: key) == nil || !expected.isEmpty {
        meetExpectations(index, key)
        noteQueued(index)
      }
      return
    }
    guard case .attempt = event.kind, event.isSent,
      let context = event.text(.text, in: current.bytes), !context.contains("[InternalId=")
    else { return }
    guard let remote = RemoteQueueID.find(in: context.replyInContext, of: current.bytes) else { return }
    let owner = owner(.relayHost, .relayIP, current.bytes, outbound: true)
    follow(current.bytes.clamped(remote), from: index, current, owner)
  }

  /// One line of an SMTP protocol log.
  private mutating func readProtocolLine(_ current: borrowing Current) {
    guard let id = event.text(.newQueueID, in: current.bytes)?.hash64 else { return }
    let peer = (event.text(.relayIP, in: current.bytes) ?? .empty).withoutPort.hash64
    let time = current.record.time
    protocolSessions.update(id) {
      $0.peer = peer
      $0.time = time
    }
    let words = event.text(.reason, in: current.bytes) ?? .empty
    switch event.kind {
    case .disconnect: protocolSessions.end(id)
    case .client:
      protocolSessions.update(id) { $0.isPlain = $0.version.isEmpty }
      let data = event.text(.stage, in: current.bytes) ?? .empty
      if event.text(.flag, in: current.bytes) == ByteView("<" as StaticString),
        let open = data.firstIndex(of: UInt8(ascii: "<")),
        let close = data.firstIndex(of: UInt8(ascii: ">"))
      {
        let envelope = ProtocolSessions.envelope(peer: peer, sender: data[(open + 1)..<close])
        protocolSessions.update(id) { $0.arrivals.append(envelope) }
      }
    case .tls:
      protocolSessions.update(id) { session in
        session.version = Self.protocolVersion(words)
        if let at = words.firstRange(of: "algorithm CALG_") {
          let name = words.from(at.upperBound)
          session.cipher = name.prefix(name.length { $0 > 0x20 }).withBytes { Array($0) }
        }
        if let at = words.firstRange(of: "with strength ") {
          session.bits = UInt16(truncatingIfNeeded: words.number(at: at.upperBound)?.value ?? 0)
        }
      }
    case .tlsProblem: noteProtocolFailure(current, words, peer)
    case .note:
      if let at = words.firstRange(of: "InternetMessageId ") {
        let message = words.from(at.upperBound).trimmed
        protocolSessions.update(id) { $0.messages.append(message.hash64) }
      } else if words == "receiving message", let data = event.text(.stage, in: current.bytes) {
        let end = data.firstIndex(of: UInt8(ascii: ";")) ?? data.count
        let context = data.prefix(end).hash64
        protocolSessions.update(id) { $0.messages.append(context) }
      } else if words.contains("chain validation status: 'Valid'") {
        protocolSessions.update(id) { $0.isVerified = true }
      }
    default: break
    }
  }

  /// `TLS protocol SP_PROT_TLS1_2_CLIENT negotiation succeeded …`.
  private static func protocolVersion(_ words: ByteView) -> [UInt8] {
    guard let at = words.firstRange(of: "SP_PROT_") else { return [] }
    let name = words.from(at.upperBound)
    if name.starts(with: "SSL") {
      return Array("SSLv\(name.count > 3 ? Int(name[3]) - 0x30 : 3)".utf8)
    }
    guard name.starts(with: "TLS1"), name.count > 6 else { return [] }
    let minor = name[5].isDigit ? Int(name[5] - 0x30) : 0
    return Array((minor == 0 ? "TLSv1" : "TLSv1.\(minor)").utf8)
  }

  private mutating func noteProtocolFailure(
    _ current: borrowing Current, _ words: ByteView, _ peer: UInt64
  ) {
    guard let failure = folding.classifier.tls(words, .exchange) else { return }
    protocolSessions.add(
      ProtocolSessions.Failure(
        peer: peer, time: current.record.time, failure: failure,
        line: current.bytes.withBytes { Array($0) }))
  }

  /// What the protocol logs add to what tracking tells.
  func settleProtocol(_ state: HopState) {
    guard !protocolSessions.isEmpty else { return }
    let sent = state.with(state.messageID) { id -> UInt64 in
      // With its brackets, as the protocol log has it.
      var bracketed: [UInt8] = [UInt8(ascii: "<")]
      bracketed.append(id)
      bracketed.append(UInt8(ascii: ">"))
      return bracketed.withByteView { $0.hash64 }
    }
    let session = protocolSessions.byMessage[sent]
    for index in state.entries.indices {
      let peer = state.with(state.entries[index].recipient.nextHop.ip) { $0.hash64 }
      if let session, session.peer == peer, state.entries[index].recipient.outcome == .delivered {
        state.entries[index].recipient.tlsKnown = true
        if session.isPlain {
          state.entries[index].recipient.tls = nil
          state.entries[index].proof = .plain
        } else {
          var info = state.entries[index].recipient.tls ?? TLSInfo()
          state.note(session, in: &info)
          state.entries[index].recipient.tls = info
        }
      }
      state.refine(index) { protocolSessions.failure(with: peer, at: $0) }
    }
    let envelope = state.with(state.sender) { sender in
      state.with(state.client.ip) {
        ProtocolSessions.envelope(peer: $0.hash64, sender: sender)
      }
    }
    if state.hasClient, state.client.tls == nil,
      let session = protocolSessions.byMessage[state.receivedContext]
        ?? protocolSessions.arrival(envelope, at: state.hop.firstSeen.microseconds)
    {
      state.client.tlsKnown = true
      if !session.isPlain {
        var info = TLSInfo()
        info.peer = session.isVerified ? .verified : .unknown
        state.note(session, in: &info)
        state.client.tls = info
      }
    }
  }

  private mutating func noteRowMarks(_ index: Int32, _ current: borrowing Current) {
    let bytes = current.bytes
    var isMarked = false
    if let recipients = event.text(.recipients, in: bytes) {
      var start = 0
      while start < recipients.count, !isMarked {
        let end = recipients.firstIndex(of: UInt8(ascii: ";"), from: start) ?? recipients.count
        isMarked = hops.profile.bearsSuffix(recipients[start..<end].trimmed)
        start = end + 1
      }
    }
    if let subject = event.text(.subject, in: bytes), hops.profile.tag(in: subject) != nil {
      isMarked = true
    }
    if case .attempt = event.kind, owner(.relayHost, .relayIP, bytes, outbound: true) == .platform {
      isMarked = true
    }
    if case .queued = event.kind {
      let peer = event.realClient(in: bytes)
      if hops.owner(host: peer.host, ip: peer.ip, outbound: false) == .platform { isMarked = true }
    }
    if isMarked { messages[Int(index)].flags.insert(.marked) }
  }

  private func owner(
    _ host: LineEvent.Key, _ ip: LineEvent.Key, _ bytes: ByteView, outbound: Bool
  ) -> WhoseHop.Owner {
    hops.owner(
      host: event.text(host, in: bytes) ?? .empty, ip: event.text(ip, in: bytes) ?? .empty,
      outbound: outbound)
  }

  /// `DSN`: a report, with the message that it is about as its reference.
  private mutating func noteRowReport(
    _ report: Int32, of parent: ByteView, _ current: borrowing Current
  ) {
    guard let known = rowsByMessageID[parent.hash64], isAlive(known.index, known.serial),
      known.index != report
    else { return }
    relate(
      known.index, report, .bounce, current.bytes.clamped(event.queueID), parent)
  }
}

extension HopState {
  func note(_ session: ProtocolSessions.Session, in info: inout TLSInfo) {
    if !session.version.isEmpty { info.version = session.version.withByteView { keep($0) } }
    if !session.cipher.isEmpty { info.cipher = session.cipher.withByteView { keep($0) } }
    info.bits = session.bits
  }

  /// Tracking says only that the connection broke; the session knows why.
  func refine(_ index: Int, _ find: (Int64) -> ProtocolSessions.Failure?) {
    guard let failure = entries[index].recipient.failure,
      failure.isNetwork || failure == .unclassified,
      let time = entries[index].recipient.lastFailure, let found = find(time.microseconds),
      found.failure.rank < failure.rank
    else { return }
    entries[index].recipient.failure = found.failure
    var classes = FailureClasses()
    for known in entries[index].recipient.failedClasses {
      classes.insert(known == failure ? found.failure : known)
    }
    entries[index].recipient.failedClasses = classes
    entries[index].recipient.failureEvidence = found.line.withByteView { keep($0) }
  }
}
