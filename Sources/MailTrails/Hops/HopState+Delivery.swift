internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// What reading a hop needs besides its lines.
struct Folding {
  let classifier: Classifier
  let hops: WhoseHop
  let keepsLines: Bool
  let keepsAttempts: Bool
}

/// The way out: attempts, and what the delivering processes say beside them.
extension HopState {
  /// tlsproxy's lines are tied by the peer's address, whichever process wrote them.
  private static let proxyPID: UInt32 = 0

  /// What Postfix says where it met no host, because each was passed over; why is said line by line.
  private static let excuse: StaticString = "server unavailable or unable to receive mail"

  /// What is known of the session that a status line ends: of its own process, and of tlsproxy where
  /// that held the session.
  private func evidence(for event: borrowing LineEvent, _ line: HopLine) -> Evidence? {
    var known: Evidence?
    var proxied: Evidence?
    for candidate in evidence {
      if known == nil, candidate.pid == line.record.pid { known = candidate }
      if proxied == nil, candidate.pid == Self.proxyPID, !candidate.used,
        isPeer(candidate.peer, of: event, line.bytes)
      {
        proxied = candidate
      }
    }
    if let told = known {
      // What was said of another host explains nothing here.
      let isOther = !told.peer.isNone && !isPeer(told.peer, of: event, line.bytes)
      let tellsReason = !tellsNothing(event.text(.reason, in: line.bytes) ?? .empty)
      if isOther && told.used || (isOther || told.isTold) && tellsReason { known?.forgetFailure() }
    }
    return joined(known, proxied)
  }

  /// The reason stood on another line, and that one may be lost: the platform's hosts do the same.
  private func tellsNothing(_ reason: ByteView) -> Bool {
    reason == "Cannot start TLS: handshake failure" || reason.contains("O handshake")
  }

  private func joined(_ known: Evidence?, _ proxied: Evidence?) -> Evidence? {
    guard let proxied, var known else { return known ?? proxied }
    if known.failure == nil || known.isTold && proxied.failure != nil {
      known.failure = proxied.failure
      known.alert = proxied.alert
      known.line = proxied.line
    }
    return known
  }

  /// tlsproxy's part in the failure of a host that the line itself does not name.
  private func takeProxied(_ peer: Text) -> Evidence? {
    let index = evidence.firstIndex {
      $0.pid == Self.proxyPID && (peer.isNone || with($0.peer) { says(peer, $0) })
    }
    return index.map { evidence.remove(at: $0) }
  }

  /// The index of what process `pid` has said; a new session of it begins anew.
  private func evidenceIndex(_ pid: UInt32, startsSession: Bool) -> Int {
    if let index = evidence.firstIndex(where: { $0.pid == pid }) {
      if evidence[index].used && startsSession {
        evidence[index] = evidence[index].renewed()
      }
      return index
    }
    // More than a few processes at once is many recipients; the oldest have had their say.
    if evidence.count >= 8 { evidence.removeFirst() }
    evidence.append(Evidence(pid: pid))
    return evidence.count - 1
  }

  /// `TLS connection established to …`.
  func readSummary(_ event: borrowing LineEvent, _ line: HopLine) {
    guard event.has(.relayIP) || event.has(.relayHost) else { return }
    let index = evidenceIndex(line.record.pid, startsSession: true)
    var info = TLSInfo()
    info.version = keep(event.text(.tlsVersion, in: line.bytes))
    info.cipher = keep(event.text(.tlsCipher, in: line.bytes))
    info.bits = UInt16(truncatingIfNeeded: event.text(.tlsBits, in: line.bytes)?.number ?? 0)
    info.peer = event.certificate
    // Postfix names the signatures of TLS 1.3; others do not tell.
    if event.has(.tlsLevel),
      event.text(.tlsVersion, in: line.bytes) == ByteView("TLSv1.3" as StaticString)
    {
      info.ownCertificateShown = event.has(.clientSignature)
    }
    // Verification trouble is logged before the summary of the same session and still explains what
    // follows it; what was said of another host does not.
    if !event.has(.relayIP) {
      // The process has one session at a time: what it says next is of this one.
      evidence[index].peer = .none
    } else if !isPeer(evidence[index].peer, of: event, line.bytes) {
      evidence[index].forgetFailure()
      evidence[index].peer = keepPeer(event, line.bytes)
      evidence[index].host = keep(event.text(.relayHost, in: line.bytes))
    }
    evidence[index].tls = info
    evidence[index].reused =
      event.text(.action, in: line.bytes) == ByteView("reused" as StaticString)
  }

