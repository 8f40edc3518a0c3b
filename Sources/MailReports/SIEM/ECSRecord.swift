import MailPrivacy
import MailTerms

/// Elastic Common Schema 9.4.0: https://www.elastic.co/docs/reference/ecs
///
/// What ECS has no place for stands under `incatrail`.
struct ECSRecord {
  private let options: SIEMOptions
  init(_ options: SIEMOptions) { self.options = options }

  func write(_ event: SIEMEvent, to json: inout JSONWriter) {
    let dataset = event.finding == nil ? "incatrail.delivery" : "incatrail.finding"
    json.beginObject()
    json.known("@timestamp", event.time.universalText)
    json.beginObject("ecs")
    json.known("version", "9.4.0")
    json.endObject()
    json.beginObject("data_stream")
    json.known("type", "logs")
    json.known("dataset", dataset)
    json.known("namespace", "default")
    json.endObject()
    json.known("message", event.message)
    writeEvent(event, dataset, &json)
    writeMail(event, &json)
    writePlaces(event, &json)
    writeTLS(event, &json)
    if event.finding == nil, event.failure != nil || event.status != nil,
      event.outcome != .delivered
    {
      json.beginObject("error")
      json.known("code", event.status)
      json.known("type", event.failure?.name)
      json.endObject()
    }
    writeGateway(event, &json)
    if let finding = event.finding {
      json.beginObject("rule")
      json.known("id", finding.name)
      json.known("name", event.title)
      json.known("ruleset", SIEMProgram.product)
      json.endObject()
    }
    writeOwn(event, &json)
    json.endObject()
  }

  private func writeEvent(_ event: SIEMEvent, _ dataset: String, _ json: inout JSONWriter) {
    json.beginObject("event")
    json.known("kind", event.finding == nil ? "event" : "alert")
    // With this category the schema expects no other type.
    json.known("category", list: ["email"])
    json.known("type", list: ["info"])
    json.known("outcome", event.finding == nil ? event.result : "unknown")
    json.known("action", event.action)
    json.known("code", event.failure?.name)
    json.known("severity", event.severity.ecs)
    json.known("reason", event.reason)
    json.known("module", SIEMProgram.product)
    json.known("dataset", dataset)
    json.known("provider", event.mta)
    json.known("id", event.id)
    json.known("start", event.arrival?.universalText)
    json.known("end", event.time.universalText)
    json.known("duration", event.delay.map { Int($0) * 1_000_000 })
    json.known("timezone", event.time.offsetText)
    json.known("original", event.line)
    json.endObject()
  }

  private func writeMail(_ event: SIEMEvent, _ json: inout JSONWriter) {
    json.beginObject("email")
    json.known("local_id", event.queueID)
    json.known("message_id", event.messageID)
    json.known("direction", event.direction.rawValue)
    json.known("subject", event.subject)
    if let sender = event.sender {
      json.beginObject("from")
      json.known("address", list: [sender])
      json.endObject()
    }
    if let recipient = event.recipient {
      json.beginObject("to")
      json.known("address", list: [recipient])
      json.endObject()
    }
    json.endObject()
  }

  private func writePlaces(_ event: SIEMEvent, _ json: inout JSONWriter) {
    if let source = event.source { writePlace("source", source, &json) }
    if let destination = event.destination { writePlace("destination", destination, &json) }
    json.beginObject("network")
    json.known("transport", "tcp")
    json.known("protocol", "smtp")
    json.known("direction", event.direction.rawValue)
    if let peer = event.peer, peer.ip != nil { json.known("type", peer.isIPv6 ? "ipv6" : "ipv4") }
    json.endObject()
  }

  private func writePlace(
    _ name: StaticString, _ place: SIEMEvent.Peer, _ json: inout JSONWriter
  ) {
    json.beginObject(name)
    json.known("address", place.address)
    json.known("domain", place.name)
    json.known("ip", place.ip)
    json.known("port", place.port)
    json.endObject()
  }

  private func writeTLS(_ event: SIEMEvent, _ json: inout JSONWriter) {
    guard let isEstablished = event.tls.isEstablished else { return }
    json.beginObject("tls")
    json.flag("established", isEstablished)
    if let version = event.tls.version, let space = version.firstIndex(of: "v") {
      // TLSv1.3, SSLv3
      json.known("version", String(version[version.index(after: space)...]))
      json.known("version_protocol", version[..<space].lowercased())
    }
    json.known("cipher", event.tls.cipher)
    json.endObject()
  }

  private func writeGateway(_ event: SIEMEvent, _ json: inout JSONWriter) {
    json.beginObject("observer")
    json.known("type", "mail-gateway")
    if let product = SIEMProduct(event.mta) {
      json.known("vendor", product.vendor)
      json.known("product", product.product)
    }
    json.known("hostname", event.gateway)
    json.endObject()
    json.beginObject("host")
    json.known("name", event.gateway)
    json.endObject()
    json.beginObject("related")
    json.known("ip", list: [event.destination?.ip, event.source?.ip])
    json.known("hosts", list: [event.gateway, event.source?.name, event.destination?.name])
    json.known("user", list: [event.sender, event.recipient])
    json.endObject()
  }

  private func writeOwn(_ event: SIEMEvent, _ json: inout JSONWriter) {
    json.beginObject("incatrail")
    json.known("version", options.version)
    json.known("trail", event.trail)
    json.known("outcome", event.outcome.rawValue)
    json.known("reached", event.reached?.rawValue)
    json.known("class", event.failure?.name)
    json.known("finding", list: [event.finding?.name])
    json.flag("platform", event.isPlatform)
    json.known("route", event.route)
    json.known("attempt", event.attempt)
    json.known("size_bytes", event.size)
    json.known("recipient_domain", event.recipientDomain)
    json.known("dsn", event.status)
    json.known("reply_code", event.replyCode)
    if event.tls.peer != nil || event.tls.alertFrom != nil {
      json.beginObject("tls")
      json.known("peer", event.tls.peer)
      json.known("alert", event.tls.alertNumber)
      json.known("alert_name", event.tls.alertName)
      json.known("alert_from", event.tls.alertFrom)
      json.endObject()
    }
    if let delay = event.delay {
      json.beginObject("delay")
      json.known("total_s", milliseconds: delay)
      json.endObject()
    }
    json.known("privacy", options.privacy.level.rawValue)
    json.known("key_id", options.privacy.keyID)
    json.endObject()
  }
}
