internal import ByteTools
internal import MailLines
internal import MailTerms

/// `postqueue -j`, Postfix 3.1 and later: an object a line.
///
/// Source: postqueue(1), "JSON OBJECT FORMAT".
struct PostqueueJSON: QueueForm {
  static let name = "postqueue -j"
  static let showsItsEnd = true

  static func recognises(_ head: ByteView) -> Bool {
    guard let first = head.firstIndex(of: UInt8(ascii: "{")),
      head.prefix(first).length(while: { $0 <= 0x20 }) == first
    else { return false }
    let lineEnd = head.firstIndex(of: 0x0A, from: first) ?? head.count
    let line = head[first..<lineEnd]
    return line.contains("\"queue_name\"") || line.contains("\"queue_id\"")
  }

  private let context: QueueContext
  private var lines = 0
  private var broken: [Int] = []
  private var scratch: [UInt8] = []

  init(_ context: QueueContext) { self.context = context }

  mutating func read(_ line: ByteView, into take: (QueuedMessage) throws -> Void) throws {
    lines += 1
    let line = line.trimmed
    if line.isEmpty { return }
    guard let message = message(line) else {
      broken.append(lines)
      return
    }
    try take(message)
  }

  mutating func finish(into take: (QueuedMessage) throws -> Void) throws -> String? {
    guard let first = broken.first else { return nil }
    if broken.count == 1, first == lines {
      return "cut off in line \(first); what came before is used: take the snapshot again"
    }
    return "\(broken.count) of \(lines) lines are no entries of 'postqueue -j', the first is line "
      + "\(first); the others are used"
  }

  private mutating func message(_ line: ByteView) -> QueuedMessage? {
    var scanner = JSONScanner(line)
    guard scanner.enterObject() else { return nil }
    var message = QueuedMessage(mta: .postfix)
    var isFirst = true
    while let ends = scanner.endsObject(isFirst: isFirst), !ends {
      isFirst = false
      guard let name = scanner.name() else { return nil }
      if line[name] == "recipients" {
        guard readRecipients(&scanner, line, into: &message) else { return nil }
        continue
      }
      guard let value = scanner.value() else { return nil }
      switch value {
      case .string(let range):
        if line[name] == "queue_name" {
          message.queue = text(line[range])
        } else if line[name] == "queue_id" {
          message.queueID = text(line[range])
        } else if line[name] == "sender" {
          message.sender = postfixSender(text(line[range]))
        }
      case .other(let range):
        if line[name] == "arrival_time", let seconds = line[range].wholeNumber, seconds < 1 << 40 {
          message.since = context.clock.time(seconds: Int64(seconds))
        } else if line[name] == "message_size" {
          message.sizeBytes = line[range].wholeNumber
        }
      case .null, .byteNumbers: break
      }
    }
    guard scanner.isAtEnd(), line[line.count - 1] == UInt8(ascii: "}"), message.queueID != nil
    else { return nil }
    for index in message.recipients.indices where message.queue == "hold" {
      message.recipients[index].outcome = .held
    }
    return message
  }

  private mutating func readRecipients(
    _ scanner: inout JSONScanner, _ line: ByteView, into message: inout QueuedMessage
  ) -> Bool {
    guard scanner.enterArray() else { return false }
    var isFirst = true
    while let ends = scanner.endsArray(isFirst: isFirst) {
      if ends { return true }
      isFirst = false
      guard scanner.enterObject() else { return false }
      var recipient = QueuedRecipient()
      var isFirstMember = true
      while true {
        guard let ends = scanner.endsObject(isFirst: isFirstMember) else { return false }
        if ends { break }
        isFirstMember = false
        guard let name = scanner.name(), let value = scanner.value() else { return false }
        guard case .string(let range) = value else { continue }
        if line[name] == "address" {
          recipient.address = text(line[range])
        } else if line[name] == "delay_reason" || line[name] == "other_reason" {
          recipient.reason = text(line[range])
          recipient.outcome = .deferred
        } else if line[name] == "bounce_reason" {
          // Failed for good; the report about it is still to be sent.
          recipient.reason = text(line[range])
          recipient.outcome = .bounced
        }
      }
      message.recipients.append(recipient)
    }
    return false
  }

  private mutating func text(_ piece: ByteView) -> String {
    guard piece.firstIndex(of: UInt8(ascii: "\\")) != nil else { return piece.string }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(unescaping: piece)
    return String(decoding: scratch, as: UTF8.self)
  }
}

/// Postfix names the null sender after the one who seems to send its reports.
func postfixSender(_ name: String) -> String { name == "MAILER-DAEMON" ? "" : name }