  /// The index of the session that a line of the TLS engine is about.
  private func sessionIndex(_ event: borrowing LineEvent, _ line: HopLine) -> Int {
    let index = evidenceIndex(
      line.role == .tlsProxy ? Self.proxyPID : line.record.pid, startsSession: true)
    if event.has(.relayIP), !isPeer(evidence[index].peer, of: event, line.bytes) {
      // What named no peer was of this session.
      if !evidence[index].peer.isNone {
        evidence[index].forgetFailure()
        evidence[index].tls = nil
      }
      evidence[index].peer = keepPeer(event, line.bytes)
      evidence[index].host = keep(event.text(.relayHost, in: line.bytes))
    } else if evidence[index].isTold {
      evidence[index].forgetFailure()
    }
    return index
  }

  /// tlsproxy: `CONNECT to …`. What the library says after it names no peer.
  func readConnect(_ event: borrowing LineEvent, _ line: HopLine) {
    guard event.has(.relayIP) else { return }
    _ = sessionIndex(event, line)
  }

  /// The message is taken up anew: what was said of earlier sessions explains nothing any more.
  func forgetSessions() { evidence.removeAllKeepingSome() }

  /// A line of the TLS engine or a failed connection: without a queue ID.
  func readProblem(_ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding) {
    guard let reason = event.text(.reason, in: line.bytes) else { return }
    if event.kind == .connectFailed {
      let index = evidenceIndex(line.record.pid, startsSession: true)
      let failure = folding.classifier.attempt(
        reason: reason, reply: nil, status: nil, evidence: nil, line.dialect)
      evidence[index].otherHosts.insert(failure)
      noteOtherHost(event, line, index)
      return
    }
    let index = sessionIndex(event, line)
    if let alert = tlsAlert(in: reason) { evidence[index].alert = alert }
    guard var failure = folding.classifier.tls(reason, line.dialect) else { return }
    if failure == .tlsHandshake {
      if event.has(.relayIP) {
        evidence[index].tls = nil
      } else if evidence[index].tls != nil, evidence[index].alert == nil {
        // The handshake was over: the connection broke, and the attempt's line says where.
        return
      }
    }
    if failure == .tlsHandshake, evidence[index].alert?.number == 40 {
      // Before the server's first word only the offer can displease; after its wish for a certificate,
      // the empty one that it got.
      switch evidence[index].handshake {
      case .helloSent: failure = .tlsCipher
      case .certificateAsked: failure = .certOwnMissing
      case .notTraced, .serverAnswered: break
      }
    }
    // The gravest counts; of equals the one that the library names, which comes last.
    if let known = evidence[index].failure, known.rank < failure.rank { return }
    let isVague = failure == .tlsHandshake || failure == .certUnverified
    if evidence[index].failure?.rank == failure.rank, isVague { return }
    evidence[index].failure = failure
    evidence[index].line = keep(line.bytes)
  }

  /// Loglevel 2: `SSL_connect:SSLv3/TLS write client hello` and the steps after it.
  func readTrace(_ event: borrowing LineEvent, _ line: HopLine) {
    guard let step = event.text(.stage, in: line.bytes) else { return }
    let index = evidenceIndex(
      line.role == .tlsProxy ? Self.proxyPID : line.record.pid, startsSession: true)
    if step.ends(with: "write client hello") {
      evidence[index].handshake = .helloSent
    } else if step.ends(with: "read server hello") {
      evidence[index].handshake = .serverAnswered
    } else if step.ends(with: "certificate request") {
      evidence[index].handshake = .certificateAsked
    }
  }

