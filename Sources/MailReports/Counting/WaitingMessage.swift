import MailTerms

/// What the verdict needs of a message that is still open: of each one, however many there are, so that
/// it is sixteen bytes.
package struct WaitingMessage: BitwiseCopyable, Sendable {
  private let arrivedSeconds: UInt32
  private var firstFailureSeconds: UInt32
  private(set) var held: UInt16 = 0
  private(set) var isDeferred = false
  /// Tried on its way to the platform.
  private(set) var isTried = false
  // What its deferred recipients wait for.
  private(set) var waitsForTLS = false
  private(set) var isGreylisted = false
  private(set) var waitsForElse = false

  /// - Parameter acceptances: who waits for what is accepted counts for nothing here.
  init(_ trail: borrowing Trail, _ acceptances: [Acceptance]) {
    arrivedSeconds = UInt32(clamping: trail.firstSeen.seconds)
    firstFailureSeconds = 0
    var first: LogTime?
    for recipient in trail.recipients {
      let isAccepted = acceptances.contains {
        guard !$0.isExpired, case .failure(let failure) = $0.subject else { return false }
        return recipient.failure == failure && $0.concerns(recipient, of: trail)
      }
      if isAccepted { continue }
      if recipient.outcome == .held, held < .max { held += 1 }
      guard recipient.outcome == .deferred else { continue }
      isDeferred = true
      if recipient.attempts > 0, recipient.reached != nil { isTried = true }
      if let failure = recipient.firstFailure { first = min(first ?? failure, failure) }
      switch recipient.failure {
      case .filterGreylist?: isGreylisted = true
      case let failure? where failure.isTLS: waitsForTLS = true
      default: waitsForElse = true
      }
    }
    firstFailureSeconds = UInt32(clamping: (first ?? trail.firstSeen).seconds)
  }

  /// When it arrived, in seconds since 1970.
  var arrived: Int64 { Int64(arrivedSeconds) }
  /// When an attempt first failed, likewise; of its arrival where the trail does not tell.
  var firstFailure: Int64 { Int64(firstFailureSeconds) }
}
