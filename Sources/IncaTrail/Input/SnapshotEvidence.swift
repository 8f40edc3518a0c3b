internal import ByteTools
internal import MailLines
internal import MailQueues
internal import MailRules
internal import MailTerms

/// What snapshots among the logs know of messages that the logs leave open.
struct SnapshotEvidence {
  /// The inputs that are logs.
  private(set) var logs: [String] = []
  private(set) var problems: [String] = []
  private var messages: [String: QueuedMessage] = [:]

  /// Reads the snapshots among the files that `settings` names; what is piped or lies in a folder is
  /// taken for a log.
  init(_ settings: InputSettings, _ trails: TrailSettings) throws {
    logs = try Self.logs(among: settings.inputs)
    guard logs.count < settings.inputs.count else { return }
    let snapshots = settings.inputs.filter { !logs.contains($0) }
    let clock = QueueClock(zone: try settings.zone())
    let source = QueueSource(clock: clock, taken: nil, now: clock.time(seconds: settings.now))
    let table = Table()
    let judge = QueueJudge(profile: try trails.profile(), rules: try trails.rules())
    let collector = QueueCollector(judge: judge) { message in
      let key = message.mta == .exchange ? message.messageID : message.queueID
      guard let key else { return }
      // Exchange: its recipients wait in a queue each where they go different ways.
      if message.mta == .exchange, let known = table.messages[key] {
        table.messages[key]?.recipients = known.recipients + message.recipients
      } else {
        table.messages[key] = message
      }
    }
    for path in snapshots {
      if let problem = try source.read(path, into: collector.take).problem {
        problems.append("\(path): \(problem)")
      }
    }
    try collector.finish()
    messages = table.messages
  }

  /// The inputs without the snapshots among them.
  static func logs(among inputs: [String]) throws -> [String] {
    let logs = inputs.filter { $0 == "-" || !QueueSource.isSnapshot($0) }
    guard logs.isEmpty, !inputs.isEmpty else { return logs }
    throw UsageError(
      "only snapshots of queues are given: add the logs, or see 'incatrail help queue'")
  }

  private final class Table {
    var messages: [String: QueuedMessage] = [:]
  }

  var isEmpty: Bool { messages.isEmpty }

  /// The trail with what its queue says of recipients on whom the log has had no word.
  func completed(_ trail: Trail) -> Trail {
    guard !messages.isEmpty, !trail.complete, let message = message(of: trail) else { return trail }
    var trail = trail
    for index in trail.recipients.indices where trail.recipients[index].outcome == .unknown {
      let address = trail.string(trail.recipients[index].address)
      guard let told = Self.recipient(address, of: message), told.outcome != .unknown
      else { continue }
      trail.recipients[index].outcome = told.outcome
      trail.recipients[index].failure = told.failure
      if let failure = told.failure { trail.recipients[index].failedClasses.insert(failure) }
      if trail.recipients[index].reached != nil { trail.recipients[index].reached = .no }
      if let reason = told.reason {
        trail.recipients[index].reason = reason.withByteView { trail.keep($0) }
      }
    }
    return trail
  }

  /// The recipient of that address; where the snapshot names nobody, as CSV of Exchange's lists does, all
  /// of them wait alike.
  private static func recipient(_ address: String?, of message: QueuedMessage) -> QueuedRecipient? {
    message.recipients.first { $0.address?.lowercased() == address?.lowercased() }
      ?? message.recipients.first { $0.address == nil }
  }

  private func message(of trail: Trail) -> QueuedMessage? {
    if let id = trail.string(trail.messageID), let found = messages[id], found.mta == .exchange {
      return found
    }
    for hop in trail.hops.reversed() {
      if let id = trail.string(hop.queueID), let found = messages[id], found.mta != .exchange,
        trail.firstSeen.seconds <= found.taken?.seconds ?? .max
      {
        return found
      }
    }
    return nil
  }
}
