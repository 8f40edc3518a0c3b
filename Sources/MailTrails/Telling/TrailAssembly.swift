internal import ByteTools
internal import MailLines
internal import MailRules
internal import MailTerms

/// Several hops, one trail.
extension Tracker {
  /// Makes the trail of messages that belong together, and judges it.
  /// - Returns: nil where nothing was read of them.
  func assemble(_ members: [Int32], _ steps: [TrailGroups.Step]) -> PendingTrail? {
    if members.count == 1 { return assembleAlone(members[0]) }
    let hops = inOrder(members, steps).compactMap { member -> (message: Int32, state: HopState)? in
      let place = messages[Int(member)].state
      guard place >= 0, let state = states[Int(place)], state.id != .none else {
        return nil
      }
      return (member, state)
    }
    guard let first = hops.first else { return nil }
    for (message, state) in hops {
      state.orderStations()
      settleClient(message, state)
      settleAttempts(message, state)
    }
    var assembly = Assembly(first.state, output.blank(firstSeen: first.state.hop.firstSeen))
    for (number, hop) in hops.enumerated() {
      assembly.add(hop.state, instance: instanceName(hop.message), number)
    }
    let numbers = Dictionary(
      uniqueKeysWithValues: hops.enumerated().map { ($1.message, $0) })
    let links = steps.compactMap { step -> Assembly.Link? in
      guard let from = numbers[step.from], let to = numbers[step.to] else { return nil }
      return Assembly.Link(from: from, to: to, kind: step.kind)
    }
    assembly.follow(links)
    assembly.trail.complete = hops.allSatisfy { isDone($0.message) }
    for (message, _) in hops { addRelations(of: message, to: &assembly) }
    var pending = judge(&assembly)
    linkReturned(&pending)
    return pending
  }

  /// The usual case: one message in one queue is the whole trail.
  private func assembleAlone(_ index: Int32) -> PendingTrail? {
    let place = messages[Int(index)].state
    guard place >= 0, let state = states[Int(place)], state.id != .none else { return nil }
    state.orderStations()
    settleClient(index, state)
    settleAttempts(index, state)
    var assembly = Assembly(
      alone: state, output.blank(firstSeen: state.hop.firstSeen), instance: instanceName(index))
    assembly.trail.complete = isDone(index)
    addRelations(of: index, to: &assembly)
    var pending = judge(&assembly)
    assembly.giveBack(to: state)
    linkReturned(&pending)
    return pending
  }

  /// Nothing more is to come of the message.
  private func isDone(_ message: Int32) -> Bool {
    !messages[Int(message)].flags.isDisjoint(with: [.ended, .deletedUnnamed])
  }

  /// Mail to ourselves through the platform comes back with the message ID that it left with: two
  /// messages, one of which is the other's return.
  private func linkReturned(_ pending: inout PendingTrail) {
    guard pending.trail.isIncaMail, !pending.trail.messageID.isNone else { return }
    let key = pending.trail.with(pending.trail.messageID) { $0.tableHash }
    let arrival = SentMessages.Arrival(
      time: pending.trail.firstSeen,
      host: pending.trail.with(pending.trail.hops[0].host) { $0.tableHash })
    if pending.trail.marks.contains(.client) {
      if let left = sentToPlatform.message(key, before: arrival) {
        let queueID = left.queueID.withByteView { pending.trail.keep($0) }
        pending.trail.related.append(Related(kind: .returned, queueID: queueID, trail: left.trail))
      }
    } else if pending.trail.hasReachedPlatform {
      pending.trail.with(pending.trail.hops[0].queueID) {
        sentToPlatform.add(key, queueID: $0, trail: pending.trail.id, arrival)
      }
    }
  }

  private func addRelations(of index: Int32, to assembly: inout Assembly) {
    guard messages[Int(index)].flags.contains(.related) else { return }
    for relation in relations.of(messages[Int(index)].serial) {
      let queueID = relation.queueID.withByteView { assembly.trail.keep($0) }
      assembly.trail.related.append(
        Related(kind: relation.kind, queueID: queueID, trail: trailName(relation)))
    }
  }

