internal import ByteTools
internal import MailLines
internal import MailTerms

/// What one process has said that no queue ID ties to a message.
struct ProcessState {
  /// Lines of a delivering process since its last line about a message: first and last.
  var oldest = LineReference.none
  var newest = LineReference.none
  /// The server session in progress; 0 none.
  var session: UInt32 = 0
  var sessionTLS: UInt32 = 0
  /// The message being received, until it is queued: place and serial.
  var receiving: MessageHandle?
  /// Refusals of this session that a message of the same transaction may yet follow.
  var refusals: [MessageHandle] = []
  /// A failed handshake whose reason the next lines may tell.
  var failedHandshake: MessageHandle?
  /// How many lines it holds.
  var held: Int32 = 0
  /// The session of a delivering process, as far as its lines tell.
  var outbound = OutboundSession()
  /// tlsproxy: the peer of the session that began last.
  var proxyPeer: UInt64?
  /// The place in the input of its last line.
  var lastLine: Int64 = 0
}

/// What a delivering process showed of its session with the platform.
struct OutboundSession {
  var sawTLS = false
  /// What the peer's alert after a good handshake says.
  var lateAlert: FailureClass?
  /// A status line has been written about it.
  var isTold = false
  /// The message that was: further recipients of it share the session.
  var message: UInt32 = 0
}

/// A message in the pool, and the proof that the place still holds it.
struct MessageHandle: Equatable {
  let index: Int32
  let serial: UInt32
}

/// Processes by host and pid.
struct ProcessTable {
  private var places: [UInt64: Int32] = [:]
  private var states: [ProcessState] = []
  private var free: [Int32] = []
  /// Whether any lines were ever tied by a peer's address.
  var hasPeers = false

  static func key(host: UInt16, pid: UInt32) -> UInt64 { UInt64(host) << 32 | UInt64(pid) }

  @inline(__always)
  mutating func place(_ key: UInt64) -> Int {
    if let known = places[key] { return Int(known) }
    let place: Int32
    if let reused = free.popLast() {
      place = reused
      states[Int(place)] = ProcessState()
    } else {
      place = Int32(states.count)
      states.append(ProcessState())
    }
    places[key] = place
    return Int(place)
  }

  subscript(place: Int) -> ProcessState {
    @inline(__always) get { states[place] }
    @inline(__always) _modify { yield &states[place] }
  }

  var count: Int { places.count }

  /// Forgets processes that have said nothing since `line` and hold no lines.
  mutating func forget(before line: Int64) {
    for (key, place) in places
    where states[Int(place)].lastLine < line && states[Int(place)].newest.isNone {
      places[key] = nil
      free.append(place)
    }
  }

  /// Calls `body` with each process that holds lines.
  func forEachHolding(_ body: (Int, ProcessState) -> Void) {
    for place in places.values where !states[Int(place)].newest.isNone {
      body(Int(place), states[Int(place)])
    }
  }
}
