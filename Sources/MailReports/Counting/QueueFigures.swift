package import ByteTools
package import MailTerms

/// What waits in the queues of our MTAs, as they tell it themselves.
///
/// Only IncaMail mail counts. Memory stays bounded however long the queue is.
package struct QueueFigures: Sendable {
  /// Ages, of one message each.
  package private(set) var ages = DelayFigures()
  package private(set) var byNextHop = NamedValues<Int>()
  /// The longest wait in seconds, of those that wait for TLS or a certificate, of the greylisted, and
  /// of the others; 0 where there are none.
  private(set) var oldestTLS: Int64 = 0
  private(set) var oldestGreylisted: Int64 = 0
  private(set) var oldestOther: Int64 = 0
  /// Messages that wait for an administrator's word.
  private(set) var held = 0
  private static let nextHopLimit = 2000

  package init() {}

  /// Messages that the queue does not tell the age of.
  package private(set) var ofUnknownAge = 0
  package var messages: Int { ages.count + ofUnknownAge }
  /// In seconds; nil where nothing waits.
  package var oldestAge: Int64? { ages.percentiles([100]).first.map { $0 / 1000 } }

  /// Counts a message, or so many of which no more is known.
  /// - Parameters:
  ///   - age: how long it waits, in seconds; nil where the queue does not tell.
  ///   - nextHop: the host that it waits for; empty where the queue does not tell.
  ///   - failure: why its last attempt failed; nil where the queue does not tell.
  package mutating func add(
    age: Int64?, nextHop: ByteView, failure: FailureClass? = nil, isHeld: Bool = false,
    count: Int = 1
  ) {
    byNextHop.update(nextHop, limit: Self.nextHopLimit, else: 0) { $0 += count }
    if isHeld { held += count }
    guard let age else {
      ofUnknownAge += count
      return
    }
    ages.add(milliseconds: min(age, .max / 1000) * 1000, count: count)
    guard !isHeld else { return }
    switch failure {
    case .filterGreylist: oldestGreylisted = max(oldestGreylisted, age)
    case .some(let failure) where failure.isTLS: oldestTLS = max(oldestTLS, age)
    default: oldestOther = max(oldestOther, age)
    }
  }
}
