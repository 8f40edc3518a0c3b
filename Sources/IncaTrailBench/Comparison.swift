import Glibc

/// `incatrail` on logs of one dialect, beside the tools that it has to stand comparison with, as a
/// table with what is to be reached.
struct Comparison {
  let dialect: Dialect
  let logs: BenchLogs
  let binary: String
  /// Options of `report` that the seed needs.
  let options: [String]

  enum Dialect: String {
    case postfix, exim, exchange
    /// Exim with every field that it can log.
    case eximAll = "exim-all"

    var title: String {
      switch self {
      case .postfix: "Postfix"
      case .exim: "Exim"
      case .eximAll: "Exim, log_selector = +all"
      case .exchange: "Exchange 2019 (generated)"
      }
    }

    /// `report` on one core: at most so many times the time of `wc -l`.
    var goal: Double { self == .postfix ? 4 : 5 }

    /// The analyzers of this dialect. They are slow: once, on 100 MB.
    var analyzers: [[String]] {
      switch self {
      case .postfix: [["pflogsumm"]]
      case .exim: [["eximstats"], ["exigrep", "incamail"]]
      case .eximAll, .exchange: []
      }
    }

    /// Exim's of Debian 12 know the form of queue IDs of before 4.97 only: they would skip the
    /// messages of a newer log.
    var analyzersForm: SeedForm { self == .exim ? .shortIDs : .asLogged }
  }

  private let size = environment("BENCH_SIZE").flatMap { bytes($0) } ?? 1_000_000_000
  private let runs = environment("BENCH_RUNS").flatMap { Int($0) } ?? 5
  private let isBig = environment("BENCH_BIG") != nil
  private var table = ResultTable()
  private var absent: [String] = []

  init(dialect: Dialect, seed: String, binary: String, options: [String]) {
    self.dialect = dialect
    logs = BenchLogs(seed: seed)
    self.binary = binary
    self.options = options
  }

  mutating func run() throws {
    let log = try logs.plain(size)
    try measure("wc -l", ["wc", "-l"], on: log)
    try measure("incatrail report", ours("report"), on: log, .times(dialect.goal, "wc -l"))
    if dialect != .eximAll { try measureFurther(log) }
    printTable()
  }

  /// All that is asked of a dialect besides.
  private mutating func measureFurther(_ log: BenchLog) throws {
    try measureCores(
      "incatrail report", ours("report"), on: log, .times(1 / 1.6, "incatrail report"))
    try measure("incatrail export", ours("export"), on: log, .times(1 / 0.9, "incatrail report"))
    try measureCores(
      "incatrail export", ours("export"), on: log,
      .times(1 / 0.9, "incatrail report, \(processorCount()) cores"))
    try measure("incatrail export --all", ours("export", "--all"), on: log, .times(60, "wc -l"))
    try measureCores(
      "incatrail export --all", ours("export", "--all"), on: log, .times(35, "wc -l"))
    try measurePacked(log)
    if dialect == .postfix { try measureForms(log) }
    try measureSearches(log)
    for command in [["cat"], ["grep", "-c", "incamail"], ["rg", "-c", "incamail"]]
    where isThere(command) {
      // Into a pipe: some tools do nothing where they see /dev/null.
      let piped = command == ["cat"] ? ["sh", "-c", "cat \"$0\" | cat > /dev/null"] : command
      try measure(command.joined(separator: " "), piped, on: log)
    }
    for command in dialect.analyzers where isThere(command) {
      let small = try logs.plain(min(size, 100_000_000), dialect.analyzersForm)
      try measure(command.joined(separator: " "), command, on: small, runs: 1)
    }
  }

  private mutating func measurePacked(_ log: BenchLog) throws {
    for (packer, limit) in [(["zstd", "-q"], 1.15), (["gzip"], 0.5)] where isThere(packer) {
      let packed = try logs.packed(log, by: packer)
      let yardstick = "\(packer[0]) -dc"
      try measure(yardstick, [packer[0], "-dc"], on: packed)
      try measureCores(
        "incatrail report, \(packer[0])", ours("report"), on: packed, .times(limit, yardstick))
    }
  }

