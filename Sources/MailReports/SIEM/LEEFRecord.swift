import MailTerms

/// Log Event Extended Format 2.0, as QRadar reads it: keys and values parted by tabs, which clean text
/// never holds; nothing is escaped.
struct LEEFRecord {
  private let options: SIEMOptions
  init(_ options: SIEMOptions) { self.options = options }

  func text(_ event: SIEMEvent) -> String {
    var header = "LEEF:2.0"
    for field in [SIEMProgram.vendor, SIEMProgram.product, options.version, event.action] {
      header += "|" + String(field.map { $0 == "|" ? "/" : $0 })
    }
    return header + "|x09|"
      + fields(event).pairs.map { "\($0.key)=\($0.value)" }.joined(separator: "\t")
  }

  private func fields(_ event: SIEMEvent) -> SIEMFields {
    var fields = SIEMFields()
    fields.add("devTime", event.time.milliseconds)
    fields.add("cat", event.code)
    fields.add("sev", event.severity.ten)
    fields.add("proto", "TCP")
    fields.add("src", event.source?.ip)
    fields.add("dst", event.destination?.ip)
    fields.add("dstPort", event.destination?.port)
    fields.add("usrName", event.sender, limit: 255)
    fields.add("identHostName", event.gateway, limit: 255)
    fields.add("domain", event.sender?.mailDomain)
    fields.add("queueId", event.queueID)
    fields.add("messageId", event.messageID)
    fields.add("recipient", event.recipient)
    fields.add("subject", event.subject)
    fields.add("relay", event.destination?.address)
    fields.add("client", event.direction == .inbound ? event.source?.name : nil)
    fields.add("outcome", event.outcome.rawValue)
    fields.add("finding", event.finding?.name)
    fields.add("direction", event.direction.rawValue)
    fields.add("dsn", event.status)
    fields.add("tlsVersion", event.tls.version)
    fields.add("tlsCipher", event.tls.cipher)
    fields.add("tlsAlert", event.tls.alertNumber)
    fields.add("attempt", event.attempt)
    fields.add("sizeBytes", event.size)
    fields.add("delaySeconds", seconds: event.delay)
    fields.add("reason", event.reason)
    fields.add("eventId", event.id)
    return fields
  }
}