  /// Whether `known`, kept by `keepPeer`, is the host that the line is about.
  private func isPeer(
    _ known: Text, of event: borrowing LineEvent, _ line: ByteView
  ) -> Bool {
    guard !known.isNone else { return false }
    let ip = event.text(.relayIP, in: line) ?? .empty
    let port = event.text(.relayPort, in: line) ?? .empty
    return with(known) { known in
      known.count == ip.count + 1 + port.count && known.prefix(ip.count).equalsIgnoringCase(ip)
        && known.from(ip.count + 1) == port
    }
  }

  /// Keeps `ip:port` of the host that the line is about.
  private func keepPeer(_ event: borrowing LineEvent, _ line: ByteView) -> Text {
    let start = UInt32(truncatingIfNeeded: text.count)
    if let ip = event.text(.relayIP, in: line) { text.append(ip) }
    text.append(UInt8(ascii: ":"))
    if let port = event.text(.relayPort, in: line) { text.append(port) }
    return Text(start: start, count: UInt32(truncatingIfNeeded: text.count) - start)
  }

  /// One host failed, another may be tried: its class is met on the way of the recipients to come.
  func readHostFailure(_ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding) {
    guard let reason = event.text(.reason, in: line.bytes) else { return }
    let index = evidenceIndex(line.record.pid, startsSession: false)
    if evidence[index].used { evidence[index] = evidence[index].renewed() }
    var session = evidence[index]
    if session.isTold, !tellsNothing(reason) { session.forgetFailure() }
    let known = joined(session, takeProxied(session.peer))
    let failure = folding.classifier.attempt(
      reason: reason, reply: event.text(.reply, in: line.bytes), status: nil, evidence: known,
      line.dialect)
    session.refusesRecipient =
      reason.ends(with: "(in reply to RCPT TO command)")
      && (session.refusesRecipient || session.otherHosts.isEmpty)
    session.otherHosts.insert(failure)
    if let known, known.failure == failure {
      session.failure = known.failure
      session.alert = known.alert
      session.line = known.line
      session.isTold = true
    }
    if let place = evidence.firstIndex(where: { $0.pid == session.pid }) {
      evidence[place] = session
      noteOtherHost(event, line, place)
      if session.failure == failure, !session.line.isNone {
        evidence[place].otherLine = session.line
      }
    }
  }

  /// Keeps which host failed while another one may be tried. Where the line does not name it, it is that
  /// of the session.
  private func noteOtherHost(_ event: borrowing LineEvent, _ line: HopLine, _ index: Int) {
    evidence[index].otherTime = line.record.stamp
    let copy = keep(line.bytes)
    evidence[index].otherLine = copy
    if event.has(.relayIP) {
      evidence[index].otherHost = Endpoint(
        host: place(event[.relayHost], in: copy), ip: place(event[.relayIP], in: copy),
        port: UInt16(truncatingIfNeeded: event.text(.relayPort, in: line.bytes)?.number ?? 0))
      return
    }
    let peer = evidence[index].peer
    let split = with(peer) { $0.lastIndex(of: UInt8(ascii: ":")) }
    guard let split else {
      evidence[index].otherHost = Endpoint()
      return
    }
    let port = with(peer) { $0.from(split + 1).number ?? 0 }
    evidence[index].otherHost = Endpoint(
      host: evidence[index].host,
      ip: Text(start: peer.start, count: UInt32(truncatingIfNeeded: split)),
      port: UInt16(truncatingIfNeeded: port))
  }

  /// `to=<R>, relay=…, status=…`.
  func readAttempt(_ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding) {
    // What a host said to another recipient is put aside for those who are to come.
    var aside: FailureClasses?
    if let session = evidence.firstIndex(where: { $0.pid == line.record.pid }) {
      forgetOtherHosts(of: session, event, line)
      if took(event, line, in: session) {
        aside = evidence[session].otherHosts
        evidence[session].otherHosts = FailureClasses()
      }
    }
    // All who got one answer may share a line.
    if let list = event.text(.recipients, in: line.bytes) {
      for address in AddressList(list) { readAttempt(for: address, event, line, folding) }
    } else {
      readAttempt(for: event.text(.to, in: line.bytes) ?? .empty, event, line, folding)
    }
    guard let told = evidence.firstIndex(where: { $0.pid == line.record.pid }) else { return }
    evidence[told].used = true
    if let aside {
      evidence[told].otherHosts = aside
    } else if !evidence[told].otherHosts.isEmpty, evidence[told].delivery == nil {
      let (relay, delays) = delivery(event, line)
      evidence[told].delivery = (keep(relay), keep(delays))
    }
  }

