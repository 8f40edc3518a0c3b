internal import ByteTools
internal import MailLines
internal import MailPrivacy
internal import MailReports
internal import MailRules
internal import MailTerms
internal import MailTrails

/// Writes what `trace` has found.
struct TraceWriter {
  private let options: TraceRun.Options
  private let privacy: Privacy
  private let profile: PlatformProfile
  private let output: OutputFile

  /// - Parameter privacy: what the trails have been brought to already.
  init(
    _ options: TraceRun.Options, _ privacy: Privacy, _ profile: PlatformProfile,
    _ output: OutputFile
  ) {
    self.options = options
    self.privacy = privacy
    self.profile = profile
    self.output = output
  }

  /// One message's way, or the list of several.
  func writeText(_ trails: [Trail], leftOut: Int) throws {
    var textOptions = TraceText.Options()
    textOptions.colour = options.isColoured
    textOptions.withLines = options.withLines
    let text = TraceText(textOptions)
    if trails.count == 1 {
      try write(text.text(trails[0]))
    } else if trails.count > 1 {
      try write(text.list(trails, leftOut: leftOut))
    }
  }

  func writeRecords(_ trails: [Trail]) throws {
    let record = TrailRecord(
      options: TrailRecordOptions(withAttempts: true, withLines: options.withLines),
      privacy: privacy)
    try output.append { bytes in
      for trail in trails { record.append(trail, to: &bytes) }
    }
  }

  func writeTicket(_ trail: Trail) throws {
    try write(Ticket(options.language.value, profile, privacy).text(trail))
  }

  /// - Parameter path: nil: standard output.
  func writeBundle(
    _ trail: Trail, _ places: [UInt32: EvidenceBundle.Place], _ coverage: Coverage,
    to path: String?
  ) throws {
    let bundle = EvidenceBundle(
      trail, coverage, places: places, version: incaTrailVersion, privacy, options.language.value,
      profile
    ).bytes()
    if let path {
      try ReplacedFile(path, mode: 0o600, mayReplace: options.mayReplace).write(bundle)
    } else {
      try output.append { $0 += bundle }
    }
  }

  private func write(_ text: String) throws {
    try output.append { $0 += Array(text.utf8) }
  }
}

extension MessageSearch {
  /// What was read so far.
  var coverage: Coverage { input.coverage(tracker.counts) }

  /// The newest line of a mail system.
  var newest: LogTime? { tracker.counts.newest }

  /// Where the lines of a trail stand.
  func evidencePlaces(_ trail: Trail) -> [UInt32: EvidenceBundle.Place] {
    var found: [UInt32: EvidenceBundle.Place] = [:]
    for line in trail.lines {
      guard let place = places?[line.place] else { continue }
      let source = input.feed.sources[place.source]
      found[line.place] = EvidenceBundle.Place(
        source: source.name, number: place.number + source.linesBefore)
    }
    return found
  }
}
