import ByteTools
import MailLines
import MailQueues
import MailRules
import MailTerms

/// What came of reading a text as a queue.
struct ReadQueue {
  var messages: [QueuedMessage] = []
  var problem: String?
}

/// The clock of the tests, at 2026-11-23T19:00:00Z. The zone is the process's, and one for all tests.
func clock() -> QueueClock {
  guard let zone = LocalZone(name: "Europe/Zurich") else { preconditionFailure("no zone") }
  return QueueClock(zone: zone)
}

let taken: Int64 = 1_795_460_400

/// Reads `text` by the form that recognises it; nil where none does.
func read(_ text: String) throws -> ReadQueue? {
  let clock = clock()
  let form = text.withByteView { head in allQueueForms.first { $0.recognises(head) } }
  guard let form else { return nil }
  var reader = form.init(QueueContext(taken: clock.time(seconds: taken), clock: clock))
  var queue = ReadQueue()
  try text.withByteView { text in
    var lines = text.split(on: 0x0A)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines { try reader.read(line) { queue.messages.append($0) } }
  }
  queue.problem = try reader.finish { queue.messages.append($0) }
  return queue
}

func judged(_ message: QueuedMessage) throws -> QueuedMessage {
  let judge = QueueJudge(profile: try PlatformProfile.shipped(), rules: try RuleSet.shipped())
  var message = message
  judge.judge(&message)
  return message
}