  /// Whether the host that refused another recipient took the mail for this one.
  private func took(
    _ event: borrowing LineEvent, _ line: HopLine, in session: Int
  ) -> Bool {
    guard evidence[session].refusesRecipient, event.isSent,
      let ip = event.text(.relayIP, in: line.bytes)
    else { return false }
    return says(evidence[session].otherHost.ip, ip)
  }

  /// Hosts that failed before this delivery are no matter of it.
  private func forgetOtherHosts(
    of session: Int, _ event: borrowing LineEvent, _ line: HopLine
  ) {
    guard let known = evidence[session].delivery else { return }
    let (relay, delays) = delivery(event, line)
    if !delays.isEmpty, with(known.relay, { $0 == relay }), with(known.delays, { $0 == delays }) {
      return
    }
    evidence[session].forgetOtherHosts()
  }

  /// What the lines of all recipients of one delivery share: the next hop, and how long each step took
  /// before the transmission.
  private func delivery(
    _ event: borrowing LineEvent, _ line: HopLine
  ) -> (relay: ByteView, delays: ByteView) {
    let delays = event.text(.delays, in: line.bytes) ?? .empty
    let end = delays.lastIndex(of: UInt8(ascii: "/")) ?? 0
    return (event.text(.relayIP, in: line.bytes) ?? .empty, delays.prefix(end))
  }

