internal import ArgumentParser
internal import Glibc
internal import IncaTrail

/// The options that all commands share which read logs.
struct ReadingOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Log files, directories, or - for standard input.",
      discussion: """
        In any order, rotated and compressed as they are (gzip, zstd, xz, bzip2). Without any: \
        standard input when it is piped, else the logs of the configuration, else those of \
        /var/log (mail.log or maillog, else Exim's), else the journal.
        """,
      valueName: "log"))
  var logs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Reads lines so far before the window, to know what a message is and who sent it.",
      valueName: "span"))
  var lookback = "5d"

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
      "The zone of stamps that name none, and of days: Europe/Zurich. Else the machine's.",
      valueName: "name"))
  var timeZone: String?

  @Option(
    help: "The year of each log's first line where stamps name none. Else told by the file's time.")
  var year: Int?

  @Option(
    help: ArgumentHelp(
      "Works on so many threads at most; 1 does one thing after the other. Else as is of use.",
      valueName: "number"))
  var threads: Int?

  @OptionGroup var configuration: ConfigurationOptions

  func validate() throws {
    if let year, !(1970...9998).contains(year) {
      throw ValidationError("--year: \(year) is none that a log could be of")
    }
    if let threads, threads < 1 {
      throw ValidationError("--threads: '\(threads)' is too few: give 1 or more")
    }
  }

  /// What to read, and how.
  func settings(_ configuration: Configuration) throws -> InputSettings {
    var settings = InputSettings()
    settings.inputs = logs
    settings.lookback = lookback
    settings.timeZone = timeZone
    settings.year = year
    settings.threads = threads
    settings.apply(configuration)
    try settings.setClock(variable("INCATRAIL_NOW"))
    return settings
  }

  func trailSettings(_ configuration: Configuration) throws -> TrailSettings {
    var settings = TrailSettings()
    settings.platform = platform
    settings.own = own
    settings.apply(configuration)
    try settings.check()
    return settings
  }
}

/// The options that `report`, `export` and `events` share.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Begins here: yesterday, today, monday, 2h, 7d, 2026-11-22, 2026-11-22T08:00, RFC 3339.",
      discussion: """
        For report and export the window is on messages: those that arrived in it count, with \
        their outcome as of the newest line given; messages from before that are still open are \
        told apart. For grep, trace and events it is on lines. A weekday is the latest one that \
        has begun.
        """,
      valueName: "time"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Ends before this, in the same forms.",
      discussion: """
        A day means its start: --since yesterday --until today is the whole of yesterday.
        """,
      valueName: "time"))
  var until: String?

  @OptionGroup var reading: ReadingOptions

  var configuration: ConfigurationOptions { reading.configuration }

  /// What to read, and how.
  func settings(_ configuration: Configuration) throws -> InputSettings {
    var settings = try reading.settings(configuration)
    settings.since = since
    settings.until = until
    return settings
  }

  func trailSettings(_ configuration: Configuration) throws -> TrailSettings {
    try reading.trailSettings(configuration)
  }
}

/// Where the configuration comes from.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Reads this configuration in place of the usual ones.",
      discussion: """
        Usual are /etc/incatrail/incatrail.yaml, then incatrail/incatrail.yaml in \
        $XDG_CONFIG_HOME or ~/.config; options add to their lists.
        """,
      valueName: "file"))
  var config: String?

  @Flag(help: "Reads no configuration.")
  var noConfig = false

  func validate() throws {
    if noConfig, config != nil {
      throw ValidationError("--config and --no-config contradict each other")
    }
  }

  func read() throws -> Configuration {
    if noConfig { return Configuration() }
    if let config { return try Configuration.at(config) }
    return try Configuration.usual(environment: variable)
  }
}

/// Which rules classify failures.
struct RuleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Takes the rules from the *.patterns files of this directory, not the built-in ones.",
      valueName: "directory"))
  var patterns: String?
}

/// A variable of the environment.
func variable(_ name: String) -> String? {
  // Safe: getenv gives a terminated text, and nothing here changes the environment.
  getenv(name).map { String(cString: $0) }
}
