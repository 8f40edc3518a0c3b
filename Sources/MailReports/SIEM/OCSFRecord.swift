import ByteTools
import MailPrivacy
import MailTerms

/// Open Cybersecurity Schema Framework 1.8.0: https://schema.ocsf.io/1.8.0
///
/// A delivery is an Email Activity (4009), a finding a Detection Finding (2004). Email Activity
/// demands an address, in ASCII and with a dot in its domain: a session that was refused before it
/// named one is a Detection Finding too.
struct OCSFRecord {
  private let options: SIEMOptions
  init(_ options: SIEMOptions) { self.options = options }

  func write(_ event: SIEMEvent, to json: inout JSONWriter) {
    json.beginObject()
    if event.finding == nil, hasMail(event) {
      writeActivity(event, &json)
    } else {
      writeFinding(event, &json)
    }
    json.endObject()
  }

  // MARK: Email Activity

  private func writeActivity(_ event: SIEMEvent, _ json: inout JSONWriter) {
    // Refused while it came in, or handed on.
    let isReceived = event.outcome == .rejected
    let activity = (id: isReceived ? 2 : 1, name: isReceived ? "Receive" : "Send")
    json.number("class_uid", 4009)
    json.known("class_name", "Email Activity")
    json.number("category_uid", 4)
    json.known("category_name", "Network Activity")
    json.number("activity_id", activity.id)
    json.known("activity_name", activity.name)
    json.number("type_uid", 400_900 + activity.id)
    json.known("type_name", "Email Activity: \(activity.name)")
    writeSeverity(event, &json)
    writeOutcome(event, &json)
    json.flag("is_alert", event.severity >= .high)
    writeTime(event, &json)
    let direction = Self.direction(event.direction)
    json.number("direction_id", direction.id)
    json.known("direction", direction.caption)
    json.known("attempt", event.attempt)
    json.known("protocol_name", "SMTP")
    json.known("message", event.message)
    json.known("message_trace_uid", event.messageID)
    json.known("from", event.sender.flatMap(Self.plain))
    json.known("to", list: [event.recipient.flatMap(Self.plain)])
    writeMail(event, &json)
    writePlaces(event, &json)
    writeMetadata(event, ["security_control", "datetime"], &json)
    writeObservables(event, &json)
    writeOwn(event, &json)
  }

  private func writeOutcome(_ event: SIEMEvent, _ json: inout JSONWriter) {
    let status: (id: Int, caption: String)
    let disposition: (id: Int, caption: String)
    let action: (id: Int, caption: String)
    switch event.outcome {
    case .delivered:
      (status, disposition, action) = ((1, "Success"), (1, "Allowed"), (1, "Allowed"))
    case .deferred:
      (status, disposition, action) = ((2, "Failure"), (14, "Delayed"), (1, "Allowed"))
    case .bounced:
      (status, disposition, action) = ((2, "Failure"), (25, "Rejected"), (2, "Denied"))
    case .expired: (status, disposition, action) = ((2, "Failure"), (27, "Error"), (0, "Unknown"))
    case .rejected: (status, disposition, action) = ((2, "Failure"), (2, "Blocked"), (2, "Denied"))
    case .discarded:
      (status, disposition, action) = ((99, "discarded"), (6, "Dropped"), (2, "Denied"))
    case .held:
      (status, disposition, action) = ((99, "held"), (3, "Quarantined"), (2, "Denied"))
    case .unknown:
      (status, disposition, action) = ((0, "Unknown"), (0, "Unknown"), (0, "Unknown"))
    }
    json.number("status_id", status.id)
    json.known("status", status.caption)
    json.known("status_code", event.status)
    json.known("status_detail", event.reason)
    json.number("action_id", action.id)
    json.known("action", action.caption)
    json.number("disposition_id", disposition.id)
    json.known("disposition", disposition.caption)
  }

  private static func direction(_ direction: Direction) -> (id: Int, caption: String) {
    switch direction {
    case .inbound: (1, "Inbound")
    case .outbound: (2, "Outbound")
    case .internal: (3, "Internal")
    case .unknown: (0, "Unknown")
    }
  }

  private func writeObservables(_ event: SIEMEvent, _ json: inout JSONWriter) {
    let recipient = event.recipient.flatMap(Self.plain)
    guard recipient != nil || event.destination?.ip != nil else { return }
    json.beginArray("observables")
    if let ip = event.destination?.ip { observable("dst_endpoint.ip", 2, "IP Address", ip, &json) }
    if let recipient { observable("to", 5, "Email Address", recipient, &json) }
    json.endArray()
  }

  private func observable(
    _ name: String, _ type: Int, _ caption: String, _ value: String, _ json: inout JSONWriter
  ) {
    json.beginObject()
    json.known("name", name)
    json.number("type_id", type)
    json.known("type", caption)
    json.known("value", value)
    json.endObject()
  }

  // MARK: Detection Finding