  private func readAttempt(
    for to: ByteView, _ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding
  ) {
    guard let status = event.text(.status, in: line.bytes),
      let reason = event.text(.reason, in: line.bytes)
    else { return }
    // Sendmail has taken it, and has not tried yet.
    if status == "queued", !event.has(.dsn), !event.has(.relayHost) { return }
    if !to.isEmpty, !entries.isEmpty, entries[0].recipient.address.isNone { nameRefused(to) }
    let index =
      to.isEmpty ? namelessEntry() : entry(for: to, original: event.text(.origTo, in: line.bytes))
    if reason == "Deferred", !event.has(.relayIP), !event.has(.reply) {
      wait(event, line, index)
      return
    }
    // Taken out and put back, because a copy of it would count references.
    var entry = Entry()
    swap(&entry, &entries[index])
    defer { swap(&entry, &entries[index]) }
    let suspended = reason.starts(with: "delivery temporarily suspended: ")
    let words = suspended ? reason.from(32) : reason
    let known = evidence(for: event, line)

    let copy = keep(line.bytes)
    entry.recipient.evidence = copy
    entry.recipient.reason = place(event[.reason], in: copy)
    entry.recipient.status = event.text(.dsn, in: line.bytes).flatMap(EnhancedStatus.init(startOf:))
    entry.recipient.replyCode = UInt16(
      truncatingIfNeeded: event.text(.replyCode, in: line.bytes)?.number ?? 0)
    entry.recipient.remoteID = place(RemoteQueueID.find(in: event, of: line.bytes), in: copy)
    entry.recipient.lastAttempt = line.record.stamp
    entry.recipient.delayMilliseconds =
      event.text(.delay, in: line.bytes)?.delayMilliseconds.map(Int64.init)
      ?? entry.recipient.delayMilliseconds
    if let known {
      for failure in known.otherHosts { entry.recipient.failedClasses.insert(failure) }
      if !known.otherHosts.isEmpty, !known.otherHost.isNone, let time = known.otherTime {
        entry.recipient.noteOtherHost(known.otherHost, at: time, in: known.otherLine)
      }
    }
    if !suspended { entry.recipient.attempts += 1 }
    readNextHop(event, line, copy, &entry.recipient)
    readTLS(event, line, known, copy, &entry)

    let isSent = event.isSent || status.starts(with: "deliverable")
    if isSent {
      entry.recipient.outcome = .delivered
      entry.recipient.failure = nil
      let dropped = line.role == .discard || words.tellsDrop
      if dropped, words.ends(with: ", BOUNCE") {
        // The filter sends the report itself.
        entry.recipient.failure = filterVerdict ?? .filterPolicy
        entry.recipient.outcome = .bounced
      } else if dropped, line.role != .discard {
        entry.recipient.failure =
          folding.classifier.filter(words, line.dialect) ?? filterVerdict
        if entry.recipient.failure != nil || reason == "discarded" || words.contains("discarded") {
          entry.recipient.outcome = .discarded
        }
      } else if dropped {
        entry.recipient.outcome = .discarded
      }
      if let failure = entry.recipient.failure { entry.recipient.failedClasses.insert(failure) }
      entry.forwarded = words.starts(with: "forwarded as ")
    } else {
      entry.recipient.outcome = event.isFinal ? .bounced : .deferred
      let reply = event.text(.reply, in: line.bytes)
      var failure = folding.classifier.attempt(
        reason: words, reply: reply, status: entry.recipient.status, evidence: known, line.dialect)
      if words.starts(with: "message is administratively expired"),
        let former = entry.recipient.failure
      {
        failure = former
      }
      if words == Self.excuse, let told = known?.otherHosts.min(by: { $0.rank < $1.rank }) {
        failure = told
      }
      if suspended,
        failure == .unclassified || failure == .tlsHandshake
          || failure == .certUnverified || failure == .networkLost,
        let former = entry.recipient.failure, former.rank <= failure.rank
      {
        failure = former
      }
      var toldBefore = Text.none
      if failure == .tlsDropped, let former = entry.recipient.failure, former.rank == 0 {
        // The peer said why on another attempt; this time its alert was lost.
        failure = former
      } else if failure == .tlsDropped,
        let told = known?.otherHosts.first(where: { $0.isOwnCertificate })
      {
        // Or another of its hosts did.
        failure = told
        toldBefore = known?.otherLine ?? .none
      }
      // The line that names the reason; where the session's TLS lines do, one of them.
      let isToldBySession = known?.failure == failure && known?.line.isNone == false
      let teller = toldBefore.isNone ? entry.recipient.evidence : toldBefore
      entry.recipient.note(
        failure, at: line.record.stamp, in: isToldBySession ? known?.line ?? .none : teller)
      if let meant = failedNextHop(event, line, copy, words) {
        entry.recipient.failedNextHop = meant
      }
      entry.recipient.alert = known?.failure == failure ? known?.alert : nil
    }
    if event.isSent { entry.recipient.alert = nil }
    entry.tried = true
    entry.service = line.service
    if folding.keepsAttempts { entry.recipient.history.append(attempt(entry.recipient, line)) }
  }

  /// Refused before anybody was named: a local user's mail, which cleanup then returns to him.
  private func nameRefused(_ to: ByteView) {
    guard !entries[0].tried, entries[0].recipient.outcome == .rejected, firstEntry(of: to) == nil
    else { return }
    entries[0].recipient.address = keep(to)
    entriesChanged()
  }

  /// Sendmail's `stat=Deferred` and no more: the host had failed for another message of the same queue
  /// run and was not tried again. What was said before still holds.
  private func wait(_ event: borrowing LineEvent, _ line: HopLine, _ index: Int) {
    let copy = keep(line.bytes)
    entries[index].recipient.outcome = .deferred
    entries[index].recipient.lastAttempt = line.record.stamp
    entries[index].recipient.delayMilliseconds =
      event.text(.delay, in: line.bytes)?.delayMilliseconds.map(Int64.init)
      ?? entries[index].recipient.delayMilliseconds
    if entries[index].recipient.reason.isNone {
      entries[index].recipient.evidence = copy
      entries[index].recipient.reason = place(event[.reason], in: copy)
    }
    entries[index].tried = true
    entries[index].service = line.service
  }

  private func readNextHop(
    _ event: borrowing LineEvent, _ line: HopLine, _ copy: Text, _ recipient: inout Recipient
  ) {
    guard let host = event.text(.relayHost, in: line.bytes) else { return }
    if host == "none" {
      // No session: the next hop known before, if any, is still the one that matters.
      return
    }
    recipient.nextHop = Endpoint(
      host: place(event[.relayHost], in: copy), ip: place(event[.relayIP], in: copy),
      port: UInt16(truncatingIfNeeded: event.text(.relayPort, in: line.bytes)?.number ?? 0))
  }