  private func trailName(_ relation: Relations.Relation) -> TrailID? {
    if let told = relation.trail, told != .none { return told }
    guard isAlive(relation.other.index, relation.other.serial) else { return nil }
    var index = relation.other.index
    // The first hop of the other's trail names it.
    if messages[Int(index)].group >= 0, let group = groups[messages[Int(index)].group] {
      index = inOrder(group.members, group.steps).first ?? index
    }
    let id = trailID(of: index)
    return id == .none ? nil : id
  }

  /// By steps; hops side by side as the one before them names them, and where none says more by time.
  func inOrder(_ members: [Int32], _ steps: [TrailGroups.Step]) -> [Int32] {
    guard members.count > 1 else { return members }
    let byTime = members.sorted {
      (messages[Int($0)].firstTime, messages[Int($0)].serial)
        < (messages[Int($1)].firstTime, messages[Int($1)].serial)
    }
    var ordered: [Int32] = []
    func visit(_ member: Int32) {
      guard !ordered.contains(member) else { return }
      ordered.append(member)
      let next = byTime.filter { next in
        steps.contains { $0.from == member && $0.to == next }
      }
      for next in next.count > 1 ? asNamed(next, by: member) : next { visit(next) }
    }
    for member in byTime where !steps.contains(where: { $0.to == member }) { visit(member) }
    for member in byTime { visit(member) }
    return ordered
  }

  /// Hops in the order in which the one before them handed over: clocks differ, its own does not.
  private func asNamed(_ next: [Int32], by member: Int32) -> [Int32] {
    guard let state = knownState(of: member) else { return next }
    let names = state.entries.compactMap { entry in
      entry.recipient.remoteID.isNone ? nil : state.with(entry.recipient.remoteID) { QueueKey($0) }
    }
    let ranked = next.enumerated().map { place, next in
      (rank: names.firstIndex(of: messages[Int(next)].key) ?? names.count, place: place, next: next)
    }
    return ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.next)
  }

  private func instanceName(_ message: Int32) -> [UInt8] {
    programs.instanceName(messages[Int(message)].instance)
  }

  /// What other sessions with the platform tell of this message's attempts.
  private func settleAttempts(_ index: Int32, _ state: HopState) {
    if !state.stations.isEmpty {
      state.settlePassedOn(folding.keepsAttempts) { hops.isLogHost($0) }
    }
    settleProtocol(state)
    let message = messages[Int(index)]
    if message.flags.contains(.deletedUnnamed) {
      state.discardWaiting()
    } else if message.flags.contains(.heldUnnamed) {
      state.hold()
    } else if message.flags.contains(.unheldUnnamed) {
      state.unhold()
    }
    let inferred = message.inferred ?? platform.refusal(host: message.droppedBy, at: now)
    for entry in state.entries.indices {
      if isUnroutable(state.entries[entry], state) {
        // Whoever it is for: the way to the platform is a matter of our own DNS and routing.
        state.entries[entry].recipient.replace(.recipientUnknown, by: .networkDNS)
      }
      if let inferred {
        let isOpen = state.entries[entry].recipient.outcome != .delivered
        if state.entries[entry].waits, isOpen, state.entries[entry].recipient.failure == nil {
          state.entries[entry].recipient.failure = inferred
          state.entries[entry].recipient.failedClasses.insert(inferred)
        }
        state.entries[entry].recipient.replace(.tlsDropped, by: inferred)
      }
      let time = state.entries[entry].recipient.lastAttempt
      if message.flags.contains(.startUnseen)
        || time.map({ holes.reach($0, on: state.host) }) ?? false
      {
        // Nothing is known of how that session began.
        state.entries[entry].silenceProvesNothing = true
      } else if message.flags.contains(.reusedPlain), state.entries[entry].silenceProvesNothing {
        // As good as a session of its own: its TLS line would stand with the first user's.
        state.entries[entry].silenceProvesNothing = false
      }
    }
  }

  /// Exim found no way to an address that the platform serves.
  private func isUnroutable(_ entry: HopState.Entry, _ state: HopState) -> Bool {
    entry.recipient.failure == .recipientUnknown && entry.recipient.nextHop.isNone
      && state.with(entry.recipient.reason) { $0.starts(with: "Unrouteable address") }
      && state.with(entry.recipient.address) { hops.bearsSuffix($0) }
  }

  /// What the session of a hop's client showed of TLS.
  private func settleClient(_ index: Int32, _ state: HopState) {
    let message = messages[Int(index)]
    guard state.hasClient, state.client.tls?.version.isNone ?? true else { return }
    if message.sessionTLS > 0 {
      state.client.tls = sessionKinds.info(message.sessionTLS, in: state)
      state.client.tlsKnown = true
      return
    }
    switch sessionEnds[message.session] {
    case .encrypted:
      state.client.tls = TLSInfo()
      state.client.tlsKnown = true
    case .plain: state.client.tlsKnown = true
    case .open, .unknown, nil: break
    }
  }
}

