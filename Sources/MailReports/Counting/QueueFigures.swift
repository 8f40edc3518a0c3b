package import ByteTools

/// What waits in the queues of our MTAs, as they tell it themselves.
///
/// Only IncaMail mail counts. Memory stays bounded however long the queue is.
package struct QueueFigures: Sendable {
  /// Ages, of one message each.
  package private(set) var ages = DelayFigures()
  package private(set) var byNextHop = NamedValues<Int>()
  private static let nextHopLimit = 2000

  package init() {}

  package var messages: Int { ages.count }
  /// In seconds; nil where nothing waits.
  package var oldestAge: Int64? { ages.percentiles([100]).first.map { $0 / 1000 } }

  /// Counts a message.
  /// - Parameters:
  ///   - age: how long it waits, in seconds.
  ///   - nextHop: the host that it waits for; empty where the queue does not tell.
  package mutating func add(age: Int64, nextHop: ByteView) {
    ages.add(milliseconds: min(age, .max / 1000) * 1000)
    byNextHop.update(nextHop, limit: Self.nextHopLimit, else: 0) { $0 += 1 }
  }
}
