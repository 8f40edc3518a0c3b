internal import ByteTools
package import MailQueues
internal import MailTerms

extension Privacy {
  /// The queued message as this level tells it.
  package func applied(to message: QueuedMessage) -> QueuedMessage {
    guard !isFull else { return message }
    let addresses = [message.sender].compactMap { $0 } + message.recipients.compactMap(\.address)
    let known = known(addresses: addresses, subject: message.subject)
    var told = message
    told.subject = nil
    told.messageID = message.messageID.flatMap(messageID)
    told.sender = level == .aggregate ? nil : message.sender.map(address)
    if level == .aggregate { told.queueID = nil }
    if let trail = message.history?.trail { told.history?.trail = id(trail) ?? "" }
    for index in message.recipients.indices {
      let recipient = message.recipients[index]
      told.recipients[index].address = level == .aggregate ? nil : recipient.address.map(address)
      let reason = recipient.reason.map { reason in
        String(decoding: reason.withByteView { text($0, known) }, as: UTF8.self)
      }
      told.recipients[index].reason = level == .aggregate ? nil : reason
    }
    return told
  }
}
