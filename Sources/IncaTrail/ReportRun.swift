internal import MailReports
internal import MailTerms

/// `incatrail report`: what a day's mail comes to.
public struct ReportRun {
  public enum Format: String, Sendable, CaseIterable {
    case text, json, csv, html, mail

    /// For people, who read it in their language whether or not they asked for it.
    public var isForPeople: Bool {
      switch self {
      case .text, .html, .mail: true
      case .json, .csv: false
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
    let (summary, whole) = try reading.read()
    if !options.onlyProblems || summary.verdict.grade != .ok {
      try output.append { $0 += render(summary) }
      try output.flush()
    }
    var result = whole
    let verdict = summary.verdict
    switch verdict.grade {
    case .ok: result.grade = .ok
    case .attention: result.grade = .attention
    case .critical: result.grade = .critical
    case .noData:
      if result.isComplete {
        result.noData = "no data: " + verdict.reasons.joined(separator: "; ")
      }
    }
    return result
  }

  private func render(_ summary: Summary) -> [UInt8] {
    switch options.format {
    case .text: TextReport.render(summary, colour: options.colour)
    case .json: SummaryRecord.render(summary)
    case .csv: CSVReport.render(summary)
    case .html: PageReport.render(summary, version: incaTrailVersion)
    case .mail: MailReport.render(summary, options.mail.head(now: input.now))
    }
  }

  /// So many failed messages a page lists one by one; the others stand in their incidents.
  private static let failedLimit = 5000
}

extension ReportRun.Format {
  /// A page and a mail are made for others; JSON and CSV for programs.
  fileprivate var use: PrivacySettings.Use {
    switch self {
    case .text: .local
    case .html, .mail: .sentOn
    case .json, .csv: .records
    }
  }
}
