internal import MailPrivacy
internal import MailReports
internal import MailTerms
internal import MailTrails

/// `incatrail export`: trail records, or what security systems read in their place.
///
/// Of a window: the messages that arrived in it, and those from before that are still open.
public struct ExportRun {
  public struct Options: Sendable {
    public var all = false
    public var withLines = false
    public var withAttempts = false
    public var privacy = PrivacySettings()
    public var form: ExportForm
    /// Goes on as the logs grow.
    public var follow: FollowSettings?
    public init(_ form: ExportForm = .ndjson) { self.form = form }
  }

  private let input: InputSettings
  private let trails: TrailSettings
  private let options: Options

  public init(_ input: InputSettings, _ trails: TrailSettings, _ options: Options) {
    self.input = input
    self.trails = trails
    self.options = options
  }

  public func run(into output: OutputFile) throws -> RunResult {
    var tracking = TrackerOptions()
    tracking.all = options.all
    tracking.keepsLines = options.withLines
    tracking.keepsAttempts = options.withAttempts || options.form.tellsAttempts
    let privacy = try options.privacy.ofMessages(
      .records, trails, "export writes one record a message")
    let form = try options.form.made(
      TrailRecordOptions(withAttempts: options.withAttempts, withLines: options.withLines),
      privacy, try trails.profile())
    let all = options.all
    if let follow = options.follow {
      return try FollowRun(input, trails, follow, content: content(privacy))
        .run(tracking, form, into: output)
    }
    let writer = RecordWriter(output, ahead: input.usesThreads, format: form.append)
    var run = try TrailRun(input, trails, tracking) { trail, place in
      guard all || trail.isIncaMail else { return }
      guard place == .inside || (place == .before && trail.isOpen) else { return }
      try writer.write(trail)
    }
    let coverage = try run.run()
    try writer.finish()
    return run.result(coverage)
  }

  /// What decides over the contents of records, as options: one live export can only go on where
  /// another ended that had the same.
  private func content(_ privacy: Privacy) -> String {
    var words = options.form.content
    if options.all { words.append("--all") }
    if options.withLines { words.append("--with-lines") }
    if options.withAttempts { words.append("--with-attempts") }
    if !privacy.isFull { words.append("--privacy \(privacy.level.rawValue)") }
    if privacy.hidesDomains { words.append("--hide-domain") }
    if let key = privacy.keyID { words.append("key \(key)") }
    return words.joined(separator: " ")
  }
}
