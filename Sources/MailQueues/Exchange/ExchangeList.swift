internal import ByteTools

/// `Get-Queue | Format-List` and `Get-Message | Format-List`: `Name : value`, an empty line between
/// objects, long values broken at blanks.
struct ExchangeList: QueueForm {
  static let name = "Get-Queue or Get-Message as a list"
  static let showsItsEnd = false

  static func recognises(_ head: ByteView) -> Bool {
    guard ExchangeRow.isHeader(head) else { return false }
    let blanks = head.length { $0 <= 0x20 }
    let end = head.firstIndex(of: 0x0A, from: blanks) ?? head.count
    return member(head[min(blanks, end)..<end]) != nil
  }

  private let context: QueueContext
  private var row = ExchangeRow()
  private var name: String?
  private var valueColumn = 0

  init(_ context: QueueContext) { self.context = context }

  mutating func read(_ line: ByteView, into take: (QueuedMessage) throws -> Void) throws {
    guard !line.trimmed.isEmpty else { return try complete(take) }
    if let (key, value, column) = Self.member(line) {
      name = key
      valueColumn = column
      row.values[key] = value
      return
    }
    // Broken at a blank, which is gone, or behind a semicolon without one.
    guard let name, line.length(while: { $0 == 0x20 }) == valueColumn else { return }
    let before = row.values[name] ?? ""
    let glue = before.isEmpty || before.hasSuffix(";") ? "" : " "
    row.values[name] = before + glue + line.trimmed.string
  }

  mutating func finish(into take: (QueuedMessage) throws -> Void) throws -> String? {
    let isWhole = row.values.isEmpty || row.values["identity"] != nil
    try complete(take)
    return isWhole ? nil : "cut off inside an object; what came before is used"
  }

  private mutating func complete(_ take: (QueuedMessage) throws -> Void) throws {
    guard !row.values.isEmpty else { return }
    if let list = row["recipients"] { row.recipients = Self.elements(list) }
    let message = row.message(context)
    row = ExchangeRow()
    name = nil
    if let message { try take(message) }
  }

  /// `{a, b…}`: cut behind the fourth. The errors in them may hold commas too.
  private static func elements(_ list: String) -> [String] {
    guard list.hasPrefix("{") else { return [list] }
    var inner = list.dropFirst()
    while let last = inner.last, last == "}" || last == "…" || last == "." { inner.removeLast() }
    var elements: [String] = []
    for piece in inner.split(separator: ",", omittingEmptySubsequences: false) {
      let piece = String(piece.drop { $0 == " " })
      if let open = elements.last, !isWhole(open) {
        elements[elements.count - 1] = open + ", " + piece
      } else {
        elements.append(piece)
      }
    }
    return elements.filter { $0.contains("@") }
  }

  /// Whether an element of `Recipients` is all there: an address alone, or one whose last part is the
  /// number that it ends in.
  private static func isWhole(_ element: String) -> Bool {
    let parts = element.split(separator: ";", omittingEmptySubsequences: false)
    return parts.count == 1 || parts.count >= 7 && Int(parts[parts.count - 1]) != nil
  }

  private static func member(_ line: ByteView) -> (name: String, value: String, column: Int)? {
    let length = line.length { $0.isLetterOrDigit }
    guard length > 0, let colon = line.firstIndex(of: UInt8(ascii: ":"), from: length),
      line[length..<colon].length(while: { $0 == 0x20 }) == colon - length,
      colon + 1 == line.count || line[colon + 1] == 0x20
    else { return nil }
    return (line.prefix(length).string.lowercased(), line.from(colon + 1).trimmed.string, colon + 2)
  }
}
