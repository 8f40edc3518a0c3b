import MailTerms

/// Graylog Extended Log Format 1.1: flat, and of texts and numbers only.
struct GELFRecord {
  func write(_ event: SIEMEvent, to json: inout JSONWriter) {
    json.beginObject()
    json.known("version", "1.1")
    json.known("host", event.gateway)
    json.known("timestamp", milliseconds: event.time.milliseconds)
    // What is left out means an alert.
    json.number("level", event.severity.syslog)
    json.known("short_message", event.message)
    json.known("full_message", event.reason)
    json.known("_application", SIEMProgram.product)
    json.known("_event_id", event.id)
    json.known("_trail", event.trail)
    json.known("_mta", event.mta)
    json.known("_outcome", event.outcome.rawValue)
    json.known("_reached", event.reached?.rawValue)
    json.known("_class", event.failure?.name)
    json.known("_finding", event.finding?.name)
    json.known("_platform", event.isPlatform ? "true" : "false")
    json.known("_queue_id", event.queueID)
    json.known("_message_id", event.messageID)
    json.known("_from", event.sender)
    json.known("_to", event.recipient)
    json.known("_subject", event.subject)
    json.known("_direction", event.direction.rawValue)
    if event.direction == .inbound {
      json.known("_client_host", event.source?.name)
      json.known("_client_ip", event.source?.ip)
    }
    json.known("_relay_host", event.destination?.name)
    json.known("_relay_ip", event.destination?.ip)
    json.known("_relay_port", event.destination?.port)
    json.known("_dsn", event.status)
    json.known("_tls_version", event.tls.version)
    json.known("_tls_alert", event.tls.alertNumber)
    json.known("_delay_s", milliseconds: event.delay)
    json.known("_attempt", event.attempt)
    json.known("_size_bytes", event.size)
    json.endObject()
  }
}
