internal import ArgumentParser
internal import IncaTrail

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Makes one report of the summaries of several hosts or days.",
    discussion: """
      Summaries are the files that report --state leaves, a folder of them, or what \
      report --format state writes. A message that several of them saw on its way counts once, as \
      the latest saw it.

      ssh mx2 incatrail report --format state --since yesterday --until today /var/log/mail.log \
      | incatrail merge - mx1.json
      """)

  @Argument(
    help: ArgumentHelp(
      "Summaries, folders of them, or - for standard input.", valueName: "summary"))
  var summaries: [String]

  @OptionGroup var form: ReportFormOptions
  @OptionGroup var privacy: PrivacyOptions
  @OptionGroup var configuration: ConfigurationOptions

  @Option(
    help: ArgumentHelp(
      "Takes this for the platform's too, beside the hosts that are known; repeatable.",
      valueName: "host|address|network"))
  var platform: [String] = []

  func run() throws {
    let configuration = try configuration.read()
    var input = InputSettings()
    input.apply(configuration)
    try input.setClock(variable("INCATRAIL_NOW"))
    var trails = TrailSettings()
    trails.platform = platform
    trails.apply(configuration)
    try trails.check()
    var options = try form.options(configuration)
    options.privacy = try privacy.settings(configuration)
    let run = MergeRun(summaries, input, trails, options)
    try form.conclude(try run.run(into: .standardOutput()))
  }
}
