internal import ArgumentParser
internal import Glibc
internal import IncaTrail

struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Writes one record a log line: what each was understood to say.",
    discussion: """
      For finding out why a report says what it says.

      incatrail events /var/log/mail.log | grep '"verdict":"unknown"'
      """)

  @Flag(
    name: [.customShort("n"), .customLong("line-number")],
    help: "Numbers the lines of a large file too of which --since passes over the beginning.")
  var numbersAllLines = false

  @OptionGroup var input: InputOptions
  @OptionGroup var privacy: PrivacyOptions

  func run() throws {
    let configuration = try input.configuration.read()
    var settings = try input.settings(configuration)
    settings.showsProgress = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 0
    // Lines are not judged, but a wrong option is wrong everywhere.
    let trails = try input.trailSettings(configuration)
    try EventsRun(
      settings, trails, privacy: try privacy.settings(configuration),
      numbersAllLines: numbersAllLines
    ).run(into: .standardOutput()).conclude()
  }
}
