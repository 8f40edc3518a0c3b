internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailTerms

/// How a server session's end answers whether it used TLS.
enum SessionEnd { case open, plain, encrypted, unknown }

/// Lines without a queue ID: the process, or a peer's address, ties them to messages.
extension Tracker {
  func readSessionLine(_ current: borrowing Current) {
    let place = processes.place(
      ProcessTable.key(host: current.host, pid: current.record.pid))
    processes[place].lastLine = line
    switch event.kind {
    case .connect:
      if event.has(.relayIP) {
        let peer = proxyKey(current)
        processes[place].proxyPeer = peer
        processes.hasPeers = true
        hold(current, in: processes.place(peer))
        return
      }
      closeSession(place, nil)
      processes[place].session = newSession()
    case .disconnect:
      endUnsent(place)
      closeSession(place, endOfSession(current))
    case .tls:
      if event.has(.relayIP) || event.has(.relayHost) {
        guard event.role != .tlsProxy else { return }
        facts.noteTLS(current.record.program)
        hold(current, in: place)
        if event.has(.relayIP) { processes[place].summaryPeer = proxyKey(current) }
      } else {
        processes[place].sessionTLS = sessionKinds.number(event, current.bytes)
        if event.certificate != .anonymous, event.certificate != .unknown {
          facts.noteCertificate(current.record.program)
        }
      }
    case .tlsTrace: if event.role == .delivery { hold(current, in: place) }
    case .tlsProblem: readTLSProblem(current, place)
    case .connectFailed: hold(current, in: place)
    case .client: readProxiedClient(current, place)
    case .reject: readRefusal(current, place)
    case .lost: loseSession(current, place)
    case .administrator: administerUnnamed(current)
    default: break
    }
  }

  private func newSession() -> UInt32 {
    defer { nextSession += 1 }
    return nextSession
  }

  // MARK: Server sessions

  /// `client=`: the message comes by the session of this process.
  func startSession(of index: Int32, _ current: borrowing Current) {
    let place = processes.place(
      ProcessTable.key(host: current.host, pid: current.record.pid))
    processes[place].lastLine = line
    if processes[place].session == 0 { processes[place].session = newSession() }
    let session = processes[place].session
    let tls = processes[place].sessionTLS
    messages[Int(index)].session = session
    messages[Int(index)].sessionTLS = tls
    let ip = event.text(.clientIP, in: current.bytes) ?? .empty
    let owner = hops.owner(
      host: event.text(.clientHost, in: current.bytes) ?? .empty, ip: ip, outbound: false)
    if owner == .platform {
      messages[Int(index)].flags.formUnion([.marked, .fromPlatform])
      if tls == 0, sessionEnds[session] == nil { sessionEnds[session] = .open }
    }
    if ip == "127.0.0.1" || ip == "::1" { messages[Int(index)].flags.insert(.injected) }
    if let old = event.text(.oldQueueID, in: current.bytes) {
      link(from: old, to: index, .delivered)
    }
    for refusal in processes.takeRefusals(at: place) {
      followedBy[refusal.serial] = handle(index)
    }
    processes[place].receiving = handle(index)
  }

  /// What `disconnect` says of TLS; a session that began wrapped in TLS counts no STARTTLS.
  private func endOfSession(_ current: borrowing Current) -> SessionEnd {
    let program = programs.programs[Int(current.record.program)]
    let service = program.text(program.identity.service)
    if service == "smtps" || service == "submissions" { return .unknown }
    guard let count = event.text(.startTLS, in: current.bytes) else {
      // Without a sum there are no counts at all: Postfix before 3.0.
      return current.bytes.contains(" commands=") ? .plain : .unknown
    }
    return count.starts(with: "0") ? .plain : .encrypted
  }

  private func closeSession(_ place: Int, _ end: SessionEnd?) {
    let session = processes[place].session
    if session > 0 { endSession(session, usedTLS: end ?? .unknown) }
    processes[place].session = 0
    processes[place].sessionTLS = 0
    processes[place].receiving = nil
    _ = processes.takeRefusals(at: place)
    processes[place].failedHandshake = nil
    processes[place].proxiesPlatform = false
    processes[place].dropLines()
  }

