internal import ByteTools
internal import MailTerms

/// The header file of a message in Exim's spool, `input/1vx1j9-0003NH-1I-H`.
///
/// Whom it was delivered to since the file was written stands in a journal beside it, `ID-J`. Source:
/// Exim specification, "Format of spool files".
struct EximSpoolHeader: QueueForm {
  static let name = "an Exim spool file"
  static let showsItsEnd = true

  static func recognises(_ head: ByteView) -> Bool {
    let line = head.prefix(head.firstIndex(of: 0x0A) ?? head.count)
    return line.ends(with: "-H") && isEximID(line.prefix(line.count - 2))
  }

  private enum Part {
    case id, caller, sender, arrival, options, tree(open: Int), count, recipients, headers
  }

  private let context: QueueContext
  private var part = Part.id
  private var message = QueuedMessage(mta: .exim)
  private var awaited = 0
  private var done: Set<String>
  private var addresses: [String] = []
  /// The header that a folded line goes on with.
  private var header = Header.none
  private enum Header { case none, subject, messageID }

  init(_ context: QueueContext) {
    self.context = context
    done = context.delivered
  }

  mutating func read(_ line: ByteView, into take: (QueuedMessage) throws -> Void) throws {
    switch part {
    case .id:
      let id = line.prefix(max(line.count - 2, 0))
      message.queueID = id.string
      message.since = eximTime(ofID: id).map(context.clock.time(seconds:))
      message.queue = "deferred"
      part = .caller
    case .caller: part = .sender
    case .sender:
      let inner = line.from(1)
      message.sender = inner.prefix(max(inner.count - 1, 0)).string
      part = .arrival
    case .arrival:
      if let (seconds, _) = line.number(at: 0), seconds < 1 << 40 {
        message.since = context.clock.time(seconds: Int64(seconds))
      }
      part = .options
    case .options: readOption(line)
    case .tree(let open): readTree(line, open)
    case .count:
      awaited = min(line.wholeNumber ?? 0, 1 << 20)
      part = .recipients
    case .recipients:
      if addresses.count < awaited {
        addresses.append(Self.address(line).string)
      } else if line.isEmpty {
        part = .headers
      }
    case .headers: readHeader(line)
    }
  }

  mutating func finish(into take: (QueuedMessage) throws -> Void) throws -> String? {
    let isFrozen = message.queue == "frozen"
    for address in addresses where !done.contains(address) {
      var recipient = QueuedRecipient()
      recipient.address = address
      recipient.outcome = isFrozen ? .held : .unknown
      message.recipients.append(recipient)
    }
    try take(message)
    if case .headers = part { return nil }
    return "cut off inside its envelope; what came before is used"
  }

  private mutating func readOption(_ line: ByteView) {
    if line.starts(with: "-frozen") { message.queue = "frozen" }
    if line.starts(with: "-") { return }
    if line == "XX" {
      part = .count
    } else if line.count > 3, Self.isNode(line) {
      part = .tree(open: 1)
      readTree(line, 1)
    }
    // All else is the value of a variable.
  }

  /// ` errors_to length,parent#flags` may follow, and a quoted local part may hold blanks.
  private static func address(_ line: ByteView) -> ByteView {
    let quoted = line.starts(with: "\"") ? line.firstRange(of: "\"@")?.upperBound : nil
    return line.prefix(line.firstIndex(of: 0x20, from: quoted ?? 0) ?? line.count)
  }

  /// `YN address`: one delivered already; each letter says whether a branch follows.
  private mutating func readTree(_ line: ByteView, _ open: Int) {
    guard line.count > 3, Self.isNode(line) else {
      part = .count
      return
    }
    done.insert(line.from(3).string)
    let left = line[0] == UInt8(ascii: "Y") ? 1 : 0
    let right = line[1] == UInt8(ascii: "Y") ? 1 : 0
    let open = open - 1 + left + right
    part = open > 0 ? .tree(open: open) : .count
  }

  private static func isNode(_ line: ByteView) -> Bool {
    (line[0] == UInt8(ascii: "Y") || line[0] == UInt8(ascii: "N"))
      && (line[1] == UInt8(ascii: "Y") || line[1] == UInt8(ascii: "N")) && line[2] == 0x20
  }

  /// `024  Subject: Termin`: length, kind, a blank, the header; folded lines follow as they are.
  private mutating func readHeader(_ line: ByteView) {
    guard !line.isEmpty else { return }
    if line[0] == 0x20 || line[0] == 0x09 {
      if header == .subject { message.subject? += " " + line.trimmed.string }
      if header == .messageID, message.messageID == "" { message.messageID = bare(line.trimmed) }
      return
    }
    header = .none
    let digits = line.length { $0.isDigit }
    // `*` marks a header that was replaced.
    guard digits >= 3, digits + 2 < line.count, line[digits] != UInt8(ascii: "*") else { return }
    let text = line.from(digits + 2)
    if text.startsIgnoringCase(with: ByteView("Subject:")) {
      message.subject = text.from(8).trimmed.string
      header = .subject
    } else if text.startsIgnoringCase(with: ByteView("Message-ID:")) {
      message.messageID = bare(text.from(11).trimmed)
      header = .messageID
    }
  }

  private func bare(_ text: ByteView) -> String { withoutBrackets(text) }
}

/// A message ID without its angle brackets.
func withoutBrackets(_ text: ByteView) -> String {
  guard text.count > 1, text[0] == UInt8(ascii: "<"), text[text.count - 1] == UInt8(ascii: ">")
  else { return text.string }
  return text[1..<text.count - 1].string
}
