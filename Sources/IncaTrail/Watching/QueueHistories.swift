internal import MailQueues
internal import MailTerms

/// What the logs say of messages that a snapshot may show, by queue ID.
struct QueueHistories {
  fileprivate struct Told {
    var trail: String
    var isIncaMail: Bool
    var firstSeen: LogTime
    var sender: String?
    /// All whom it is for, and when each had the last word, if it had.
    var recipients: [(address: String, done: LogTime?)]
    var attempts: [(address: String, Try)]
    /// What the trail says in the end, and when it was last tried.
    var last: [String: Try]
  }

  fileprivate struct Try {
    var time: LogTime
    var failure: FailureClass?
    var nextHop: String?
  }

  /// The earliest snapshot.
  private let taken: LogTime
  private var byQueueID: [String: Told] = [:]

  init(taken: LogTime) { self.taken = taken }

  /// What was done before the first snapshot leaves nothing here: the memory is that of the mail in
  /// flight.
  mutating func add(_ trail: Trail) {
    guard !trail.complete || trail.lastSeen >= taken else { return }
    for hop in trail.hops {
      guard let id = trail.string(hop.queueID) else { continue }
      // An ID that is used again names the later message.
      if let known = byQueueID[id], known.firstSeen > trail.firstSeen { continue }
      var told = Told(
        trail: trail.id.description, isIncaMail: trail.isIncaMail, firstSeen: trail.firstSeen,
        sender: trail.string(trail.sender), recipients: [], attempts: [], last: [:])
      for recipient in trail.recipients {
        let address = trail.string(recipient.address) ?? ""
        let isDone = recipient.outcome.isLastWord
        told.recipients.append((address, isDone ? recipient.lastAttempt : nil))
        told.last[address] = Try(
          time: recipient.lastAttempt ?? trail.firstSeen, failure: recipient.failure,
          nextHop: trail.string(recipient.nextHop.host))
        for attempt in recipient.history where trail.string(attempt.queueID) == id {
          let hop = trail.string(attempt.nextHop.host)
          // What other sessions told of a dropped one stands in the recipient's classes alone.
          let isExplained =
            attempt.failure == .tlsDropped && !recipient.failedClasses.contains(.tlsDropped)
          let failure = isExplained ? recipient.failure : attempt.failure
          told.attempts.append((address, Try(time: attempt.time, failure: failure, nextHop: hop)))
        }
      }
      byQueueID[id] = told
    }
  }

  /// Adds to a queued message what its log lines say until the snapshot; the class where they say
  /// it more exactly.
  func complete(_ message: inout QueuedMessage) {
    guard let id = message.queueID, let told = byQueueID[id] else { return }
    // The log may know the subject, who sent it, and where it goes.
    if told.isIncaMail { message.isIncaMail = true }
    told.name(&message)
    let attempts = told.attempts.filter { attempt in
      message.taken.map { attempt.1.time.seconds <= $0.seconds } ?? true
    }
    var most = 0
    for index in message.recipients.indices {
      let own = attempts.filter { $0.address == message.recipients[index].address }
      most = max(most, own.count)
      // A spool file that cannot be read decides, whatever was tried before.
      if message.mta == .exim, message.recipients[index].reason != nil { continue }
      guard
        let last = told.lastFailure(of: message.recipients[index].address, own.map(\.1), message)
      else { continue }
      message.recipients[index].failure = last.failure
      message.recipients[index].nextHop = message.recipients[index].nextHop ?? last.nextHop
      if message.recipients[index].outcome == .unknown {
        message.recipients[index].outcome = .deferred
      }
    }
    message.history = QueuedHistory(
      trail: told.trail, attempts: most,
      firstFailure: attempts.lazy.filter { $0.1.failure != nil }.map(\.1.time).min())
  }
}

extension QueueHistories.Told {
  /// Says of a message of which the snapshot names nobody who sent it, and for whom it waited.
  fileprivate func name(_ message: inout QueuedMessage) {
    message.sender = message.sender ?? sender
    guard message.recipients.allSatisfy({ $0.address == nil }) else { return }
    let nameless = message.recipients.first ?? QueuedRecipient()
    let waiting = recipients.filter { recipient in
      guard let done = recipient.done, let taken = message.taken else { return true }
      return done.seconds > taken.seconds
    }
    guard !waiting.isEmpty else { return }
    message.recipients = waiting.map { recipient in
      var named = nameless
      named.address = recipient.address
      return named
    }
  }

  /// The trail's own word, which knows of failures that were no attempt of this message's; where it
  /// is younger than the snapshot, the last failure before.
  fileprivate func lastFailure(
    of address: String?, _ tries: [QueueHistories.Try], _ message: QueuedMessage
  ) -> QueueHistories.Try? {
    if let last = last[address ?? ""], last.time.seconds <= message.taken?.seconds ?? .max {
      return last.failure == nil ? nil : last
    }
    return tries.last { $0.failure != nil }
  }
}