  /// The session is over: messages that waited for its last word have ended now.
  func endSession(_ session: UInt32, usedTLS end: SessionEnd) {
    if sessionEnds[session] != nil { sessionEnds[session] = end }
    guard let waiting = awaiting.removeValue(forKey: session) else { return }
    for known in waiting where isAlive(known.index, known.serial) {
      messages[Int(known.index)].endTime = now
      messages[Int(known.index)].endLine = line
      noteNews(of: known.index)
      enqueue(known)
    }
  }

  /// The client went in the middle of a message: that was its end.
  private func loseSession(_ current: borrowing Current, _ place: Int) {
    guard let receiving = processes[place].receiving, isAlive(receiving.index, receiving.serial),
      !messages[Int(receiving.index)].flags.contains(.queued)
    else { return }
    attach(current, to: receiving.index)
    end(receiving.index)
    processes[place].receiving = nil
  }

  /// The client went without having sent any data: a filter that found a virus, a server that only asked
  /// for an address. Nothing else comes.
  private func endUnsent(_ place: Int) {
    guard let receiving = processes[place].receiving, isAlive(receiving.index, receiving.serial),
      messages[Int(receiving.index)].flags.isDisjoint(with: [.queued, .hasMessageID])
    else { return }
    end(receiving.index)
  }

  // MARK: Before-queue filters

  /// `NOQUEUE: client=…`: a filter gets the message from this process, and the next server from it.
  private func readProxiedClient(_ current: borrowing Current, _ place: Int) {
    processes[place].dropLines()
    hold(current, in: place)
    processes[place].proxiesPlatform =
      hops.owner(
        host: event.text(.clientHost, in: current.bytes) ?? .empty,
        ip: event.text(.clientIP, in: current.bytes) ?? .empty, outbound: false) == .platform
  }

  /// `proxy-accept: …: queued as ID`: who gave that message to the filter.
  private func readAcceptance(_ current: borrowing Current, _ place: Int) {
    guard let reply = event.text(.reason, in: current.bytes),
      let remote = RemoteQueueID.find(in: reply, of: current.bytes)
    else { return }
    let index = newest(under: QueueKey(current.bytes, remote), on: current.host)
    guard index >= 0 else { return }
    if processes[place].session == 0 { processes[place].session = newSession() }
    messages[Int(index)].session = processes[place].session
    messages[Int(index)].sessionTLS = processes[place].sessionTLS
    takeProxiedClient(index, place)
  }

  private func takeProxiedClient(_ index: Int32, _ place: Int) {
    if processes[place].proxiesPlatform {
      messages[Int(index)].flags.formUnion([.marked, .fromPlatform])
      let session = processes[place].session
      if processes[place].sessionTLS == 0, session > 0, sessionEnds[session] == nil {
        sessionEnds[session] = .open
      }
    }
    splice(place, to: index)
  }

  // MARK: Refusals without a queue ID

  private func readRefusal(_ current: borrowing Current, _ place: Int) {
    guard let action = event.text(.action, in: current.bytes) else { return }
    // A filter that dropped the message took it all the same.
    let isDropped = event.text(.reason, in: current.bytes)?.tellsDrop == true
    if action == "proxy-accept", !isDropped { return readAcceptance(current, place) }
    guard isRefusal(action) || action == "proxy-accept" else { return }
    let stage = event.text(.stage, in: current.bytes) ?? .empty
    if isQuestion(stage) { return }
    // A milter that is not there holds all that comes; before the sender is known there is no message.
    let isHoldOfSender = action.ends(with: "hold") && stage == "MAIL"
    if action.ends(with: "hold"), !event.has(.to), !isHoldOfSender { return }
    let index = makeRefusal(current)
    if action.starts(with: "proxy-") { takeProxiedClient(index, place) }
    messages[Int(index)].session = processes[place].session
    messages[Int(index)].sessionTLS = processes[place].sessionTLS
    noteMarks(index, current)
    noteClient(index, current)
    let handle = handle(index)
    // A refused recipient may be one of several of a message that follows; what is to be discarded is
    // taken in first.
    if stage == "RCPT" || action.ends(with: "discard") || isHoldOfSender {
      processes.add(refusal: handle, at: place)
    }
  }

