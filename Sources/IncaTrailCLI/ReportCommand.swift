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

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }
  enum Colour: String, ExpressibleByArgument, CaseIterable { case auto, always, never }
  enum Grade: String, ExpressibleByArgument, CaseIterable { case attention, critical }

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RuleOptions

  @Option(help: "Writes text for people, or the same facts as JSON for programs.")
  var format = Format.text

  @Flag(help: "Adds the same figures for all mail, the platform's or not.")
  var all = false

  @Option(
    name: [.customLong("colour"), .customLong("color")],
    help: "Colours the text: on a terminal unless NO_COLOR is set, always, or never.")
  var colour = Colour.auto

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
    options.format = format == .json ? .json : .text
    options.all = all
    options.colour = isColoured
    options.gateways = configuration.gateways
    options.thresholds = configuration.thresholds
    let result = try ReportRun(settings, trails, options).run(into: .standardOutput())
    try result.conclude()
    if let failOn, let grade = result.grade, grade >= (failOn == .critical ? .critical : .attention)
    {
      throw Status.notSo
    }
  }

  private var isColoured: Bool {
    switch colour {
    case .always: true
    case .never: false
    case .auto:
      isatty(STDOUT_FILENO) == 1 && (variable("NO_COLOR") ?? "").isEmpty
        && variable("TERM") != "dumb"
    }
  }
}
