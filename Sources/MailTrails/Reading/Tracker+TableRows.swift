internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// Rows of message tracking: a message is one in all servers of the organisation, by its network
/// message ID or, before 2013, its message ID. No row says that it is over.
extension Tracker {
  func readTableRow(_ current: borrowing Current) {
    if event.has(.newQueueID) {
      counts.noteSessionLine(current.record)
      if case .connectFailed = event.kind {
        noteConnectFailure(current)
      } else {
        readProtocolLine(current)
      }
      return
    }
    if let server = event.rowServer(in: current.bytes), !server.isEmpty {
      counts.note(server: server, current.record)
      learnServer(server)
    }
    // Some rows of the store name no message.
    guard event.hasQueueID else { return }
    let key = QueueKey(current.bytes.clamped(event.queueID))
    if case .note = event.kind {
      if event.rowEvent(in: current.bytes) == "RESUBMIT" {
        noteResubmitted(key)
      }
      guard event.has(.customData) else { return }
    }
    if addsNothing || !resubmitted.isEmpty && resubmitted.contains(key), isTold(key) { return }
    let index = message(for: key, current)
    if options.all { messages[Int(index)].flags.insert(.marked) }
    append(current.reference, to: index)
    if !messages[Int(index)].flags.contains(.marked) { noteRowMarks(index, current) }
    linkRow(index, current)
    if event.rowEvent(in: current.bytes) == "DSN",
      let parent = event.text(.reference, in: current.bytes), !parent.isEmpty
    {
      noteRowReport(index, of: parent, current)
    }
    countRecipients(index, current)
  }

  /// The bound is there for logs written by an attacker.
  private static let mostServers = 1000

  /// A server that took a message in or sent it on has written the row: its log is given.
  private func learnServer(_ name: ByteView) {
    guard event.kind == .queued || event.isSent else { return }
    let server = name.tableHash
    // Most rows are of the server of the row before.
    guard server != lastServer else { return }
    lastServer = server
    guard knownServers.count < Self.mostServers, knownServers.insert(server).inserted else {
      return
    }
    hops.learn(logHost: name)
  }

  // MARK: The end

  /// Once each recipient has had the last word, only another last word would be new: what a safety net
  /// hands in again, and copies kept in reserve, go the same way a second time.
  private var addsNothing: Bool {
    switch event.kind {
    case .queued: event.has(.networkMessageID)
    case .attempt: !event.isFinal
    default: true
    }
  }

  /// A safety net hands it in again, as it was delivered before: that it arrives a second time is no news.
  private func noteResubmitted(_ key: QueueKey) {
    if resubmitted.count < 100_000 { resubmitted.insert(key) }
  }

  /// The message has been told or let go.
  private func isTold(_ key: QueueKey) -> Bool {
    table.head(of: key, in: messages) < 0 && settledRows.first(under: key) { _ in true } != nil
  }

  /// A message is over when as many recipients have had their last word as it has: arrivals name
  /// them, groups add theirs. Where rows are missing it stays open.
  private func countRecipients(_ index: Int32, _ current: borrowing Current) {
    let count = event.text(.recipients, in: current.bytes)?.count(of: UInt8(ascii: ";")) ?? -1
    let listed = Int32(truncatingIfNeeded: count + 1)
    switch event.kind {
    case .queued:
      messages[Int(index)].recipients = max(messages[Int(index)].recipients, listed)
    case .check where event.has(.origTo):
      messages[Int(index)].recipients += max(listed - 1, 0)
    case .attempt where event.isFinal: messages[Int(index)].settled += listed
    default: return
    }
    guard isSettled(index) else { return }
    let flags = messages[Int(index)].flags
    if !flags.contains(.marked), !flags.contains(.awaited), messages[Int(index)].group < 0 {
      letGo(index)
    } else if !flags.contains(.settled) {
      messages[Int(index)].flags.insert(.settled)
      messages[Int(index)].endTime = now
      messages[Int(index)].endLine = line
      let isFirst = settled.isEmpty
      settled.append(handle(index))
      if isFirst { setDue() }
    }
  }

