internal import ByteTools
package import MailTerms

/// Takes what several snapshots show, each message once, and gives each one whole: Exchange tells of
/// queues and of their messages in two lists, which are joined.
package final class QueueCollector {
  private let judge: QueueJudge
  private let give: (QueuedMessage) throws -> Void
  private var seen: Set<UInt64> = []
  private var queues: [String: QueuedMessage] = [:]
  private var queueOrder: [String] = []
  /// Messages of Exchange, whose queue may come later; its queues hold thousands at most.
  private var waiting: [QueuedMessage] = []

  package init(judge: QueueJudge, give: @escaping (QueuedMessage) throws -> Void) {
    self.judge = judge
    self.give = give
  }

  package func take(_ message: QueuedMessage, _ taken: LogTime) throws {
    var message = message
    message.taken = taken
    guard message.mta == .exchange else {
      guard isNew(message) else { return }
      judge.judge(&message)
      return try give(message)
    }
    if message.queueID == nil, let name = message.queueName {
      if queues[name] == nil { queueOrder.append(name) }
      queues[name] = message
    } else if isNew(message) {
      waiting.append(message)
    }
  }

  /// Gives what waited for the end.
  package func finish() throws {
    for var message in waiting {
      if let name = message.queueName, let queue = queues[name] {
        queues[name]?.count -= 1
        message.nextTry = message.nextTry ?? queue.nextTry
        for index in message.recipients.indices {
          complete(&message.recipients[index], by: queue)
        }
      }
      judge.judge(&message)
      try give(message)
    }
    for name in queueOrder {
      guard var queue = queues[name], queue.count > 0 else { continue }
      judge.judge(&queue)
      try give(queue)
    }
  }

  private func complete(_ recipient: inout QueuedRecipient, by queue: QueuedMessage) {
    guard let whole = queue.recipients.first else { return }
    recipient.nextHop = recipient.nextHop ?? whole.nextHop
    recipient.reason = recipient.reason ?? whole.reason
    // A queue that is held holds its messages, whatever they say themselves.
    if whole.outcome == .held || recipient.outcome == .unknown { recipient.outcome = whole.outcome }
  }

  /// Postfix gives an ID anew, so the arrival belongs to the name.
  private func isNew(_ message: QueuedMessage) -> Bool {
    var name = message.queueID ?? ""
    if let queue = message.queueName { name += queue }
    var hash = name.withByteView { $0.hash64 } &+ UInt64(message.mta.rawValue)
    if message.mta == .postfix, let since = message.since {
      hash = hash &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(bitPattern: since.seconds)
    }
    // Two hosts may use one ID in one second, but hardly for the same people.
    for part in [message.sender, message.recipients.first?.address] {
      hash = hash &* 0x9E37_79B9_7F4A_7C15 &+ (part ?? "").withByteView { $0.hash64 }
    }
    return seen.insert(hash).inserted
  }
}
