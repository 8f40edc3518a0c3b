package import ByteTools

/// How often each name was met, in bounded memory.
///
/// Exact until `limit` different names were met. Then the rarest are forgotten (lossy counting,
/// Manku and Motwani 2002): the frequent ones, which a top list is about, stay, and `isExact` turns
/// false.
package struct Tally: Sendable {
  private var counts = NamedValues<Int>()
  package private(set) var isExact = true
  private let limit: Int

  package init(limit: Int) { self.limit = max(limit, 2) }

  /// How many names are known.
  package var count: Int { counts.count }

  package mutating func add(_ name: ByteView, _ count: Int = 1) {
    counts.update(name, else: 0) { $0 += count }
    if counts.count > limit { forgetRarest() }
  }

  package mutating func add(_ name: String, _ count: Int = 1) {
    var name = name
    name.withUTF8 { add(ByteView(UnsafeRawBufferPointer($0)), count) }
  }

  /// The most frequent `length` names; equally frequent ones by name.
  package func top(_ length: Int) -> [(name: String, count: Int)] {
    // The names of the many that were met once need not be made.
    let bar = counts.values.sorted(by: >).prefix(length).last ?? 0
    let frequent = counts.values.indices.filter { counts.values[$0] >= bar }
    let sorted = frequent.map { (name: counts.name(at: $0), count: counts.values[$0]) }
      .sorted { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name }
    return Array(sorted.prefix(length))
  }

  /// The same counts under other names; those that become equal are counted together.
  func named(_ change: (String) -> String) -> Tally {
    var tally = Tally(limit: limit)
    for (name, count) in counts.all { tally.add(change(name), count) }
    tally.isExact = isExact
    return tally
  }

  private mutating func forgetRarest() {
    isExact = false
    var bar = 1
    var kept = counts.all
    while kept.count > limit / 2 {
      kept.removeAll { $0.value <= bar }
      bar *= 2
    }
    counts = NamedValues()
    for (name, count) in kept { add(name, count) }
  }
}
