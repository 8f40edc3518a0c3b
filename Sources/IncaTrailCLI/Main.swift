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

      Exit status: 0 fine; 1 report --fail-on holds, grep or trace finds nothing, trace --test fails, or \
      patterns explain knows no rule; 2 usage, a source that is unreadable or cut, no data. 'check' ends as a \
      monitoring plugin: 0, 1, 2, 3.
      """,
    version: "incatrail \(incaTrailVersion)",
    subcommands: [
      ReportCommand.self, GrepCommand.self, TraceCommand.self, ExportCommand.self,
      EventsCommand.self, QueueCommand.self, CheckCommand.self, MetricsCommand.self,
      MergeCommand.self, PatternsCommand.self, PrivacyCommand.self, AcceptCommand.self,
    ])

  static func main() {
    // A monitoring plugin ends by rules of its own, even where its options are wrong.
    let arguments = Array(CommandLine.arguments.dropFirst())
    if CheckCommand.isMeant(by: arguments) { CheckCommand.runAsPlugin(arguments) }
    runToEnd(nil)
  }
}
