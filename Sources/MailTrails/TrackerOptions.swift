package import ByteTools

/// What the trails are asked for.
package struct TrackerOptions: Sendable {
  /// Trails of all mail, not the platform's only.
  package var all = false
  /// Where they are given: of the platform's mail, and of messages with a line that holds one of
  /// these.
  package var needles: [Needle] = []
  /// Of the platform's mail too only messages with such a line: where nobody asks how trails are
  /// related with others.
  package var tellsWantedOnly = false
  package var keepsLines = false
  package var keepsAttempts = false
  /// A delivery later than this is `slow`: two hours, because one retry of an MTA that waits an hour
  /// in between is its usual work.
  package var slowMilliseconds: Int64 = 7_200_000

  /// The lines that count for coverage, in microseconds since 1970.
  package var window: Range<Int64> = .min..<(.max)

  /// What messages in flight may take, in bytes; beyond it the oldest are given up.
  package var memoryLimit = 160 << 20

  package init() {}

  /// Takes the needles in the place of `all`, where there are some.
  package mutating func tell(onlyWith needles: [Needle]?) {
    all = needles == nil
    self.needles = needles ?? []
  }
}

/// How far apart, in the merged input, lines of one trail may stand and still meet.
enum Horizon {
  /// A message that has ended waits so long for the hop before or after it, and for the end of its
  /// session: clocks of hosts differ by seconds, and filters answer after the fact.
  static let microseconds: Int64 = 10_000_000
  /// A table's message after the last word on its last recipient: rows of other servers and reports
  /// may follow.
  static let tableMicroseconds: Int64 = 60_000_000
  /// And no longer than so many lines, so that memory is bounded on busy hosts.
  static let lines: Int64 = 65_536
  /// A question that only other sessions can answer (does this service log TLS at all?) waits so many
  /// lines for its answer.
  static let questionLines: Int64 = 131_072
}
