internal import MailQueues

/// Reads snapshots of queues, or asks the MTA of this machine for one.
struct QueueReading {
  private let source: QueueSource

  init(_ source: QueueSource) { self.source = source }

  /// Asks the MTA of this machine.
  /// - Parameter problems: gets why it told nothing.
  /// - Returns: what was read, for a reader.
  func readOwn(_ collector: QueueCollector, _ problems: inout [String]) throws -> [String] {
    guard let own = OwnQueue.found() else {
      throw UsageError(
        "no snapshot given, and neither postqueue nor exim is on this machine: name files, or "
          + "pipe: postqueue -j | incatrail queue -")
    }
    var told: [String] = []
    let problem = try own.run {
      try read($0, as: "'\(own.command)'", collector, &told, &problems)
    }
    guard let problem else { return told }
    problems.append(problem)
    // What a command that failed did not write is no empty queue.
    return told.filter { !$0.hasSuffix(Self.emptyNote) }
  }

  private static let emptyNote = ", which is empty, as an empty queue's listing is"

  /// Takes standard input for a snapshot that nobody named: cron gives its jobs an empty pipe, which
  /// is no queue.
  func readPipe(_ collector: QueueCollector, _ problems: inout [String]) throws -> [String] {
    var told: [String] = []
    try read("-", as: "standard input", collector, &told, &problems)
    if problems.isEmpty, told.last?.hasSuffix(Self.emptyNote) == true {
      problems.append(
        "standard input is empty: name a snapshot, or give </dev/null to ask this machine's queue")
      told.removeLast()
    }
    return told
  }

  /// - Parameter snapshots: files, spool directories, `-`.
  func read(
    _ snapshots: [String], _ collector: QueueCollector, _ problems: inout [String]
  ) throws -> [String] {
    var told: [String] = []
    for argument in snapshots {
      let (paths, problem) = queueFiles(argument)
      if let problem { problems.append(problem) }
      if paths.isEmpty, problem == nil { told.append("\(argument), a spool without messages") }
      let isMany = paths.count > 1
      if isMany { told.append("\(paths.count) files in \(argument)") }
      let before = told.count
      for path in paths {
        try read(path, as: path == "-" ? "standard input" : path, collector, &told, &problems)
      }
      if isMany { told.removeSubrange(before...) }
    }
    return told
  }

  private func read(
    _ path: String, as name: String, _ collector: QueueCollector, _ told: inout [String],
    _ problems: inout [String]
  ) throws {
    let found = try source.read(path, into: collector.take)
    if let problem = found.problem { problems.append("\(name): \(problem)") }
    guard told.count < 20 else { return }
    if let form = found.form {
      told.append(form == name ? name : "\(form) (\(name))")
    } else if found.problem == nil {
      told.append(name + Self.emptyNote)
    }
  }
}
