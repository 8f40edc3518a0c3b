public import ArgumentParser
internal import Glibc
public import IncaTrail
internal import PrivacyKeys

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes records for other programs and for a SIEM.",
    discussion: """
      As NDJSON, one record a message. In the forms of security systems (ECS, OCSF, CEF, LEEF, syslog, \
      GELF, ASIM) one a recipient and attempt, and one a finding.

      With --since, those messages that arrived in the window, and those from before that are still \
      open. A record's id stays the same from run to run.

      incatrail export --since yesterday /var/log/mail.log* | jq 'select(.findings != [])'
      incatrail export --follow --state /var/lib/incatrail/export.state /var/log/mail.log*
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var privacy: PrivacyOptions

  @Option(help: "Writes records in this form.")
  var format = ExportForm.Name.ndjson

  @Option(
    help: ArgumentHelp(
      "Parts records so: a newline behind each, its length in front (syslog), a zero byte (gelf).",
      discussion: "For streams over TCP, whose receivers want the last two."))
  var framing = ExportForm.Framing.lf

  @Flag(help: "Tells a SIEM the first 40 characters of the subject too.")
  var subject = false

  @Option(
    help: ArgumentHelp(
      "Names the structured data of syslog; without it incatrail@32473, the number for examples.",
      valueName: "name@enterprise-number"))
  var sdID: String?

  @Flag(help: "Takes in mail that has nothing to do with the platform.")
  var all = false

  @Flag(
    help: "Adds to each record the log lines of the message, as logged; to ecs the deciding one.")
  var withLines = false

  @Flag(help: "Adds to each recipient every delivery attempt.")
  var withAttempts = false

  @OptionGroup var following: FollowOptions

  func validate() throws {
    if following.follows, input.until != nil {
      throw ValidationError("--follow waits for what comes: --until does not go with it")
    }
  }

  func run() throws {
    let configuration = try input.configuration.read()
    var settings = try input.settings(configuration)
    settings.showsProgress = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 0
    var trails = try input.trailSettings(configuration)
    trails.patternDirectory = rules.patterns
    var form = ExportForm(format, digest: EventDigest.of)
    form.framing = framing
    form.withSubject = subject
    form.structuredDataID = sdID
    var options = ExportRun.Options(form)
    options.all = all
    options.withLines = withLines
    options.withAttempts = withAttempts
    options.privacy = try privacy.settings(configuration)
    options.follow = following.settings
    try ExportRun(settings, trails, options).run(into: .standardOutput()).conclude()
  }
}

extension ExportForm.Name: ExpressibleByArgument {}
extension ExportForm.Framing: ExpressibleByArgument {}
