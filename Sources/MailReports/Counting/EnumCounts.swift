/// How often each case of an enumeration without payload was met.
///
/// A place a case instead of a table of hashes: a message costs a dozen of these.
package struct EnumCounts<Case: CaseIterable & Sendable>: Sendable {
  private var counts: [Int]

  package init() {
    precondition(MemoryLayout<Case>.size == 1, "an enumeration without payload")
    counts = Array(repeating: 0, count: Case.allCases.count)
  }

  /// Cases are numbered in the order of their declaration.
  private static func place(_ key: Case) -> Int { Int(unsafeBitCast(key, to: UInt8.self)) }

  package subscript(_ key: Case) -> Int {
    get { counts[Self.place(key)] }
    set { counts[Self.place(key)] = newValue }
  }

  package var total: Int { counts.reduce(0, +) }
  package var isEmpty: Bool { !counts.contains { $0 != 0 } }
  /// The cases that were met, in the order of their declaration.
  package var met: [(key: Case, count: Int)] {
    zip(Case.allCases, counts).filter { $0.1 != 0 }.map { ($0, $1) }
  }
}
