internal import ByteTools
internal import MailPrivacy
internal import MailReports
internal import MailTerms
internal import MailTrails

/// `incatrail trace --test`: the connection test of the introduction checklist.
public struct ConnectionTestRun {
  public struct Options: Sendable {
    /// Whom the test is known by where its subject does not tell.
    public var from: String?
    public var to: String?
    /// The acceptance record in place of the steps.
    public var printsRecord = false
    public var language = ReportLanguage.english
    public var isColoured = false
    public var privacy = PrivacySettings()
    public init() {}
  }

  public enum Outcome: Sendable {
    case passed, failed
    /// No test mail; whether the log bears subjects.
    case notFound(hasSubjects: Bool)
  }

  private let input: InputSettings
  private let trails: TrailSettings
  private let options: Options

  public init(_ input: InputSettings, _ trails: TrailSettings, _ options: Options) {
    self.input = input
    self.trails = trails
    self.options = options
  }

  /// - Returns: what standard error is to say, and what became of the test.
  public func run(into output: OutputFile) throws -> (result: RunResult, outcome: Outcome) {
    var tracking = TrackerOptions()
    tracking.keepsAttempts = true
    let privacy = try options.privacy.ofMessages(.local, trails, "the test is about some")
    let profile = try trails.profile()
    var choice = TestMails.Choice()
    choice.from = options.from
    choice.to = options.to
    choice.ownDomains = trails.ownDomains
    let collected = Collected(TestMails(choice, profile))
    var search = try MessageSearch(
      input, trails, tracking, needles: nil, incaMailOnly: true, keepsPlaces: false,
      sink: MessageSearch.Sink(message: { collected.mails.add($0) }, line: nil))
    let result = try search.run()
    collected.mails.finish()
    guard collected.mails.isFound else {
      return (result, .notFound(hasSubjects: collected.mails.hasSubjects))
    }
    let test = ConnectionTest(collected.mails, options.language.value, profile) {
      privacy.applied(to: $0)
    }
    let text =
      options.printsRecord
      ? test.acceptanceRecord(newest: search.newest, version: incaTrailVersion)
      : test.text(colour: options.isColoured)
    try output.append { $0 += Array(text.utf8) }
    try output.flush()
    return (result, test.isPassed ? .passed : .failed)
  }

  private final class Collected {
    var mails: TestMails
    init(_ mails: TestMails) { self.mails = mails }
  }
}
