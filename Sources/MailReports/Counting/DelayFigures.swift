/// Delays and their percentiles, in bounded memory.
///
/// Counts every distinct millisecond, and so is exact, until there are 100 000 of them; from then on
/// a delay is kept to three significant digits, an error of half a percent at most.
package struct DelayFigures: Sendable {
  package private(set) var count = 0
  package private(set) var isExact = true
  /// All of them together; the largest number there is where they are more.
  package private(set) var totalMilliseconds: Int64 = 0
  private var counts: [Int64: Int] = [:]
  private let limit: Int
  /// 30 000 years: a log may claim more, and rounding must not overflow.
  private static let longest: Int64 = 1_000_000_000_000_000

  package init(limit: Int = 100_000) { self.limit = limit }

  package mutating func add(milliseconds: Int64, count: Int = 1) {
    let delay = min(max(milliseconds, 0), Self.longest)
    self.count += count
    totalMilliseconds = totalMilliseconds.adding(delay, times: count)
    counts[isExact ? delay : Self.rounded(delay), default: 0] += count
    if isExact, counts.count > limit { roundAll() }
  }

  /// The sum is the same in whatever order it is made.
  package mutating func add(_ other: DelayFigures) {
    if isExact, !other.isExact { roundAll() }
    for (delay, count) in other.counts { add(milliseconds: delay, count: count) }
  }

  /// How many delays are no longer than each of `bounds`, which rise.
  package func cumulative(_ bounds: [Int64]) -> [Int] {
    var within = Array(repeating: 0, count: bounds.count)
    for (delay, count) in counts {
      if let place = bounds.firstIndex(where: { delay <= $0 }) { within[place] += count }
    }
    for place in within.indices.dropFirst() { within[place] += within[place - 1] }
    return within
  }

  /// The delays at the given percentages by nearest rank: the smallest delay that at least so many
  /// percent do not exceed. Empty where there are no delays.
  package func percentiles(_ percentages: [Int]) -> [Int64] {
    guard count > 0 else { return [] }
    let sorted = counts.sorted { $0.key < $1.key }
    return percentages.map { percentage in
      let rank = max((count * percentage + 99) / 100, 1)
      var seen = 0
      for (delay, count) in sorted {
        seen += count
        if seen >= rank { return delay }
      }
      return sorted.last?.key ?? 0
    }
  }

  /// How many delays are no longer than each limit and longer than the one before; the last count
  /// is of those beyond all.
  package func counts(upTo limits: [Int64]) -> [Int] {
    var buckets = Array(repeating: 0, count: limits.count + 1)
    for (delay, count) in counts {
      buckets[limits.firstIndex { delay <= $0 } ?? limits.count] += count
    }
    return buckets
  }

  /// Every delay to three significant digits, an error of half a percent at most: log-linear buckets,
  /// 900 a decade, as a HdrHistogram has them, which add up to those of the whole.
  var roundedCounts: [Int: Int] {
    Dictionary(counts.map { (Int(Self.rounded($0.key)), $0.value) }, uniquingKeysWith: +)
  }

  init(roundedCounts: [Int: Int]) {
    self.init()
    isExact = roundedCounts.isEmpty
    for (delay, count) in roundedCounts { add(milliseconds: Int64(delay), count: count) }
  }

  package var median: Int64? { percentiles([50]).first }

  private mutating func roundAll() {
    isExact = false
    let exact = counts
    counts = [:]
    for (delay, count) in exact { counts[Self.rounded(delay), default: 0] += count }
  }

  private static func rounded(_ delay: Int64) -> Int64 {
    var scale: Int64 = 1
    while delay / scale >= 1000 { scale *= 10 }
    return (delay + scale / 2) / scale * scale
  }
}

extension Int64 {
  fileprivate func adding(_ other: Int64, times count: Int) -> Int64 {
    let (product, isTooLarge) = other.multipliedReportingOverflow(by: Int64(count))
    let (sum, overflow) = addingReportingOverflow(product)
    return isTooLarge || overflow ? .max : sum
  }
}
