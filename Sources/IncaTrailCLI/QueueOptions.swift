internal import ArgumentParser
internal import IncaTrail

/// Queues that a command looks at beside the logs.
struct QueueOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Looks at this snapshot of a queue too, as 'incatrail queue' reads them; repeatable.",
      valueName: "snapshot"))
  var queue: [String] = []

  @Flag(help: "Asks the MTA of this machine for its queue.")
  var ownQueue = false

  var isEmpty: Bool { queue.isEmpty && !ownQueue }

  var choice: QueueChoice {
    var choice = QueueChoice()
    choice.snapshots = queue
    choice.asksOwn = ownQueue
    return choice
  }
}
