internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// Lines with a queue ID.
extension Tracker {
  @inline(__always)
  func readMessageLine(_ current: borrowing Current) {
    let index = message(for: QueueKey(current.bytes, event.queueID), current)
    attach(current, to: index)
    switch event.kind {
    case .client:
      messages[Int(index)].flags.insert(.arrived)
      startSession(of: index, current)
    case .pickup:
      messages[Int(index)].flags.formUnion([.arrived, .injected])
      if let old = event.text(.oldQueueID, in: current.bytes) {
        link(from: old, to: index, .requeued)
      }
    case .messageID:
      noteMessageID(index, current)
    case .queued:
      let isNew = messages[Int(index)].flags.insert(.queued).inserted
      if event.isWholeArrival {
        let count = event.text(.nrcpt, in: current.bytes)?.number ?? 0
        messages[Int(index)].recipients = Int32(truncatingIfNeeded: count)
        startSession(of: index, current)
        noteWholeArrival(index, current)
      } else {
        messages[Int(index)].flags.subtract(.unnamed)
        noteQueued(index)
        if isNew, messages[Int(index)].flags.contains(.injected) { noteReturned(index, current) }
      }
    case .attempt: noteAttempt(index, current)
    case .hostFailed: noteHostFailure(current)
    case .check, .note, .reject:
      noteMarks(index, current)
      noteRefusal(index, current)
    case .removed:
      if case .administration = event.role { noteNamed(.deleted, current) }
      end(index)
    case .bounce, .delayNotice, .successNotice:
      noteReport(index, current)
      // Refused on its way into the queue: nothing else comes.
      let flags = messages[Int(index)].flags
      if event.kind == .bounce, flags.contains(.arrived), !flags.contains(.queued) { end(index) }
    case .lost:
      if !messages[Int(index)].flags.contains(.queued) { end(index) }
    case .administrator: noteAdministrator(index, current)
    default: break
    }
  }

  // MARK: Which message

  /// The newest message of a host under `key`, whatever its instance; -1 where there is none.
  func newest(under key: QueueKey, on host: UInt16) -> Int32 {
    var index = table.head(of: key, in: messages)
    while index >= 0, messages[Int(index)].host != host { index = messages[Int(index)].older }
    return index
  }

  /// The message that the line belongs to: the one in memory under its queue ID, or a new one.
  @inline(__always)
  func message(for key: QueueKey, _ current: borrowing Current) -> Int32 {
    let head = table.head(of: key, in: messages)
    if head < 0 { return newMessage(under: key, current) }
    // Nearly always one message at a time has the ID.
    guard messages[Int(head)].host == current.host,
      messages[Int(head)].instance == current.program.instance, !startsAnew(head),
      messages[Int(head)].older < 0 || Int32(current.host) != unnamedHost
    else { return messageAmongOthers(under: key, current) }
    if current.program.ownsQueue { messages[Int(head)].instanceIsSure = true }
    return head
  }

  /// The same where several share the ID, or may do so.
  @inline(never)
  private func messageAmongOthers(
    under key: QueueKey, _ current: borrowing Current
  ) -> Int32 {
    if Int32(current.host) == unnamedHost, let known = messageOfSource(key, current) {
      return known
    }
    let ownsQueue = current.program.ownsQueue
    // Its own instance first; another's only where nobody else's is there.
    var exact = table.head(of: key, in: messages)
    while exact >= 0,
      messages[Int(exact)].host != current.host
        || messages[Int(exact)].instance != current.program.instance
    {
      exact = messages[Int(exact)].older
    }
    var candidate = exact >= 0 ? exact : table.head(of: key, in: messages)
    while candidate >= 0 {
      // Field by field: a copy of the whole costs more than the look-up.
      if messages[Int(candidate)].host == current.host,
        messages[Int(candidate)].instance == current.program.instance
          || !(messages[Int(candidate)].instanceIsSure && ownsQueue)
      {
        if startsAnew(candidate) { break }
        if ownsQueue, !messages[Int(candidate)].instanceIsSure {
          messages[Int(candidate)].instance = current.program.instance
          messages[Int(candidate)].instanceIsSure = true
        }
        return candidate
      }
      candidate = messages[Int(candidate)].older
    }
    return newMessage(under: key, current)
  }

