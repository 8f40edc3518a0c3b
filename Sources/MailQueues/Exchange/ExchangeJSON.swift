internal import ByteTools
internal import MailLines

/// `Get-Queue` or `Get-Message` through `ConvertTo-Json`: an array of objects, or one alone.
struct ExchangeJSON: QueueForm {
  static let name = "Get-Queue or Get-Message as JSON"
  static let showsItsEnd = true

  static func recognises(_ head: ByteView) -> Bool {
    let blanks = head.length { $0 <= 0x20 }
    guard blanks < head.count else { return false }
    let isJSON = head[blanks] == UInt8(ascii: "[") || head[blanks] == UInt8(ascii: "{")
    let isEmpty = head.holds("[]", at: blanks) && head.from(blanks + 2).trimmed.count <= 2
    return isJSON && (isEmpty || ExchangeRow.isHeader(head))
  }

  private let context: QueueContext
  /// The object that is not complete yet.
  private var text: [UInt8] = []
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var isArray = false
  private var hasEnded = false
  private var broken = 0

  init(_ context: QueueContext) { self.context = context }

  /// Objects are cut out as they come, so that no more than one is held.
  mutating func read(_ line: ByteView, into take: (QueuedMessage) throws -> Void) throws {
    var start = 0
    for index in 0..<line.count {
      let byte = line[index]
      if isEscaped {
        isEscaped = false
        continue
      }
      if isInString {
        if byte == UInt8(ascii: "\\") { isEscaped = true }
        if byte == UInt8(ascii: "\"") { isInString = false }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if depth == 0, byte == UInt8(ascii: "[") {
          isArray = true
          continue
        }
        if depth == 0 { start = index }
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else {
          hasEnded = true
          continue
        }
        depth -= 1
        guard depth == 0 else { continue }
        text.append(line[start..<index + 1])
        start = index + 1
        try complete(take)
      default: break
      }
    }
    if depth > 0 {
      text.append(line.from(start))
      text.append(0x0A)
    }
  }

  mutating func finish(into take: (QueuedMessage) throws -> Void) throws -> String? {
    if depth > 0 || isArray && !hasEnded {
      return "the JSON is cut off; what came before is used: take the snapshot again"
    }
    return broken > 0 ? "\(broken) objects are none of Get-Queue or Get-Message" : nil
  }

  private mutating func complete(_ take: (QueuedMessage) throws -> Void) throws {
    let row = text.withByteView(Self.row)
    text.removeAll(keepingCapacity: true)
    guard let row else {
      broken += 1
      return
    }
    if let message = row.message(context) { try take(message) }
  }

  private static func row(_ text: ByteView) -> ExchangeRow? {
    var row = ExchangeRow()
    var scanner = JSONScanner(text)
    guard scanner.enterObject() else { return nil }
    var isFirst = true
    while true {
      guard let ends = scanner.endsObject(isFirst: isFirst) else { return nil }
      if ends { return row }
      isFirst = false
      guard let name = scanner.name(), let value = scanner.wholeValue() else { return nil }
      let key = text[name].string.lowercased()
      if key == "recipients" {
        row.recipients = strings(text[value])
      } else if key.hasSuffix("identity"), let identity = identity(text[value]) {
        row.values[key] = identity
      } else if let value = plain(text[value]) {
        row.values[key] = value
      }
    }
  }

  /// A text, a number, or the name in `{"value":4,"Value":"Retry"}`, as a remote shell writes an
  /// enumeration; of a date that is an object the moment, not its words in some culture; nil for all else.
  private static func plain(_ value: ByteView) -> String? {
    guard !value.isEmpty, value != "null" else { return nil }
    if value[0] == UInt8(ascii: "\"") { return unescaped(value[1..<value.count - 1]) }
    guard value[0] == UInt8(ascii: "{") else {
      return value[0] == UInt8(ascii: "[") ? nil : value.string
    }
    var scanner = JSONScanner(value)
    guard scanner.enterObject() else { return nil }
    var isFirst = true
    var date: String?
    while let ends = scanner.endsObject(isFirst: isFirst), !ends, let name = scanner.name(),
      let inner = scanner.value()
    {
      isFirst = false
      guard case .string(let range) = inner else { continue }
      if value[name] == "Value" || value[name] == "value" { return unescaped(value[range]) }
      if value[name] == "DateTime" { date = unescaped(value[range]) }
    }
    return date
  }

  /// `SERVER\12` of a queue, `SERVER\12\4711` of a message: the local shell writes them as objects.
  private static func identity(_ value: ByteView) -> String? {
    var scanner = JSONScanner(value)
    guard scanner.enterObject() else { return nil }
    var parts: [String: String] = [:]
    var isFirst = true
    while let ends = scanner.endsObject(isFirst: isFirst), !ends, let name = scanner.name(),
      let inner = scanner.wholeValue()
    {
      isFirst = false
      let key = value[name].string.lowercased()
      parts[key] =
        key == "queueidentity" ? identity(value[inner]) ?? plain(value[inner]) : plain(value[inner])
    }
    if let queue = parts["queueidentity"], let number = parts["internalid"] {
      return queue + "\\" + number
    }
    guard let server = parts["server"] else { return nil }
    let row = parts["rowid"].flatMap { $0 == "0" ? nil : $0 } ?? parts["nexthopdomain"]
    return row.map { server + "\\" + $0 }
  }

  private static func strings(_ value: ByteView) -> [String]? {
    var scanner = JSONScanner(value)
    guard scanner.enterArray() else { return plain(value).map { [$0] } }
    var found: [String] = []
    var isFirst = true
    while let ends = scanner.endsArray(isFirst: isFirst), !ends, let next = scanner.wholeValue() {
      isFirst = false
      if let text = plain(value[next]) { found.append(text) }
    }
    return found
  }

  private static func unescaped(_ piece: ByteView) -> String {
    var bytes: [UInt8] = []
    bytes.append(unescaping: piece)
    return String(decoding: bytes, as: UTF8.self)
  }
}