  /// Who asks for an address, or for a queue to be run, sends no mail.
  func isQuestion(_ stage: ByteView) -> Bool {
    stage.starts(with: "VRFY") || stage.starts(with: "EXPN") || stage.starts(with: "ETRN")
      || stage.starts(with: "ATRN")
  }

  private func isRefusal(_ action: ByteView) -> Bool {
    action.ends(with: "reject") || action.ends(with: "discard") || action == "abort"
      || action == "hangup" || action.ends(with: "hold") || action == "milter-tempfail"
      || action == "Connection"
  }

  func makeRefusal(_ current: borrowing Current) -> Int32 {
    let index = makeMessage(QueueKey(.empty), current)
    messages[Int(index)].flags.formUnion([.refusal, .ended])
    messages[Int(index)].endTime = now
    messages[Int(index)].endLine = line
    countEqual(index, current)
    attach(current, to: index)
    enqueue(handle(index))
    return index
  }

  /// Refusals that are equal to the byte are told apart by their number within the second.
  private func countEqual(_ index: Int32, _ current: borrowing Current) {
    let second = current.record.time / 1_000_000
    if second != equalRefusalsSecond {
      equalRefusals.removeAll(keepingCapacity: true)
      equalRefusalsSecond = second
    }
    let hash = mixed(current.bytes.tableHash, UInt64(current.host) | 1 << 32)
    let count = equalRefusals[hash]?.count ?? 0
    equalRefusals[hash] = (count &+ 1, handle(index))
    messages[Int(index)].copy = count
  }

  /// The refusal that the line says again: the first of two that are equal to the byte.
  func refusalBefore(_ current: borrowing Current) -> MessageHandle? {
    guard current.record.time / 1_000_000 == equalRefusalsSecond else { return nil }
    let hash = mixed(current.bytes.tableHash, UInt64(current.host) | 1 << 32)
    defer { equalRefusals[hash]?.unpaired = nil }
    return equalRefusals[hash]?.unpaired
  }

  func noteClient(_ index: Int32, _ current: borrowing Current) {
    guard let ip = event.text(.clientIP, in: current.bytes) else { return }
    let host = event.text(.clientHost, in: current.bytes) ?? .empty
    if hops.owner(host: host, ip: ip, outbound: false) == .platform {
      messages[Int(index)].flags.formUnion([.marked, .fromPlatform])
    }
  }

  // MARK: The TLS engine

  private func readTLSProblem(
    _ current: borrowing Current, _ place: Int
  ) {
    if event.has(.clientIP) {
      // `SSL_accept error from …`: nobody got as far as a message.
      let index = makeRefusal(current)
      noteClient(index, current)
      processes[place].failedHandshake = handle(index)
      return
    }
    if let failed = processes[place].failedHandshake, isAlive(failed.index, failed.serial) {
      attach(current, to: failed.index)
      return
    }
    if event.role == .tlsProxy || processes[place].proxyPeer != nil {
      let peer = event.has(.relayIP) ? proxyKey(current) : processes[place].proxyPeer
      if let peer {
        processes.hasPeers = true
        hold(current, in: processes.place(peer))
        if event.text(.reason, in: current.bytes)?.starts(with: "TLS handshake failed") == true {
          processes.add(failedPeer: peer, host: current.host, at: now)
        }
      }
      return
    }
    hold(current, in: place)
  }

