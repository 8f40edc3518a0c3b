internal import ArgumentParser
internal import Glibc
internal import IncaTrail

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Says whether secure mail is fine, and what must be done.",
    discussion: """
      The first screen gives the verdict, why, and what to do; incidents, findings, TLS, delays, \
      gateways and what is still open follow.

      incatrail report --since yesterday --until today /var/log/mail.log*
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, csv, html, mail }
  enum Grade: String, ExpressibleByArgument, CaseIterable { case attention, critical }

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var privacy: PrivacyOptions

  @Option(
    help: ArgumentHelp(
      "Writes text, a page (html) or a mail for people; json or csv for programs.",
      discussion: "The page is one file for a browser; the mail is whole, for sendmail -t."))
  var format = Format.text

  @Option(
    help: ArgumentHelp(
      "The report's language: en, de, fr or it. Else the locale's; json and csv are English.",
      valueName: "code"))
  var lang: String?

  @Flag(help: "Adds the same figures for all mail, the platform's or not.")
  var all = false

  @OptionGroup var colouring: ColourOptions

  @Flag(help: "Writes nothing where all is well.")
  var onlyProblems = false

  @Option(
    help: ArgumentHelp("Who gets the mail; repeatable.", valueName: "address"))
  var to: [String] = []

  @Option(help: ArgumentHelp("Who sends the mail. Else root.", valueName: "address"))
  var from: String?

  @Option(help: ArgumentHelp("The mail's subject. Else the verdict.", valueName: "text"))
  var subject: String?

  @Option(
    help: ArgumentHelp(
      "Ends with status 1 where the verdict is this or worse.", valueName: "verdict"))
  var failOn: Grade?

  func run() throws {
    let configuration = try input.configuration.read()
    var settings = try input.settings(configuration)
    settings.showsProgress = isatty(STDERR_FILENO) == 1
    var trails = try input.trailSettings(configuration)
    trails.patternDirectory = rules.patterns
    var options = ReportRun.Options()
    options.format = chosenFormat
    options.onlyProblems = onlyProblems
    options.mail.from = from
    options.mail.to = to
    options.mail.subject = subject
    if format != .mail, from != nil || subject != nil || !to.isEmpty {
      throw UsageError("--to, --from and --subject belong to --format mail")
    }
    options.language = try language()
    options.all = all
    options.colour = colouring.isColoured
    options.gateways = configuration.gateways
    options.thresholds = configuration.thresholds
    options.accept = configuration.accept
    options.privacy = try privacy.settings(configuration)
    let result = try ReportRun(settings, trails, options).run(into: .standardOutput())
    try result.conclude()
    if let failOn, let grade = result.grade, grade >= (failOn == .critical ? .critical : .attention)
    {
      throw Status.notSo
    }
  }

  private var chosenFormat: ReportRun.Format {
    switch format {
    case .text: .text
    case .json: .json
    case .csv: .csv
    case .html: .html
    case .mail: .mail
    }
  }

  private func language() throws -> ReportLanguage {
    if lang == nil, !chosenFormat.isForPeople { return .english }
    return try .chosen(lang)
  }
}
