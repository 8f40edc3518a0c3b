internal import ByteTools
internal import MailReports
internal import MailTerms

/// Decides which trails a live export tells, and when: once they are done, and while they are open each
/// time that there is news of them.
///
/// Nothing is told of a message at once: its next line, or its next hop, is usually a moment away.
final class ExportFollower {
  /// What was seen of a trail and has not been told.
  private struct Pending {
    var trail: Trail
    /// When the first and the last of it were seen, by the clock.
    let since: Int64
    var newest: Int64
  }

  private(set) var state: FollowState
  private let form: MadeForm
  private let output: OutputFile
  private let isWanted: (Trail) -> Bool
  /// Lines were read from here on.
  private let readFrom: Int64
  /// Trails that are over must be known as such after a restart.
  private let keepsOver: Bool
  private let from: Int64
  /// When following began, by the wall clock, and how far back a state may reach; in microseconds.
  private let start: Int64
  private let lookback: Int64
  private var newestOver = Int64.min
  private var sinceForgotten = 0
  private var pending: [TrailID: Pending] = [:]
  /// Which trail begins at a place; of those that may still change.
  private var names: [UInt64: TrailID] = [:]
  /// Which trail was at a place, of those that began before all that is read.
  private var cut: [UInt64: TrailID] = [:]
  private var json = JSONWriter()
  /// For digests.
  private var unwritten = JSONWriter()
  private var hasCaughtUp = false
  /// What was over before `state.since`, but not yet let go of.
  private var passedOver: Set<TrailID> = []
  /// The input has come to its end: what comes now is told as it stands, and may go on another time.
  var isEnding = false
  /// The state is another since `keep` was last called.
  private(set) var hasChanged = false

  /// A trail is told when nothing new has come of it for so long, in milliseconds; or, where something
  /// always comes, when the first of it is so old.
  private static let quiet: Int64 = 3000
  private static let longest: Int64 = 60_000
  /// One that has had no word about any recipient, and is not done, is told when it has waited so long.
  private static let wordless: Int64 = 300_000

  /// - Parameters:
  ///   - state: as it was left, or a new one.
  ///   - readFrom: where reading begins.
  ///   - start: the wall clock, in microseconds.
  ///   - lookback: in microseconds.
  ///   - isWanted: which trails are exported at all.
  init(
    _ state: FollowState, readFrom: Int64, start: Int64, lookback: Int64, keepsOver: Bool,
    isWanted: @escaping (Trail) -> Bool, form: MadeForm, _ output: OutputFile
  ) {
    self.state = state
    self.readFrom = readFrom
    self.start = start
    self.lookback = lookback
    self.keepsOver = keepsOver
    self.isWanted = isWanted
    self.form = form
    self.output = output
    from = state.from
    for (id, trail) in state.told {
      if !trail.isOver, let place = trail.places.first, place != 0 { names[place] = id }
      guard trail.firstSeen < readFrom else { continue }
      for place in trail.places where place != 0 {
        let isNewer = cut[place].flatMap { state.told[$0] }.map { $0.lastSeen < trail.lastSeen }
        if isNewer ?? true { cut[place] = id }
      }
    }
  }

  private static let betweenForgetting = 65_536

  // MARK: What comes

  /// Takes a trail that is over.
  func finish(_ trail: Trail) throws(OutputError) {
    let trail = named(trail)
    takeParts(of: trail)
    guard isAdmitted(trail) else { return }
    pending[trail.id] = nil
    try tell(trail, isOver: !isEnding)
  }

  /// Takes a trail that is under way, as it stands.
  func look(at trail: Trail, _ clock: Int64) {
    let trail = named(trail)
    takeParts(of: trail)
    guard isAdmitted(trail) else {
      if !hasCaughtUp { passedOver.insert(trail.id) }
      return
    }
    if state.told[trail.id] == nil, trail.firstSeen.microseconds < state.since {
      // It was open when following began, which nobody sees after a restart.
      state.told[trail.id] = ToldTrail(untold: trail)
      hasChanged = true
    }
    pending[trail.id] = Pending(
      trail: trail, since: pending[trail.id]?.since ?? clock, newest: clock)
    note(trail)
  }

  /// All that was there has been read.
  func catchUp() { hasCaughtUp = true }

  /// Whether a trail is told here at all.
  private func isAdmitted(_ trail: Trail) -> Bool {
    guard isWanted(trail) else { return false }
    if state.told[trail.id] != nil || pending[trail.id] != nil { return true }
    let arrival = trail.firstSeen.microseconds
    guard arrival >= from else { return false }
    if arrival >= state.since || trail.isOpen { return true }
    return hasCaughtUp && !passedOver.contains(trail.id)
  }

  // MARK: Names

  private func note(_ trail: Trail) {
    guard let first = trail.hops.first else { return }
    let place = trail.place(of: first)
    if place != 0 { names[place] = trail.id }
  }

  /// A trail whose beginning lies before all that was read has got another name by that: it keeps the
  /// one under which it was told.
  private func named(_ trail: Trail) -> Trail {
    guard !cut.isEmpty, state.told[trail.id] == nil, let first = trail.hops.first,
      first.client == nil, trail.messageID.isNone, let id = cut[trail.place(of: first)]
    else { return trail }
    var trail = trail
    trail.id = id
    return trail
  }

