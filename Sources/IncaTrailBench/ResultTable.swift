/// What a row of a table has to reach, at most.
enum Goal {
  /// So many times another row's time for one byte.
  case times(Double, String)
  case seconds(Double)
  /// Of memory at its peak.
  case bytes(Int)
}

/// Rows as they are measured, and the table that they make.
struct ResultTable {
  struct Row {
    let name: String
    let bytes: Int
    let lines: Int
    let goal: Goal?
    let result: Measurement

    /// Seconds a gigabyte; seconds alone for an empty log.
    var cost: Double { bytes == 0 ? result.seconds : result.seconds / Double(bytes) * 1e9 }
  }

  static let memoryGoal = 64 << 20
  private(set) var rows: [Row] = []

  mutating func add(_ row: Row) { rows.append(row) }

  /// One line a command; times as a multiple of `wc -l` and of `incatrail report` for one size.
  func print() {
    let yardstick = cost(of: "wc -l")
    let ours = cost(of: "incatrail report")
    Swift.print(
      "| command | input | seconds | GB/s | M lines/s | × wc -l | × ours | peak MB | goal |")
    Swift.print("|---|---|---|---|---|---|---|---|---|")
    for row in rows {
      let seconds = row.result.seconds
      var cells = ["\(row.bytes / 1_000_000) MB", fixed(seconds, 3)]
      if row.bytes > 0 {
        cells.append(fixed(1 / row.cost, 3))
        cells.append(fixed(Double(row.lines) / seconds / 1e6, 2))
        cells.append(yardstick.map { fixed(row.cost / $0, 2) } ?? "")
        cells.append(ours.map { fixed(row.cost / $0, 2) } ?? "")
      } else {
        cells += ["", "", "", ""]
      }
      cells.append(fixed(Double(row.result.peak) / 1e6, 1))
      cells.append(row.goal.map { verdict($0, row) } ?? "")
      Swift.print("| `\(row.name)` | " + cells.joined(separator: " | ") + " |")
    }
    for row in rows where row.result.exitStatus != 0 {
      Swift.print("\n`\(row.name)` ended with exit status \(row.result.exitStatus).")
    }
    let ordinary = rows.filter { row in
      if case .bytes = row.goal { return false }
      return row.name.hasPrefix("incatrail")
    }
    let largest = ordinary.map(\.result.peak).max() ?? 0
    let isSmall = largest <= Self.memoryGoal ? "met" : "**missed**"
    Swift.print("\nMemory at most 64 MiB for each of ours: \(isSmall).")
  }

  /// `4 × wc -l: met`, `**missed**` where it is not.
  private func verdict(_ goal: Goal, _ row: Row) -> String {
    let limit: String
    let isMet: Bool
    switch goal {
    case .times(let times, let name):
      guard let other = cost(of: name) else { return "" }
      limit = "\(fixed(times, 2)) × `\(name)`"
      isMet = row.cost <= times * other
    case .seconds(let seconds):
      limit = "\(fixed(seconds * 1000, 0)) ms"
      isMet = row.result.seconds <= seconds
    case .bytes(let bytes):
      limit = "\(fixed(Double(bytes) / 1e6, 1)) MB"
      isMet = row.result.peak <= bytes
    }
    return "\(limit): " + (isMet ? "met" : "**missed**")
  }

  private func cost(of name: String) -> Double? { rows.first { $0.name == name }?.cost }

  /// With this many decimals, as printf writes it; Foundation alone would offer that as a method.
  private func fixed(_ value: Double, _ decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let rounded = Int((value * Double(scale)).rounded())
    guard decimals > 0 else { return "\(rounded)" }
    let fraction = String(rounded % scale)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(rounded / scale).\(zeros)\(fraction)"
  }
}
