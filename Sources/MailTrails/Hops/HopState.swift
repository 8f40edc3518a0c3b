internal import ByteTools
internal import MailLines
internal import MailTerms

/// What was read of one message in one queue: a hop of a trail in the making.
///
/// Text is kept in an arena of its own; fields are places in it.
final class HopState {
  /// A recipient, and what the judgement of its trail needs besides.
  struct Entry {
    var recipient = Recipient()
    /// The `ServiceFacts` number of the program that made the last attempt.
    var service: UInt16 = 0
    /// That no line tells of TLS is no proof of plain text: the session had served others before, began
    /// before the log, or the log never tells.
    var silenceProvesNothing = false
    /// The line itself says whether TLS was used.
    var proof = Proof.none
    /// The last next hop is known from an attempt, not from a host's failure.
    var tried = false
    /// How long the message was under way before this hop, in microseconds.
    var lead: Int64 = 0
    /// Exim: no host was tried, because others of the same route had failed.
    var waits = false
    /// The local delivery agent made a new message of it.
    var forwarded = false
    /// Where the recipient has gone on to: the place in the trail's hops; -1 nowhere.
    var continuedBy: Int32 = -1
    /// Exchange: the mailbox server could not hand it to transport yet.
    var waitsForSubmission = false
    /// Exchange: the hash of the connector of the last attempt; 0 where no row says.
    var connector: UInt64 = 0
    /// Exchange: the hash of the address of the server that made it; 0 where no row says.
    var server: UInt64 = 0
    /// Exchange: which message of which server went to which address, as its session tells; 0 unknown.
    var sentRecord: UInt64 = 0
    /// Exchange: the serial number of the station that the last word comes from; -1 where no row says.
    var station: Int32 = -1
    /// Exchange: that of the last failed attempt.
    var failedStation: Int32 = -1
    /// Exchange: the row itself says that the next hop is the organisation's.
    var nextHopIsOurs = false
    /// Exchange: the server of the organisation that took it last, of which no row may be given.
    var passedTo = Endpoint()

    enum Proof: UInt8 { case none, plain, encrypted }
  }

  var text: [UInt8] = []
  var host: UInt16
  var hop: Hop
  var id = TrailID.none
  var messageID = Text.none
  /// Exchange: shared by all servers of the organisation.
  var networkMessageID = Text.none
  var sender = Text.none
  var subject = Text.none
  var sizeBytes: Int64?
  var entries: [Entry] = []
  /// Came from a user of this host, not over SMTP.
  var isLocal = false
  var ended = false
  /// The header or content filter that ended it.
  var isHeld = false
  var client = Client()
  var hasClient = false
  /// What the processes delivering it have said since their last status line.
  var evidence: [Evidence] = []
  var lines: [LoggedLine] = []
  /// The service that received it, for what its sessions show elsewhere.
  var receivedBy: UInt16 = 0
  /// The client was lost before the message was whole.
  var lostReason = Text.none
  var filterVerdict: FailureClass?
  /// Exchange: the hash of the receiving session's name.
  var receivedContext: UInt64 = 0
  /// Exchange calls it incoming.
  var isIncoming = false
  /// Exchange: how many recipients its rows count at most.
  var mostRecipients = 0
  /// Exchange: some server took it in.
  var wasReceived = false
  /// Exchange: a server that took it in over SMTP.
  struct Receiver {
    let name: Text
    let ip: Text
  }
  var receivers: [Receiver] = []
  /// Exchange: the servers that had it, by the name that the first row of each gives it.
  var servers: [Text] = []
  var stations: [Station] = []
  var passes: [Pass] = []
  /// Exchange: when the message was made, in microseconds, where a row tells.
  var origination: Int64?
  /// Exim: the virus or spam scanner could not be asked.
  var scannerFailed = false

  /// What one takes with all that hangs on it, in bytes.
  static let usualSize = 2048

  init(host: UInt16, time: LogTime) {
    self.host = host
    hop = Hop(firstSeen: time)
    text.reserveCapacity(1024)
  }

