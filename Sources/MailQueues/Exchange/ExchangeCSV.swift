internal import ByteTools

/// `Get-Queue` or `Get-Message` through `Export-Csv`: with or without `#TYPE`, with `,`, `;` or TAB.
///
/// A list of recipients is `System.String[]` there: who they are is not known.
struct ExchangeCSV: QueueForm {
  static let name = "Get-Queue or Get-Message as CSV"
  static let showsItsEnd = false

  static func recognises(_ head: ByteView) -> Bool {
    var start = 0
    for _ in 0..<3 {
      let end = head.firstIndex(of: 0x0A, from: start) ?? head.count
      let line = head[min(start, end)..<end]
      if ExchangeRow.isHeader(line) { return separator(line) != nil }
      start = end + 1
      if start >= head.count { break }
    }
    return false
  }

  private let context: QueueContext
  private var columns: [String] = []
  private var separator = UInt8(ascii: ",")
  /// A row that is not complete yet: a quoted value may hold line ends.
  private var row: [UInt8] = []
  private var lines = 0
  private var firstBroken: Int?

  init(_ context: QueueContext) { self.context = context }

  mutating func read(_ line: ByteView, into take: (QueuedMessage) throws -> Void) throws {
    lines += 1
    if columns.isEmpty {
      guard ExchangeRow.isHeader(line), let found = Self.separator(line) else { return }
      separator = found
      columns = Self.values(line, found).map { $0.lowercased() }
      return
    }
    if !row.isEmpty { row.append(0x0A) }
    row.append(line)
    // A row that never ends costs no memory.
    guard row.count(of: UInt8(ascii: "\"")).isMultiple(of: 2) || row.count > 1 << 20 else { return }
    let values = row.withByteView { Self.values($0, separator) }
    row.removeAll(keepingCapacity: true)
    if values.count == 1, values[0].isEmpty { return }
    guard values.count == columns.count else {
      firstBroken = firstBroken ?? lines
      return
    }
    var next = ExchangeRow()
    for (column, value) in zip(columns, values) where !value.hasPrefix("System.") {
      next.values[column] = value
    }
    if let recipients = next["recipients"] { next.recipients = [recipients] }
    if let message = next.message(context) { try take(message) }
  }

  mutating func finish(into take: (QueuedMessage) throws -> Void) throws -> String? {
    if !row.isEmpty { return "cut off inside a quoted value; what came before is used" }
    if let firstBroken {
      return
        "line \(firstBroken) has another number of columns than the header; the others are used"
    }
    return nil
  }

  private static func separator(_ header: ByteView) -> UInt8? {
    [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].first { header.count(of: $0) >= 4 }
  }

  private static func values(_ line: ByteView, _ separator: UInt8) -> [String] {
    var values: [String] = []
    var at = 0
    while true {
      var value: [UInt8] = []
      if at < line.count, line[at] == UInt8(ascii: "\"") {
        at += 1
        while let quote = line.firstIndex(of: UInt8(ascii: "\""), from: at) {
          value.append(line[at..<quote])
          at = quote + 1
          guard at < line.count, line[at] == UInt8(ascii: "\"") else { break }
          value.append(UInt8(ascii: "\""))
          at += 1
        }
      }
      let end = line.firstIndex(of: separator, from: at) ?? line.count
      value.append(line[min(at, end)..<end])
      values.append(String(decoding: value, as: UTF8.self))
      guard end < line.count else { return values }
      at = end + 1
    }
  }
}

extension [UInt8] {
  fileprivate func count(of byte: UInt8) -> Int { withByteView { $0.count(of: byte) } }
}
