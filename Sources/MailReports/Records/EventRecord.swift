package import ByteTools
package import MailEvents
internal import MailTerms

/// Writes the line event of one line: `docs/records.md`, "The line event".
package struct EventRecord {
  /// What the header says and the parser does not.
  package struct Place {
    package var source: String
    package var line: Int
    package var time: LogTimeText?
    package var host: String?
    package var dialect: StaticString?
    package var instance: ByteView?
    package var service: ByteView?
    package var program: ByteView?
    package var pid: UInt32 = 0

    package init(source: String, line: Int) {
      self.source = source
      self.line = line
    }
  }

  /// A time as RFC 3339, made once for the lines that share it.
  package typealias LogTimeText = String

  package static func append(
    _ event: borrowing LineEvent, _ verdict: LineEvent.Verdict, of line: ByteView, at place: Place,
    to json: inout JSONWriter
  ) {
    json.beginObject()
    json.key("schema")
    json.value("incatrail.event/1" as StaticString)
    json.key("source")
    json.value(place.source)
    json.key("line")
    json.value(place.line)
    json.key("verdict")
    json.value(verdict.rawValue)
    if let dialect = place.dialect {
      json.key("dialect")
      json.value(dialect)
    }
    optional("time", place.time, &json)
    optional("host", place.host, &json)
    if let instance = place.instance, !instance.isEmpty {
      json.key("instance")
      json.value(instance)
    }
    if let service = place.service, !service.isEmpty {
      json.key("service")
      json.value(service)
    }
    if let program = place.program, !program.isEmpty {
      json.key("program")
      json.value(program)
    }
    if place.pid > 0 {
      json.key("pid")
      json.value(Int(place.pid))
    }
    if verdict == .event || event.hasQueueID {
      if event.severity != .info {
        json.key("severity")
        json.value(event.severity.rawValue)
      }
      if event.hasQueueID {
        json.key("queue_id")
        json.value(line.clamped(event.queueID))
      }
      if verdict == .event {
        json.key("kind")
        json.value(event.kind.rawValue)
        appendFields(event, line, &json)
      }
    }
    json.endObject()
    json.endLine()
  }

  private static func optional(_ key: StaticString, _ text: String?, _ json: inout JSONWriter) {
    guard let text else { return }
    json.key(key)
    json.value(text)
  }

  private static func appendFields(
    _ event: borrowing LineEvent, _ line: ByteView, _ json: inout JSONWriter
  ) {
    for key in LineEvent.Key.allCases {
      guard let name = name(of: key), let text = event.text(key, in: line) else { continue }
      json.key(name)
      switch key {
      case .size, .nrcpt, .clientPort, .relayPort, .connUse, .replyCode, .uid, .tlsBits,
        .errorNumber:
        if let number = text.number { json.value(number) } else { json.value(text) }
      case .delay:
        json.value(milliseconds: text.delayMilliseconds.map(Int64.init))
      case .delays:
        json.beginArray()
        for part in text.split(on: UInt8(ascii: "/")) {
          json.value(milliseconds: part.delayMilliseconds.map(Int64.init))
        }
        json.endArray()
      default: json.value(text)
      }
    }
  }

  /// The public key; nil for what only the trails need.
  private static func name(of key: LineEvent.Key) -> StaticString? {
    switch key {
    case .flag: "flag"
    case .from: "from"
    case .to: "to"
    case .origTo: "orig_to"
    case .messageID: "message_id"
    case .subject: "subject"
    case .size: "size"
    case .nrcpt: "nrcpt"
    case .clientHost: "client_host"
    case .clientIP: "client_ip"
    case .clientPort: "client_port"
    case .helo: "helo"
    case .proto: "proto"
    case .saslMethod: "sasl_method"
    case .saslUsername: "sasl_username"
    case .relayHost: "relay_host"
    case .relayIP: "relay_ip"
    case .relayPort: "relay_port"
    case .relayPath: "relay_path"
    case .connUse: "conn_use"
    case .delay: "delay"
    case .delays: "delays"
    case .dsn: "dsn"
    case .status: "status"
    case .reason: "reason"
    case .replyCode: "reply_code"
    case .remoteID: "remote_id"
    case .newQueueID: "new_queue_id"
    case .uid: "uid"
    case .tlsLevel: "tls_level"
    case .tlsVersion: "tls_version"
    case .tlsCipher: "tls_cipher"
    case .tlsBits: "tls_bits"
    case .certVerified: "cert_verified"
    case .peerDN: "peer_dn"
    case .tlsFeatures: "tls_features"
    case .action: "action"
    case .stage: "stage"
    case .router: "router"
    case .transport: "transport"
    case .errorNumber: "error_number"
    case .confirmation: "confirmation"
    case .networkMessageID: "network_message_id"
    case .internalMessageID: "internal_message_id"
    case .connector: "connector"
    case .sourceComponent: "source_component"
    case .recipients: "recipients"
    case .recipientStatus: "recipient_status"
    case .reference: "reference"
    case .directionality: "directionality"
    case .customData: "custom_data"
    case .reply, .clientSignature, .text, .oldQueueID, .startTLS, .originalClientIP: nil
    }
  }
}