  /// Logs that name no host may be several hosts', or parts of one: the message that came in by the same
  /// source goes first.
  private func messageOfSource(_ key: QueueKey, _ current: borrowing Current) -> Int32? {
    var index = table.head(of: key, in: messages)
    while index >= 0,
      messages[Int(index)].host != current.host || messages[Int(index)].source != source
        || messages[Int(index)].instance != current.program.instance
    {
      index = messages[Int(index)].older
    }
    return index < 0 || startsAnew(index) ? nil : index
  }

  @inline(never)
  private func newMessage(under key: QueueKey, _ current: borrowing Current) -> Int32 {
    let index = makeMessage(key, current)
    messages[Int(index)].instanceIsSure = current.program.ownsQueue
    messages[Int(index)].older = table.head(of: key, in: messages)
    table.set(key, head: index, in: messages)
    return index
  }

  /// Whether the event is another message's arrival under a queue ID that is in memory.
  @inline(__always)
  private func startsAnew(_ index: Int32) -> Bool {
    let flags = messages[Int(index)].flags
    switch event.kind {
    case .client, .pickup:
      return flags.contains(.ended) || flags.contains(.arrived) || flags.contains(.queued)
    case .messageID:
      return flags.contains(.ended) || flags.contains(.hasMessageID) && flags.contains(.queued)
    case .queued, .attempt:
      // After the end, a queue ID that lives again is a new message whose arrival was not logged.
      return flags.contains(.ended) && now - messages[Int(index)].endTime > 2_000_000
    default: return false
    }
  }

  func makeMessage(_ key: QueueKey, _ current: borrowing Current) -> Int32 {
    var made = Message(
      key: key, serial: nextSerial, host: current.host, instance: current.program.instance,
      dialect: current.program.dialect, firstTime: current.record.time)
    made.source = source
    nextSerial += 1
    if let index = freeMessages.popLast() {
      messages[Int(index)] = made
      return index
    }
    messages.append(made)
    return Int32(messages.count - 1)
  }

  /// Adds the line to those of the message that are yet to be read.
  @inline(__always)
  func attach(_ current: borrowing Current, to index: Int32) {
    if options.all { messages[Int(index)].flags.insert(.marked) }
    if explainedByProcess { attachProcessLines(current, to: index) }
    append(current.reference, to: index)
  }

  @inline(__always)
  func append(_ reference: LineReference, to index: Int32) {
    if looksAtLines { noteAttached(reference, to: index) }
    blocks.setPrevious(reference, messages[Int(index)].newest)
    if messages[Int(index)].oldest.isNone {
      if isLookedAt, messages[Int(index)].flags.contains(.related) { noteNewsOfRelated(to: index) }
      messages[Int(index)].oldest = reference
      blocks.wait(handle(index), in: reference.slot)
    } else if messages[Int(index)].oldest.slot != reference.slot,
      blocks.isBefore(reference.slot, messages[Int(index)].oldest.slot)
    {
      // Blocks of several sources overlap in time: this one may go before that of the first line.
      blocks.wait(handle(index), in: reference.slot)
    }
    messages[Int(index)].newest = reference
  }

  /// Whether what the process said before explains this line.
  private var explainedByProcess: Bool {
    switch event.kind {
    case .attempt, .hostFailed: true
    default: false
    }
  }

  // MARK: What its lines tell at once