  /// The host that an attempt without a session was meant for, as its reason names it.
  private func failedNextHop(
    _ event: borrowing LineEvent, _ line: HopLine, _ copy: Text, _ words: ByteView
  ) -> Endpoint? {
    guard event.text(.relayHost, in: line.bytes) == ByteView("none" as StaticString) else {
      return nil
    }
    var cursor = LineCursor(line.bytes, at: words.offset(in: line.bytes))
    if cursor.skip("connect to "), let (host, ip) = cursor.takeHost() {
      let port = cursor.takePort().map { line.bytes.clamped($0).number ?? 0 } ?? 0
      return Endpoint(
        host: place(host, in: copy), ip: place(ip, in: copy),
        port: UInt16(truncatingIfNeeded: port))
    }
    if let name = words.firstRange(of: "Name service error for name=") {
      let start = words.offset(in: line.bytes) + name.upperBound
      let length = line.bytes.length(from: start) { $0 > 0x20 }
      return Endpoint(host: place(ByteRange(start..<(start + length)), in: copy))
    }
    return nil
  }

  private func readTLS(
    _ event: borrowing LineEvent, _ line: HopLine, _ known: Evidence?, _ copy: Text,
    _ entry: inout Entry
  ) {
    entry.recipient.tls = nil
    entry.recipient.tlsKnown = false
    entry.proof = .none
    entry.silenceProvesNothing =
      (event.text(.connUse, in: line.bytes)?.number ?? 1) > 1 || known?.reused == true
    // A mailer without a host, sendmail's local one, has no session.
    let hasHost = event.has(.relayHost) || event.has(.relayIP)
    if let known, let info = known.tls, hasHost,
      known.peer.isNone || isPeer(known.peer, of: event, line.bytes)
    {
      entry.recipient.tls = info
      entry.recipient.tlsKnown = true
      entry.proof = .encrypted
    }
    guard let features = event.text(.tlsFeatures, in: line.bytes) else { return }
    // 3.11 says it outright: `none`, `may:none`, `verify`; with `!` or `?` the session was not used.
    let level = features.split(on: UInt8(ascii: "/"))[0]
    if level.ends(with: "?") || level.starts(with: "!") { return }
    let parts = level.split(on: UInt8(ascii: ":"))
    let achieved = parts[parts.count - 1]
    entry.recipient.tlsKnown = true
    if achieved == "none" {
      entry.recipient.tls = nil
      entry.proof = .plain
    } else if entry.recipient.tls == nil {
      var info = TLSInfo()
      info.peer =
        achieved == "verify" || achieved == "secure" || achieved == "dane"
          || achieved == "dane-only" || achieved == "fingerprint" ? .verified : .unknown
      entry.recipient.tls = info
      entry.proof = .encrypted
    }
  }

  func attempt(_ recipient: borrowing Recipient, _ line: HopLine) -> Attempt {
    var attempt = Attempt(time: line.record.stamp)
    attempt.queueID = hop.queueID
    attempt.host = hop.host
    attempt.outcome = recipient.outcome
    attempt.failure = recipient.failure
    attempt.status = recipient.status
    attempt.replyCode = recipient.replyCode
    attempt.reason = recipient.reason
    attempt.nextHop = recipient.nextHop
    attempt.tls = recipient.tls
    attempt.alert = recipient.alert
    attempt.remoteID = recipient.remoteID
    return attempt
  }
}

extension ByteView {
  /// A filter took the message and dropped it: `discarded`, `Discarded`, `BLOCKED`, `BOUNCE`.
  var tellsDrop: Bool {
    var at = 0
    while true {
      // One look for the first letters: nearly all replies have none of these words.
      at = end(from: at, before: UInt8(ascii: "d"), UInt8(ascii: "B"), UInt8(ascii: "D"))
      guard at < count else { return false }
      if holds("discarded", at: at) || holds("BLOCKED", at: at) || holds("BOUNCE", at: at)
        || holds("Discarded", at: at)
      {
        return true
      }
      at += 1
    }
  }
}