  /// Forgets everything, but for the memory that its parts have: to read another message with it.
  func restart(host: UInt16, time: LogTime) {
    text.removeAllKeepingSome()
    self.host = host
    hop = Hop(firstSeen: time)
    id = .none
    messageID = .none
    networkMessageID = .none
    sender = .none
    subject = .none
    sizeBytes = nil
    entries.removeAllKeepingSome()
    isLocal = false
    ended = false
    isHeld = false
    client = Client()
    hasClient = false
    evidence.removeAllKeepingSome()
    lines.removeAllKeepingSome()
    receivedBy = 0
    lostReason = .none
    filterVerdict = nil
    receivedContext = 0
    isIncoming = false
    mostRecipients = 0
    wasReceived = false
    receivers.removeAllKeepingSome()
    servers.removeAllKeepingSome()
    stations.removeAllKeepingSome()
    passes.removeAllKeepingSome()
    origination = nil
    scannerFailed = false
    places.removeAll()
    placed = 0
  }

  /// Another one that says the same.
  init(copying other: HopState) {
    text = other.text
    host = other.host
    hop = other.hop
    id = other.id
    messageID = other.messageID
    networkMessageID = other.networkMessageID
    sender = other.sender
    subject = other.subject
    sizeBytes = other.sizeBytes
    entries = other.entries
    isLocal = other.isLocal
    ended = other.ended
    isHeld = other.isHeld
    client = other.client
    hasClient = other.hasClient
    evidence = other.evidence
    lines = other.lines
    receivedBy = other.receivedBy
    lostReason = other.lostReason
    filterVerdict = other.filterVerdict
    receivedContext = other.receivedContext
    isIncoming = other.isIncoming
    mostRecipients = other.mostRecipients
    wasReceived = other.wasReceived
    receivers = other.receivers
    servers = other.servers
    stations = other.stations
    passes = other.passes
    origination = other.origination
    scannerFailed = other.scannerFailed
  }

  func keep(_ bytes: ByteView) -> Text {
    let start = UInt32(truncatingIfNeeded: text.count)
    text.append(bytes)
    return Text(start: start, count: UInt32(truncatingIfNeeded: bytes.count))
  }

  func keep(_ bytes: ByteView?) -> Text { bytes.map { keep($0) } ?? .none }

  func with<R>(_ piece: Text, _ body: (ByteView) -> R) -> R {
    guard !piece.isNone else { return body(.empty) }
    return text.withByteView {
      body($0.clamped(ByteRange(start: piece.start, count: piece.count)))
    }
  }

  /// Takes in the recipients of a refusal that was part of this message's transaction.
  func absorb(_ refused: HopState) {
    let shift = UInt32(truncatingIfNeeded: text.count)
    text += refused.text
    hop.firstSeen = min(hop.firstSeen, refused.hop.firstSeen)
    // Where all were dropped, the message's own lines name nobody.
    if entries.count == 1, entries[0].recipient.address.isNone {
      entries.removeAll()
      entriesChanged()
    }
    for var entry in refused.entries {
      // Held before anybody was named, and somebody is.
      let isHoldOfSender = entry.recipient.address.isNone && entry.recipient.outcome == .held
      if isHoldOfSender, !entries.isEmpty { continue }
      entry.recipient.shift(by: shift)
      entries.append(entry)
    }
    // What is held goes to no queue manager, which would name the sender.
    if sender.isNone, !refused.sender.isNone { sender = refused.sender.shifted(by: shift) }
    lines = refused.lines.map { $0.shifted(by: shift) } + lines
    if !hasClient, refused.hasClient {
      client = refused.client
      client.shift(by: shift)
      hasClient = true
      receivedBy = refused.receivedBy
    }
  }

  /// Where entries are, by the hash of their address; only where there are many.
  private var places: [UInt64: Int] = [:]
  private var placed = 0

  /// The first entry of that address. A message may have thousands: asking each would cost the square.
  func firstEntry(of address: ByteView) -> Int? {
    guard entries.count > 32 else {
      return entries.firstIndex { says($0.recipient.address, address) }
    }
    // Entries were taken out or changed since.
    if placed > entries.count { placed = 0 }
    if placed == 0 { places.removeAll(keepingCapacity: true) }
    while placed < entries.count {
      let hash = with(entries[placed].recipient.address) { $0.foldedHash }
      if places[hash] == nil { places[hash] = placed }
      placed += 1
    }
    guard let place = places[address.foldedHash] else { return nil }
    if place < entries.count, says(entries[place].recipient.address, address) { return place }
    return entries.firstIndex { says($0.recipient.address, address) }
  }

