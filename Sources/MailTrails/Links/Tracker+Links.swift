internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailTerms

/// From hop to hop: which message a next hop made of this one, by the ID that it answered with.
extension Tracker {
  /// A status line says that the next hop took the message, and how it calls it.
  func noteNextHop(_ index: Int32, _ current: borrowing Current, _ owner: WhoseHop.Owner) {
    guard event.isSent else { return }
    let reason = event.text(.reason, in: current.bytes) ?? .empty
    let isLocal = !event.has(.relayIP)
    // The only host of its log has nobody to hand mail to but itself and hosts of others.
    guard isLocal || owner == .own || hasSeveralLogs || hasSeveralInstances else { return }
    var remote = RemoteQueueID.find(in: event, of: current.bytes).map(current.bytes.clamped)
    if reason.starts(with: "forwarded as ") { remote = reason.from(13) }
    if let remote, !remote.isEmpty {
      if follow(remote, from: index, current, owner) { return }
    } else if owner == .own {
      noteHandover(index, current)
    }
    // A filter that answers without a queue ID: the message comes back by its message ID.
    let isByCommand = reason.starts(with: "delivered via ")
    let isHandover = owner == .own || event.has(.relayPath) || isByCommand
    // The message ID is looked for in the lines: only where somebody may ask for it.
    guard isHandover, isByCommand || !injected.isEmpty, let id = messageID(of: index) else {
      return
    }
    let key = id.withByteView { Self.injectionKey(current.host, $0) }
    var isComing = isByCommand
    let back = injected.first(under: key) { known in
      guard isAlive(known), known.index != index, !groups.hasStep(to: known.index, messages),
        messages[Int(known.index)].firstTime >= messages[Int(index)].firstTime
      else { return false }
      guard let sender = sender(of: known.index) else {
        // It is on its way into the queue: the line that says so names its sender.
        isComing = true
        return false
      }
      return keepsSender(sender, of: index)
    }
    if let back {
      join(index, back.index)
    } else if isComing {
      // The command may have submitted it, and pickup comes to it a moment later.
      expected.add(handle(index), under: key)
    }
  }

  /// Joins the message that the next hop calls `remote` to this one, or waits for it.
  /// - Returns: whether it was there.
  @discardableResult
  func follow(
    _ remote: ByteView, from index: Int32, _ current: borrowing Current, _ owner: WhoseHop.Owner
  ) -> Bool {
    let key = QueueKey(remote)
    if let next = candidate(key, after: index, current, owner) {
      join(index, next)
      return true
    }
    if owner == .own || hasSeveralLogs { expected.add(handle(index), under: key) }
    return false
  }

  func join(_ first: Int32, _ second: Int32) {
    groups.join(.init(from: first, to: second, kind: .delivered), messages)
  }

  /// The message in memory that the next hop may mean by a queue ID.
  private func candidate(
    _ key: QueueKey, after index: Int32, _ current: borrowing Current, _ owner: WhoseHop.Owner
  ) -> Int32? {
    let row = rowsByServerID.first(under: key) { known in
      isAlive(known) && known.index != index && agree(index, known.index)
        && !groups.hasStep(to: known.index, messages)
    }
    if let row { return row.index }
    var next = table.head(of: key, in: messages)
    while next >= 0 {
      let known = messages[Int(next)]
      let isPlausible =
        known.host == current.host
        ? owner != .foreign || isLocalHost(current) : isHost(current, known.host, owner)
      // No foreign host answers with our queue ID for the same message, whatever its address looks like.
      if next != index, agree(index, next, byMessageID: !isPlausible),
        !groups.hasStep(to: next, messages)
      {
        return next
      }
      next = known.older
    }
    return nil
  }

  /// The line's next hop is this very host.
  private func isLocalHost(_ current: borrowing Current) -> Bool {
    !event.has(.relayIP) || isHost(current, current.host, .foreign)
  }

  /// Whether the line's next hop can be the log host of that number.
  private func isHost(_ current: borrowing Current, _ host: UInt16, _ owner: WhoseHop.Owner) -> Bool
  {
    if owner == .own { return true }
    guard let relay = event.text(.relayHost, in: current.bytes) else { return false }
    return programs.hostNames[Int(host)].withByteView { name in
      relay.firstLabel.equalsIgnoringCase(name.firstLabel)
    }
  }

  /// Whether two messages can be one: equal message IDs, where both are known, and the second not
  /// older than the first by more than clocks differ.
  /// - Parameter byMessageID: it does not do that one of them has none.
  private func agree(_ first: Int32, _ second: Int32, byMessageID: Bool = false) -> Bool {
    guard messages[Int(second)].firstTime >= messages[Int(first)].firstTime - Horizon.microseconds
    else { return false }
    guard let left = messageID(of: first), let right = messageID(of: second) else {
      return !byMessageID
    }
    return left == right
  }

