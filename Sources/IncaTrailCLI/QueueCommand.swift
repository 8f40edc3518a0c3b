internal import ArgumentParser
internal import Glibc
internal import IncaTrail

struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Says what waits in the mail queues, how long, and why.",
    discussion: """
      Snapshots are the output of postqueue -j, postqueue -p (mailq), exim -bp, of Exchange's \
      Get-Queue and Get-Message as JSON, CSV or list, or an Exim spool directory; which of them it \
      is, is found out by content. Without any: standard input when it is piped, else this \
      machine's own queue.

      A queue that cannot be read, or not to its end, is status 2, never an empty queue.

      postqueue -j | incatrail queue --logs /var/log/mail.log -
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(
    help: ArgumentHelp(
      "Snapshots of queues, Exim spool directories, or - for standard input.",
      valueName: "snapshot"))
  var snapshots: [String] = []

  @Option(help: "Writes text for people, or one JSON object a message.")
  var format = Format.text

  @Flag(help: "Takes in mail that has nothing to do with the platform.")
  var all = false

  @Option(help: ArgumentHelp("Names so many of the oldest messages.", valueName: "count"))
  var oldest = 10

  @Option(
    help: ArgumentHelp(
      "Joins the messages with these logs: attempts, first failure, exact cause; repeatable.",
      valueName: "log"))
  var logs: [String] = []

  @Option(
    help: ArgumentHelp(
      "When the snapshots were taken, in a form of report --since. Else their files' time.",
      valueName: "time"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "Takes this for the platform's too, beside the hosts that are known; repeatable.",
      valueName: "host|address|network"))
  var platform: [String] = []

  @Option(
    help: ArgumentHelp(
      "Takes this for ours; addresses replace the private ranges; repeatable.",
      valueName: "host|address|network"))
  var own: [String] = []

  @Option(
    help: ArgumentHelp(
      "The zone of stamps that name none: Europe/Zurich. Else the machine's.",
      valueName: "name"))
  var timeZone: String?

  @OptionGroup var colouring: ColourOptions
  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var privacy: PrivacyOptions

  func validate() throws {
    if oldest < 0 { throw ValidationError("--oldest: \(oldest) is below 0") }
  }

  func run() throws {
    let configuration = try configuration.read()
    var input = InputSettings()
    input.timeZone = timeZone
    input.apply(configuration)
    try input.setClock(variable("INCATRAIL_NOW"))
    input.inputs = snapshots
    var trails = TrailSettings()
    trails.platform = platform
    trails.own = own
    trails.apply(configuration)
    try trails.check()
    trails.patternDirectory = rules.patterns
    var options = QueueRun.Options()
    options.format = format == .json ? .json : .text
    options.all = all
    options.oldest = oldest
    options.taken = at
    options.logs = logs
    options.privacy = try privacy.settings(configuration)
    options.colour = colouring.isColoured
    try QueueRun(input, trails, options).run(into: .standardOutput()).conclude()
  }
}
