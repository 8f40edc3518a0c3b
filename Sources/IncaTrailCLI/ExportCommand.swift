internal import ArgumentParser
internal import Glibc
internal import IncaTrail

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes one record a message, as NDJSON.",
    discussion: """
      With --since, those messages that arrived in the window, and those from before that are still \
      open. A record's id stays the same from run to run.

      incatrail export --since yesterday /var/log/mail.log* | jq 'select(.findings != [])'
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var privacy: PrivacyOptions

  @Flag(help: "Takes in mail that has nothing to do with the platform.")
  var all = false

  @Flag(help: "Adds to each record the log lines of the message, as logged.")
  var withLines = false

  @Flag(help: "Adds to each recipient every delivery attempt.")
  var withAttempts = false

  func run() throws {
    let configuration = try input.configuration.read()
    var settings = try input.settings(configuration)
    settings.showsProgress = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 0
    var trails = try input.trailSettings(configuration)
    trails.patternDirectory = rules.patterns
    var options = ExportRun.Options()
    options.all = all
    options.withLines = withLines
    options.withAttempts = withAttempts
    options.privacy = try privacy.settings(configuration)
    try ExportRun(settings, trails, options).run(into: .standardOutput()).conclude()
  }
}
