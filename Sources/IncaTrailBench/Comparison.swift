import Glibc

/// `incatrail report` on logs of one dialect, beside the tools that it has to stand comparison
/// with, as a table.
struct Comparison {
  let dialect: Dialect
  let seed: String
  let binary: String
  /// Options of `report` that the seed needs.
  let options: [String]

  enum Dialect: String {
    case postfix, exim, exchange

    var title: String {
      switch self {
      case .postfix: "Postfix"
      case .exim: "Exim"
      case .exchange: "Exchange 2019 (generated)"
      }
    }

    /// The analyzers of this dialect. They are slow: once, on 100 MB.
    var analyzers: [[String]] {
      switch self {
      case .postfix: [["pflogsumm"]]
      case .exim: [["eximstats"], ["exigrep", "incamail"]]
      case .exchange: []
      }
    }

    /// Whether they know the form of queue IDs of before Exim 4.97 only, as Debian 12's do: they
    /// would skip the messages of a newer log.
    var analyzersNeedShortIDs: Bool { self == .exim }
  }

  private struct Log {
    let path: String
    let bytes: Int
    let lines: Int
  }

  private struct Row {
    let name: String
    let bytes: Int
    let lines: Int
    let result: Measurement
  }

  func run() throws {
    let size = environment("BENCH_SIZE").flatMap { bytes($0) } ?? 1_000_000_000
    let runs = environment("BENCH_RUNS").flatMap { Int($0) } ?? 5
    var rows: [Row] = []
    var absent: [String] = []

    func measure(
      _ name: String, _ command: [String], on file: Log, runs: Int, oneCore: Bool = true
    ) throws {
      let name = oneCore ? name : "\(name), \(processorCount()) cores"
      say("\(name) …\n")
      let result = try Measurement.median(
        of: command + [file.path], runs: runs, oneCore: oneCore)
      rows.append(Row(name: name, bytes: file.bytes, lines: file.lines, result: result))
    }
    func isThere(_ command: [String]) -> Bool {
      let found = isInstalled(command[0])
      if !found { absent.append(command.joined(separator: " ")) }
      return found
    }

    let big = try log(of: size)
    try measure("wc -l", ["wc", "-l"], on: big, runs: runs)
    let report = [binary, "report"] + options
    try measure("incatrail report", report, on: big, runs: runs)
    try measure("incatrail report", report, on: big, runs: runs, oneCore: false)
    let export = [binary, "export"] + options
    try measure("incatrail export", export, on: big, runs: runs)
    try measure("incatrail export --all", export + ["--all"], on: big, runs: runs)
    try measure("incatrail export --all", export + ["--all"], on: big, runs: runs, oneCore: false)
    for packer in [["zstd", "-q"], ["gzip"]] where isThere(packer) {
      let packed = try log(big, packedBy: packer)
      try measure("\(packer[0]) -dc", [packer[0], "-dc"], on: packed, runs: runs)
      try measure("incatrail report, \(packer[0])", report, on: packed, runs: runs, oneCore: false)
    }
    // What no line holds, and a queue ID out of the log beside what one would do without this tool.
    try measure(
      "incatrail grep nowhere", [binary, "grep", "nowhere-at-all"] + options, on: big, runs: runs)
    if let id = try middleID(of: big) {
      try measure("incatrail grep ID", [binary, "grep", id] + options, on: big, runs: runs)
      let twice = "grep -F -- \(id) \"$0\"; grep -F -- \(id) \"$0\""
      try measure("grep -F ID, twice", ["sh", "-c", twice], on: big, runs: runs)
    }
    for command in [["grep", "-c", "incamail"], ["rg", "-c", "incamail"]] where isThere(command) {
      try measure(command.joined(separator: " "), command, on: big, runs: runs)
    }
    for command in dialect.analyzers where isThere(command) {
      let small = try log(of: min(size, 100_000_000), shortIDs: dialect.analyzersNeedShortIDs)
      try measure(command.joined(separator: " "), command, on: small, runs: 1)
    }
    table(rows, runs: runs)
    for name in absent { print("`\(name)` is left out: it is not installed.") }
    print()
  }

  /// The queue ID of a message in the middle of a log; nil where its dialect has none of its own.
  private func middleID(of file: Log) throws -> String? {
    let descriptor = open(file.path, O_RDONLY)
    guard descriptor >= 0 else { throw BenchError.system(file.path) }
    defer { close(descriptor) }
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    let count = pread(descriptor, &piece, piece.count, off_t(file.bytes / 2))
    let lines = String(decoding: piece.prefix(max(count, 0)), as: UTF8.self).split(separator: "\n")
    for line in lines.dropFirst().dropLast() {
      let words = line.split(separator: " ")
      switch dialect {
      case .postfix:
        // In a refusal a sender stands before the recipient.
        guard let place = words.firstIndex(where: { $0.hasPrefix("to=<") }), place > 0,
          words[place - 1].last == ":"
        else { continue }
        return String(words[place - 1].dropLast())
      case .exim:
        guard let place = words.firstIndex(of: "=>"), place > 0 else { continue }
        return String(words[place - 1])
      case .exchange: return nil
      }
    }
    return nil
  }

