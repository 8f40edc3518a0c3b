internal import MailLines
internal import MailTerms

/// One message in one queue, as the tracker knows it: where its lines are, not what they say.
struct Message: BitwiseCopyable {
  struct Flags: OptionSet, BitwiseCopyable {
    let rawValue: UInt32
    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// It has been seen to come in: a second arrival under its queue ID is another message.
    static let arrived = Flags(rawValue: 1)
    static let hasMessageID = Flags(rawValue: 2)
    static let queued = Flags(rawValue: 4)
    /// A mark was seen: its lines matter.
    static let marked = Flags(rawValue: 8)
    /// The mail system is done with it.
    static let ended = Flags(rawValue: 16)
    /// Its place in the order of output has come; it waits for others of its trail.
    static let released = Flags(rawValue: 32)
    /// A refusal without a queue ID.
    static let refusal = Flags(rawValue: 64)
    /// Its client is a host of the platform.
    static let fromPlatform = Flags(rawValue: 128)
    /// A client on this host, or a local user, brought it.
    static let injected = Flags(rawValue: 256)
    /// Part of another message's trail already.
    static let absorbed = Flags(rawValue: 512)
    /// An address probe, no mail.
    static let probe = Flags(rawValue: 1024)
    /// Went to the platform over a session that others had opened in plain text.
    static let reusedPlain = Flags(rawValue: 2048)
    /// A report tells of it, or it is one.
    static let related = Flags(rawValue: 4096)
    /// The session of its last attempt may have begun before the log does.
    static let startUnseen = Flags(rawValue: 8192)
    /// A host of ours took it without a word on how it calls it.
    static let handedOver = Flags(rawValue: 16_384)
    /// A table's message: each recipient has had its last word.
    static let settled = Flags(rawValue: 32_768)
    /// A table's message: another log may know where it went.
    static let awaited = Flags(rawValue: 65_536)
    /// One of its lines holds what is looked for.
    static let wanted = Flags(rawValue: 131_072)
    /// Exim: a recipient has failed for good since the last report; one was told to wait.
    static let failed = Flags(rawValue: 262_144)
    static let delayed = Flags(rawValue: 524_288)
    /// Postfix: an attempt has failed for the moment, so that it waits among the deferred.
    static let waits = Flags(rawValue: 1_048_576)
    /// An administrator acted on all messages of a queue, and no line has named this one since.
    static let deletedUnnamed = Flags(rawValue: 2_097_152)
    static let heldUnnamed = Flags(rawValue: 4_194_304)
    static let unheldUnnamed = Flags(rawValue: 8_388_608)
    static let unnamed: Flags = [.deletedUnnamed, .heldUnnamed, .unheldUnnamed]
    /// What the next attempt makes untrue.
    static let overtakenByAttempt: Flags = [.startUnseen, .unnamed]
  }

  var key: QueueKey
  /// Counts up over all messages of a run; tells a reused place in the pool from its former owner.
  var serial: UInt32
  var host: UInt16
  var instance: UInt16
  var dialect: DialectName?
  var flags: Flags = []
  /// The instance is that of a queue manager or cleanup, not of a renamed delivery service.
  var instanceIsSure = false
  /// Where its first line stood: tells messages apart whose logs name no host.
  var source: UInt16 = 0
  /// The last of its lines that have not been read yet, and the first of them.
  var newest = LineReference.none
  var oldest = LineReference.none
  /// Its lines in the `LineStore`, older than these; -1: none.
  var stored: Int32 = -1
  /// The next one with the same queue ID.
  var older: Int32 = -1
  /// What was read of it; -1 where nothing was.
  var state: Int32 = -1
  /// Its trail, where it shares one; -1 where it is alone.
  var group: Int32 = -1
  /// The server session that brought it; 0 where none is known.
  var session: UInt32 = 0
  /// TLS of that session, by number; 0 unknown.
  var sessionTLS: UInt32 = 0
  /// Why the platform dropped its session without a word, as it told other sessions at the time.
  var inferred: FailureClass?
  /// The host of the platform that dropped it so while no other session told why; 0: none. It may
  /// tell one that comes soon after.
  var droppedBy: UInt64 = 0
  /// Of refusals that are equal to the byte, the how manieth it is.
  var copy: UInt16 = 0
  /// Time of its first line, and when it ended.
  var firstTime: Int64
  var endTime: Int64 = 0
  /// The place in the input of the line that ended it.
  var endLine: Int64 = 0
  /// When it was handed over (`Flags.handedOver`).
  var handoverTime: Int64 = 0
  /// A table's message: how many recipients it has, and how many have had their last word.
  var recipients: Int32 = 0
  var settled: Int32 = 0
}
