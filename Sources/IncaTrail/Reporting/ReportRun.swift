internal import MailReports
internal import MailTerms

/// `incatrail report`: what a day's mail comes to.
public struct ReportRun {
  public enum Format: String, Sendable, CaseIterable {
    case text, json, csv, html, mail
    /// A summary that merges with others.
    case state

    /// For people, who read it in their language whether or not they asked for it.
    public var isForPeople: Bool {
      switch self {
      case .text, .html, .mail: true
      case .json, .csv, .state: false
      }
    }
  }

  public struct Options: Sendable {
    public var format = Format.text
    /// Of what is said to people; names and keys are the same in all.
    public var language = ReportLanguage.english
    /// The same figures for all mail.
    public var all = false
    public var colour = false
    /// Writes nothing where all is well.
    public var onlyProblems = false
    /// The head of a mail.
    public var mail = MailSettings()
    /// Hosts whose log must be there.
    public var gateways: [String] = []
    public var thresholds = ThresholdSettings()
    /// Where runs leave their summaries, and what is told of the days before comes from; nil: nowhere.
    public var state: HistoryFolder?
    public var holidays = HolidaySettings()
    /// What shall not raise the verdict.
    public var accept: [AcceptedRisk] = []
    public var privacy = PrivacySettings()
    public init() {}
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
    if options.format == .mail { try options.mail.check(try trails.profile()) }
    var reading = SummaryRun(
      input: input, trails: trails, all: options.all, gateways: options.gateways,
      thresholds: options.thresholds, accept: options.accept, language: options.language)
    reading.privacy = try options.privacy.privacy(options.format.use, trails)
    if options.format == .html { reading.listedFailures = Self.failedLimit }
    if options.state != nil || options.format == .state {
      reading.history = .init(folder: options.state, holidays: options.holidays.value)
    }
    var (summary, result, history) = try reading.readWithHistory()
    // A folder that is missing has been told of where days before were looked for.
    if let history, let problem = options.state?.leave(history), !result.problems.contains(problem)
    {
      result.problems.append(problem)
    }
    return try ReportPrinter(options: options, now: input.now)
      .put(summary, history, result, into: output)
  }

  /// So many failed messages a page lists one by one; the others stand in their incidents.
  private static let failedLimit = 5000
}

extension ReportRun.Format {
  /// A page and a mail are made for others; JSON and CSV for programs.
  var use: PrivacySettings.Use {
    switch self {
    case .text: .local
    case .html, .mail: .sentOn
    // A state never tells more than domains.
    case .json, .csv, .state: .records
    }
  }
}
