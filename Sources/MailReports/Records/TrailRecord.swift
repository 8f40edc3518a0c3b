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
    var json = JSONWriter()
    append(trail, to: &json)
    bytes.append(json.bytes)
  }

  /// Appends `trail` as one line of NDJSON.
  package func append(_ trail: Trail, to json: inout JSONWriter) {
    write(trail, to: &json)
    json.endLine()
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
    out.json.key("schema")
    out.json.value("incatrail.trail/1" as StaticString)
    out.json.key("id")
    out.json.value(trail.id)
    out.piece("mta", trail.hops.first?.mta ?? .none)
    out.hosts(of: trail.hops)
    out.queueIDs(of: trail.hops)
    out.piece("message_id", trail.messageID)
    out.piece("network_message_id", trail.networkMessageID)
    out.json.word("direction", trail.direction.rawValue)
    out.json.flag("incamail", trail.isIncaMail)
    out.marks("incamail_by", trail.marks)
    out.piece("sender", trail.sender)
    out.piece("subject", trail.subject)
    out.json.key("size_bytes")
    out.json.value(trail.sizeBytes.map { Int($0) })
    out.json.time("first_seen", trail.firstSeen)
    out.json.time("last_seen", trail.lastSeen)
    out.client("client", trail.hops.first?.client)
    out.json.beginArray("recipients")
    for recipient in trail.recipients { out.recipient(recipient, options) }
    out.json.endArray()
    out.findings("findings", trail.findings)
    out.json.beginArray("checklist")
    for item in advice.checklist(of: trail) { out.json.value(item) }
    out.json.endArray()
    out.json.flag("complete", trail.complete)
    out.json.number("revision", Int(trail.revision))
    out.json.beginArray("hops")
    for hop in trail.hops { out.hop(hop) }
    out.json.endArray()
    out.json.beginArray("related")
    for related in trail.related { out.related(related) }
    out.json.endArray()
    if options.withLines {
      out.json.beginArray("lines")
      for line in trail.lines where !line.text.isNone { out.value(line.text) }
      out.json.endArray()
    }
    out.json.privacy(privacy)
    out.json.endObject()
  }
}

/// Writes the parts of one trail, whose text stays in reach for all of them.
struct TrailPieces: ~Copyable {
  let text: ByteView
  var json: JSONWriter

  private func bytes(of piece: Text) -> ByteView {
    text.clamped(ByteRange(start: piece.start, count: piece.count))
  }

  mutating func value(_ piece: Text) {
    if piece.isNone { json.null() } else { json.value(bytes(of: piece)) }
  }

  @inline(__always)
  mutating func piece(_ name: StaticString, _ piece: Text) {
    json.key(name)
    value(piece)
  }

  /// Each once.
  mutating func hosts(of hops: [Hop]) {
    json.beginArray("hosts")
    for index in hops.indices where !hops[index].host.isNone {
      let host = bytes(of: hops[index].host)
      var isNew = true
      for earlier in hops[..<index] where !earlier.host.isNone && bytes(of: earlier.host) == host {
        isNew = false
      }
      if isNew { json.value(host) }
    }
    json.endArray()
  }

  mutating func queueIDs(of hops: [Hop]) {
    json.beginArray("queue_ids")
    for hop in hops where !hop.queueID.isNone { value(hop.queueID) }
    json.endArray()
  }

  mutating func marks(_ name: StaticString, _ marks: Marks) {
    json.beginArray(name)
    if !marks.isEmpty {
      for (mark, name) in Marks.named where marks.contains(mark) { json.value(name) }
    }
    json.endArray()
  }

  mutating func findings(_ name: StaticString, _ findings: Findings) {
    json.beginArray(name)
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
    json.time("first_seen", hop.firstSeen)
    json.time("last_seen", hop.lastSeen)
    client("client", hop.client)
    json.endObject()
  }

  mutating func client(_ name: StaticString, _ client: Client?) {
    json.key(name)
    guard let client else { return json.null() }
    json.beginObject()
    piece("host", client.host)
    piece("ip", client.ip)
    tls("tls", client.tls)
    piece("auth", client.auth)
    json.endObject()
  }

  mutating func related(_ related: Related) {
    json.beginObject()
    json.word("kind", related.kind.rawValue)
    piece("queue_id", related.queueID)
    json.key("trail")
    json.value(related.trail)
    json.endObject()
  }
}

extension JSONWriter {
  /// How much is told, and with which key; nothing where all is told.
  mutating func privacy(_ privacy: Privacy) {
    guard !privacy.isFull else { return }
    key("privacy")
    value(privacy.level.rawValue)
    guard let id = privacy.keyID else { return }
    key("key_id")
    value(id)
  }
}
