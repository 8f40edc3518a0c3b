internal import ArgumentParser
internal import IncaTrail

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Is secure mail fine, and what must be done.")

  @OptionGroup var input: InputOptions

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Option(help: "How to write it.")
  var format = Format.text

  @Flag(help: "Adds the same figures for all mail.")
  var all = false

  func run() throws {
    let output = OutputFile.standardOutput()
    let result = try ReportRun(try input.settings(), try input.trailSettings(), all: all)
      .run(as: format == .json ? .json : .text, colour: false, gateways: [], into: output)
    try output.flush()
    for problem in result.problems { complain(problem) }
  }
}