  /// A log of this size from the temporary directory; made there first where it is missing. It
  /// depends on the seed, so its name bears the seed's size.
  private func log(of size: Int, shortIDs: Bool = false) throws -> Log {
    var seedStatus = stat()
    guard stat(seed, &seedStatus) == 0 else { throw BenchError.system(seed) }
    let form = shortIDs ? ["short-ids"] : []
    let name = ["incatrail-bench", "\(seedStatus.st_size)", "\(size)"] + form
    let path = "\(temporaryFolder)/\(name.joined(separator: "-")).log"
    if access(path, R_OK) != 0 {
      say("making \(path) …\n")
      let partial = path + ".part"
      let made = try Measurement.of(
        [CommandLine.arguments[0], "multiply", seed, "\(size)", partial] + form, oneCore: false)
      guard made.exitStatus == 0, rename(partial, path) == 0 else {
        throw BenchError.system("cannot make \(path)")
      }
    }
    let (bytes, lines) = try count(path)
    return Log(path: path, bytes: bytes, lines: lines)
  }

  /// The same log compressed. Bytes and lines are those of the text.
  private func log(_ plain: Log, packedBy packer: [String]) throws -> Log {
    let path = "\(plain.path).\(packer[0])"
    if access(path, R_OK) != 0 {
      say("making \(path) …\n")
      let partial = path + ".part"
      let made = try Measurement.of(
        packer + ["-c", plain.path], oneCore: false, output: partial)
      guard made.exitStatus == 0, rename(partial, path) == 0 else {
        throw BenchError.system("cannot make \(path)")
      }
    }
    _ = try count(path)
    return Log(path: path, bytes: plain.bytes, lines: plain.lines)
  }

  /// Bytes and lines of a file; reading it also brings it into the page cache.
  private func count(_ path: String) throws -> (bytes: Int, lines: Int) {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw BenchError.system(path) }
    defer { close(descriptor) }
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var bytes = 0
    var lines = 0
    while true {
      let got = read(descriptor, &block, block.count)
      guard got >= 0 else { throw BenchError.system(path) }
      guard got > 0 else { return (bytes, lines) }
      bytes += got
      block.withUnsafeBufferPointer { for index in 0..<got where $0[index] == 10 { lines += 1 } }
    }
  }

  /// One line a command; times as a multiple of `wc -l` and of `incatrail report` for one size.
  private func table(_ rows: [Row], runs: Int) {
    func rate(_ row: Row) -> Double { Double(row.bytes) / row.result.seconds / 1e9 }
    let yardstick = rows.first { $0.name == "wc -l" }.map(rate)
    let ours = rows.first { $0.name == "incatrail report" }.map(rate)
    print("\(dialect.title):\n")
    print("| command | input | seconds | GB/s | M lines/s | × wc -l | × ours | peak MB |")
    print("|---|---|---|---|---|---|---|---|")
    for row in rows {
      let seconds = row.result.seconds
      var cells = ["\(row.bytes / 1_000_000) MB", fixed(seconds, 3), fixed(rate(row), 3)]
      cells.append(fixed(Double(row.lines) / seconds / 1e6, 2))
      cells.append(yardstick.map { fixed($0 / rate(row), 2) } ?? "")
      cells.append(ours.map { fixed($0 / rate(row), 2) } ?? "")
      cells.append(fixed(Double(row.result.peak) / 1e6, 1))
      print("| `\(row.name)` | " + cells.joined(separator: " | ") + " |")
    }
    print("\nMedians of \(runs), one core where no other number is told, input in the page cache.")
    print("Of compressed logs the bytes are those of the text.")
    let analyzers = dialect.analyzers.map { "`\($0[0])`" }.joined(separator: " and ")
    if !analyzers.isEmpty { print("\(analyzers): once.") }
    if dialect.analyzersNeedShortIDs {
      print("\(analyzers): queue IDs in the form of before Exim 4.97.")
    }
    for row in rows where row.result.exitStatus != 0 {
      print("`\(row.name)` ended with exit status \(row.result.exitStatus).")
    }
  }

  /// With this many decimals, as printf writes it; Foundation alone would offer that as a method.
  private func fixed(_ value: Double, _ decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let rounded = Int((value * Double(scale)).rounded())
    let fraction = String(rounded % scale)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(rounded / scale).\(zeros)\(fraction)"
  }
}