  /// tlsproxy serves many sessions at once: its lines are tied by the peer's address and port.
  private func proxyKey(_ current: borrowing Current) -> UInt64 {
    let ip = event.text(.relayIP, in: current.bytes) ?? .empty
    let port = event.text(.relayPort, in: current.bytes)?.number ?? 0
    return mixed(ip.tableHash ^ UInt64(port), UInt64(current.host) | 1 << 50) | 1 << 63
  }

  // MARK: Lines that wait for the status line they explain

  private func hold(_ current: borrowing Current, in place: Int) {
    noteOutboundSession(current, place)
    blocks.setPrevious(current.reference, processes[place].newest)
    processes[place].newest = current.reference
    if processes[place].oldest.isNone { processes[place].oldest = current.reference }
    processes[place].lastLine = line
    processes[place].held += 1
    // A process that never tells what its lines were about does not pile them up.
    if processes[place].held > 256 { keepNewest(64, place) }
  }

  /// Lets go of all but the newest lines that a process holds.
  private func keepNewest(_ count: Int32, _ place: Int) {
    var reference = processes[place].newest
    for _ in 1..<count where !blocks.record(reference).previous.isNone {
      reference = blocks.record(reference).previous
    }
    blocks.setPrevious(reference, .none)
    processes[place].oldest = reference
    processes[place].held = count
  }

  /// Puts what the process said before this line in front of it.
  func attachProcessLines(_ current: borrowing Current, to index: Int32) {
    let place = processes.place(
      ProcessTable.key(host: current.host, pid: current.record.pid))
    isFirstOfProcess = processes[place].lastLine == 0
    processes[place].lastLine = line
    let summaryPeer = processes[place].summaryPeer
    processes[place].summaryPeer = nil
    splice(place, to: index)
    guard processes.hasPeers else { return }
    if event.kind == .hostFailed {
      // Another host is tried, and the line need not say which one failed.
      let peer = summaryPeer ?? processes.takeFailedPeer(host: current.host, at: now)
      if let peer { splice(processes.place(peer), to: index) }
    } else if event.has(.relayIP) {
      let peer = proxyKey(current)
      _ = processes.takeFailedPeer(peer, host: current.host, at: now)
      splice(processes.place(peer), to: index)
    }
  }

  private func splice(_ place: Int, to index: Int32) {
    let newest = processes[place].newest
    guard !newest.isNone else { return }
    if processes[place].oldest == newest {
      append(newest, to: index)
    } else {
      var chain: [LineReference] = []
      var reference = newest
      while !reference.isNone {
        chain.append(reference)
        reference = blocks.record(reference).previous
      }
      for held in chain.reversed() { append(held, to: index) }
    }
    processes[place].dropLines()
  }

  /// Lines that a process still holds are copied out of a block that goes.
  func rescueProcessLines(in slot: Int) {
    var places: [Int] = []
    processes.forEachHolding { place, state in
      if state.oldest.slot == slot { places.append(place) }
    }
    guard !places.isEmpty else { return }
    var going: [(place: Int, line: LineReference)] = []
    var size = 0
    for place in places.sorted() {
      let first = going.count
      var reference = processes[place].newest
      while !reference.isNone {
        going.append((place, reference))
        let record = blocks.record(reference)
        size += Int(record.length)
        reference = record.previous
      }
      going[first...].reverse()
      processes[place].dropLines()
    }
    // Few lines as a rule: a whole block for them would be mostly empty.
    let refuge = LineBlock(copies: going.count, bytes: size)
    var rescued: [(place: Int, index: Int)] = []
    for (place, held) in going {
      let (line, record) = blocks.line(held)
      rescued.append((place, refuge.append(line, record)))
      if looksAtLines { blocks.insert(.attached, at: held) }
    }
    let refugeSlot = blocks.slot(of: refuge)
    for (place, index) in rescued {
      let moved = LineReference(slot: refugeSlot, index: index)
      blocks.setPrevious(moved, processes[place].newest)
      processes[place].newest = moved
      if processes[place].oldest.isNone { processes[place].oldest = moved }
      processes[place].held += 1
    }
    blocks.note(refugeSlot, lastLine: line, isFull: true)
  }
}
