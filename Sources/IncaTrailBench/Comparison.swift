import Glibc

/// `incatrail report` beside the tools that it has to stand comparison with, as a table.
struct Comparison {
  let seed: String
  let binary: String
  /// Options of `report` that the seed needs.
  let options: [String]

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
    let small = min(size, 100_000_000)
    let big = try log(of: size)
    var rows: [Row] = []

    func measure(_ name: String, _ command: [String], on file: Log, runs: Int) throws {
      guard isInstalled(command[0]) || access(command[0], X_OK) == 0 else {
        print("\(name): not installed, left out")
        return
      }
      say("\(name) …\n")
      let result = try Measurement.median(of: command + [file.path], runs: runs)
      rows.append(Row(name: name, bytes: file.bytes, lines: file.lines, result: result))
    }

    try measure("wc -l", ["wc", "-l"], on: big, runs: runs)
    try measure("incatrail report", [binary, "report"] + options, on: big, runs: runs)
    try measure("grep -c incamail", ["grep", "-c", "incamail"], on: big, runs: runs)
    try measure("rg -c incamail", ["rg", "-c", "incamail"], on: big, runs: runs)
    try measure("pflogsumm", ["pflogsumm"], on: try log(of: small), runs: 1)
    table(rows, runs: runs)
  }

  /// A log of this size from the temporary directory; made there first where it is missing. It
  /// depends on the seed, so its name bears the seed's size.
  private func log(of size: Int) throws -> Log {
    var seedStatus = stat()
    guard stat(seed, &seedStatus) == 0 else { throw BenchError.system(seed) }
    let path = "\(temporaryFolder)/incatrail-bench-\(seedStatus.st_size)-\(size).log"
    if access(path, R_OK) != 0 {
      say("making \(path) …\n")
      let partial = path + ".part"
      let made = try Measurement.of(
        [CommandLine.arguments[0], "multiply", seed, "\(size)", partial], oneCore: false)
      guard made.exitStatus == 0, rename(partial, path) == 0 else {
        throw BenchError.system("cannot make \(path)")
      }
    }
    let (bytes, lines) = try count(path)
    return Log(path: path, bytes: bytes, lines: lines)
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
    print("\nMedians of \(runs) (pflogsumm: once), one core, input in the page cache.")
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