  private func noteMessageID(_ index: Int32, _ current: borrowing Current) {
    messages[Int(index)].flags.insert(.hasMessageID)
    guard let id = event.text(.messageID, in: current.bytes), !id.isEmpty else { return }
    noteMessageID(id, of: index)
    if messages[Int(index)].flags.contains(.injected) {
      injected.add(handle(index), under: Self.injectionKey(current.host, id))
    }
  }

  static func injectionKey(_ host: UInt16, _ messageID: ByteView) -> QueueKey {
    QueueKey(low: messageID.tableHash, high: UInt64(host))
  }

  func handle(_ index: Int32) -> MessageHandle {
    MessageHandle(index: index, serial: messages[Int(index)].serial)
  }

  /// The session of this status line may have begun before the first line given: then a missing TLS
  /// line proves nothing.
  private func noteSessionStart(_ index: Int32, _ current: borrowing Current) {
    // The last attempt counts: that is the one that may have got through.
    messages[Int(index)].flags.subtract(.overtakenByAttempt)
    if !event.isSent { messages[Int(index)].flags.insert(.waits) }
    guard isFirstOfProcess, let first = firstTimes[current.host] else { return }
    var took = event.text(.delay, in: current.bytes)?.delayMilliseconds ?? 0
    if let parts = event.text(.delays, in: current.bytes)?.split(on: UInt8(ascii: "/")) {
      // Connection and transmission; the parts before them are the queue's.
      took = parts.suffix(2).reduce(0) { $0 + ($1.delayMilliseconds ?? 0) }
    }
    // Stamps are cut to the second.
    if current.record.time - Int64(took + 1000) * 1000 < first {
      messages[Int(index)].flags.insert(.startUnseen)
    }
  }

  private func noteAttempt(_ index: Int32, _ current: borrowing Current) {
    let bytes = current.bytes
    if let status = event.text(.status, in: bytes),
      status.ends(with: "deliverable") || status.ends(with: "-but-not-cached")
    {
      messages[Int(index)].flags.insert(.probe)
      return
    }
    let owner = hops.owner(
      host: event.text(.relayHost, in: bytes) ?? .empty,
      ip: event.text(.relayIP, in: bytes) ?? .empty, outbound: true)
    if owner == .platform || bearsSuffix(.to, bytes) || bearsSuffix(.origTo, bytes) {
      messages[Int(index)].flags.insert(.marked)
    }
    var told: Int32 = 1
    if let list = event.text(.recipients, in: bytes) {
      told = 0
      for address in AddressList(list) {
        told += 1
        if hops.bearsSuffix(address) { messages[Int(index)].flags.insert(.marked) }
      }
    }
    noteSessionStart(index, current)
    if owner == .platform { notePlatformAttempt(index, current) }
    noteNextHop(index, current, owner)
    // Where no line says that a message is done, its last recipient's last word does.
    guard event.isFinal, messages[Int(index)].recipients > 0 else { return }
    messages[Int(index)].settled += told
    if messages[Int(index)].settled >= messages[Int(index)].recipients { end(index) }
  }

  func bearsSuffix(_ key: LineEvent.Key, _ line: ByteView) -> Bool {
    guard let address = event.text(key, in: line) else { return false }
    return hops.bearsSuffix(address)
  }

  func noteMarks(_ index: Int32, _ current: borrowing Current) {
    if bearsSuffix(.to, current.bytes) { messages[Int(index)].flags.insert(.marked) }
    if let subject = event.text(.subject, in: current.bytes), hops.tag(in: subject) != nil {
      messages[Int(index)].flags.insert(.marked)
    }
  }

  /// A filter or check that ends the whole message, not one recipient.
  private func noteRefusal(_ index: Int32, _ current: borrowing Current) {
    if case .note = event.kind { return }
    let action = event.text(.action, in: current.bytes) ?? ByteView("reject" as StaticString)
    let isRefusal = action.ends(with: "reject") || action.ends(with: "discard")
    guard isRefusal else { return }
    if case .check = event.kind {
      // What came over SMTP is gone; a local user's mail is returned to him, and cleanup says so.
      if event.has(.clientIP) || action != "reject" { end(index) }
      return
    }
    let stage = event.text(.stage, in: current.bytes) ?? .empty
    if stage.isEmpty || stage == "END-OF-MESSAGE" || stage == "DATA" || stage == "mime-error" {
      end(index)
    }
  }