  /// Must be called where an entry gets another address or is taken out.
  func entriesChanged() { placed = 0 }

  /// Whether `piece` says the same as `bytes`, but for the case of letters.
  func says(_ piece: Text, _ bytes: ByteView) -> Bool {
    !piece.isNone && with(piece) { $0.equalsIgnoringCase(bytes) }
  }
}

extension Recipient {
  /// An attempt at the next hop failed, as `evidence` tells.
  mutating func note(_ failure: FailureClass, at time: LogTime, in evidence: Text) {
    self.failure = failure
    failedClasses.insert(failure)
    firstFailure = firstFailure ?? time
    lastFailure = time
    failedNextHop = nextHop
    failureEvidence = evidence
    failedBeforeOther = false
  }

  /// A host failed before the one that the attempt ended at.
  mutating func noteOtherHost(_ host: Endpoint, at time: LogTime, in evidence: Text) {
    firstFailure = firstFailure ?? time
    lastFailure = time
    failedNextHop = host
    failureEvidence = evidence
    failedBeforeOther = true
  }
}

/// What one delivering process said of its session, up to the status lines it explains.
struct Evidence {
  let pid: UInt32
  var tls: TLSInfo?
  /// The host that `tls` and `problems` are about: `[ip]:port`.
  var peer = Text.none
  /// The gravest thing that the TLS engine said since the session began.
  var failure: FailureClass?
  var alert: TLSAlert?
  /// That line, as logged.
  var line = Text.none
  /// It has explained the failure of a host before.
  var isTold = false
  /// Classes of other hosts that were tried in the same attempt.
  var otherHosts = FailureClasses()
  /// The last of them, when it failed, and the line that tells.
  var otherHost = Endpoint()
  var otherTime: LogTime?
  var otherLine = Text.none
  /// What that host refused is a recipient: those whom it took the mail for did not meet that.
  var refusesRecipient = false
  /// The recipient whose line told of them was of this delivery: what all of it share.
  var delivery: (relay: Text, delays: Text)?
  /// The session was one of tlsproxy's.
  var reused = false
  /// Loglevel 2: how far the handshake had come.
  var handshake = Handshake.notTraced
  /// Exim: the host is one of several that were tried, and failed.
  var failedHost = false
  /// Its name; elsewhere that of `peer`.
  var host = Text.none
  /// Exim: the host refused this recipient, and the message to nobody else.
  var recipient = Text.none
  /// Exim: TLS was given up, and the message sent without.
  var fallback = HopState.Entry.Proof.none
  /// A status line has been explained by it; the next session line begins anew.
  var used = false

  /// The steps of a traced handshake that tell one alert 40 from another.
  enum Handshake { case notTraced, helloSent, serverAnswered, certificateAsked }

  init(pid: UInt32) { self.pid = pid }

  /// The next session of the process; what a host said to a recipient who waits for another is kept.
  func renewed() -> Evidence {
    var next = Evidence(pid: pid)
    guard refusesRecipient, delivery == nil else { return next }
    next.refusesRecipient = true
    next.otherHosts = otherHosts
    next.otherHost = otherHost
    next.otherTime = otherTime
    next.otherLine = otherLine
    return next
  }

  mutating func forgetOtherHosts() {
    otherHosts = FailureClasses()
    otherHost = Endpoint()
    refusesRecipient = false
    delivery = nil
  }

  mutating func forgetFailure() {
    failure = nil
    alert = nil
    line = .none
    isTold = false
  }
}

extension ByteView {
  /// A hash that is equal for texts that differ in the case of ASCII letters only.
  fileprivate var foldedHash: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<count {
      hash = (hash ^ UInt64(self[index].asciiLowercased)) &* 0x0000_0100_0000_01B3
    }
    return hash
  }
}
