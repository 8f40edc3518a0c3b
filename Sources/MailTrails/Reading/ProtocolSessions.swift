internal import ByteTools
internal import MailTerms

/// What Exchange's SMTP protocol logs tell of sessions: the evidence that message tracking lacks.
struct ProtocolSessions {
  struct Session {
    /// `TLSv1.2`; empty where none was set up.
    var version: [UInt8] = []
    var cipher: [UInt8] = []
    var bits: UInt16 = 0
    /// The peer's certificate verified, as far as the log tells.
    var isVerified = false
    /// Mail was given or taken while there was no TLS.
    var isPlain = false
    /// The peer's certificate was issued by itself.
    var isSelfSigned = false
    /// The subject of the certificate that the peer has shown, where its parts stand on lines of their own.
    var subject: [UInt8]?
    var connector: UInt64 = 0
    /// The server's own address.
    var server: UInt64 = 0
    /// The peer was asked for TLS, and has not answered.
    var asksForTLS = false
    var peer: UInt64 = 0
    /// The messages that went through it, by the hashes of their message IDs or contexts.
    var messages: [UInt64] = []
    /// Envelopes that came in by it: peer and sender.
    var arrivals: [UInt64] = []
    var time: Int64 = 0
  }

  struct Failure {
    let peer: UInt64
    /// Of the send connector.
    let connector: UInt64
    /// The address of the server that tried; of "" where no connection came about.
    let server: UInt64
    let time: Int64
    let failure: FailureClass
    let line: [UInt8]
  }

  private(set) var open: [UInt64: Session] = [:]
  /// By the hash of a message ID (sent) or of a session's context (received).
  private(set) var byMessage: [UInt64: Session] = [:]
  /// Received, by peer and sender: a front end's session has another name than that of the server
  /// behind it.
  private var byArrival: [UInt64: [Session]] = [:]
  /// In order of time.
  private(set) var failures: [Failure] = []
  private static let most = 200_000
  /// A failure explains rows of the same host that are so much later, in microseconds.
  private static let reach: Int64 = 30 * 1_000_000

  var isEmpty: Bool { byMessage.isEmpty && byArrival.isEmpty && failures.isEmpty }

  mutating func update(_ id: UInt64, _ change: (inout Session) -> Void) {
    if open.count > Self.most { open.removeAll() }
    change(&open[id, default: Session()])
  }

  mutating func end(_ id: UInt64) {
    guard let session = open.removeValue(forKey: id) else { return }
    keep(session, id)
  }

  /// The end of the input: sessions of which the end is not logged count too.
  mutating func finish() {
    for (id, session) in open { keep(session, id) }
    open.removeAll()
  }

  private mutating func keep(_ session: Session, _ id: UInt64) {
    guard byMessage.count < Self.most else { return }
    // Rows of some versions name the session itself.
    if !session.messages.isEmpty || session.isPlain { byMessage[id] = session }
    for message in session.messages { byMessage[message] = session }
    for arrival in session.arrivals { byArrival[arrival, default: []].append(session) }
  }

  /// The session by which an envelope came in, nearest in time.
  func arrival(_ envelope: UInt64, at time: Int64) -> Session? {
    let near = byArrival[envelope]?.min { abs($0.time - time) < abs($1.time - time) }
    return near.flatMap { abs($0.time - time) <= Self.reach ? $0 : nil }
  }

  /// A message that was sent, by its ID and the peer: one with several recipients goes to several.
  static func sent(_ message: UInt64, to peer: UInt64) -> UInt64 { mixed(message, peer) }

  /// A message that was sent, by its number on the server: `record`, the peer's address and the server's
  /// own. 0 where one of them is not known.
  static func record(_ record: ByteView?, _ peer: ByteView?, _ server: ByteView?) -> UInt64 {
    guard let record, let peer, let server, !record.isEmpty, !peer.isEmpty, !server.isEmpty else {
      return 0
    }
    return mixed(mixed(record.tableHash, peer.tableHash), server.tableHash)
  }

  /// The session of a message known by its number, which is used again one day.
  func session(ofRecord record: UInt64, at time: Int64) -> Session? {
    guard record != 0, let session = byMessage[record], abs(session.time - time) <= Self.reach
    else {
      return nil
    }
    return session
  }

  static func envelope(peer: UInt64, sender: ByteView) -> UInt64 {
    mixed(peer, sender.tableHash ^ 0x9E37_79B9_7F4A_7C15)
  }

  mutating func add(_ failure: Failure) {
    if failures.count < Self.most { failures.append(failure) }
  }

  /// What broke the session with `peer` that a row of this time tells of.
  func failure(
    with peer: UInt64, by connector: UInt64, of server: UInt64, at time: Int64
  ) -> Failure? {
    failures.last {
      $0.peer == peer && $0.time <= time + 2_000_000 && $0.time >= time - Self.reach
        && (connector == 0 || $0.connector == 0 || $0.connector == connector)
        && (server == 0 || $0.server == 0 || $0.server == server)
    }
  }
}