/// A trail being put together out of hops.
struct Assembly: ~Copyable {
  struct Link {
    let from: Int
    let to: Int
    let kind: TrailGroups.Step.Kind
  }

  var trail: Trail
  /// The recipients of each hop, with text places of the trail.
  private var perHop: [[HopState.Entry]] = []
  private var arrivals: [LogTime] = []
  /// Where in the trail the hops of each stand: Exchange has one of each queue.
  private var hopRanges: [Range<Int>] = []
  private(set) var entries: [HopState.Entry] = []
  private(set) var isLocal: Bool
  private(set) var isIncoming: Bool
  private(set) var receivedBy: UInt16

  /// - Parameter blank: a trail to be filled.
  init(_ first: HopState, _ blank: consuming Trail) {
    trail = blank
    trail.id = first.id
    trail.lastSeen = first.hop.lastSeen
    isLocal = first.isLocal
    isIncoming = first.isIncoming
    receivedBy = first.receivedBy
  }

  /// The trail of one hop.
  init(alone state: HopState, _ blank: consuming Trail, instance: [UInt8]) {
    self.init(state, blank)
    entries = take(state, instance: instance, 0)
    takeRecipients()
  }

  /// Gives the only hop its list of recipients back, for the next message that is read with it.
  mutating func giveBack(to state: HopState) { swap(&entries, &state.entries) }

  /// Adds a hop behind those that are there.
  mutating func add(_ state: HopState, instance: [UInt8], _ number: Int) {
    arrivals.append(state.hop.firstSeen)
    perHop.append(take(state, instance: instance, number))
  }

  /// Moves what is known of a hop into the trail, but for its recipients.
  /// - Returns: these.
  private mutating func take(
    _ state: HopState, instance: [UInt8], _ number: Int
  ) -> [HopState.Entry] {
    let shift = UInt32(truncatingIfNeeded: trail.text.count)
    if trail.text.isEmpty {
      // The first hop's text goes over whole; nobody reads the hop again.
      swap(&trail.text, &state.text)
    } else {
      trail.text += state.text
    }
    var hop = state.hop
    hop.shift(by: shift)
    hop.instance = instance.withByteView { trail.keep($0) }
    if state.hasClient {
      var client = state.client
      client.shift(by: shift)
      hop.client = client
    }
    let firstHop = trail.hops.count
    append(hop, state.stations, shift)
    hopRanges.append(firstHop..<trail.hops.count)
    trail.firstSeen = min(trail.firstSeen, hop.firstSeen)
    trail.lastSeen = max(trail.lastSeen, hop.lastSeen)
    if trail.messageID.isNone { trail.messageID = state.messageID.shifted(by: shift) }
    if trail.networkMessageID.isNone {
      trail.networkMessageID = state.networkMessageID.shifted(by: shift)
    }
    if trail.sender.isNone { trail.sender = state.sender.shifted(by: shift) }
    if trail.subject.isNone { trail.subject = state.subject.shifted(by: shift) }
    trail.sizeBytes = trail.sizeBytes ?? state.sizeBytes
    if !state.lines.isEmpty { trail.lines += state.lines.map { $0.shifted(by: shift) } }
    var own: [HopState.Entry] = []
    swap(&own, &state.entries)
    if trail.hops.count > 1 {
      for index in own.indices {
        if number > 0 { own[index].recipient.shift(by: shift) }
        own[index].place(among: state.stations, from: firstHop)
      }
    }
    if own.isEmpty, !state.lostReason.isNone {
      own.append(lost(state, shift, firstHop))
    }
    return own
  }

