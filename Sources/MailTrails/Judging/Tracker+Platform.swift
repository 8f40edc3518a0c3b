internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// What one session with the platform tells of another.
///
/// A connection that is used again says nothing of TLS: it is as its first user left it. And a peer that
/// refuses our certificate under TLS 1.3 may go without its alert being logged, while other sessions of
/// the same minutes show it.
struct PlatformMemory {
  private struct Peer {
    /// The last session of its own with this address was in plain text.
    var isPlain = false
  }
  private struct Refusal {
    let failure: FailureClass
    let time: Int64
  }
  private var peers: [UInt64: Peer] = [:]
  private var refusals: [UInt64: Refusal] = [:]
  /// Exim: why the hosts of a route failed last; by the hash of its domain, or of router and
  /// transport.
  private var routeFailures: [UInt64: FailureClass] = [:]
  /// How long a refusal explains silence.
  private static let lifetime: Int64 = 600 * 1_000_000

  mutating func note(peer: UInt64, isPlain: Bool) { peers[peer] = Peer(isPlain: isPlain) }
  func isPlain(peer: UInt64) -> Bool { peers[peer]?.isPlain == true }

  mutating func note(host: UInt64, refusal: FailureClass, at time: Int64) {
    refusals[host] = Refusal(failure: refusal, time: time)
  }
  mutating func note(route: UInt64, failure: FailureClass) {
    // Domains are written by strangers.
    if routeFailures.count > 50_000 { routeFailures.removeAll() }
    routeFailures[route] = failure
  }
  func failure(ofRoute route: UInt64) -> FailureClass? { routeFailures[route] }

  mutating func forgetRefusal(host: UInt64) { refusals[host] = nil }
  func refusal(host: UInt64, at time: Int64) -> FailureClass? {
    guard let known = refusals[host], abs(time - known.time) <= Self.lifetime else { return nil }
    return known.failure
  }
}

extension Tracker {
  /// A session line of a delivering process.
  func noteOutboundSession(_ current: borrowing Current, _ place: Int) {
    if processes[place].outbound.isTold { processes[place].outbound = OutboundSession() }
    switch event.kind {
    case .tls:
      processes[place].outbound.sawTLS = true
      processes[place].outbound.lateAlert = nil
    case .tlsProblem where processes[place].outbound.sawTLS:
      let reason = event.text(.reason, in: current.bytes) ?? .empty
      processes[place].outbound.lateAlert = folding.classifier.tls(reason, .postfix)
    default: break
    }
  }

  /// A status line of an attempt at the platform.
  func notePlatformAttempt(_ index: Int32, _ current: borrowing Current) {
    let place = processes.place(
      ProcessTable.key(host: current.host, pid: current.record.pid))
    let session = processes[place].outbound
    let serial = messages[Int(index)].serial
    let isOwnSession = !session.isTold || session.message == serial
    let ip = event.text(.relayIP, in: current.bytes) ?? .empty
    let peer = mixed(ip.tableHash, UInt64(current.host) | 1 << 41)
    let name = event.text(.relayHost, in: current.bytes) ?? .empty
    let host = mixed(name.tableHash, UInt64(current.host) | 1 << 42)
    let sawTLS = session.sawTLS && isOwnSession
    if (event.text(.connUse, in: current.bytes)?.number ?? 1) <= 1 {
      platform.note(peer: peer, isPlain: !sawTLS)
    } else if !sawTLS, platform.isPlain(peer: peer) {
      messages[Int(index)].flags.insert(.reusedPlain)
    }
    if event.isSent {
      platform.forgetRefusal(host: host)
    } else if sawTLS {
      if let alert = session.lateAlert, alert.rank == 0 {
        platform.note(host: host, refusal: alert, at: now)
      } else if session.lateAlert == nil {
        let told = platform.refusal(host: host, at: now)
        messages[Int(index)].inferred = told ?? messages[Int(index)].inferred
        messages[Int(index)].droppedBy = told == nil ? host : 0
      }
    }
    processes[place].outbound.isTold = true
    processes[place].outbound.message = serial
  }

  /// One host of the platform failed, and another may be tried.
  func noteHostFailure(_ current: borrowing Current) {
    // Its reply says why.
    guard event.has(.relayIP), !event.has(.reply) else { return }
    let name = event.text(.relayHost, in: current.bytes) ?? .empty
    let owner = hops.owner(
      host: name, ip: event.text(.relayIP, in: current.bytes) ?? .empty, outbound: true)
    guard owner == .platform else { return }
    let place = processes.place(
      ProcessTable.key(host: current.host, pid: current.record.pid))
    let session = processes[place].outbound
    if session.sawTLS, !session.isTold, let alert = session.lateAlert, alert.rank == 0 {
      platform.note(
        host: mixed(name.tableHash, UInt64(current.host) | 1 << 42), refusal: alert, at: now)
    }
  }
}
