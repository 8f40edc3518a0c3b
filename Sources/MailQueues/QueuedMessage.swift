package import MailTerms

/// A message that a snapshot shows in a queue, or a whole queue of which no more than its length is
/// known.
package struct QueuedMessage: Sendable {
  package var mta: DialectName
  /// The host of the queue, where the snapshot names it.
  package var host: String?
  /// `active`, `deferred`, `hold`, `frozen`; Exchange: the queue's status, in lower case.
  package var queue = ""
  /// The MTA's own name of the queue, such as `EX01\12`.
  package var queueName: String?
  package var queueID: String?
  package var messageID: String?
  /// An empty text is the null sender; nil: the snapshot does not say.
  package var sender: String?
  package var subject: String?
  package var sizeBytes: Int?
  package var since: LogTime?
  package var nextTry: LogTime?
  package var expires: LogTime?
  package var recipients: [QueuedRecipient] = []
  /// How many messages this stands for: one, or a queue's length.
  package var count = 1
  package var isIncaMail = false
  /// When the snapshot was taken.
  package var taken: LogTime?
  /// What the logs say of it.
  package var history: QueuedHistory?

  package init(mta: DialectName) { self.mta = mta }

  /// How long it had waited when the snapshot was taken.
  package var ageSeconds: Int64? {
    guard let since, let taken else { return nil }
    return max(taken.seconds - since.seconds, 0)
  }

  /// The most telling class of its recipients.
  package var failure: FailureClass? { recipients.lazy.compactMap(\.failure).first }
}

/// One whom the message waits for.
package struct QueuedRecipient: Sendable {
  /// nil: the snapshot does not say.
  package var address: String?
  package var outcome = Outcome.unknown
  package var failure: FailureClass?
  /// Why the last attempt failed, as the MTA says it.
  package var reason: String?
  package var nextHop: String?

  package init() {}
}

/// What a message's log lines add to the snapshot.
package struct QueuedHistory: Sendable {
  /// The trail's `id`.
  package var trail: String
  package var attempts: Int
  package var firstFailure: LogTime?

  package init(trail: String, attempts: Int, firstFailure: LogTime?) {
    self.trail = trail
    self.attempts = attempts
    self.firstFailure = firstFailure
  }
}
