import ByteTools
package import MailPrivacy
package import MailRules
package import MailTerms

/// The evidence on one message as a `.tar.zst`: what its support needs to see, and nothing of other
/// mail.
///
/// The trail is all that it knows of the message, so whatever was hidden in that is hidden here.
package struct EvidenceBundle {
  /// Where a log line stands.
  package struct Place {
    package var source: String
    /// From 1.
    package var number: Int
    package init(source: String, number: Int) {
      self.source = source
      self.number = number
    }
  }

  private let trail: Trail
  private let coverage: Coverage
  private let places: [UInt32: Place]
  private let version: String
  private let privacy: Privacy
  private let ticket: String

  /// - Parameters:
  ///   - places: where the trail's lines stand, by their place in the merged input.
  ///   - version: this program's.
  ///   - privacy: what the trail has been brought to already.
  package init(
    _ trail: Trail, _ coverage: Coverage, places: [UInt32: Place], version: String,
    _ privacy: Privacy, _ language: Language, _ profile: PlatformProfile
  ) {
    self.trail = trail
    self.places = places
    self.version = version
    self.privacy = privacy
    var coverage = coverage
    // They are of other mail.
    coverage.unknownSamples = []
    self.coverage = coverage
    ticket = Ticket(language, profile, privacy).text(trail)
  }

  /// The compressed archive: the same bytes for the same message and input.
  package func bytes() -> [UInt8] {
    var archive = TarArchive(time: trail.lastSeen.seconds)
    for (name, contents) in files { archive.add("\(folder)/\(name)", contents) }
    return ZstdFrame.of(archive.bytes())
  }

  private var files: [(name: String, contents: [UInt8])] {
    [
      ("README.txt", Array(readme.utf8)),
      ("ticket.txt", Array(ticket.utf8)),
      ("timeline.txt", Array(TraceText(.init()).text(trail).utf8)),
      ("record.json", record),
      ("lines.txt", lines),
      ("coverage.json", read),
    ]
  }

  /// `incatrail-4jYFVB3dnkz2PhgR`: by the queue ID where that can be a file's name.
  private var folder: String {
    let queueID = trail.hops.lazy.compactMap { trail.string($0.queueID) }.first ?? ""
    let isName = queueID.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
    let name = isName && 1...48 ~= queueID.utf8.count ? queueID : trail.id.description
    return "incatrail-\(name)"
  }

  private var record: [UInt8] {
    var bytes: [UInt8] = []
    TrailRecord(
      options: TrailRecordOptions(withAttempts: true, withLines: true), privacy: privacy
    ).append(trail, to: &bytes)
    return bytes
  }

  /// `mail.log:1204: LINE`, the lines byte for byte.
  private var lines: [UInt8] {
    var bytes: [UInt8] = []
    for line in trail.lines.sorted(by: { $0.place < $1.place }) {
      if let place = places[line.place] {
        bytes += Array("\(place.source):\(place.number): ".utf8)
      }
      trail.with(line.text) { bytes.append($0) }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private var read: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.coverage(coverage)
    json.endObject()
    json.endLine()
    return json.bytes.array
  }

  private var readme: String {
    var page = TextPage(colour: false, width: 76)
    page.line("Evidence on one message, made by incatrail \(version)")
    page.line("trail \(trail.id.description)")
    if !privacy.isFull {
      page.paragraph("privacy \(privacy.level.rawValue): addresses and subjects are hidden")
    }
    page.blank()
    for (name, what) in [
      ("ticket.txt", "the first page, to be pasted into a ticket"),
      ("timeline.txt", "the message's way, step by step"),
      ("record.json", "the same for programs: incatrail.trail/1, with every attempt"),
      (
        "lines.txt",
        "its log lines\(privacy.isFull ? ", byte for byte" : ""), each with its file and line number in front"
      ),
      ("coverage.json", "what was read, and how much of it was understood"),
    ] {
      page.paragraph(what, first: name.padded(to: 15, .left))
    }
    return page.text
  }
}
