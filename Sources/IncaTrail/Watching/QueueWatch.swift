internal import ByteTools
internal import MailLines
internal import MailQueues
internal import MailReports
internal import MailTerms

/// Which queues `check` and `metrics` look at beside the logs.
public struct QueueChoice: Sendable {
  /// Files, Exim spool directories, `-`.
  public var snapshots: [String] = []
  /// That of the MTA on this machine.
  public var asksOwn = false

  public init() {}

  var isEmpty: Bool { snapshots.isEmpty && !asksOwn }
}

/// IncaMail mail in queues, in figures, with ages as of now.
struct QueueWatch {
  let input: InputSettings
  let trails: TrailSettings
  let choice: QueueChoice

  /// - Returns: nil where none is looked at, or nothing could be read; and what could not be read.
  func read() throws -> (figures: QueueFigures?, problems: [String]) {
    // Snapshots that stand among the logs are none the less snapshots.
    let snapshots =
      choice.snapshots + input.inputs.filter { $0 != "-" && QueueSource.isSnapshot($0) }
    guard !snapshots.isEmpty || choice.asksOwn else { return (nil, []) }
    let zone = try input.zone()
    let clock = QueueClock(zone: zone)
    let now = clock.time(seconds: input.now)
    let tally = Tally()
    let judge = QueueJudge(profile: try trails.profile(), rules: try trails.rules())
    let collector = QueueCollector(judge: judge) { message in
      guard message.isIncaMail else { return }
      let age = message.since.map { max(now.seconds - $0.seconds, 0) } ?? message.ageSeconds
      let hop = message.recipients.lazy.compactMap(\.nextHop).first.map(hostPart) ?? ""
      let isHeld = message.recipients.contains { $0.outcome == .held }
      hop.withByteView {
        tally.figures.add(
          age: age, nextHop: $0, failure: message.failure, isHeld: isHeld, count: message.count)
      }
    }
    let reading = QueueReading(QueueSource(clock: clock, taken: nil, now: now))
    var problems: [String] = []
    _ = try reading.read(snapshots, collector, &problems)
    if choice.asksOwn { _ = try reading.readOwn(collector, &problems) }
    try collector.finish()
    // Nothing seen in what could not be read is not known to be nothing.
    let isKnown = problems.isEmpty || tally.figures.messages > 0
    return (isKnown ? tally.figures : nil, problems)
  }

  private final class Tally {
    var figures = QueueFigures()
  }
}
