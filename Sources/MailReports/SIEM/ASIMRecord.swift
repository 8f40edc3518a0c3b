import MailTerms

/// Microsoft Sentinel's schema EmailEvent 1.0.0 of its Advanced Security Information Model.
struct ASIMRecord {
  private let options: SIEMOptions
  init(_ options: SIEMOptions) { self.options = options }

  func write(_ event: SIEMEvent, to json: inout JSONWriter) {
    json.beginObject()
    json.known("TimeGenerated", event.time.universalText)
    json.known("EventStartTime", (event.arrival ?? event.time).universalText)
    json.known("EventEndTime", event.time.universalText)
    json.number("EventCount", 1)
    json.known("EventSchema", "EmailEvent")
    json.known("EventSchemaVersion", "1.0.0")
    json.known("EventType", event.finding == nil ? "EmailDelivery" : "EmailInspection")
    if event.finding == nil {
      json.known("EventSubType", event.outcome == .rejected ? "EmailReceived" : "EmailSent")
    }
    json.known("EventResult", event.finding == nil ? Self.result(event.outcome) : "NA")
    if event.finding == nil, let failure = event.failure {
      json.known("EventResultDetails", Self.details(failure))
    }
    json.known("EventOriginalResultDetails", event.failure?.name)
    json.known("EventOriginalType", event.action)
    json.known("EventSeverity", event.severity.asim)
    json.known("EventOriginalSeverity", event.severity.rawValue)
    json.known("EventVendor", SIEMProgram.vendor)
    json.known("EventProduct", SIEMProgram.product)
    json.known("EventProductVersion", options.version)
    json.known("EventUid", event.id)
    json.known("EventOriginalUid", event.queueID)
    json.known("EventMessage", event.reason ?? event.message)
    writeGateway(event, &json)
    if let source = event.source {
      json.known("Src", source.ip ?? source.address)
      json.known("SrcIpAddr", source.ip)
      json.known("SrcFQDN", source.name.flatMap { $0.contains(".") ? $0 : nil })
    }
    json.known("Dst", event.destination?.address ?? event.gateway)
    json.known("DstIpAddr", event.destination?.ip)
    json.known("EmailMailFromAddress", event.sender)
    json.known("EmailMailFromDomain", event.sender?.mailDomain)
    json.known("EmailToRecipients", list: [event.recipient])
    json.known("EmailSubject", event.subject)
    json.known("EmailSizeBytes", event.size)
    json.known("EmailProtocolName", "SMTP")
    json.known("EmailDirection", event.direction.rawValue.capitalizedASCII)
    if let finding = event.finding {
      json.known("RuleName", finding.name)
      json.known("RuleDescription", event.title)
    }
    writeAdditional(event, &json)
    json.endObject()
  }

  private func writeGateway(_ event: SIEMEvent, _ json: inout JSONWriter) {
    json.known("Dvc", event.gateway)
    let labels = event.gateway.split(separator: ".", maxSplits: 1)
    json.known("DvcHostname", labels.first.map { String($0) })
    if labels.count == 2 {
      json.known("DvcDomain", String(labels[1]))
      json.known("DvcDomainType", "FQDN")
      json.known("DvcFQDN", event.gateway)
    }
    json.known("DvcAction", Self.action(event.outcome))
    json.known("DvcOriginalAction", event.outcome.rawValue)
  }

  private func writeAdditional(_ event: SIEMEvent, _ json: inout JSONWriter) {
    json.beginObject("AdditionalFields")
    json.known("Trail", event.trail)
    json.known("MessageId", event.messageID)
    json.known("Dsn", event.status)
    json.known("Platform", event.isPlatform)
    json.known("Reached", event.reached?.rawValue)
    json.known("TlsVersion", event.tls.version)
    json.known("TlsAlert", event.tls.alertNumber)
    json.known("Attempt", event.attempt)
    json.endObject()
  }

  private static func result(_ outcome: Outcome) -> String {
    switch outcome {
    case .delivered: "Success"
    case .deferred, .bounced, .expired, .rejected: "Failure"
    case .discarded, .held, .unknown: "NA"
    }
  }

  private static func action(_ outcome: Outcome) -> String {
    switch outcome {
    case .delivered: "Delivered"
    case .deferred, .unknown: "NA"
    case .bounced, .expired, .rejected: "Blocked"
    case .discarded: "Deleted"
    case .held: "Quarantined"
    }
  }

  private static func details(_ failure: FailureClass) -> String {
    switch failure {
    case .recipientUnknown: "InvalidAddress"
    case .recipientFull: "MailboxFull"
    case .messageTooLarge: "MessageTooLarge"
    case .rateLimited: "MessageRateLimitExceeded"
    case .filterSpam: "BlockedBySpamFilter"
    case .filterVirus: "MalwareDetected"
    case .senderRejected, .routeRelayDenied: "BlockedByPolicy"
    default: failure.isFilter ? "BlockedByPolicy" : "Other"
    }
  }
}

extension String {
  /// With a capital at its beginning.
  fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