  /// The same traffic in other forms, and as many files.
  private mutating func measureForms(_ log: BenchLog) throws {
    let half = try logs.plain(size, .halfMarked)
    try measure(
      "incatrail report, half IncaMail", ours("report"), on: half, .times(8, "wc -l"))
    let iso = try logs.plain(size, .isoStamps)
    try measure(
      "incatrail report, RFC 3339", ours("report"), on: iso, .times(dialect.goal, "wc -l"))
    let large = isBig ? try logs.plain(10 * size, .isoStamps) : iso
    if let since = try large.nearItsEnd() {
      try measure(
        "incatrail events --since", ours("events", "--since", since), on: large, .seconds(0.05))
      try measure(
        "incatrail events -n --since", ours("events", "-n", "--since", since), on: large)
      try measure(
        "incatrail events -n --since, \(processorCount()) cores",
        ours("events", "-n", "--since", since), on: large, oneCore: false)
      try measure("incatrail report --since", ours("report", "--since", since), on: large)
    }
    if isBig {
      try measure(
        "incatrail report, ten times", ours("report"), on: large, runs: 1,
        .times(1.1, "incatrail report, RFC 3339"))
    }
    if isThere(["zstd"]), isThere(["gzip"]) {
      let files = try logs.rotated(log, into: 60)
      try measure("incatrail report, 60 files", ours("report"), on: files)
      try measureCores(
        "incatrail report, 60 files", ours("report"), on: files,
        .times(1 / 1.7, "incatrail report, 60 files"))
      try expectSameOutput(ours("export"), on: files)
    }
    for count in [300_000, 1_500_000] {
      // The limit of all memory is for any number of messages.
      let limit = min(ResultTable.memoryGoal + 300 * count, 256 << 20)
      try measure(
        "incatrail report, \(count) waiting", [binary, "report"], on: logs.waiting(count),
        .bytes(limit))
    }
    try measure(
      "incatrail report, empty", ours("report"), on: logs.empty(), runs: 20, .seconds(0.01))
  }

  /// What no line holds, and a queue ID out of the log beside what one would do without this tool.
  private mutating func measureSearches(_ log: BenchLog) throws {
    try measure("incatrail grep nowhere", ours("grep", "nowhere-at-all"), on: log)
    guard let id = try middleID(of: log) else { return }
    try measure("incatrail grep ID", ours("grep", id), on: log)
    let twice = "grep -F -- \(id) \"$0\"; grep -F -- \(id) \"$0\""
    try measure("grep -F ID, twice", ["sh", "-c", twice], on: log)
  }

  private func ours(_ words: String...) -> [String] { [binary] + words + options }

  // MARK: Measuring

  private mutating func measure(
    _ name: String, _ command: [String], on log: BenchLog, runs: Int? = nil,
    oneCore: Bool = true, _ goal: Goal? = nil
  ) throws {
    say("\(name) …\n")
    let result = try Measurement.median(
      of: command + log.paths, runs: runs ?? self.runs, oneCore: oneCore)
    table.add(
      ResultTable.Row(
        name: name, bytes: log.bytes, lines: log.lines, goal: goal, result: result))
  }

  private mutating func measureCores(
    _ name: String, _ command: [String], on log: BenchLog, _ goal: Goal
  ) throws {
    try measure("\(name), \(processorCount()) cores", command, on: log, oneCore: false, goal)
  }

  /// The number of cores must change no byte.
  private func expectSameOutput(_ command: [String], on log: BenchLog) throws {
    let outputs = ["one", "all"].map { "\(temporaryFolder)/incatrail-bench-\($0).out" }
    for (output, oneCore) in zip(outputs, [true, false]) {
      _ = try Measurement.of(command + log.paths, oneCore: oneCore, output: output)
    }
    let compared = try Measurement.of(["cmp"] + outputs, oneCore: false)
    for output in outputs { unlink(output) }
    guard compared.exitStatus == 0 else {
      throw BenchError("one core and all of them give different output: \(outputs)")
    }
  }

  private mutating func isThere(_ command: [String]) -> Bool {
    let found = isInstalled(command[0])
    if !found { absent.append(command.joined(separator: " ")) }
    return found
  }

  /// The queue ID of a message in the middle of a log; nil where its dialect has none of its own.
  private func middleID(of log: BenchLog) throws -> String? {
    for line in try log.lines(from: log.bytes / 2).dropLast() {
      let words = line.split(separator: " ")
      switch dialect {
      case .postfix:
        // In a refusal a sender stands before the recipient.
        guard let place = words.firstIndex(where: { $0.hasPrefix("to=<") }), place > 0,
          words[place - 1].last == ":"
        else { continue }
        return String(words[place - 1].dropLast())
      case .exim, .eximAll:
        guard let place = words.firstIndex(of: "=>"), place > 0 else { continue }
        return String(words[place - 1])
      case .exchange: return nil
      }
    }
    return nil
  }

  private func printTable() {
    print("\(dialect.title):\n")
    table.print()
    print("\nMedians of \(runs), one core where no other number is told, input in the page cache.")
    print("Of compressed logs the bytes are those of the text.")
    let analyzers = dialect.analyzers.map { "`\($0[0])`" }.joined(separator: " and ")
    if !analyzers.isEmpty { print("\(analyzers): once.") }
    if dialect.analyzersForm == .shortIDs {
      print("\(analyzers): queue IDs in the form of before Exim 4.97.")
    }
    for name in absent { print("`\(name)` is left out: it is not installed.") }
    print()
  }
}
