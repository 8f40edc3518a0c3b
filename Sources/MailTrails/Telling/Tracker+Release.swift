internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailTerms

/// From lines to hops, and from hops to trails.
extension Tracker {
  // MARK: Reading a message's lines

  /// Reads the lines of the message that are yet to be read.
  @discardableResult
  func fold(_ index: Int32) -> HopState {
    let message = messages[Int(index)]
    let state = self.state(of: index)
    if isLookedAt, !message.newest.isNone || message.stored >= 0 { noteNews(of: index) }
    if isTable(index) { return foldByTime(index, state) }
    if message.stored >= 0 {
      messages[Int(index)].stored = -1
      store.forEachLine(message.stored) { reader.read($0, $1, of: message, into: state) }
      store.remove(message.stored)
    }
    guard !message.newest.isNone else { return state }
    chain.removeAll()
    var reference = message.newest
    while !reference.isNone {
      chain.append(reference)
      reference = blocks.record(reference).previous
    }
    messages[Int(index)].newest = .none
    messages[Int(index)].oldest = .none
    for place in stride(from: chain.count - 1, through: 0, by: -1) {
      let (bytes, record) = blocks.line(chain[place])
      reader.read(bytes, record, of: message, into: state)
    }
    return state
  }

  private func isTable(_ index: Int32) -> Bool {
    messages[Int(index)].dialect.map { bonds[$0] } == .table
  }

  /// Rows of an export may come newest first.
  private func foldByTime(_ index: Int32, _ state: HopState) -> HopState {
    let message = messages[Int(index)]
    var rows: [(bytes: [UInt8], record: LineRecord)] = []
    func keep(_ bytes: ByteView, _ record: LineRecord) {
      rows.append((bytes.withBytes { Array($0) }, record))
    }
    if message.stored >= 0 {
      store.forEachLine(message.stored, keep)
      store.remove(message.stored)
      messages[Int(index)].stored = -1
    }
    let stored = rows.count
    var reference = message.newest
    while !reference.isNone {
      let (bytes, record) = blocks.line(reference)
      keep(bytes, record)
      reference = record.previous
    }
    rows[stored...].reverse()
    messages[Int(index)].newest = .none
    messages[Int(index)].oldest = .none
    rows.sort { $0.record.time < $1.record.time }
    for row in rows {
      row.bytes.withByteView { reader.read($0, row.record, of: message, into: state) }
    }
    return state
  }

  /// Copies the message's lines out, because their block goes.
  func keepLines(of index: Int32) {
    // What has been read once goes on being read: that takes less than its lines.
    if messages[Int(index)].state >= 0 {
      fold(index)
      return
    }
    chain.removeAll()
    var reference = messages[Int(index)].newest
    while !reference.isNone {
      chain.append(reference)
      reference = blocks.record(reference).previous
    }
    guard chain.count > 0 else { return }
    messages[Int(index)].stored = store.add(
      chain.count, of: handle(index), previous: messages[Int(index)].stored
    ) { blocks.line(chain[chain.count - 1 - $0]) }
    messages[Int(index)].newest = .none
    messages[Int(index)].oldest = .none
  }

  private func state(of index: Int32) -> HopState {
    if let known = knownState(of: index) { return known }
    if freeStates.isEmpty {
      freeStates.append(Int32(states.count))
      states.append(nil)
    }
    let place = freeStates.removeLast()
    messages[Int(index)].state = place
    let host = messages[Int(index)].host
    let time = LogTime(
      microseconds: messages[Int(index)].firstTime, offsetMinutes: 0, decimals: 0)
    if let used = states[Int(place)] {
      used.restart(host: host, time: time)
      return used
    }
    let made = HopState(host: host, time: time)
    states[Int(place)] = made
    return made
  }

  /// So many are kept for messages to come.
  private static let mostFreeStates = 64

  /// What was read of a message is of no more use.
  func freeState(_ place: Int32) {
    if freeStates.count >= Self.mostFreeStates { states[Int(place)] = nil }
    freeStates.append(place)
  }

  /// What was read of the message; nil where nothing was.
  func knownState(of index: Int32) -> HopState? {
    let place = messages[Int(index)].state
    return place < 0 ? nil : states[Int(place)]
  }

  /// The name of the trail that begins with this message, without reading the rest of it.
  func trailID(of index: Int32) -> TrailID {
    if let state = knownState(of: index) { return state.id }
    let message = messages[Int(index)]
    return withOldestLine(of: index) { reader.name(message, $0, $1) } ?? .none
  }

  /// Calls `body` with the first of the message's lines that are yet to be read; nil where all are.
  private func withOldestLine<R>(
    of index: Int32, _ body: (ByteView, LineRecord) -> R
  ) -> R? {
    let message = messages[Int(index)]
    if message.stored >= 0 { return store.withOldest(message.stored, body) }
    guard !message.oldest.isNone else { return nil }
    let (bytes, record) = blocks.line(message.oldest)
    return body(bytes, record)
  }

  // MARK: Letting go