  private func isSettled(_ index: Int32) -> Bool {
    let message = messages[Int(index)]
    return message.recipients > 0 && message.settled >= message.recipients
  }

  /// Whether a recipient still waits, by what the rows say: counting them is but a first guess.
  private func isAnyOpen(_ index: Int32) -> Bool {
    guard messages[Int(index)].flags.contains(.marked) else { return false }
    return fold(index).entries.contains {
      $0.recipient.outcome == .deferred || $0.recipient.outcome == .unknown
    }
  }

  /// A settled message's time has come.
  func releaseSettled(_ handle: MessageHandle) throws {
    guard isAlive(handle) else { return }
    guard isSettled(handle.index), !isAnyOpen(handle.index) else {
      // More recipients have come since, or one had two last words.
      messages[Int(handle.index)].flags.remove(.settled)
      return
    }
    settledRows.add(handle, under: messages[Int(handle.index)].key)
    try release(handle)
  }

  /// Nobody will ask for it: no mark, and no other hop.
  private func letGo(_ index: Int32) {
    settledRows.add(handle(index), under: messages[Int(index)].key)
    free(index, told: messages[Int(index)].flags.contains(.related) ? trailID(of: index) : .none)
  }

  // MARK: Other hops

  /// From another mail system to this one by the ID that the server answered with, and on to the
  /// next by the ID in its answer.
  private func linkRow(_ index: Int32, _ current: borrowing Current) {
    if case .queued = event.kind {
      if let id = event.text(.messageID, in: current.bytes) { noteMessageID(id, of: index) }
      // 0: refused in its session, before it got a number.
      guard let id = event.text(.internalMessageID, in: current.bytes), !id.isEmpty, !(id == "0")
      else { return }
      let key = QueueKey(id)
      rowsByServerID.add(handle(index), under: key)
      noteQueued(index, under: key)
      return
    }
    guard case .attempt = event.kind, event.isSent,
      let context = event.text(.text, in: current.bytes), !context.contains("[InternalId=")
    else { return }
    let owner = owner(.relayHost, .relayIP, current.bytes, outbound: true)
    guard owner == .own || hasSeveralLogs else { return }
    messages[Int(index)].flags.insert(.awaited)
    if let remote = RemoteQueueID.find(in: context.replyInContext, of: current.bytes) {
      follow(current.bytes.clamped(remote), from: index, current, owner)
    } else if owner == .own {
      noteHandover(index, current)
    }
  }

