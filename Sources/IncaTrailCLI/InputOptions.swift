internal import ArgumentParser
internal import Glibc
internal import IncaTrail

/// The options that every command shares.
struct InputOptions: ParsableArguments {
  @Argument(help: "Log files, directories, or - for standard input.")
  var logs: [String] = []

  @Option(help: ArgumentHelp("Takes this for a host of the platform too.", valueName: "host|address|network"))
  var platform: [String] = []

  @Option(help: ArgumentHelp("Takes this for one of ours.", valueName: "host|address|network"))
  var own: [String] = []

  @Option(help: ArgumentHelp("The zone of stamps that bear none.", valueName: "name"))
  var timeZone: String?

  @Option(help: "The year of a log's first line where stamps bear none.")
  var year: Int?

  func trailSettings() throws -> TrailSettings {
    var settings = TrailSettings()
    settings.platform = platform
    settings.own = own
    return settings
  }

  func settings() throws -> InputSettings {
    var settings = InputSettings()
    settings.inputs = logs
    settings.timeZone = timeZone
    settings.year = year
    return settings
  }
}

/// Says something on standard error, with the command's name in front.
func complain(_ text: String) {
  let line = "incatrail: \(text)\n"
  _ = line.utf8.withContiguousStorageIfAvailable {
    write(STDERR_FILENO, $0.baseAddress, $0.count)
  }
}
