internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailTerms

/// Exchange: the queues that a message was in, by server and by the number that it had there. Its trail
/// tells one hop of each.
extension HopState {
  struct Station {
    var hop: Hop
    /// The place of its server in `servers`.
    let server: Int
    /// Tells it from the others whatever their order.
    let serial: Int32
    /// The hash of the name of the session by which it came in.
    var receivedContext: UInt64 = 0
  }

  /// One server handed it to another, as a row of either says.
  struct Pass: Equatable {
    let from: Text
    let to: Text
  }

  /// Of a message to thousands each server makes many copies; the first tell its way.
  private static let mostStations = 64

  /// Notes the queue that a row tells of.
  /// - Returns: its serial number; -1 where the row tells of none.
  func noteStation(_ event: borrowing LineEvent, _ line: HopLine) -> Int32 {
    guard Self.tellsOfQueue(event, line), let name = event.rowServer(in: line.bytes), !name.isEmpty
    else { return -1 }
    notePasses(event, line, at: name)
    let server = serverNumber(name)
    let place = stationPlace(event.serverID(in: line.bytes), server, line)
    guard let place else { return stations.last { $0.server == server }?.serial ?? -1 }
    stations[place].hop.firstSeen = min(stations[place].hop.firstSeen, line.record.stamp)
    stations[place].hop.lastSeen = max(stations[place].hop.lastSeen, line.record.stamp)
    if case .queued = event.kind, (event.text(.sourceComponent, in: line.bytes) ?? .empty) == "SMTP"
    {
      noteClient(event, line, of: place)
    }
    return stations[place].serial
  }

  /// Copies kept in reserve, submissions and notes of agents are in no queue.
  private static func tellsOfQueue(_ event: borrowing LineEvent, _ line: HopLine) -> Bool {
    switch event.kind {
    case .queued, .attempt, .check: !event.rowEvent(in: line.bytes).isEmpty
    case .note: event.rowEvent(in: line.bytes) == "TRANSFER"
    default: false
    }
  }

  private func serverNumber(_ name: ByteView) -> Int {
    let label = name.firstLabel
    if let known = servers.firstIndex(where: {
      with($0) { $0.firstLabel.equalsIgnoringCase(label) }
    }) {
      return known
    }
    servers.append(keep(name))
    return servers.count - 1
  }

  /// Where the station is; nil where there are too many to note another. A row without a number is of
  /// the server's last one.
  private func stationPlace(_ id: ByteView, _ server: Int, _ line: HopLine) -> Int? {
    let known = stations.lastIndex { station in
      guard station.server == server else { return false }
      return id.isEmpty || station.hop.queueID.isNone || with(station.hop.queueID) { $0 == id }
    }
    if let known {
      if stations[known].hop.queueID.isNone, !id.isEmpty { stations[known].hop.queueID = keep(id) }
      return known
    }
    guard stations.count < Self.mostStations else { return nil }
    var hop = Hop(firstSeen: line.record.stamp)
    hop.host = servers[server]
    if !id.isEmpty { hop.queueID = keep(id) }
    stations.append(Station(hop: hop, server: server, serial: Int32(stations.count)))
    return stations.count - 1
  }

  private func noteClient(_ event: borrowing LineEvent, _ line: HopLine, of place: Int) {
    guard stations[place].hop.client == nil else { return }
    let peer = event.realClient(in: line.bytes)
    guard !peer.host.isEmpty || !peer.ip.isEmpty else { return }
    var client = Client()
    client.host = peer.host.isEmpty ? .none : keep(peer.host)
    client.ip = peer.ip.isEmpty ? .none : keep(peer.ip)
    stations[place].hop.client = client
    stations[place].receivedContext = event.sessionContext(in: line.bytes)
  }

  private func notePasses(_ event: borrowing LineEvent, _ line: HopLine, at server: ByteView) {
    if event.isSent {
      notePass(from: server, to: event.text(.relayHost, in: line.bytes) ?? .empty)
    } else if case .queued = event.kind {
      notePass(from: event.text(.clientHost, in: line.bytes) ?? .empty, to: server)
      notePass(from: event.realClient(in: line.bytes).host, to: server)
    }
  }

  private func notePass(from: ByteView, to: ByteView) {
    let (from, to) = (from.firstLabel, to.firstLabel)
    guard !from.isEmpty, !to.isEmpty, !from.equalsIgnoringCase(to),
      passes.count < Self.mostStations,
      !passes.contains(where: { says($0.from, from) && says($0.to, to) })
    else { return }
    passes.append(Pass(from: keep(from), to: keep(to)))
  }

  // MARK: Their order

  /// Puts the stations in the order in which the message travelled: by who handed it to whom, for the
  /// clocks of servers differ, and only where that says nothing by time.
  func orderStations() {
    guard servers.count > 1 || stations.count > 1 else { return }
    let ranks = serverRanks()
    stations.sort { left, right in
      (ranks[left.server], left.hop.firstSeen.microseconds, left.serial)
        < (ranks[right.server], right.hop.firstSeen.microseconds, right.serial)
    }
    for place in stations.indices.dropFirst()
    where stations[place].server == stations[place - 1].server {
      stations[place].hop.isOfSameServer = true
    }
    guard servers.count > 1 else { return }
    // Who brought it to the organisation is the first server's client.
    let first = stations.first { $0.server == stations[0].server && $0.hop.client != nil }
    if let first, let peer = first.hop.client {
      client.host = peer.host
      client.ip = peer.ip
      hasClient = true
      receivedContext = first.receivedContext
    }
  }

  /// The place of each server on the way.
  private func serverRanks() -> [Int] {
    let starts = servers.indices.map { server in
      stations.lazy.filter { $0.server == server }.map(\.hop.firstSeen.microseconds).min() ?? .max
    }
    let steps = passes.compactMap { pass -> (from: Int, to: Int)? in
      guard let from = serverPlace(pass.from), let to = serverPlace(pass.to) else { return nil }
      return (from, to)
    }
    var ranks = [Int](repeating: -1, count: servers.count)
    for rank in servers.indices {
      let left = servers.indices.filter { ranks[$0] < 0 }
      let ready = left.filter { server in
        !steps.contains { $0.to == server && ranks[$0.from] < 0 }
      }
      // Mail that comes back to a server goes in a circle: who had it first begins.
      let next = (ready.isEmpty ? left : ready).min { (starts[$0], $0) < (starts[$1], $1) }
      if let next { ranks[next] = rank }
    }
    return ranks
  }

  private func serverPlace(_ label: Text) -> Int? {
    servers.firstIndex { server in
      with(server) { name in with(label) { name.firstLabel.equalsIgnoringCase($0) } }
    }
  }
}

extension LineEvent {
  /// The number that the row's server gave the message; empty where it gave none.
  fileprivate func serverID(in line: ByteView) -> ByteView {
    guard let id = text(.internalMessageID, in: line), !(id == "0") else { return .empty }
    return id
  }

  /// The hash of the name of the session that a row of an arrival tells: `SESSION;TIME;NUMBER`.
  func sessionContext(in line: ByteView) -> UInt64 {
    guard let context = text(.text, in: line) else { return 0 }
    return context.prefix(context.firstIndex(of: UInt8(ascii: ";")) ?? context.count).tableHash
  }
}