  /// The Message-ID of a message, from its lines or from what was read of it.
  func messageID(of index: Int32) -> [UInt8]? {
    if let state = knownState(of: index), !state.messageID.isNone {
      return state.with(state.messageID) { $0.withBytes { Array($0) } }
    }
    return told(.messageID, by: [.messageID, .queued], of: index, behind: "id=") {
      $0.isEmpty ? nil : $0.unbracketed
    }
  }

  /// Its envelope sender, likewise.
  private func sender(of index: Int32) -> [UInt8]? {
    if let state = knownState(of: index), !state.sender.isNone {
      return state.with(state.sender) { $0.withBytes { Array($0) } }
    }
    return told(.from, by: [.pickup, .queued], of: index) { $0.unbracketed }
  }

  /// What the first of the message's unread lines that has it says of `key`; in a table, any row.
  /// - Parameter literal: stands in each such line: parsing is for those that have it.
  private func told(
    _ key: LineEvent.Key, by kinds: [LineEvent.Kind], of index: Int32,
    behind literal: StaticString? = nil, _ value: (ByteView) -> ByteView?
  ) -> [UInt8]? {
    var reference = messages[Int(index)].newest
    var found: [UInt8]?
    var scratch = LineEvent()
    while !reference.isNone {
      let (line, record) = blocks.line(reference)
      let program = programs.summaries[Int(record.program)]
      let isRow = program.dialect.map { bonds[$0] } == .table
      let mayTell =
        literal.map { line.firstRange(of: $0, from: Int(record.text)) != nil } ?? true
      if isRow || mayTell {
        if let dialect = program.dialect,
          parser.parse(
            line, from: Int(record.text), dialect, code: program.code, into: &scratch
          ).isEvent,
          isRow || kinds.contains(scratch.kind),
          let text = scratch.text(key, in: line).flatMap(value)
        {
          found = text.withBytes { Array($0) }
        }
      }
      reference = record.previous
    }
    return found
  }

  /// A filter gives the message back under its sender, maybe wrapped (SRS, BATV); a mailing list
  /// sends another under its own, with the same Message-ID.
  private func keepsSender(_ later: [UInt8], of earlier: Int32) -> Bool {
    guard let sender = sender(of: earlier) else { return true }
    return sender.withByteView { sender in
      later.withByteView { later in
        let (name, wrapped) = (sender.localPart, later.localPart)
        guard !name.isEmpty, wrapped.count > name.count else {
          return name.equalsIgnoringCase(wrapped)
        }
        let start = wrapped.count - name.count
        return wrapped[start - 1] == UInt8(ascii: "=")
          && wrapped.from(start).equalsIgnoringCase(name)
      }
    }
  }

  /// A message that came from this host itself is queued: a filter may have handed it back.
  func noteReturned(_ index: Int32, _ current: borrowing Current) {
    guard !expected.isEmpty, !groups.hasStep(to: index, messages),
      let sender = event.text(.from, in: current.bytes)?.withBytes({ Array($0) }),
      let id = messageID(of: index)
    else { return }
    let key = id.withByteView { Self.injectionKey(current.host, $0) }
    let before = expected.first(under: key) { known in
      isAlive(known) && known.index != index && agree(known.index, index)
        && keepsSender(sender, of: known.index)
    }
    if let before { join(before.index, index) }
  }

  /// The message is whole: it can be compared with those whose next hop named it before.
  func noteQueued(_ index: Int32) { noteQueued(index, under: messages[Int(index)].key) }

  func noteQueued(_ index: Int32, under key: QueueKey) {
    guard !expected.isEmpty, !groups.hasStep(to: index, messages) else { return }
    let before = expected.first(under: key) { known in
      isAlive(known) && known.index != index && agree(known.index, index)
    }
    if let before { join(before.index, index) }
  }

  /// A line names the message before this one: `orig_queue_id=`, `orig_id=`.
  func link(from old: ByteView, to index: Int32, _ kind: TrailGroups.Step.Kind) {
    var before = table.head(of: QueueKey(old), in: messages)
    while before >= 0 {
      if before != index, !groups.hasStep(to: index, messages) {
        groups.join(.init(from: before, to: index, kind: kind), messages)
        if kind == .requeued { end(before) }
        return
      }
      before = messages[Int(before)].older
    }
  }
}

extension ByteView {
  fileprivate var localPart: ByteView { prefix(lastIndex(of: UInt8(ascii: "@")) ?? count) }
}