  private func noteReport(_ index: Int32, _ current: borrowing Current) {
    guard let id = event.text(.newQueueID, in: current.bytes) else { return }
    let kind: Related.Kind =
      switch event.kind {
      case .delayNotice: .delayNotice
      case .successNotice: .successNotice
      default: .bounce
      }
    let key = QueueKey(id)
    var report = newest(under: key, on: current.host)
    if report < 0 {
      // Since 3.11 the report is announced before its first line: it is made here.
      report = makeMessage(key, current)
      messages[Int(report)].older = table.head(of: key, in: messages)
      table.set(key, head: report, in: messages)
    }
    relate(index, report, kind, id, current.bytes.clamped(event.queueID))
  }

  func relate(
    _ index: Int32, _ report: Int32, _ kind: Related.Kind, _ id: ByteView,
    _ own: ByteView
  ) {
    let own = own.withBytes { Array($0) }
    messages[Int(index)].flags.insert(.related)
    messages[Int(report)].flags.insert(.related)
    noteNews(of: index)
    noteNews(of: report)
    relations.add(
      Relations.Relation(kind: kind, queueID: id.withBytes { Array($0) }, other: handle(report)),
      to: messages[Int(index)].serial)
    relations.add(
      Relations.Relation(kind: .parent, queueID: own, other: handle(index)),
      to: messages[Int(report)].serial)
  }

  /// A content filter's verdict names the message by its queue ID; the filter's own tag says nothing
  /// of the instance.
  func readFilterVerdict(_ current: borrowing Current) {
    guard event.hasQueueID else { return }
    let index = newest(under: QueueKey(current.bytes.clamped(event.queueID)), on: current.host)
    if index >= 0 { attach(current, to: index) }
  }

  // MARK: The end

  /// The mail system is done with the message.
  func end(_ index: Int32) {
    guard !messages[Int(index)].flags.contains(.ended) else { return }
    messages[Int(index)].flags.insert(.ended)
    noteNews(of: index)
    messages[Int(index)].endTime = now
    messages[Int(index)].endLine = line
    let session = messages[Int(index)].session
    let needsSession =
      messages[Int(index)].flags.contains(.fromPlatform) && messages[Int(index)].sessionTLS == 0
    if needsSession, session > 0, sessionEnds[session] == .open {
      awaiting[session, default: []].append(handle(index))
    } else {
      enqueue(handle(index))
    }
  }

  func enqueue(_ handle: MessageHandle) {
    let isFirst = ended.isEmpty
    ended.append(handle)
    if isFirst { setDue() }
  }

  /// Takes a message out of memory.
  func free(_ index: Int32, told id: TrailID = .none) {
    let message = messages[Int(index)]
    if message.flags.contains(.related) { relations.remove(message.serial, told: id) }
    unlink(index, message)
    if message.stored >= 0 { store.remove(message.stored) }
    if message.state >= 0 { freeState(message.state) }
    messages[Int(index)].serial = 0
    freeMessages.append(index)
  }

  private func unlink(_ index: Int32, _ message: Message) {
    guard !message.flags.contains(.refusal) else { return }
    var at = table.head(of: message.key, in: messages)
    if at == index {
      if message.older >= 0 {
        table.set(message.key, head: message.older, in: messages)
      } else {
        table.remove(message.key, in: messages)
      }
      return
    }
    while at >= 0 {
      let next = messages[Int(at)].older
      if next == index {
        messages[Int(at)].older = message.older
        return
      }
      at = next
    }
  }
}
