import ByteTools
import MailTerms

/// The recipient of a trail record and its attempts, as in `docs/records.md`.
extension TrailPieces {
  mutating func recipient(_ recipient: Recipient, _ options: TrailRecordOptions) {
    json.beginObject()
    piece("address", recipient.address)
    piece("original", recipient.original)
    json.key("outcome" as StaticString)
    json.value(recipient.outcome.rawValue)
    json.key("reached" as StaticString)
    json.value(recipient.reached?.rawValue)
    failure(recipient.failure)
    json.key("attempts" as StaticString)
    json.value(Int(recipient.attempts))
    json.key("failed_classes" as StaticString)
    json.beginArray()
    for failure in recipient.failedClasses { json.value(failure.name) }
    json.endArray()
    piece("reason", recipient.reason)
    status(recipient.status)
    replyCode(recipient.replyCode)
    endpoint(recipient.nextHop)
    json.key("tls" as StaticString)
    tls(recipient.tls)
    json.key("tls_known" as StaticString)
    json.value(recipient.tlsKnown)
    alert(recipient.alert)
    if options.withAttempts {
      json.key("history" as StaticString)
      json.beginArray()
      for attempt in recipient.history { self.attempt(attempt) }
      json.endArray()
    }
    piece("remote_id", recipient.remoteID)
    json.key("delay_seconds" as StaticString)
    json.value(milliseconds: recipient.delayMilliseconds)
    json.key("last_attempt" as StaticString)
    json.value(recipient.lastAttempt)
    json.key("findings" as StaticString)
    findings(recipient.findings)
    json.endObject()
  }

  private mutating func attempt(_ attempt: Attempt) {
    json.beginObject()
    json.key("time" as StaticString)
    json.value(attempt.time)
    piece("host", attempt.host)
    piece("queue_id", attempt.queueID)
    json.key("outcome" as StaticString)
    json.value(attempt.outcome.rawValue)
    failure(attempt.failure)
    status(attempt.status)
    replyCode(attempt.replyCode)
    piece("reason", attempt.reason)
    endpoint(attempt.nextHop)
    json.key("tls" as StaticString)
    tls(attempt.tls)
    alert(attempt.alert)
    piece("remote_id", attempt.remoteID)
    json.endObject()
  }

  private mutating func failure(_ failure: FailureClass?) {
    json.key("class" as StaticString)
    json.value(failure?.name)
  }

  private mutating func status(_ status: EnhancedStatus?) {
    json.key("status" as StaticString)
    json.value(status?.description)
  }

  private mutating func replyCode(_ code: UInt16) {
    json.key("reply_code" as StaticString)
    json.value(code == 0 ? nil : Int(code))
  }

  private mutating func endpoint(_ endpoint: Endpoint) {
    json.key("next_hop" as StaticString)
    guard !endpoint.isNone else { return json.null() }
    json.beginObject()
    piece("host", endpoint.host)
    piece("ip", endpoint.ip)
    json.key("port" as StaticString)
    json.value(endpoint.port == 0 ? nil : Int(endpoint.port))
    json.endObject()
  }

  mutating func tls(_ tls: TLSInfo?) {
    guard let tls else { return json.null() }
    json.beginObject()
    piece("version", tls.version)
    piece("cipher", tls.cipher)
    json.key("bits" as StaticString)
    json.value(tls.bits == 0 ? nil : Int(tls.bits))
    json.key("peer" as StaticString)
    json.value(tls.peer.rawValue)
    json.endObject()
  }

  private mutating func alert(_ alert: TLSAlert?) {
    json.key("tls_alert" as StaticString)
    guard let alert else { return json.null() }
    json.beginObject()
    json.key("number" as StaticString)
    json.value(alert.number == 0 ? nil : Int(alert.number))
    json.key("name" as StaticString)
    alert.name.map { json.value($0) } ?? json.null()
    json.key("from" as StaticString)
    json.value(alert.from.rawValue)
    json.endObject()
  }
}
