internal import ArgumentParser
internal import IncaTrail

@main
struct IncaTrailCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "incatrail",
    abstract: "Follows secure mail through mail logs.",
    discussion: """
      Did every message bound for IncaMail get there, encrypted and authenticated? If one did not: \
      which, why, since when, and what is to be done.

      Exit status: 0 fine; 1 report --fail-on holds, or patterns explain knows no rule; 2 usage, a \
      source that is unreadable or cut, no data.
      """,
    version: "incatrail \(incaTrailVersion)",
    subcommands: [
      ReportCommand.self, ExportCommand.self, QueueCommand.self, EventsCommand.self,
      PatternsCommand.self,
    ])

  static func main() { runToEnd(nil) }
}
