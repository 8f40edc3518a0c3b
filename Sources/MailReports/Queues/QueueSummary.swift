package import MailQueues
internal import MailTerms

/// What the messages of a queue come to; holds no more than the oldest of them.
package struct QueueSummary {
  /// Upper ends of the age columns in minutes, as `qshape` has them; older ones go to the last.
  static let bounds: [Int64] = [5, 10, 20, 40, 80, 160, 320, 640, 1280]

  struct Row {
    var total = 0
    var ages = [Int](repeating: 0, count: QueueSummary.bounds.count + 1)
    var unknownAge = 0
  }

  private let longest: Int
  private(set) var messages = 0
  /// Those that are not the platform's.
  private(set) var others = 0
  private(set) var recipients = 0
  private(set) var oldestSince: LogTime?
  private(set) var nextTry: LogTime?
  private(set) var expires: LogTime?
  private(set) var hops: [String: Row] = [:]
  private(set) var classes: [FailureClass: Int] = [:]
  private(set) var unexplained = 0
  private(set) var held = 0
  private(set) var oldest: [QueuedMessage] = []

  /// - Parameter longest: how many of the oldest are named.
  package init(longest: Int) { self.longest = longest }

  package mutating func addOther(_ message: QueuedMessage) { others += message.count }

  package mutating func add(_ message: QueuedMessage) {
    messages += message.count
    recipients += message.recipients.count
    if let since = message.since { oldestSince = min(oldestSince ?? since, since) }
    if let time = message.nextTry { nextTry = min(nextTry ?? time, time) }
    if let time = message.expires { expires = min(expires ?? time, time) }
    if message.recipients.contains(where: { $0.outcome == .held }) { held += message.count }
    if let failure = message.failure {
      classes[failure, default: 0] += message.count
    } else {
      unexplained += message.count
    }
    let hop = message.recipients.lazy.compactMap(\.nextHop).first.map(hostPart) ?? ""
    var row = hops[hop] ?? Row()
    row.total += message.count
    if let age = message.ageSeconds {
      row.ages[Self.bounds.firstIndex { age < $0 * 60 } ?? Self.bounds.count] += message.count
    } else {
      row.unknownAge += message.count
    }
    hops[hop] = row
    keep(message)
  }

  /// The oldest in order; equal ones by their ID, so that the order of the snapshot does not count.
  private mutating func keep(_ message: QueuedMessage) {
    guard message.queueID != nil else { return }
    if oldest.count == longest, let last = oldest.last, !Self.isBefore(message, last) { return }
    let place = oldest.firstIndex { Self.isBefore(message, $0) } ?? oldest.count
    oldest.insert(message, at: place)
    if oldest.count > longest { oldest.removeLast() }
  }

  private static func isBefore(_ left: QueuedMessage, _ right: QueuedMessage) -> Bool {
    let times = (left.since?.microseconds ?? .max, right.since?.microseconds ?? .max)
    return times.0 != times.1 ? times.0 < times.1 : (left.queueID ?? "") < (right.queueID ?? "")
  }
}
