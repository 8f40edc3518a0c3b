internal import ArgumentParser
internal import IncaTrail

/// How a report is written and what its verdict does: what `report` and `merge` share.
struct ReportFormOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, html, mail, state
  }
  enum Grade: String, ExpressibleByArgument, CaseIterable { case attention, critical }

  @Option(
    help: ArgumentHelp(
      "Writes text, a page (html) or a mail for people; json or csv for programs; state for merge.",
      discussion: "The page is one file for a browser; the mail is whole, for sendmail -t."))
  var format = Format.text

  @Option(
    help: ArgumentHelp(
      "The report's language: en, de, fr or it. Else the locale's; json and csv are English.",
      valueName: "code"))
  var lang: String?

  @OptionGroup var colouring: ColourOptions

  @Flag(help: "Writes nothing where all is well.")
  var onlyProblems = false

  @Option(
    help: ArgumentHelp(
      "Who gets the mail; repeatable. Else 'mail' of the configuration.", valueName: "address"))
  var to: [String] = []

  @Option(
    help: ArgumentHelp(
      "Who sends the mail. Else 'mail' of the configuration, else root.", valueName: "address"))
  var from: String?

  @Option(help: ArgumentHelp("The mail's subject. Else the verdict.", valueName: "text"))
  var subject: String?

  @Option(
    help: ArgumentHelp(
      "Ends with status 1 where the verdict is this or worse.", valueName: "verdict"))
  var failOn: Grade?

  func options(_ configuration: Configuration) throws -> ReportRun.Options {
    var options = ReportRun.Options()
    options.format = chosenFormat
    options.onlyProblems = onlyProblems
    options.mail.from = from
    options.mail.to = to
    options.mail.subject = subject
    if format != .mail, from != nil || subject != nil || !to.isEmpty {
      throw UsageError("--to, --from and --subject belong to --format mail")
    }
    if format == .mail { options.mail.apply(configuration) }
    options.language = try language(configuration)
    options.colour = colouring.isColoured
    options.gateways = configuration.gateways
    options.thresholds = configuration.thresholds
    options.accept = configuration.accept
    return options
  }

  /// Says what was missing, and makes it or the verdict the exit status.
  func conclude(_ result: RunResult) throws {
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
    case .state: .state
    }
  }

  private func language(_ configuration: Configuration) throws -> ReportLanguage {
    if lang == nil, !chosenFormat.isForPeople { return .english }
    if lang == nil, format == .mail, let language = configuration.mailLanguage { return language }
    return try .chosen(lang)
  }
}
