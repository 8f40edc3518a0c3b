internal import ByteTools
package import MailPrivacy
package import MailQueues
internal import MailTerms

/// A message in a queue as `incatrail.queue/1`: what `docs/records.md` lists.
package enum QueueRecord {
  /// - Parameter privacy: what the message has been through, for the record to say so.
  package static func append(
    _ message: QueuedMessage, _ privacy: Privacy = .full, to bytes: inout [UInt8]
  ) {
    var json = JSONWriter()
    json.beginObject()
    json.key("schema" as StaticString)
    json.value("incatrail.queue/1" as StaticString)
    text(&json, "host", message.host)
    json.key("mta" as StaticString)
    json.value(message.mta.name)
    text(&json, "queue", message.queue.isEmpty ? nil : message.queue)
    text(&json, "queue_name", message.queueName)
    text(&json, "queue_id", message.queueID)
    json.key("messages" as StaticString)
    json.value(message.count)
    text(&json, "message_id", message.messageID)
    text(&json, "sender", message.sender)
    text(&json, "subject", message.subject)
    json.key("recipients" as StaticString)
    json.beginArray()
    for recipient in message.recipients { self.recipient(&json, recipient) }
    json.endArray()
    json.key("size_bytes" as StaticString)
    json.value(message.sizeBytes)
    json.key("since" as StaticString)
    json.value(message.since)
    json.key("age_seconds" as StaticString)
    json.value(message.ageSeconds.map { Int($0) })
    json.key("next_try" as StaticString)
    json.value(message.nextTry)
    json.key("expires" as StaticString)
    json.value(message.expires)
    json.key("incamail" as StaticString)
    json.value(message.isIncaMail)
    // Without a key it has no name that may be told.
    text(&json, "trail", message.history.flatMap { $0.trail.isEmpty ? nil : $0.trail })
    json.key("attempts" as StaticString)
    json.value(message.history?.attempts)
    json.key("first_failure" as StaticString)
    json.value(message.history?.firstFailure)
    json.privacy(privacy)
    json.endObject()
    json.endLine()
    bytes.append(json.bytes)
  }

  private static func recipient(_ json: inout JSONWriter, _ recipient: QueuedRecipient) {
    json.beginObject()
    text(&json, "address", recipient.address)
    json.key("outcome" as StaticString)
    json.value(recipient.outcome.rawValue)
    json.key("class" as StaticString)
    json.value(recipient.failure?.name)
    text(&json, "reason", recipient.reason)
    text(&json, "next_hop", recipient.nextHop)
    json.endObject()
  }

  private static func text(_ json: inout JSONWriter, _ key: StaticString, _ value: String?) {
    json.key(key)
    json.value(value)
  }
}