  /// Adds a hop to the trail, or one of each station where there are such: the first row of a message may be
  /// that of a copy kept in reserve.
  private mutating func append(_ hop: Hop, _ stations: [HopState.Station], _ shift: UInt32) {
    guard !stations.isEmpty else {
      trail.hops.append(hop)
      return
    }
    for (number, station) in stations.enumerated() {
      var next = station.hop
      next.shift(by: shift)
      next.mta = hop.mta
      next.instance = hop.instance
      next.client?.shift(by: shift)
      if number == 0 { next.client = hop.client }
      if stations.count == 1 { (next.firstSeen, next.lastSeen) = (hop.firstSeen, hop.lastSeen) }
      if next.isOfSameServer { next.client = nil }
      trail.hops.append(next)
    }
  }

  /// Moves the recipients of all entries into the trail.
  private mutating func takeRecipients() {
    trail.recipients.reserveCapacity(entries.count)
    for index in entries.indices {
      var recipient = Recipient()
      swap(&recipient, &entries[index].recipient)
      trail.recipients.append(recipient)
    }
  }

  /// The client was lost before it had named anybody whom the log knows.
  private func lost(_ state: HopState, _ shift: UInt32, _ place: Int) -> HopState.Entry {
    var entry = HopState.Entry()
    let reason = state.lostReason.shifted(by: shift)
    // Its line ends displeased our server, which hung up.
    let isRefused = trail.with(reason) { $0.starts(with: "bare <LF> received") }
    if isRefused { entry.recipient.outcome = .rejected }
    let failure = isRefused ? FailureClass.messageMalformed : .networkLost
    entry.recipient.failure = failure
    entry.recipient.failedClasses.insert(failure)
    entry.recipient.reason = reason
    entry.recipient.firstFailure = state.hop.lastSeen
    entry.recipient.lastAttempt = state.hop.lastSeen
    entry.recipient.hop = UInt16(truncatingIfNeeded: place)
    return entry
  }

  /// Puts the recipients of a later hop in the place of those of the hop before.
  mutating func follow(_ links: [Link]) {
    var gone = perHop.map { [Bool](repeating: false, count: $0.count) }
    // From the first hop on, so that what a chain knows adds up.
    for link in links.sorted(by: { $0.from < $1.from }) {
      let isNamed = perHop[link.from].contains { names($0, link) }
      let isShared = !isNamed && perHop[link.from].contains { isKnown(link.to, $0) }
      for index in perHop[link.from].indices where !gone[link.from][index] {
        // Who names the next hop shows who went there: others are local, or went elsewhere.
        guard !isNamed || link.kind == .requeued || names(perHop[link.from][index], link),
          continues(perHop[link.from][index], link)
        else { continue }
        let before = perHop[link.from][index]
        let matches = perHop[link.to].indices.filter { same(perHop[link.to][$0], before) }
        if matches.isEmpty {
          if perHop[link.to].isEmpty || !isKnown(link.to, before) {
            // The next hop has it, and has said nothing of it yet.
            guard perHop[link.to].isEmpty else {
              // Found by message ID, it knows others of them, but not this one.
              gone[link.from][index] = link.kind == .delivered && !isShared
              continue
            }
            if link.kind == .requeued { continue }
            perHop[link.from][index].recipient.outcome = .unknown
            perHop[link.from][index].recipient.nextHop = Endpoint()
          }
          continue
        }
        gone[link.from][index] = true
        for match in matches { perHop[link.to][match].inherit(before, arrivals, link) }
      }
    }
    for (hop, list) in perHop.enumerated() {
      for (index, entry) in list.enumerated() where !gone[hop][index] { entries.append(entry) }
    }
    takeRecipients()
  }

  private func isKnown(_ hop: Int, _ entry: HopState.Entry) -> Bool {
    perHop[hop].contains { same($0, entry) }
  }

