import MailTerms

/// Common Event Format, version 0, of ArcSight's implementation standard 27, without a syslog header.
struct CEFRecord {
  private let options: SIEMOptions
  init(_ options: SIEMOptions) { self.options = options }

  func text(_ event: SIEMEvent) -> String {
    var header = "CEF:0"
    for (field, limit) in [
      (SIEMProgram.vendor, 63), (SIEMProgram.product, 63), (options.version, 31),
      (event.code, 1023),
      (event.title, 512), (String(event.severity.ten), 10),
    ] {
      header += "|" + Self.escapedHeader(SIEMText.cut(field, limit))
    }
    return header + "|"
      + fields(event).pairs.map { "\($0.key)=\(Self.escaped($0.value))" }
      .joined(separator: " ")
  }

  private func fields(_ event: SIEMEvent) -> SIEMFields {
    var fields = SIEMFields()
    fields.add("rt", event.time.milliseconds)
    fields.add("start", event.arrival?.milliseconds)
    fields.add("end", event.time.milliseconds)
    // A session that was refused before it had one is known by the record's own name.
    fields.add("externalId", event.queueID ?? event.id, limit: 40)
    fields.add("cat", event.failure.map { String($0.family) })
    fields.add("act", event.outcome.rawValue)
    fields.add("outcome", event.result)
    switch event.direction {
    case .inbound: fields.add("deviceDirection", 0)
    case .outbound: fields.add("deviceDirection", 1)
    case .internal, .unknown: break
    }
    fields.add("app", "SMTP")
    fields.add("proto", "TCP")
    if let source = event.source {
      // There is no key for the address of a source in IPv6.
      if !source.isIPv6 { fields.add("src", source.ip) }
      fields.add("shost", source.name, limit: 1023)
      fields.add("spt", source.port)
    }
    fields.add("suser", event.sender, limit: 1023)
    if let destination = event.destination {
      if !destination.isIPv6 { fields.add("dst", destination.ip) }
      fields.add("dhost", destination.name, limit: 1023)
      fields.add("dpt", destination.port)
    }
    fields.add("duser", event.recipient, limit: 1023)
    fields.add("dvchost", event.gateway, limit: 100)
    fields.add("reason", event.status)
    fields.add("msg", event.reason, limit: 1023)
    if let destination = event.destination, destination.isIPv6 {
      label(&fields, "c6a3", "Destination IPv6 Address", destination.ip)
    }
    label(&fields, "cs1", "relay", event.destination?.text)
    label(&fields, "cs2", "messageId", event.messageID)
    if let alert = event.tls.alert {
      label(&fields, "cs3", "tlsAlert", alert)
    } else {
      label(&fields, "cs3", "tlsVersion", event.tls.version)
    }
    label(&fields, "cs4", "failureClass", event.failure?.name)
    label(&fields, "cs5", "finding", event.finding?.name)
    label(&fields, "cs6", "subject", event.subject)
    label(&fields, "cn1", "attempt", event.attempt.map { String($0) })
    label(&fields, "cn2", "sizeBytes", event.size.map { String($0) })
    if let delay = event.delay {
      fields.add("cfp1Label", "delaySeconds")
      fields.add("cfp1", seconds: delay)
    }
    return fields
  }

  /// A custom key says nothing without its label.
  private func label(_ fields: inout SIEMFields, _ key: String, _ label: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    fields.add(key + "Label", label)
    fields.add(key, value)
  }

  private static func escapedHeader(_ text: String) -> String {
    text.escaping(["\\", "|"])
  }

  /// Text is one line, so that no line end is left to escape.
  private static func escaped(_ text: String) -> String { text.escaping(["\\", "="]) }
}

extension String {
  /// With a backslash in front of each of these.
  func escaping(_ characters: Set<Unicode.Scalar>) -> String {
    guard unicodeScalars.contains(where: characters.contains) else { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if characters.contains(scalar) { text.append("\\") }
      text.append(scalar)
    }
    return String(text)
  }
}
