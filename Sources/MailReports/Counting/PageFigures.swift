import MailPrivacy
import MailTerms

/// What a page draws over time, by the hour and day of arrival as the log tells them.
package struct TimeSeries: Sendable {
  /// Recipients by outcome, by hours since 1970.
  private(set) var hours: [Int64: EnumCounts<Outcome>] = [:]
  /// Recipients by the class of their last failed attempt, by days since 1970.
  private(set) var failures: [Int64: EnumCounts<FailureClass>] = [:]
  /// Two years; a log whose stamps jump about cannot fill the memory.
  private static let hourLimit = 17_600

  mutating func add(_ trail: borrowing Trail) {
    let local = trail.firstSeen.seconds + Int64(trail.firstSeen.offsetMinutes) * 60
    let hour = local.flooredQuotient(by: 3600)
    let day = local.flooredQuotient(by: 86400)
    guard hours[hour] != nil || hours.count < Self.hourLimit else { return }
    for recipient in trail.recipients {
      hours[hour, default: EnumCounts()][recipient.outcome] += 1
      if let failure = recipient.failure { failures[day, default: EnumCounts()][failure] += 1 }
    }
  }

  /// Recipients by outcome, by days since 1970.
  var days: [Int64: EnumCounts<Outcome>] {
    var days: [Int64: EnumCounts<Outcome>] = [:]
    for (hour, counts) in hours {
      for (outcome, count) in counts.met {
        days[hour.flooredQuotient(by: 24), default: EnumCounts()][outcome] += count
      }
    }
    return days
  }
}

/// The newest messages that failed, or have not got through yet.
package struct FailedMessages: Sendable {
  /// How many there were.
  private(set) var count = 0
  private var kept: [Trail] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func add(_ trail: Trail) {
    guard limit > 0 else { return }
    let hasFailed = trail.recipients.contains {
      $0.outcome != .delivered && $0.outcome != .unknown
    }
    guard hasFailed else { return }
    count += 1
    kept.append(trail)
    if kept.count >= 2 * limit { kept = newest }
  }

  mutating func hide(_ privacy: Privacy) {
    kept = privacy.level == .aggregate ? [] : newest.map { privacy.applied(to: $0) }
  }

  /// The newest first, by arrival; equal ones by their name, so that the order in which trails come
  /// does not matter.
  var newest: [Trail] {
    Array(
      kept.sorted { left, right in
        left.firstSeen != right.firstSeen ? left.firstSeen > right.firstSeen : left.id < right.id
      }.prefix(limit))
  }
}

extension Int64 {
  fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}
