/// How often each name was met, in bounded memory.
///
/// Exact until `limit` different names were met. Then the rarest are forgotten (lossy counting,
/// Manku and Motwani 2002): the frequent ones, which a top list is about, stay, and `isExact` turns
/// false.
package struct Tally: Sendable {
  package private(set) var counts: [String: Int] = [:]
  package private(set) var isExact = true
  private let limit: Int

  package init(limit: Int) { self.limit = max(limit, 2) }

  package mutating func add(_ name: String, _ count: Int = 1) {
    counts[name, default: 0] += count
    if counts.count > limit { forgetRarest() }
  }

  /// The most frequent `length` names; equally frequent ones by name.
  package func top(_ length: Int) -> [(name: String, count: Int)] {
    let sorted = counts.sorted { left, right in
      left.value != right.value ? left.value > right.value : left.key < right.key
    }
    return sorted.prefix(length).map { ($0.key, $0.value) }
  }

  private mutating func forgetRarest() {
    isExact = false
    var bar = 1
    while counts.count > limit / 2 {
      counts = counts.filter { $0.value > bar }
      bar *= 2
    }
  }
}
