import MailTerms

/// RFC 5424, facility mail; what is known stands in structured data.
struct SyslogRecord {
  private let options: SIEMOptions
  init(_ options: SIEMOptions) { self.options = options }

  private static let mail = 2

  func text(_ event: SIEMEvent) -> String {
    let kind = event.finding == nil ? event.action : "finding"
    var text = "<\(Self.mail * 8 + event.severity.syslog)>1 \(event.time.description) "
    text += Self.name(event.gateway, limit: 255) + " \(SIEMProgram.product) - \(kind) "
    text += element("origin", origin) + element(options.structuredDataID, fields(event))
    var message = event.summary
    if let reason = event.reason { message += ": " + reason }
    // Receivers take what begins so for UTF-8.
    let isASCII = message.utf8.allSatisfy { $0 < 0x80 }
    return text + " " + (isASCII ? "" : "\u{FEFF}") + message
  }

  private var origin: SIEMFields {
    var fields = SIEMFields()
    fields.add("software", SIEMProgram.product)
    fields.add("swVersion", options.version)
    return fields
  }

  private func fields(_ event: SIEMEvent) -> SIEMFields {
    var fields = SIEMFields()
    fields.add("eventId", event.id)
    fields.add("outcome", event.outcome.rawValue)
    fields.add("class", event.failure?.name)
    fields.add("finding", event.finding?.name)
    fields.add("platform", event.isPlatform ? "true" : "false")
    fields.add("queueId", event.queueID)
    fields.add("messageId", event.messageID)
    fields.add("from", event.sender)
    fields.add("to", event.recipient)
    fields.add("subject", event.subject)
    fields.add("direction", event.direction.rawValue)
    fields.add("clientHost", event.direction == .inbound ? event.source?.name : nil)
    fields.add("clientIp", event.direction == .inbound ? event.source?.ip : nil)
    fields.add("relayHost", event.destination?.name)
    fields.add("relayIp", event.destination?.ip)
    fields.add("relayPort", event.destination?.port)
    fields.add("dsn", event.status)
    fields.add("tlsVersion", event.tls.version)
    fields.add("tlsCipher", event.tls.cipher)
    fields.add("tlsAlert", event.tls.alertNumber)
    fields.add("attempt", event.attempt)
    fields.add("delay", seconds: event.delay)
    fields.add("sizeBytes", event.size)
    return fields
  }

  /// Section 6.3.
  private func element(_ id: String, _ fields: SIEMFields) -> String {
    var text = "[" + id
    for (key, value) in fields.pairs {
      text += " \(key)=\"\(value.escaping(["\"", "\\", "]"]))\""
    }
    return text + "]"
  }

  /// Printable ASCII without blanks, as header fields demand.
  private static func name(_ text: String, limit: Int) -> String {
    let kept = text.unicodeScalars.prefix(limit).map { scalar -> Character in
      (0x21...0x7E).contains(scalar.value) ? Character(scalar) : "?"
    }
    return kept.isEmpty ? "-" : String(kept)
  }
}
