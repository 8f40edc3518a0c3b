internal import ArgumentParser
internal import IncaTrail

struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "One record a log line: what each line was understood to say.")

  @OptionGroup var input: InputOptions

  func run() throws {
    let output = OutputFile.standardOutput()
    let result = try EventsRun(try input.settings(), window: TimeWindow()).run(into: output)
    try output.flush()
    for problem in result.problems { complain(problem) }
  }
}
