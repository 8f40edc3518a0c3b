internal import ByteTools
internal import MailTerms

/// `exim -bp`, which is `mailq` with Exim, and its sisters `-bpa`, `-bpi`, `-bpr` and `-bpu`.
///
/// A message whose spool file cannot be read is its ID alone, with why on the next line; `-bpi` and
/// `exiqgrep -i` give no more than IDs of any.
/// It says nothing of why a message waits: that is in the log. Source: Exim specification, "The Exim
/// command line", and `queue.c`, `queue_list`.
struct EximListing: QueueForm {
  static let name = "exim -bp"
  static let showsItsEnd = false

  static func recognises(_ head: ByteView) -> Bool {
    var start = 0
    while let end = head.firstIndex(of: 0x0A, from: start)
      ?? (start < head.count ? head.count : nil)
    {
      let line = head[start..<end]
      if !line.trimmed.isEmpty { return headParts(line) != nil }
      start = end + 1
    }
    return false
  }

  private let context: QueueContext
  private var message: QueuedMessage?
  /// No more is told of the message than its ID.
  private var isNamedOnly = false
  private var namedOnly = 0
  private var lines = 0
  private var firstUnknown: Int?
  private var unknown = 0

  init(_ context: QueueContext) { self.context = context }

  mutating func read(_ line: ByteView, into take: (QueuedMessage) throws -> Void) throws {
    lines += 1
    let text = line.trimmed
    if text.isEmpty { return try complete(take) }
    if let parts = Self.headParts(line) {
      try complete(take)
      message = head(parts)
      isNamedOnly = parts.sender == nil
      if isNamedOnly { namedOnly += 1 }
      return
    }
    guard message != nil else {
      unknown += 1
      firstUnknown = firstUnknown ?? lines
      return
    }
    if text.starts(with: "*** ") { return noteDamage(text) }
    // `D` is delivered already; `+D` an address that an alias made.
    if text.starts(with: "D ") || text.starts(with: "+D ") { return }
    var recipient = QueuedRecipient()
    recipient.address = text.string
    recipient.outcome = message?.queue == "frozen" ? .held : .unknown
    message?.recipients.append(recipient)
  }

  mutating func finish(into take: (QueuedMessage) throws -> Void) throws -> String? {
    let isCut = message != nil && message?.recipients.isEmpty == true && !isNamedOnly
    try complete(take)
    if let firstUnknown {
      return "\(unknown) lines are none of 'exim -bp', the first is line \(firstUnknown)"
    }
    // Nobody knows whether they are the platform's.
    if namedOnly > 0 {
      return "IDs without recipients: \(namedOnly); give the output of 'exim -bp', which names them"
    }
    return isCut ? "cut off: the last message has no recipients; what came before is used" : nil
  }

  private mutating func complete(_ take: (QueuedMessage) throws -> Void) throws {
    guard let message else { return }
    self.message = nil
    try take(message)
  }

  private func head(_ parts: Head) -> QueuedMessage {
    var message = QueuedMessage(mta: .exim)
    message.queue = parts.isFrozen ? "frozen" : "deferred"
    message.queueID = parts.id.string
    message.sender = parts.sender?.string
    message.sizeBytes = parts.size
    message.since =
      eximTime(ofID: parts.id).map(context.clock.time(seconds:))
      ?? parts.ageSeconds.map {
        context.clock.time(seconds: context.taken.seconds - Int64($0))
      }
    return message
  }

  /// `*** spool format error: size=N ***`; behind it a message with a good envelope may be frozen.
  private mutating func noteDamage(_ text: ByteView) {
    if text.contains("*** frozen ***") { message?.queue = "frozen" }
    guard isNamedOnly else { return }
    var recipient = QueuedRecipient()
    recipient.failure = .localError
    recipient.reason = text.from(4).prefix(max(text.count - 8, 0)).trimmed.string
    message?.recipients.append(recipient)
  }

  private struct Head {
    var ageSeconds: Int?
    var size: Int?
    let id: ByteView
    var sender: ByteView?
    var isFrozen = false
  }

  /// ` 3d   312 1xVYXF-0004MH-1l <> *** frozen ***`
  private static func headParts(_ line: ByteView) -> Head? {
    if isEximID(line.trimmed) { return Head(id: line.trimmed) }
    var at = line.length { $0 == 0x20 }
    guard let (age, ageEnd) = line.number(at: at), age < 1 << 20, ageEnd + 2 < line.count else {
      return nil
    }
    let unit: Int
    switch line[ageEnd] {
    case UInt8(ascii: "m"): unit = 60
    case UInt8(ascii: "h"): unit = 3600
    case UInt8(ascii: "d"): unit = 86400
    default: return nil
    }
    at = ageEnd + 1
    at += line.length(from: at) { $0 == 0x20 }
    let sizeLength = line.length(from: at) { $0 != 0x20 }
    guard let size = size(line[at..<at + sizeLength]) else { return nil }
    at += sizeLength
    at += line.length(from: at) { $0 == 0x20 }
    let idLength = line.length(from: at) { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
    let id = line[at..<at + idLength]
    guard isEximID(id) else { return nil }
    at += idLength
    at += line.length(from: at) { $0 == 0x20 }
    guard at < line.count, line[at] == UInt8(ascii: "<"),
      let end = line.lastIndex(of: UInt8(ascii: ">")), end > at
    else { return nil }
    return Head(
      ageSeconds: age * unit, size: size, id: id, sender: line[at + 1..<end],
      isFrozen: line.from(end).contains("*** frozen ***"))
  }

  /// `312`, `2.9K`, `14M`.
  private static func size(_ text: ByteView) -> Int? {
    guard let (whole, end) = text.number(at: 0), whole < 1 << 40 else { return nil }
    var tenths = whole * 10
    var at = end
    if at + 1 < text.count, text[at] == UInt8(ascii: "."), text[at + 1].isDigit {
      tenths += Int(text[at + 1] - 0x30)
      at += 2
    }
    guard at < text.count else { return tenths / 10 }
    guard at + 1 == text.count else { return nil }
    switch text[at] {
    case UInt8(ascii: "K"): return tenths * 1024 / 10
    case UInt8(ascii: "M"): return tenths * 1024 * 1024 / 10
    case UInt8(ascii: "G"): return tenths * 1024 * 1024 * 1024 / 10
    default: return nil
    }
  }
}

/// `1vx1j9-0003NH-1I`; since 4.97 `1tGBG6-00000000Q3f-0vNm`.
func isEximID(_ id: ByteView) -> Bool {
  guard id.count == 16 || id.count == 23 else { return false }
  let last = id.count == 16 ? 13 : 18
  return id[6] == UInt8(ascii: "-") && id[last] == UInt8(ascii: "-")
    && id.count(of: UInt8(ascii: "-")) == 2
}

/// When Exim named the message: the first six characters of its ID are seconds since 1970 in base 62.
func eximTime(ofID id: ByteView) -> Int64? {
  guard isEximID(id) else { return nil }
  var seconds: Int64 = 0
  for index in 0..<6 {
    let byte = id[index]
    let digit: UInt8
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - 0x30
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - 0x41 + 10
    case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - 0x61 + 36
    default: return nil
    }
    seconds = seconds * 62 + Int64(digit)
  }
  return seconds
}
