import ByteTools
package import MailPrivacy
package import MailTerms

/// What a trail record bears beyond its usual keys.
package struct TrailRecordOptions: Sendable {
  /// Every attempt of each recipient, under `history`.
  package var withAttempts: Bool
  /// The log lines, under `lines`.
  package var withLines: Bool

  package init(withAttempts: Bool = false, withLines: Bool = false) {
    self.withAttempts = withAttempts
    self.withLines = withLines
  }
}

/// The trail record, `incatrail.trail/1`: keys, order and null rules of `docs/records.md`.
package struct TrailRecord: Sendable {
  package var options: TrailRecordOptions
  private let advice: AdviceBook
  private let privacy: Privacy

  /// - Parameter privacy: what the trails have been through, for the record to say so.
  package init(
    options: TrailRecordOptions = .init(), advice: AdviceBook = .shipped, privacy: Privacy = .full
  ) {
    self.options = options
    self.advice = advice
    self.privacy = privacy
  }

  /// Appends `trail` as one line of NDJSON.
  package func append(_ trail: Trail, to bytes: inout [UInt8]) {
    // The array is moved into the writer and back, so that nothing is copied.
    var writer = JSONWriter()
    swap(&writer.bytes, &bytes)
    write(trail, to: &writer)
    writer.endLine()
    swap(&writer.bytes, &bytes)
  }

  /// Writes `trail` as one object.
  package func write(_ trail: Trail, to json: inout JSONWriter) {
    trail.text.withByteView { text in
      var out = TrailPieces(text: text, json: JSONWriter())
      swap(&out.json, &json)
      write(trail, &out)
      swap(&out.json, &json)
    }
  }

  private func write(_ trail: Trail, _ out: inout TrailPieces) {
    out.json.beginObject()
    out.json.key("schema" as StaticString)
    out.json.value("incatrail.trail/1" as StaticString)
    out.json.key("id" as StaticString)
    out.json.value(trail.id.description)
    out.piece("mta", trail.hops.first?.mta ?? .none)
    out.json.key("hosts" as StaticString)
    out.eachOnce(trail.hops.map(\.host))
    out.json.key("queue_ids" as StaticString)
    out.list(trail.hops.map(\.queueID))
    out.piece("message_id", trail.messageID)
    out.piece("network_message_id", trail.networkMessageID)
    out.json.key("direction" as StaticString)
    out.json.value(trail.direction.rawValue)
    out.json.key("incamail" as StaticString)
    out.json.value(trail.isIncaMail)
    out.json.key("incamail_by" as StaticString)
    out.json.beginArray()
    for (mark, name) in Marks.named where trail.marks.contains(mark) { out.json.value(name) }
    out.json.endArray()
    out.piece("sender", trail.sender)
    out.piece("subject", trail.subject)
    out.json.key("size_bytes" as StaticString)
    out.json.value(trail.sizeBytes.map { Int($0) })
    out.json.key("first_seen" as StaticString)
    out.json.value(trail.firstSeen)
    out.json.key("last_seen" as StaticString)
    out.json.value(trail.lastSeen)
    out.json.key("client" as StaticString)
    out.client(trail.hops.first?.client)
    out.json.key("recipients" as StaticString)
    out.json.beginArray()
    for recipient in trail.recipients { out.recipient(recipient, options) }
    out.json.endArray()
    out.json.key("findings" as StaticString)
    out.findings(trail.findings)
    out.json.key("checklist" as StaticString)
    out.json.beginArray()
    for item in advice.checklist(of: trail) { out.json.value(item) }
    out.json.endArray()
    out.json.key("complete" as StaticString)
    out.json.value(trail.complete)
    out.json.key("revision" as StaticString)
    out.json.value(Int(trail.revision))
    out.json.key("hops" as StaticString)
    out.json.beginArray()
    for hop in trail.hops { out.hop(hop) }
    out.json.endArray()
    out.json.key("related" as StaticString)
    out.json.beginArray()
    for related in trail.related { out.related(related) }
    out.json.endArray()
    if options.withLines {
      out.json.key("lines" as StaticString)
      out.list(trail.lines.map(\.text))
    }
    out.json.privacy(privacy)
    out.json.endObject()
  }
}

/// Writes the parts of one trail, whose text stays in reach for all of them.
struct TrailPieces {
  let text: ByteView
  var json: JSONWriter

  private func bytes(of piece: Text) -> ByteView {
    text.clamped(ByteRange(start: piece.start, count: piece.count))
  }

  mutating func value(_ piece: Text) {
    piece.isNone ? json.null() : json.value(bytes(of: piece))
  }

  mutating func piece(_ name: StaticString, _ piece: Text) {
    json.key(name)
    value(piece)
  }

  /// All that are there, in order.
  mutating func list(_ pieces: [Text]) {
    json.beginArray()
    for piece in pieces where !piece.isNone { value(piece) }
    json.endArray()
  }

  /// All that are there, in order, equal ones once.
  mutating func eachOnce(_ pieces: [Text]) {
    json.beginArray()
    for (index, piece) in pieces.enumerated() where !piece.isNone {
      let seen = pieces[..<index].contains { !$0.isNone && bytes(of: $0) == bytes(of: piece) }
      if !seen { value(piece) }
    }
    json.endArray()
  }

  mutating func findings(_ findings: Findings) {
    json.beginArray()
    if !findings.isEmpty {
      for finding in findings.all { json.value(finding.name) }
    }
    json.endArray()
  }

  mutating func hop(_ hop: Hop) {
    json.beginObject()
    piece("host", hop.host)
    piece("mta", hop.mta)
    piece("instance", hop.instance)
    piece("queue_id", hop.queueID)
    json.key("first_seen" as StaticString)
    json.value(hop.firstSeen)
    json.key("last_seen" as StaticString)
    json.value(hop.lastSeen)
    json.key("client" as StaticString)
    client(hop.client)
    json.endObject()
  }

  mutating func client(_ client: Client?) {
    guard let client else { return json.null() }
    json.beginObject()
    piece("host", client.host)
    piece("ip", client.ip)
    json.key("tls" as StaticString)
    tls(client.tls)
    piece("auth", client.auth)
    json.endObject()
  }

  mutating func related(_ related: Related) {
    json.beginObject()
    json.key("kind" as StaticString)
    json.value(related.kind.rawValue)
    piece("queue_id", related.queueID)
    json.key("trail" as StaticString)
    json.value(related.trail?.description)
    json.endObject()
  }
}

extension JSONWriter {
  /// How much is told, and with which key; nothing where all is told.
  mutating func privacy(_ privacy: Privacy) {
    guard !privacy.isFull else { return }
    key("privacy" as StaticString)
    value(privacy.level.rawValue)
    guard let id = privacy.keyID else { return }
    key("key_id" as StaticString)
    value(id)
  }
}