  /// The time of an ended message has come: it is told, or joined to the rest of its trail.
  func release(_ handle: MessageHandle) throws {
    let index = handle.index
    guard isAlive(index, handle.serial) else { return }
    meetByMessageID(index)
    let message = messages[Int(index)]
    if message.flags.contains(.refusal), let next = followedBy.removeValue(forKey: message.serial),
      isAlive(next.index, next.serial), absorb(index, into: next.index)
    {
      return
    }
    guard message.group >= 0 else {
      if message.flags.isSuperset(of: neededToTell), !message.flags.contains(.probe) {
        fold(index)
        try emit([index], steps: [])
      } else {
        free(index, told: message.flags.contains(.related) ? trailID(of: index) : .none)
      }
      return
    }
    messages[Int(index)].flags.insert(.released)
    guard let group = groups[message.group] else { return }
    guard group.members.allSatisfy({ messages[Int($0)].flags.contains(.released) }) else {
      fold(index)
      return
    }
    groups.remove(message.group)
    if isTold(group.members) {
      for member in group.members { fold(member) }
      try emit(group.members, steps: group.steps)
    } else {
      drop(inOrder(group.members, group.steps))
    }
  }

  /// Lets go of messages that are not told. Others may still refer to their trail by name.
  private func drop(_ members: [Int32]) {
    let name = members.first.map { trailID(of: $0) } ?? .none
    for member in members { free(member, told: name) }
  }

  private var neededToTell: Message.Flags { options.tellsWantedOnly ? .wanted : .marked }

  func isTold(_ members: [Int32]) -> Bool {
    members.contains { messages[Int($0)].flags.isSuperset(of: neededToTell) }
      && !members.allSatisfy { messages[Int($0)].flags.contains(.probe) }
  }

  /// A refused recipient of a message that was then taken for others: the same transaction where the
  /// sender is the same.
  private func absorb(_ refusal: Int32, into message: Int32) -> Bool {
    let refused = fold(refusal)
    let state = fold(message)
    guard !refused.sender.isNone else { return false }
    let isSame = refused.with(refused.sender) { sender in
      state.sender.isNone || state.with(state.sender) { $0.equalsIgnoringCase(sender) }
    }
    guard isSame else { return false }
    state.absorb(refused)
    noteNews(of: message)
    let marks: Message.Flags = [.marked, .wanted]
    messages[Int(message)].flags.formUnion(messages[Int(refusal)].flags.intersection(marks))
    free(refusal)
    return true
  }

  /// A message that is open at the end of the input.
  private struct Open {
    let firstSeen: Int64
    let id: TrailID
    let index: Int32
  }

  /// At the end of the input: whatever is open, by its first line.
  ///
  /// The order is found before any of them is read whole, so that they need not all be in memory.
  func releaseOpen() throws {
    var open: [Open] = []
    for index in 0..<Int32(messages.count) where messages[Int(index)].serial != 0 {
      let (members, _) = group(of: index)
      // A group goes with one of its members.
      guard members.min() == index, isTold(members) else { continue }
      open.append(
        Open(
          firstSeen: members.map { firstSeen(of: $0) }.min() ?? 0, id: trailID(of: members[0]),
          index: index))
    }
    open.sort { ($0.firstSeen, $0.id) < ($1.firstSeen, $1.id) }
    for entry in open {
      let (members, steps) = group(of: entry.index)
      for member in members { fold(member) }
      try emit(members, steps: steps)
    }
  }

  /// The messages of a message's trail as far as they are in memory, in the order travelled.
  func group(of index: Int32) -> (members: [Int32], steps: [TrailGroups.Step]) {
    let number = messages[Int(index)].group
    guard number >= 0, let group = groups[number] else { return ([index], []) }
    return (group.members, group.steps)
  }

  private func firstSeen(of index: Int32) -> Int64 {
    if let state = knownState(of: index) { return state.hop.firstSeen.microseconds }
    return withOldestLine(of: index) { $1.time } ?? messages[Int(index)].firstTime
  }

  // MARK: Eviction

  /// What the messages in flight take, roughly, in bytes.
  var memoryInUse: Int {
    let alive = messages.count - freeMessages.count
    let read = states.count - freeStates.count
    return alive * Self.bytesPerMessage + store.size + read * HopState.usualSize
  }

  /// What a message takes beside its lines: its places here, in the table, among the lines and, at the
  /// end, in the order of those that are open, which is found with half as much again.
  private static let bytesPerMessage =
    MemoryLayout<Message>.stride + MessageTable.bytesPerMessage + LineStore.bytesPerMessage
    + MemoryLayout<Open>.stride * 3 / 2

  /// Gives up the messages that have waited longest: they are told as they stand.
  /// - Returns: whether there were any.
  func evictOldest() throws -> Bool {
    let oldest = store.oldestMessages().filter { isAlive($0.index, $0.serial) }
    for handle in oldest where isAlive(handle.index, handle.serial) {
      let (members, _) = group(of: handle.index)
      for member in members { messages[Int(member)].flags.insert(.released) }
      counts.noteEviction()
      try release(handle)
    }
    return !oldest.isEmpty
  }

  private func emit(_ members: [Int32], steps: [TrailGroups.Step]) throws {
    if let trail = assemble(members, steps) {
      let id = trail.trail.id
      try output.append(trail, facts)
      for member in members { free(member, told: id) }
    } else {
      for member in members { free(member) }
    }
  }
}
