public import ByteTools
package import MailTerms

/// What a log line was understood to say: a kind, and places in the line.
///
/// Reused from line to line; nothing in it is allocated. Values are the log's own text with the log's
/// quoting undone; nothing is guessed here.
@usableFromInline package struct LineEvent: ~Copyable {
  @usableFromInline package enum Verdict: String, BitwiseCopyable, Sendable {
    case event, ignored, unknown

    /// Cheaper than `==`, which would compare names.
    @inlinable @inline(__always)
    package var isEvent: Bool {
      if case .event = self { return true }
      return false
    }
  }

  /// What happened. The words are those of `docs/records.md`; every dialect maps onto them.
  package enum Kind: String, BitwiseCopyable, Sendable {
    /// Nothing happened yet, or nothing of interest.
    case none
    /// A session with a client began or ended.
    case connect, disconnect
    /// A client was lost in the middle of a session.
    case lost
    /// The queue file was made, for a client or for a local user.
    case client, pickup
    case messageID = "message-id"
    case resentMessageID = "resent-message-id"
    case queued
    /// One delivery attempt for one recipient.
    case attempt
    /// One host of an attempt failed; another may be tried.
    case hostFailed = "host-failed"
    case removed
    case expired
    /// A report about this message was made.
    case bounce
    case delayNotice = "delay-notice"
    case successNotice = "success-notice"
    /// TLS was set up with a peer.
    case tls
    /// Something of the TLS engine that may explain a failure.
    case tlsProblem = "tls-problem"
    /// One step of a handshake, at the higher log levels.
    case tlsTrace = "tls-trace"
    /// Our server, a filter or a header check refused or acted on it: see `action`.
    case reject
    /// A header or body check saw a line: see `action`.
    case check
    /// A line of the header of a message that was refused.
    case header
    /// An administrator acted: see `action`.
    case administrator
    /// Connecting to a host failed.
    case connectFailed = "connect-failed"
    /// A content filter's verdict.
    case filter
    /// Something else that bears on a message.
    case note
  }

  @usableFromInline package enum Key: UInt8, BitwiseCopyable, CaseIterable, Sendable {
    case from, to, origTo, messageID, subject, size, nrcpt, clientHost, clientIP, clientPort
    case helo, proto, saslMethod, saslUsername
    case relayHost, relayIP, relayPort, relayPath, connUse, delay, delays, dsn, status, reason
    case replyCode, remoteID, newQueueID, uid
    case tlsLevel, tlsVersion, tlsCipher, tlsBits, certVerified, peerDN, tlsFeatures
    case action, stage, router, transport, errorNumber, confirmation
    case networkMessageID, internalMessageID, connector, sourceComponent
    case recipients, recipientStatus, reference, directionality, customData
    /// Exim: `<=`, `=>`, … ; Exchange: the event ID.
    case flag
    // Not written to records: parts that the trails need.
    /// The peer's own words in `reason`.
    case reply
    /// Who showed which signature of its own in TLS 1.3.
    case clientSignature
    /// The text of a check or refusal without its code.
    case text
    /// `orig_queue_id` or `orig_id`: the message before this one.
    case oldQueueID
    /// `starttls=` of a session's end.
    case startTLS
    /// Exchange: the first peer, where a front end stands between.
    case originalClientIP
    /// Exchange: begins with the time at which the message was made.
    case origination
    /// How many messages an administrator acted on, none of which the line names.
    case messages
  }

  package enum Severity: String, BitwiseCopyable, Sendable {
    case info, warning, error, fatal, panic
  }

  /// What the program that wrote the line does, as far as trails must know.
  package enum Role: UInt8, BitwiseCopyable, Sendable {
    case other
    /// Carries mail on: its session lines explain an attempt of the same process.
    case delivery
    /// Throws mail away by a rule of the MTA's own.
    case discard
    /// Acts for an administrator.
    case administration
    /// Holds TLS sessions for others: they are known by their peer, not by the process.
    case tlsProxy
  }

  package var kind = Kind.none
  package var severity = Severity.info
  /// The program as the dialect numbers it, where only the text told it.
  package var program: UInt8 = 0
  package var role = Role.other
  /// An attempt got through, in whatever words of its dialect.
  package var isSent = false
  /// It was the last word on its recipients.
  package var isFinal = false
  /// Refused for the moment: the client may try again. Told where the line bears no code that says so.
  package var isForTheMoment = false
  /// One line tells the whole arrival: client, envelope and message ID.
  package var isWholeArrival = false
  /// What a session showed of the peer's certificate, in whatever words of its dialect.
  package var certificate = TLSInfo.Peer.unknown
  /// The class that a number or the event's name tells, where its words may say no more.
  package var failure: FailureClass?
  /// `NOQUEUE` is a queue ID here.
  @usableFromInline package var queueID = ByteRange(start: 0, count: 0)

  @usableFromInline var present: UInt64 = 0
  /// By key. Not an inline array: that is copied whole to read one place of it.
  @usableFromInline let values = SixtyFour(ByteRange(start: 0, count: 0))

  package init() {}

  deinit { values.deallocate() }

  package mutating func reset() {
    kind = .none
    severity = .info
    program = 0
    role = .other
    isSent = false
    isFinal = false
    isForTheMoment = false
    isWholeArrival = false
    certificate = .unknown
    failure = nil
    queueID = ByteRange(start: 0, count: 0)
    present = 0
  }

  @inlinable
  package subscript(key: Key) -> ByteRange? {
    @inline(__always) get { has(key) ? values[key.rawValue] : nil }
    @inline(__always) set {
      if let newValue {
        present |= 1 &<< UInt64(key.rawValue)
        values[key.rawValue] = newValue
      } else {
        present &= ~(1 &<< UInt64(key.rawValue))
      }
    }
  }

  @inlinable @inline(__always)
  package func has(_ key: Key) -> Bool { present & 1 &<< UInt64(key.rawValue) != 0 }

  /// The bytes of a value in `line`; nil where the line does not say.
  @inlinable @inline(__always)
  package func text(_ key: Key, in line: ByteView) -> ByteView? {
    has(key) ? line.clamped(values[key.rawValue]) : nil
  }

  @inlinable @inline(__always)
  package var hasQueueID: Bool { queueID.count > 0 }

  /// The queue ID is `NOQUEUE`: no queue file was made.
  @inlinable @inline(__always)
  package func isWithoutQueueFile(in line: ByteView) -> Bool {
    queueID.count == 7 && line.holds("NOQUEUE", at: Int(queueID.start))
  }
}
