package import ByteTools
package import MailEvents
package import MailPrivacy
package import MailTerms

/// Writes the line event of one line: `docs/records.md`, "The line event".
package struct EventRecord {
  /// What the header says and the parser does not.
  package struct Place {
    package var source: String
    /// From 1; nil where the lines before were not counted.
    package var line: Int?
    package var time: LogTime?
    package var host: String?
    package var dialect: StaticString?
    package var instance: ByteView?
    package var service: ByteView?
    package var program: ByteView?
    package var pid: UInt32 = 0

    package init(source: String, line: Int?) {
      self.source = source
      self.line = line
    }
  }

  package static func append(
    _ event: borrowing LineEvent, _ verdict: LineEvent.Verdict, of line: ByteView, at place: Place,
    _ privacy: Privacy = .full, to json: inout JSONWriter
  ) {
    json.beginObject()
    json.key("schema")
    json.value("incatrail.event/1" as StaticString)
    json.key("source")
    json.value(place.source)
    if let line = place.line {
      json.key("line")
      json.value(line)
    }
    json.key("verdict")
    json.value(verdict.rawValue)
    if let dialect = place.dialect {
      json.key("dialect")
      json.value(dialect)
    }
    if let time = place.time { json.time("time", time) }
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
        appendFields(event, line, privacy, &json)
      }
    }
    json.privacy(privacy)
    json.endObject()
    json.endLine()
  }

  private static func optional(_ key: StaticString, _ text: String?, _ json: inout JSONWriter) {
    guard let text else { return }
    json.key(key)
    json.value(text)
  }

  private static func appendFields(
    _ event: borrowing LineEvent, _ line: ByteView, _ privacy: Privacy, _ json: inout JSONWriter
  ) {
    let hidden = privacy.isFull ? nil : EventPrivacy(privacy, event, line)
    for key in LineEvent.Key.allCases {
      guard let logged = event.text(key, in: line), let name = name(of: key) else { continue }
      guard let hidden else {
        json.key(name)
        append(logged, key, &json)
        continue
      }
      guard let told = hidden.told(logged, key) else { continue }
      json.key(name)
      told.withByteView { append($0, key, &json) }
    }
  }

  private static func append(_ text: ByteView, _ key: LineEvent.Key, _ json: inout JSONWriter) {
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
    case .recipients:
      json.beginArray()
      for address in addresses(text) { json.value(address) }
      json.endArray()
    case .recipientStatus:
      json.beginArray()
      for status in parts(text) { json.value(status) }
      json.endArray()
    case .certVerified: json.value(!(text == "no"))
    case .customData: appendCustomData(text, &json)
    default: json.value(text)
    }
  }

  /// What stands between semicolons, of which those within brackets part nothing.
  private static func parts(_ list: ByteView) -> [ByteView] {
    var found: [ByteView] = []
    var start = 0
    var depth = 0
    for index in 0...list.count {
      let byte = index < list.count ? list[index] : UInt8(ascii: ";")
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth = max(depth - 1, 0) }
      guard byte == UInt8(ascii: ";"), depth == 0 || index == list.count else { continue }
      if index > start { found.append(list[start..<index]) }
      start = index + 1
    }
    return found
  }

  /// `S:KEY=VALUE;S:KEY=VALUE` as an object; of equal keys the first one counts. What is written
  /// otherwise stands under `text`.
  private static func appendCustomData(_ data: ByteView, _ json: inout JSONWriter) {
    json.beginObject()
    var seen: Set<String> = []
    for part in parts(data) {
      let pair = part.starts(with: "S:") ? part.from(2) : part
      let equals = pair.firstIndex(of: UInt8(ascii: "="))
      let key = equals.map { pair.prefix($0).string } ?? "text"
      guard !key.isEmpty, seen.insert(key).inserted else { continue }
      json.key(from: key)
      json.value(equals.map { pair.from($0 + 1) } ?? pair)
    }
    json.endObject()
  }

  /// Addresses parted by blanks, commas or semicolons, without their brackets.
  static func addresses(_ list: ByteView) -> [ByteView] {
    var found: [ByteView] = []
    var start = 0
    var isQuoted = false
    for index in 0...list.count {
      let byte = index < list.count ? list[index] : 0x20
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      let isBetween =
        byte == 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
      guard isBetween, !isQuoted || index == list.count else { continue }
      var address = list[start..<index]
      start = index + 1
      if address.starts(with: "<"), address.ends(with: ">"), address.count >= 2 {
        address = address[1..<(address.count - 1)]
      }
      if !address.isEmpty { found.append(address) }
    }
    return found
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
    case .reply, .clientSignature, .text, .oldQueueID, .startTLS, .originalClientIP,
      .origination, .messages:
      nil
    }
  }
}
