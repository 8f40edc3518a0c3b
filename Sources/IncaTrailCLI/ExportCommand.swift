internal import ArgumentParser
internal import IncaTrail

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "One record a message, as NDJSON.")

  @OptionGroup var input: InputOptions

  @Flag(help: "Takes in mail that has nothing to do with the platform.")
  var all = false

  @Flag(help: "Adds the log lines of each message.")
  var withLines = false

  @Flag(help: "Adds every delivery attempt.")
  var withAttempts = false

  func run() throws {
    let output = OutputFile.standardOutput()
    var options = ExportRun.Options()
    options.all = all
    options.withLines = withLines
    options.withAttempts = withAttempts
    let result = try ExportRun(try input.settings(), try input.trailSettings(), options)
      .run(into: output)
    try output.flush()
    for problem in result.problems { complain(problem) }
  }
}