  /// Trails that were taken for others until this one was known to go on, or to have begun, with them:
  /// nothing more is told of them, and this one says which of them were.
  private func takeParts(of trail: Trail) {
    guard trail.hops.count > 1 else { return }
    var parts: [ToldTrail.Part] = []
    var records: Set<UInt64> = []
    for hop in trail.hops {
      let place = trail.place(of: hop)
      guard place != 0, let other = names[place], other != trail.id else { continue }
      let span = hop.firstSeen.microseconds...max(hop.firstSeen, hop.lastSeen).microseconds
      if let waiting = pending[other], span.contains(waiting.trail.firstSeen.microseconds) {
        pending[other] = nil
        names[place] = nil
      }
      guard let known = state.told[other], !known.isOver, span.contains(known.firstSeen) else {
        continue
      }
      names[place] = nil
      parts += known.parts
      records.formUnion(known.records)
      if known.revision > 0 { parts.append(ToldTrail.Part(place: place, id: other)) }
      state.told[other]?.isOver = true
      if !keepsOver { state.told[other] = nil }
    }
    guard !parts.isEmpty else { return }
    state.told[trail.id, default: ToldTrail(untold: trail)].parts += parts
    state.told[trail.id]?.records.formUnion(records)
    // Whatever it bears, it is to say so.
    state.told[trail.id]?.places = []
    hasChanged = true
  }

  // MARK: Telling

  /// Tells what it is time for.
  func tellDue(_ clock: Int64) throws(OutputError) {
    try tell { waiting in
      guard waiting.trail.complete || waiting.trail.hasWord else {
        return clock - waiting.since >= Self.wordless
      }
      return clock - waiting.newest >= Self.quiet || clock - waiting.since >= Self.longest
    }
  }

  /// Tells of whatever there has been a word.
  func tellRest() throws(OutputError) {
    try tell { $0.trail.complete || $0.trail.hasWord }
  }

  private func tell(where isDue: (Pending) -> Bool) throws(OutputError) {
    let due = pending.values.filter(isDue).map(\.trail)
    for trail in due.sorted(by: { ($0.firstSeen, $0.id) < ($1.firstSeen, $1.id) }) {
      pending[trail.id] = nil
      try tell(trail, isOver: false)
    }
  }

  private func tell(_ trail: Trail, isOver: Bool) throws(OutputError) {
    var trail = trail
    var told = state.told[trail.id] ?? ToldTrail(untold: trail)
    // What is read again may be seen with less of what stood before it.
    if told.revision > 0, told.isOver || told.firstSeen < readFrom, !told.isLess(than: trail) {
      return settle(trail.id, told, isOver: told.isOver || isOver)
    }
    for part in told.parts {
      let hop = trail.hops.first { trail.place(of: $0) == part.place }
      trail.related.append(
        Related(kind: .replaced, queueID: hop?.queueID ?? .none, trail: part.id))
    }
    let hasNews = form.appendNews(of: trail, isOver: isOver, told: &told.records, to: &json)
    if let hasNews {
      if hasNews {
        told.revision += 1
        try output.write(&json.bytes)
      }
    } else if told.revision == 0 || digest(of: trail, told.revision) != told.digest {
      told.revision += 1
      told.digest = digest(of: trail, told.revision)
      unwritten.bytes.withByteView { json.bytes.append($0) }
      try output.write(&json.bytes)
    }
    told.firstSeen = min(told.firstSeen, trail.firstSeen.microseconds)
    told.lastSeen = trail.lastSeen.microseconds
    told.places = trail.hops.map { trail.place(of: $0) }
    settle(trail.id, told, isOver: isOver)
  }

  /// Of its record, which is in `unwritten` then.
  private func digest(of trail: Trail, _ revision: Int32) -> UInt64 {
    var trail = trail
    trail.revision = revision
    unwritten.bytes.removeAll()
    form.append(trail, to: &unwritten)
    return unwritten.bytes.withByteView { $0.hash64 }
  }

  private func settle(_ id: TrailID, _ told: ToldTrail, isOver: Bool) {
    var told = told
    told.isOver = isOver
    hasChanged = hasChanged || state.told[id] != told
    state.told[id] = isOver && !keepsOver ? nil : told
    guard let place = told.places.first, place != 0 else { return }
    if !isOver { names[place] = id } else if names[place] == id { names[place] = nil }
    if isOver { forgetOld(told.lastSeen) }
  }

  /// Long logs are read before a state is first kept: what will lie before it then is no longer needed.
  private func forgetOld(_ time: Int64) {
    newestOver = max(newestOver, time)
    sinceForgotten += 1
    guard sinceForgotten >= Self.betweenForgetting else { return }
    sinceForgotten = 0
    let limit = min(newestOver, start) - lookback - FollowState.margin
    state.told = state.told.filter { !$1.isOver || $1.lastSeen >= limit }
  }

  /// The first line of what is yet to be told.
  var oldestPending: Int64 {
    pending.values.reduce(.max) { min($0, $1.trail.firstSeen.microseconds) }
  }

  /// Nothing is to be told: is there still somebody to tell it to?
  func checkReader() throws(OutputError) { try output.checkReader() }

  /// Sees that what was told is written.
  func flush() throws(OutputError) {
    try output.write(&json.bytes, least: 0)
    try output.flush()
  }

  /// The state as of now.
  /// - Parameters:
  ///   - from: what began earlier is over, or among what was told.
  ///   - newest: the newest line read.
  func keep(from: Int64, newest: Int64) -> FollowState {
    state.from = max(from, self.from)
    state.newest = max(newest, state.newest)
    state.forget(lookback: lookback)
    names = names.filter { state.told[$0.value] != nil || pending[$0.value] != nil }
    hasChanged = false
    return state
  }
}