  /// Whether the recipient went on to the link's later hop.
  private func continues(_ entry: HopState.Entry, _ link: Link) -> Bool {
    if link.kind == .requeued { return entry.recipient.outcome != .delivered }
    guard entry.recipient.outcome == .delivered else { return false }
    // Dovecot put it into a mailbox: what a script of the user sends on from there is for others.
    if trail.with(entry.recipient.reason, { $0.ends(with: " Saved") }) { return false }
    let remote = entry.recipient.remoteID
    let isNumbered = trail.hops[hopRanges[link.to]].contains { !$0.queueID.isNone }
    guard !remote.isNone, isNumbered else { return true }
    if names(entry, link) { return true }
    // A filter that answers without a queue ID of ours.
    return !trail.hops.contains { hop in
      trail.with(hop.queueID) { id in trail.with(remote) { $0 == id } }
    }
  }

  /// Whether the host that took the recipient called the message as the link's later hop does.
  private func names(_ entry: HopState.Entry, _ link: Link) -> Bool {
    let remote = entry.recipient.remoteID
    guard !remote.isNone else { return false }
    return trail.hops[hopRanges[link.to]].contains { hop in
      !hop.queueID.isNone
        && trail.with(remote) { remote in trail.with(hop.queueID) { $0 == remote } }
    }
  }

  private func same(_ later: HopState.Entry, _ before: HopState.Entry) -> Bool {
    for left in [later.recipient.address, later.recipient.original] where !left.isNone {
      for right in [before.recipient.address, before.recipient.original] where !right.isNone {
        let isSame = trail.with(left) { left in
          trail.with(right) { $0.equalsIgnoringCase(left) }
        }
        if isSame { return true }
      }
    }
    return false
  }
}

extension Recipient {
  fileprivate mutating func replace(_ old: FailureClass, by new: FailureClass) {
    if failure == old { failure = new }
    guard failedClasses.contains(old) else { return }
    var classes = FailureClasses()
    for known in failedClasses { classes.insert(known == old ? new : known) }
    failedClasses = classes
  }
}

extension HopState.Entry {
  /// Says at which of the trail's hops the recipient stands, of those from `first` on.
  fileprivate mutating func place(among stations: [HopState.Station], from first: Int) {
    func hop(of serial: Int32) -> UInt16? {
      stations.firstIndex { $0.serial == serial }.map { UInt16(truncatingIfNeeded: first + $0) }
    }
    // Nothing was tried for it yet, or by a server that no row names: it has come as far as the message.
    let last = UInt16(truncatingIfNeeded: first + max(stations.count - 1, 0))
    recipient.hop = hop(of: station) ?? last
    if let failed = hop(of: failedStation), failed != recipient.hop { recipient.failedHop = failed }
  }

  /// Takes over what the hop before knew of the recipient.
  mutating func inherit(
    _ before: HopState.Entry, _ arrivals: [LogTime], _ link: Assembly.Link
  ) {
    recipient.attempts += before.recipient.attempts
    let failedBefore = recipient.failedClasses.isEmpty && !before.recipient.failedClasses.isEmpty
    var classes = before.recipient.failedClasses
    for failure in recipient.failedClasses { classes.insert(failure) }
    recipient.failedClasses = classes
    if recipient.original.isNone { recipient.original = before.recipient.original }
    recipient.firstFailure = before.recipient.firstFailure ?? recipient.firstFailure
    recipient.lastFailure = recipient.lastFailure ?? before.recipient.lastFailure
    if recipient.failureEvidence.isNone,
      failedBefore || !before.recipient.failureEvidence.isNone
    {
      recipient.failureEvidence = before.recipient.failureEvidence
      recipient.failedHop = before.recipient.failedHop ?? before.recipient.hop
      let failed = before.recipient.failedNextHop
      recipient.failedNextHop = failed.isNone ? before.recipient.nextHop : failed
    }
    recipient.history = before.recipient.history + recipient.history
    let step = max(arrivals[link.to].microseconds - arrivals[link.from].microseconds, 0)
    if let delay = recipient.delayMilliseconds {
      // A requeued message keeps its time of arrival, so its delay counts from there already.
      let isCounted = link.kind == .requeued && delay >= step / 1000
      lead = before.lead + (isCounted ? 0 : step)
      recipient.delayMilliseconds = delay + lead / 1000
    } else {
      lead = before.lead + step
    }
    if recipient.outcome == .unknown, link.kind == .requeued {
      recipient.failure = before.recipient.failure
    }
  }
}
