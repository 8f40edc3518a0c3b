internal import ArgumentParser

@main
struct IncaTrailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incatrail", abstract: "Follows secure mail through mail logs and queues.",
    subcommands: [ReportCommand.self, ExportCommand.self, EventsCommand.self])
}
