internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailTerms

/// What an administrator does to messages: one by one, or to all of a queue at once, when postsuper
/// writes nothing but how many they were.
extension Tracker {
  enum QueueAction {
    case deleted, held, unheld

    /// - Parameter word: postsuper's, of one message or of their sum.
    init?(_ word: ByteView) {
      if word == "Deleted" {
        self = .deleted
      } else if word == "placed on hold" || word == "Placed on hold" {
        self = .held
      } else if word == "released from hold" || word == "Released from hold" {
        self = .unheld
      } else {
        return nil
      }
    }
  }

  /// How many messages a run of postsuper has named, by what it did to them.
  struct NamedMessages {
    private var process: UInt64 = 0
    private var counts: [QueueAction: Int] = [:]

    mutating func note(_ action: QueueAction, by process: UInt64) {
      if process != self.process { self = NamedMessages(process: process) }
      counts[action, default: 0] += 1
    }

    /// Of the messages of a sum, those that were named; they are forgotten.
    mutating func take(_ action: QueueAction, by process: UInt64) -> Int {
      process == self.process ? counts.removeValue(forKey: action) ?? 0 : 0
    }

    init(process: UInt64 = 0) { self.process = process }
  }

  /// A line of one message.
  @inline(never)
  func noteAdministrator(_ index: Int32, _ current: borrowing Current) {
    let word = event.text(.action, in: current.bytes) ?? .empty
    if word == "requeued" { end(index) }
    messages[Int(index)].flags.subtract(.unnamed)
    if let action = QueueAction(word) { noteNamed(action, current) }
  }

  func noteNamed(_ action: QueueAction, _ current: borrowing Current) {
    named.note(action, by: ProcessTable.key(host: current.host, pid: current.record.pid))
  }

  /// The sum of what a run of postsuper did. What it did to messages without naming them is true of all
  /// that are in the queue, or of all that wait there, until a line tells otherwise: of those that were
  /// written off, one may have been left out.
  func administerUnnamed(_ current: borrowing Current) {
    guard let action = event.text(.action, in: current.bytes).flatMap(QueueAction.init),
      let total = event.text(.messages, in: current.bytes)?.number
    else { return }
    let process = ProcessTable.key(host: current.host, pid: current.record.pid)
    let count = Int(total) - named.take(action, by: process)
    guard count > 0 else { return }
    let flag: Message.Flags =
      switch action {
      case .deleted: .deletedUnnamed
      case .held: .heldUnnamed
      case .unheld: .unheldUnnamed
      }
    for index in queued(on: current.host, instance: current.program.instance, atMost: count, action)
    {
      messages[Int(index)].flags.subtract(.unnamed)
      messages[Int(index)].flags.insert(flag)
      noteNews(of: index)
    }
  }

  /// The messages that an action on `count` of them can have been about; none where they are too many.
  private func queued(
    on host: UInt16, instance: UInt16, atMost count: Int, _ action: QueueAction
  ) -> [Int32] {
    let inQueue = (0..<Int32(messages.count)).filter {
      let message = messages[Int($0)]
      return message.serial != 0 && message.host == host && message.instance == instance
        && message.dialect == .postfix && message.flags.isDisjoint(with: Self.outOfQueue)
    }
    // All that were held were released: others are not touched by it.
    if inQueue.count <= count || action == .unheld { return inQueue }
    let waiting = inQueue.filter { messages[Int($0)].flags.contains(.waits) }
    return waiting.count <= count ? waiting : []
  }

  private static let outOfQueue: Message.Flags = [.ended, .refusal, .deletedUnnamed]
}