  /// One line of an SMTP protocol log.
  private func readProtocolLine(_ current: borrowing Current) {
    guard let id = event.text(.newQueueID, in: current.bytes)?.tableHash else { return }
    let peer = (event.text(.relayIP, in: current.bytes) ?? .empty).withoutPort.tableHash
    let time = current.record.time
    let connector = (event.text(.connector, in: current.bytes) ?? .empty).tableHash
    let server = event.text(.clientIP, in: current.bytes).map { $0.withoutPort.tableHash } ?? 0
    protocolSessions.update(id) {
      $0.peer = peer
      $0.time = time
      $0.connector = connector
      if server != 0 { $0.server = server }
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
    case .tlsProblem: noteProtocolFailure(current, words, id)
    case .note where event.text(.flag, in: current.bytes) != ByteView("*" as StaticString):
      let isCommand = event.text(.flag, in: current.bytes) == ByteView(">" as StaticString)
      if isCommand {
        protocolSessions.update(id) { $0.asksForTLS = true }
      } else if let session = protocolSessions.open[id], session.asksForTLS, session.version.isEmpty
      {
        protocolSessions.update(id) { $0.asksForTLS = false }
        noteProtocolFailure(.tlsRefused, session, current)
      }
    case .note:
      if let at = words.firstRange(of: "InternetMessageId ") {
        let message = words.from(at.upperBound).trimmed
        protocolSessions.update(id) {
          $0.messages.append(ProtocolSessions.sent(message.tableHash, to: peer))
        }
      } else if let at = words.firstRange(of: "RecordId ") {
        // Older builds name the message by its number only.
        let server = (event.text(.clientIP, in: current.bytes) ?? .empty).withoutPort
        let record = ProtocolSessions.record(
          words.from(at.upperBound).trimmed,
          (event.text(.relayIP, in: current.bytes) ?? .empty).withoutPort, server)
        if record != 0 { protocolSessions.update(id) { $0.messages.append(record) } }
      } else if words == "receiving message", let data = event.text(.stage, in: current.bytes) {
        let end = data.firstIndex(of: UInt8(ascii: ";")) ?? data.count
        let context = data.prefix(end).tableHash
        protocolSessions.update(id) { $0.messages.append(context) }
      } else if words.contains("chain validation status: 'Valid'") {
        protocolSessions.update(id) { $0.isVerified = true }
      } else {
        noteCertificate(words, id, current)
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

  /// The peer's certificate: in one line, or in lines of their own behind `Received certificate`.
  private func noteCertificate(
    _ words: ByteView, _ id: UInt64, _ current: borrowing Current
  ) {
    let data = event.text(.stage, in: current.bytes) ?? .empty
    if words == "Received certificate" || words == "Remote certificate" {
      protocolSessions.update(id) { $0.subject = [] }
    } else if words == "Certificate subject" {
      protocolSessions.update(id) { session in
        if session.subject != nil { session.subject = data.trimmed.withBytes { Array($0) } }
      }
    } else if words == "Certificate issuer name" {
      protocolSessions.update(id) { session in
        guard let subject = session.subject, !subject.isEmpty else { return }
        if data.trimmed.withBytes({ Array($0) }) == subject { session.isSelfSigned = true }
        session.subject = nil
      }
    } else if words.starts(with: "Re"), data.isOwnIssuer {
      protocolSessions.update(id) { $0.isSelfSigned = true }
    }
  }

  private func noteProtocolFailure(
    _ current: borrowing Current, _ words: ByteView, _ id: UInt64
  ) {
    var failure = failure(of: words)
    guard failure != .unclassified, let session = protocolSessions.open[id] else { return }
    if failure == .certUntrusted, session.isSelfSigned { failure = .certSelfSigned }
    noteProtocolFailure(failure, session, current)
  }

  private func failure(of words: ByteView) -> FailureClass {
    let isReply = words.count > 3 && words[0].isDigit
    return folding.classifier.tls(words, .exchange)
      ?? folding.classifier.attempt(
        reason: words, reply: isReply ? words : nil,
        status: isReply ? EnhancedStatus(startOf: words.from(4)) : nil, evidence: nil, .exchange)
  }

  /// A row of a connectivity log: no connection came about, by an address or, where it has none, by the
  /// name that was looked up.
  private func noteConnectFailure(_ current: borrowing Current) {
    let failure = failure(of: event.text(.reason, in: current.bytes) ?? .empty)
    let peer = event.text(.relayIP, in: current.bytes) ?? event.text(.relayHost, in: current.bytes)
    guard failure != .unclassified, let peer else { return }
    protocolSessions.add(
      ProtocolSessions.Failure(
        peer: peer.tableHash, connector: 0, server: 0, time: current.record.time, failure: failure,
        line: current.bytes.withBytes { Array($0) }))
  }

  private func noteProtocolFailure(
    _ failure: FailureClass, _ session: ProtocolSessions.Session, _ current: borrowing Current
  ) {
    protocolSessions.add(
      ProtocolSessions.Failure(
        peer: session.peer, connector: session.connector, server: session.server,
        time: current.record.time, failure: failure,
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
      return bracketed.withByteView { $0.tableHash }
    }
    for index in state.entries.indices {
      let peer = state.with(state.entries[index].recipient.nextHop.ip) { $0.tableHash }
      let session =
        protocolSessions.byMessage[ProtocolSessions.sent(sent, to: peer)]
        ?? protocolSessions.session(
          ofRecord: state.entries[index].sentRecord,
          at: state.entries[index].recipient.lastAttempt?.microseconds ?? 0)
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
      let (connector, server) = (state.entries[index].connector, state.entries[index].server)
      let nextHop = state.entries[index].recipient.nextHop
      // A name that could not be looked up has no address.
      let failing = nextHop.ip.isNone ? state.with(nextHop.host) { $0.tableHash } : peer
      state.refine(index) {
        protocolSessions.failure(with: failing, by: connector, of: server, at: $0)
      }
    }
    let client = state.with(state.client.ip) { $0.tableHash }
    let envelope = state.with(state.sender) { sender in
      state.with(state.client.ip) {
        ProtocolSessions.envelope(peer: $0.tableHash, sender: sender)
      }
    }
    if state.hasClient, state.client.tls == nil,
      // Behind a front end its session is another one than the client's.
      let session = protocolSessions.byMessage[state.receivedContext].flatMap({
        $0.peer == client ? $0 : nil
      })
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

  private func noteRowMarks(_ index: Int32, _ current: borrowing Current) {
    let bytes = current.bytes
    var isMarked = false
    if let recipients = event.text(.recipients, in: bytes) {
      var start = 0
      while start < recipients.count, !isMarked {
        let end = recipients.firstIndex(of: UInt8(ascii: ";"), from: start) ?? recipients.count
        isMarked = hops.bearsSuffix(recipients[start..<end].trimmed)
        start = end + 1
      }
    }
    if let subject = event.text(.subject, in: bytes), hops.tag(in: subject) != nil {
      isMarked = true
    }
    if case .attempt = event.kind, owner(.relayHost, .relayIP, bytes, outbound: true) == .platform {
      isMarked = true
    }
    if case .queued = event.kind {
      let peer = event.realClient(in: bytes)
      if hops.owner(host: peer.host, ip: peer.ip, outbound: false) == .platform { isMarked = true }
    }
    if event.namesRefusedClient(in: bytes) {
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
  private func noteRowReport(
    _ report: Int32, of parent: ByteView, _ current: borrowing Current
  ) {
    let known =
      messagesByID.first(under: QueueKey(parent.unbracketed)) { known in
        isAlive(known) && known.index != report
          && messages[Int(known.index)].dialect
            == messages[Int(report)].dialect
      }
      ?? (parent.number == nil
        ? nil
        : rowsByServerID.first(under: QueueKey(parent)) { known in
          // Some versions give its number on the server.
          isAlive(known) && known.index != report
        })
    guard let known else { return }
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

  /// `421 4.2.1 Unable to connect` and no more: no connection came about, for whatever reason.
  private func isNamelessFailure(_ index: Int) -> Bool {
    with(entries[index].recipient.reason) { reason in
      guard let at = reason.lastRange(of: "nable to connect") else { return false }
      return !reason.from(at.upperBound).contains("ocket")
    }
  }

  /// `4.4.397 Error communicating with target host` and the like: a code of the network's, without why.
  private func isOfTheNetwork(_ index: Int) -> Bool {
    entries[index].recipient.status.map { $0.subject == 4 } ?? false
  }

  /// Tracking says only that the connection broke; the session knows why.
  func refine(_ index: Int, _ find: (Int64) -> ProtocolSessions.Failure?) {
    guard let failure = entries[index].recipient.failure,
      failure.isNetwork || failure == .unclassified || failure == .certUntrusted
        || failure == .serverTemporary && isOfTheNetwork(index),
      let time = entries[index].recipient.lastFailure, let found = find(time.microseconds),
      failure == .certUntrusted
        ? found.failure == .certSelfSigned
        : found.failure.rank < failure.rank
          || found.failure.isNetwork && (isNamelessFailure(index) || failure == .serverTemporary)
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

extension ByteView {
  /// ` SUBJECT ISSUER SERIAL THUMBPRINT …` of a certificate: whether it was issued by its own subject. The
  /// names hold blanks themselves, so only the numbers behind them are looked for.
  fileprivate var isOwnIssuer: Bool {
    var start = 0
    while start < count {
      let end = firstIndex(of: 0x20, from: start) ?? count
      let word = self[start..<end]
      let next = end + 1
      if start > 0, word.count >= 8, word.length(while: { $0.isHex }) == word.count,
        next + 40 <= count, from(next).length(while: { $0.isHex }) == 40
      {
        let names = prefix(start - 1).trimmed
        let half = names.count / 2
        return names.count % 2 == 1 && names[half] == 0x20
          && names.prefix(half) == names.from(half + 1)
      }
      start = next
    }
    return false
  }
}