  private func writeFinding(_ event: SIEMEvent, _ json: inout JSONWriter) {
    json.number("class_uid", 2004)
    json.known("class_name", "Detection Finding")
    json.number("category_uid", 2)
    json.known("category_name", "Findings")
    json.number("activity_id", 1)
    json.known("activity_name", "Create")
    json.number("type_uid", 200_401)
    json.known("type_name", "Detection Finding: Create")
    writeSeverity(event, &json)
    json.number("status_id", 1)
    json.known("status", "New")
    json.known("status_code", event.status)
    json.known("status_detail", event.reason)
    writeTime(event, &json)
    json.known("message", event.message)
    writeMetadata(event, ["datetime"], &json)
    json.beginObject("finding_info")
    json.known("uid", "\(event.code):\(event.id)")
    json.known("title", event.title)
    json.known("types", list: [event.code])
    json.number("created_time", Int(event.time.milliseconds))
    json.beginObject("analytic")
    json.known("name", event.code)
    json.number("type_id", 1)
    json.known("type", "Rule")
    json.known("uid", "\(SIEMProgram.product).\(event.code)")
    json.endObject()
    json.endObject()
    if hasMail(event) || event.source != nil || event.destination != nil {
      json.beginArray("evidences")
      json.beginObject()
      writeMail(event, &json)
      writePlaces(event, &json)
      json.endObject()
      json.endArray()
    }
    writeOwn(event, &json)
  }

  // MARK: Both

  private func writeSeverity(_ event: SIEMEvent, _ json: inout JSONWriter) {
    json.number("severity_id", event.severity.number)
    json.known("severity", event.severity.caption)
  }

  private func writeTime(_ event: SIEMEvent, _ json: inout JSONWriter) {
    json.number("time", Int(event.time.milliseconds))
    json.known("time_dt", event.time.universalText)
    guard event.finding == nil, hasMail(event) else { return }
    json.number("timezone_offset", Int(event.time.offsetMinutes))
    json.known("start_time", event.arrival.map { Int($0.milliseconds) })
    json.number("end_time", Int(event.time.milliseconds))
    json.known("duration", event.delay.map { Int($0) })
  }

  private func hasMail(_ event: SIEMEvent) -> Bool {
    event.sender.flatMap(Self.plain) != nil || event.recipient.flatMap(Self.plain) != nil
  }

  private func writeMail(_ event: SIEMEvent, _ json: inout JSONWriter) {
    guard hasMail(event) else { return }
    json.beginObject("email")
    json.known("uid", event.queueID)
    json.known("message_uid", event.messageID)
    json.known("size", event.size)
    json.known("subject", event.subject)
    json.known("from", event.sender.flatMap(Self.plain))
    json.known("to", list: [event.recipient.flatMap(Self.plain)])
    json.endObject()
  }

  private func writePlaces(_ event: SIEMEvent, _ json: inout JSONWriter) {
    if let source = event.source { writePlace("src_endpoint", source, nil, &json) }
    if let destination = event.destination {
      writePlace("dst_endpoint", destination, "smtp", &json)
    }
  }

  private func writePlace(
    _ name: StaticString, _ place: SIEMEvent.Peer, _ service: String?, _ json: inout JSONWriter
  ) {
    json.beginObject(name)
    json.known("hostname", place.name)
    json.known("ip", place.ip)
    json.known("port", place.port)
    json.known("svc_name", service)
    json.endObject()
  }

  private func writeMetadata(
    _ event: SIEMEvent, _ profiles: [String], _ json: inout JSONWriter
  ) {
    json.beginObject("metadata")
    json.known("version", "1.8.0")
    json.known("profiles", list: profiles)
    json.beginObject("product")
    json.known("name", SIEMProgram.product)
    json.known("vendor_name", SIEMProgram.vendor)
    json.known("version", options.version)
    json.endObject()
    json.known("uid", event.id)
    json.known("correlation_uid", event.trail)
    json.known("event_code", event.code)
    json.known("log_name", "mail")
    json.known("log_provider", event.mta)
    json.known("original_time", event.time.description)
    json.beginObject("reporter")
    json.known("hostname", event.gateway)
    json.known("name", SIEMProduct(event.mta)?.product)
    json.endObject()
    json.endObject()
  }

  private func writeOwn(_ event: SIEMEvent, _ json: inout JSONWriter) {
    json.beginObject("unmapped")
    json.beginObject("incatrail")
    json.known("outcome", event.outcome.rawValue)
    json.known("reached", event.reached?.rawValue)
    json.known("class", event.failure?.name)
    json.known("finding", event.finding?.name)
    json.flag("platform", event.isPlatform)
    json.known("route", event.route)
    json.known("reply_code", event.replyCode)
    if let sender = event.sender, Self.plain(sender) == nil { json.known("from", sender) }
    if let recipient = event.recipient, Self.plain(recipient) == nil {
      json.known("to", recipient)
    }
    json.known("privacy", options.privacy.level.rawValue)
    json.known("key_id", options.privacy.keyID)
    if event.tls != SIEMEvent.TLS() {
      json.beginObject("tls")
      json.known("established", event.tls.isEstablished)
      json.known("version", event.tls.version)
      json.known("cipher", event.tls.cipher)
      json.known("peer", event.tls.peer)
      json.known("alert", event.tls.alertNumber)
      json.known("alert_name", event.tls.alertName)
      json.known("alert_from", event.tls.alertFrom)
      json.endObject()
    }
    json.endObject()
    json.endObject()
  }

  /// The address where the schema's type `email_t` takes it.
  private static func plain(_ address: String) -> String? {
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.allSatisfy(isOfLocalPart) else {
      return nil
    }
    let labels = parts[1].split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard labels.count == 2, !labels[0].isEmpty, !labels[1].isEmpty,
      labels[0].utf8.allSatisfy({ isOfDomain($0) && $0 != UInt8(ascii: ".") }),
      labels[1].utf8.allSatisfy(isOfDomain)
    else { return nil }
    return address
  }

  private static func isOfDomain(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static let marks = Set("!#$%&'*+,-./=?^_`{|}~".utf8)

  private static func isOfLocalPart(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || marks.contains(byte)
  }
}
