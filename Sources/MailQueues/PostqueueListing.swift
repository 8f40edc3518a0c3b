internal import ByteTools
internal import MailTerms

/// `postqueue -p`, which is `mailq` with Postfix.
///
/// Source: showq(8) and `showq/showq.c`, `showq_report`.
struct PostqueueListing: QueueForm {
  static let name = "postqueue -p"
  static let showsItsEnd = true

  static func recognises(_ head: ByteView) -> Bool {
    var start = 0
    // Warnings may stand in front.
    for _ in 0..<8 {
      let end = head.firstIndex(of: 0x0A, from: start) ?? head.count
      let line = head[min(start, end)..<end]
      if line.starts(with: "-Queue ID-") || line.starts(with: "----Queue ID-")
        || line.starts(with: "Mail queue is empty")
      {
        return true
      }
      start = end + 1
      if start >= head.count { break }
    }
    return false
  }

  private let context: QueueContext
  private var message: QueuedMessage?
  private var reason: String?
  private var hasEnd = false
  private var entries = 0
  private var announced: Int?

  init(_ context: QueueContext) { self.context = context }

  mutating func read(_ line: ByteView, into take: (QueuedMessage) throws -> Void) throws {
    let text = line.trimmed
    if text.isEmpty { return try complete(take) }
    if line.starts(with: "-Queue ID-") || line.starts(with: "----Queue ID-") { return }
    if line.starts(with: "Mail queue is empty") {
      hasEnd = true
      announced = 0
      return
    }
    if line.starts(with: "-- ") {
      try complete(take)
      hasEnd = true
      if let place = line.firstRange(of: " in "), let (count, _) = line.number(at: place.upperBound)
      {
        announced = count
      }
      return
    }
    if let next = head(line) {
      try complete(take)
      message = next
      entries += 1
      return
    }
    guard message != nil else { return }
    if text[0] == UInt8(ascii: "(") {
      let inner = text.from(1)
      let isWhole = inner.ends(with: ")")
      let words = isWhole ? inner.prefix(inner.count - 1) : inner
      reason = words == "reason unavailable" ? nil : words.string
      return
    }
    guard line[0] == 0x20 else { return }
    var recipient = QueuedRecipient()
    recipient.address = text.string
    recipient.reason = reason
    recipient.outcome =
      message?.queue == "hold" ? .held : reason == nil ? .unknown : .deferred
    message?.recipients.append(recipient)
  }

  mutating func finish(into take: (QueuedMessage) throws -> Void) throws -> String? {
    try complete(take)
    if !hasEnd {
      return "cut off: the last line of 'postqueue -p' is missing; what came before is used"
    }
    if let announced, announced != entries {
      return "names \(announced) messages, but lists \(entries)"
    }
    return nil
  }

  private mutating func complete(_ take: (QueuedMessage) throws -> Void) throws {
    reason = nil
    guard let message else { return }
    self.message = nil
    try take(message)
  }

  /// `36F31F8C12B*    274 Mon Nov 23 18:10:16  s@out.example`: nil where the line is no such.
  private func head(_ line: ByteView) -> QueuedMessage? {
    let idLength = line.length { $0.isLetterOrDigit }
    guard idLength >= 6, idLength < line.count else { return nil }
    var at = idLength
    var message = QueuedMessage(mta: .postfix)
    message.queueID = line.prefix(idLength).string
    switch line[at] {
    case UInt8(ascii: "*"):
      message.queue = "active"
      at += 1
    case UInt8(ascii: "!"):
      message.queue = "hold"
      at += 1
    case UInt8(ascii: "#"):
      message.queue = "deferred"
      at += 1
    case 0x20: message.queue = "deferred"
    default: return nil
    }
    at += line.length(from: at) { $0 == 0x20 }
    guard let (size, sizeEnd) = line.number(at: at), sizeEnd + 21 < line.count,
      line[sizeEnd] == 0x20
    else { return nil }
    message.sizeBytes = size
    guard
      let time = context.clock.weekdayTime(
        line[sizeEnd + 1..<sizeEnd + 20], before: context.taken)
    else { return nil }
    message.since = time
    message.sender = postfixSender(line.from(sizeEnd + 20).trimmed.string)
    return message
  }
}
