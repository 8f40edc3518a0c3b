internal import MailQueues
internal import MailTerms

/// What the logs say of messages that are still open, by queue ID.
struct QueueHistories {
  private struct Told {
    var trail: String
    var isIncaMail: Bool
    var firstSeen: LogTime
    var recipients: [(address: String, failure: FailureClass?, nextHop: String?)]
    var attempts: Int
    var firstFailure: LogTime?
  }

  private var byQueueID: [String: Told] = [:]

  /// Trails that are done leave nothing here: the memory is that of the mail in flight.
  mutating func add(_ trail: Trail) {
    guard !trail.complete, let hop = trail.hops.last, let id = trail.string(hop.queueID) else {
      return
    }
    let told = Told(
      trail: trail.id.description, isIncaMail: trail.isIncaMail, firstSeen: trail.firstSeen,
      recipients: trail.recipients.map {
        (trail.string($0.address) ?? "", $0.failure, trail.string($0.nextHop.host))
      },
      attempts: trail.recipients.reduce(0) { max($0, Int($1.attempts)) },
      firstFailure: trail.recipients.compactMap(\.firstFailure).min())
    // An ID that is used again names the later message.
    if let known = byQueueID[id], known.firstSeen > told.firstSeen { return }
    byQueueID[id] = told
  }

  /// Adds to a queued message what its log lines say; the class where they say it more exactly.
  func complete(_ message: inout QueuedMessage) {
    guard let id = message.queueID, let told = byQueueID[id] else { return }
    message.history = QueuedHistory(
      trail: told.trail, attempts: told.attempts, firstFailure: told.firstFailure)
    // The log may know the subject, who sent it, and where it goes.
    if told.isIncaMail { message.isIncaMail = true }
    // What failed after the snapshot is not why it waited then.
    if let first = told.firstFailure, let taken = message.taken, first > taken { return }
    for index in message.recipients.indices {
      let address = message.recipients[index].address
      guard let match = told.recipients.first(where: { $0.address == address }) else { continue }
      if let failure = match.failure {
        message.recipients[index].failure = failure
        if message.recipients[index].outcome == .unknown {
          message.recipients[index].outcome = .deferred
        }
      }
      message.recipients[index].nextHop = message.recipients[index].nextHop ?? match.nextHop
    }
  }
}
