internal import ByteTools
internal import MailLines
internal import MailTerms

/// What one process has said that no queue ID ties to a message.
struct ProcessState: BitwiseCopyable {
  /// Lines of a delivering process since its last line about a message: first and last.
  var oldest = LineReference.none
  var newest = LineReference.none
  /// The server session in progress; 0 none.
  var session: UInt32 = 0
  var sessionTLS: UInt32 = 0
  /// The message being received, until it is queued: place and serial.
  var receiving: MessageHandle?
  /// `ProcessTable.refusals` has some of this session.
  var hasRefusals = false
  /// The client whose mail it hands to a before-queue filter is the platform.
  var proxiesPlatform = false
  /// A failed handshake whose reason the next lines may tell.
  var failedHandshake: MessageHandle?
  /// How many lines it holds.
  var held: Int32 = 0
  /// The session of a delivering process, as far as its lines tell.
  var outbound = OutboundSession()
  /// The key of the peer whose TLS summary is among the lines it holds.
  var summaryPeer: UInt64?
  /// tlsproxy: the peer of the session that began last.
  var proxyPeer: UInt64?
  /// The place in the input of its last line.
  var lastLine: Int64 = 0

  /// Forgets the lines that it holds.
  mutating func dropLines() {
    oldest = .none
    newest = .none
    held = 0
  }
}

/// What a delivering process showed of its session with the platform.
struct OutboundSession: BitwiseCopyable {
  var sawTLS = false
  /// What the peer's alert after a good handshake says.
  var lateAlert: FailureClass?
  /// A status line has been written about it.
  var isTold = false
  /// The message that was: further recipients of it share the session.
  var message: UInt32 = 0
}

/// A message in the pool, and the proof that the place still holds it.
struct MessageHandle: Equatable, BitwiseCopyable {
  let index: Int32
  let serial: UInt32
}

/// Processes by host and pid.
struct ProcessTable {
  private struct Slot: BitwiseCopyable {
    var key: UInt64 = 0
    /// -1: empty.
    var place: Int32 = -1
  }
  private var slots = [Slot](repeating: Slot(), count: 1024)
  private var states = Slab<ProcessState>(capacity: 256)
  /// Refusals of a session that a message of the same transaction may yet follow: by the place of its
  /// process.
  private var refusals: [Int: [MessageHandle]] = [:]
  private var free: [Int32] = []
  private(set) var count = 0
  /// Whether any lines were ever tied by a peer's address.
  var hasPeers = false
  /// Peers whose handshake failed in tlsproxy, and no line about a message has said so yet.
  private var failedPeers: [(host: UInt16, peer: UInt64, time: Int64)] = []

  static func key(host: UInt16, pid: UInt32) -> UInt64 { UInt64(host) << 32 | UInt64(pid) }

  /// The place of a process, made where it is new.
  @inline(__always)
  mutating func place(_ key: UInt64) -> Int { known(key) ?? add(key) }

  /// The place of a process that has been met.
  @inline(__always)
  func known(_ key: UInt64) -> Int? {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: mixed(key, 0x9E37_79B9_7F4A_7C15)) & mask
    while slots[index].place >= 0 {
      if slots[index].key == key { return Int(slots[index].place) }
      index = (index + 1) & mask
    }
    return nil
  }

  private mutating func add(_ key: UInt64) -> Int {
    if count * 2 >= slots.count { rebuild(size: slots.count * 2) }
    let place: Int32
    if let reused = free.popLast() {
      place = reused
      states[Int(place)] = ProcessState()
    } else {
      place = Int32(states.count)
      states.append(ProcessState())
    }
    count += 1
    insert(Slot(key: key, place: place))
    return Int(place)
  }

  private mutating func insert(_ slot: Slot) {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: mixed(slot.key, 0x9E37_79B9_7F4A_7C15)) & mask
    while slots[index].place >= 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func rebuild(size: Int) {
    let old = slots
    slots = [Slot](repeating: Slot(), count: size)
    for slot in old where slot.place >= 0 { insert(slot) }
  }

  subscript(place: Int) -> ProcessState {
    @inline(__always) get { states[place] }
    @inline(__always) _modify { yield &states[place] }
  }

  func deallocate() { states.deallocate() }

  // MARK: Refusals

  private static let mostRefusals = 64

  mutating func add(refusal: MessageHandle, at place: Int) {
    states[place].hasRefusals = true
    guard refusals[place, default: []].count < Self.mostRefusals else { return }
    refusals[place, default: []].append(refusal)
  }

  /// The refusals of the session in progress, which are forgotten.
  @inline(__always)
  mutating func takeRefusals(at place: Int) -> [MessageHandle] {
    guard states[place].hasRefusals else { return [] }
    states[place].hasRefusals = false
    return refusals.removeValue(forKey: place) ?? []
  }

  // MARK: Failed handshakes of tlsproxy

  mutating func add(failedPeer peer: UInt64, host: UInt16, at time: Int64) {
    // The word on a message follows at once.
    failedPeers.removeAll { abs(time - $0.time) > 2_000_000 }
    failedPeers.append((host, peer, time))
  }

  /// The peer that failed first; that of a line which names it.
  mutating func takeFailedPeer(_ peer: UInt64? = nil, host: UInt16, at time: Int64) -> UInt64? {
    let index = failedPeers.firstIndex {
      $0.host == host && abs(time - $0.time) <= 2_000_000 && (peer == nil || $0.peer == peer)
    }
    return index.map { failedPeers.remove(at: $0).peer }
  }

  // MARK: All of them

  /// Forgets what delivering processes have said of their sessions.
  mutating func dropLines() {
    for slot in slots where slot.place >= 0 {
      states[Int(slot.place)].dropLines()
      states[Int(slot.place)].outbound = OutboundSession()
      states[Int(slot.place)].proxyPeer = nil
      states[Int(slot.place)].summaryPeer = nil
    }
    failedPeers.removeAll()
  }

  /// Forgets processes that have said nothing since `line` and hold no lines.
  mutating func forget(before line: Int64) {
    for index in slots.indices where slots[index].place >= 0 {
      let place = slots[index].place
      let state = states[Int(place)]
      guard state.lastLine < line, state.newest.isNone else { continue }
      refusals[Int(place)] = nil
      slots[index] = Slot()
      free.append(place)
      count -= 1
    }
    rebuild(size: slots.count)
  }

  /// Calls `body` with each process that holds lines.
  func forEachHolding(_ body: (Int, ProcessState) -> Void) {
    for slot in slots where slot.place >= 0 && !states[Int(slot.place)].newest.isNone {
      body(Int(slot.place), states[Int(slot.place)])
    }
  }
}
