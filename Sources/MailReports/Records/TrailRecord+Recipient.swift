import ByteTools
import MailTerms

/// The recipient of a trail record and its attempts, as in `docs/records.md`.
extension TrailPieces {
  mutating func recipient(_ recipient: Recipient, _ options: TrailRecordOptions) {
    json.beginObject()
    piece("address", recipient.address)
    piece("original", recipient.original)
    json.word("outcome", recipient.outcome.rawValue)
    json.word("reached", recipient.reached?.rawValue)
    json.word("class", recipient.failure?.name)
    json.number("attempts", Int(recipient.attempts))
    json.beginArray("failed_classes")
    for failure in recipient.failedClasses { json.value(failure.name) }
    json.endArray()
    piece("reason", recipient.reason)
    status("status", recipient.status)
    json.number("reply_code", unlessZero: recipient.replyCode)
    endpoint("next_hop", recipient.nextHop)
    tls("tls", recipient.tls)
    json.flag("tls_known", recipient.tlsKnown)
    alert("tls_alert", recipient.alert)
    if options.withAttempts {
      json.beginArray("history")
      for attempt in recipient.history { self.attempt(attempt) }
      json.endArray()
    }
    piece("remote_id", recipient.remoteID)
    json.key("delay_seconds")
    json.value(milliseconds: recipient.delayMilliseconds)
    json.time("last_attempt", recipient.lastAttempt)
    findings("findings", recipient.findings)
    json.endObject()
  }

  private mutating func attempt(_ attempt: Attempt) {
    json.beginObject()
    json.time("time", attempt.time)
    piece("host", attempt.host)
    piece("queue_id", attempt.queueID)
    json.word("outcome", attempt.outcome.rawValue)
    json.word("class", attempt.failure?.name)
    status("status", attempt.status)
    json.number("reply_code", unlessZero: attempt.replyCode)
    piece("reason", attempt.reason)
    endpoint("next_hop", attempt.nextHop)
    tls("tls", attempt.tls)
    alert("tls_alert", attempt.alert)
    piece("remote_id", attempt.remoteID)
    json.endObject()
  }

  private mutating func status(_ name: StaticString, _ status: EnhancedStatus?) {
    json.key(name)
    json.value(status)
  }

  private mutating func endpoint(_ name: StaticString, _ endpoint: Endpoint) {
    json.key(name)
    guard !endpoint.isNone else { return json.null() }
    json.beginObject()
    piece("host", endpoint.host)
    piece("ip", endpoint.ip)
    json.number("port", unlessZero: endpoint.port)
    json.endObject()
  }

  mutating func tls(_ name: StaticString, _ tls: TLSInfo?) {
    json.key(name)
    guard let tls else { return json.null() }
    json.beginObject()
    piece("version", tls.version)
    piece("cipher", tls.cipher)
    json.number("bits", unlessZero: tls.bits)
    json.word("peer", tls.peer.rawValue)
    json.endObject()
  }

  private mutating func alert(_ name: StaticString, _ alert: TLSAlert?) {
    json.key(name)
    guard let alert else { return json.null() }
    json.beginObject()
    json.number("number", unlessZero: UInt16(alert.number))
    json.key("name")
    if let name = alert.name { json.value(name) } else { json.null() }
    json.word("from", alert.from.rawValue)
    json.endObject()
  }
}
