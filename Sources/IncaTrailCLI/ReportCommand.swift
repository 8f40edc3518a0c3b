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

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var privacy: PrivacyOptions

  @Flag(help: "Adds the same figures for all mail, the platform's or not.")
  var all = false

  @OptionGroup var form: ReportFormOptions

  @Option(
    help: ArgumentHelp(
      "Leaves the run's summary in this folder, and compares with the days that are there.",
      discussion: """
        Else 'state' of the configuration or /var/lib/incatrail where one may write there; these \
        get whole days only, such as --since yesterday --until today.
        """,
      valueName: "folder"))
  var state: String?

  @Flag(help: "Neither leaves a summary nor compares.")
  var noState = false

  @Flag(help: "Reports on days that earlier runs left, without reading logs.")
  var fromHistory = false

  @Option(
    help: ArgumentHelp(
      "With --from-history: the last days before today (30d, 4w), the last week or month.",
      valueName: "30d|week|month"))
  var last: String?

  func validate() throws {
    if noState, state != nil || fromHistory {
      throw ValidationError("--no-state contradicts --state and --from-history")
    }
    if last != nil, !fromHistory {
      throw ValidationError("--last belongs to --from-history; for logs give --since")
    }
    if fromHistory, !input.reading.logs.isEmpty {
      throw ValidationError("--from-history reads no logs: leave them out")
    }
    if fromHistory, all { throw ValidationError("--all: history holds the platform's mail only") }
    if last != nil, input.since != nil || input.until != nil {
      throw ValidationError("--last and --since or --until contradict each other")
    }
  }

  func run() throws {
    let configuration = try input.configuration.read()
    var settings = try input.settings(configuration)
    settings.showsProgress = isatty(STDERR_FILENO) == 1
    var trails = try input.trailSettings(configuration)
    trails.patternDirectory = rules.patterns
    var options = try form.options(configuration)
    options.all = all
    options.holidays = configuration.holidays
    options.state = folder(configuration)
    options.privacy = try privacy.settings(configuration)
    let output = OutputFile.standardOutput()
    let result =
      fromHistory
      ? try HistoryRun(settings, trails, options, last: last).run(into: output)
      : try ReportRun(settings, trails, options).run(into: output)
    try form.conclude(result)
  }

  private func folder(_ configuration: Configuration) -> HistoryFolder? {
    if noState { return nil }
    if let state { return HistoryFolder(state) }
    if let state = configuration.state { return HistoryFolder(state, onlyWholeDays: true) }
    return HistoryFolder.usual()
  }
}
