package import ByteTools

/// `journalctl -o export`: systemd's "Journal Export Format".
///
/// An entry is a run of fields up to an empty line. A field is `NAME=text`, or, where the text
/// holds line ends or other control characters, `NAME`, a newline, the length as eight bytes, the
/// text and a newline. Each entry becomes one line; a line that is no field becomes a line of its
/// own, counted as unknown.
package struct JournalExportTranscoder: Transcoder {
  private enum State {
    case line
    case length(JournalRecord.Field?)
    /// `kept` is how many of the coming bytes are kept, `skipped` how many pass after them.
    case text(JournalRecord.Field?, kept: Int, skipped: Int)
    /// The newline behind a binary text.
    case lineEnd
  }

  /// systemd's DATA_SIZE_MAX is 768 MiB: a longer field is no field.
  private static let longestField: UInt64 = 1 << 30

  private var state = State.line
  private var partial = PartialLine()
  private var record = JournalRecord()
  private var isInRecord = false
  /// The line that is being read, and the one where the entry began.
  private var line = 1
  private var recordLine = 1
  private var starts: [Int] = []

  package init() {}

  package var lineNumbers: [Int]? { starts }

  package static func recognises(_ head: ByteView) -> Bool {
    let start = head.length { $0 == 0x0A }
    if head.holds("__CURSOR=", at: start) { return true }
    guard let equals = head.firstIndex(of: UInt8(ascii: "="), from: start),
      isFieldName(head[start..<equals])
    else { return false }
    return head.holds("__REALTIME_TIMESTAMP=", at: start)
      || head.contains("\n__REALTIME_TIMESTAMP=")
  }

  package mutating func feed(_ bytes: ByteView, into output: inout [UInt8]) {
    starts.removeAll(keepingCapacity: true)
    var index = 0
    while index < bytes.count {
      switch state {
      case .line: index += takeLine(bytes.from(index), into: &output)
      case .length(let field): index += takeLength(bytes.from(index), of: field)
      case .text(let field, let kept, let skipped):
        index += takeText(bytes.from(index), of: field, kept: kept, skipped: skipped)
      case .lineEnd:
        if bytes[index] == 0x0A {
          index += 1
          line += 1
        }
        state = .line
      }
    }
  }

  package mutating func finish(into output: inout [UInt8]) {
    starts.removeAll(keepingCapacity: true)
    switch state {
    case .line where !partial.isEmpty: endPartialLine(into: &output)
    case .text(let field?, _, _): keepPartial(as: field)
    default: break
    }
    endRecord(into: &output)
    partial.removeAll()
    state = .line
  }

  // MARK: Each gives how many bytes it took.

  private mutating func takeLine(_ bytes: ByteView, into output: inout [UInt8]) -> Int {
    guard let end = bytes.firstIndex(of: 0x0A) else {
      partial.append(bytes)
      return bytes.count
    }
    if partial.isEmpty {
      endLine(bytes.prefix(end), into: &output)
    } else {
      partial.append(bytes.prefix(end))
      endPartialLine(into: &output)
    }
    line += 1
    return end + 1
  }

  private mutating func takeLength(_ bytes: ByteView, of field: JournalRecord.Field?) -> Int {
    let taken = min(8 - partial.bytes.count, bytes.count)
    partial.append(bytes.prefix(taken))
    guard partial.bytes.count == 8 else { return taken }
    let length = partial.bytes.withByteView { $0.word(at: 0) }
    partial.removeAll()
    if length > Self.longestField {
      // Out of step: lines are looked for again, and the unreadable one shows itself there.
      state = .line
    } else {
      let kept = field == nil ? 0 : min(Int(length), PartialLine.limit)
      state = .text(field, kept: kept, skipped: Int(length) - kept)
    }
    return taken
  }

  private mutating func takeText(
    _ bytes: ByteView, of field: JournalRecord.Field?, kept: Int, skipped: Int
  ) -> Int {
    let keeping = min(kept, bytes.count)
    partial.append(bytes.prefix(keeping))
    let skipping = min(skipped, bytes.count - keeping)
    // What `journalctl` counts as lines of its output are those inside a text too.
    let taken = bytes.prefix(keeping + skipping)
    var from = 0
    while let newline = taken.firstIndex(of: 0x0A, from: from) {
      line += 1
      from = newline + 1
    }
    if keeping == kept, skipping == skipped {
      if let field { keepPartial(as: field) }
      partial.removeAll()
      state = .lineEnd
    } else {
      state = .text(field, kept: kept - keeping, skipped: skipped - skipping)
    }
    return taken.count
  }

  // MARK: Lines and entries

  private mutating func keepPartial(as field: JournalRecord.Field) {
    let bytes = partial.bytes
    record.set(field) { $0.append(contentsOf: bytes) }
  }

  private mutating func endPartialLine(into output: inout [UInt8]) {
    // Taken out, since `endLine` changes the rest of `self`; it comes back with its memory.
    var held = PartialLine()
    swap(&held, &partial)
    held.bytes.withByteView { endLine($0, into: &output) }
    held.removeAll()
    swap(&held, &partial)
  }

  private mutating func endLine(_ text: ByteView, into output: inout [UInt8]) {
    if text.isEmpty {
      endRecord(into: &output)
      return
    }
    let equals = text.firstIndex(of: UInt8(ascii: "="))
    let name = text.prefix(equals ?? text.count)
    guard Self.isFieldName(name) else {
      output.append(message: text.prefix(rawLineLimit))
      output.append(0x0A)
      starts.append(line)
      return
    }
    if !isInRecord {
      isInRecord = true
      recordLine = line
    }
    let field = JournalRecord.Field(name)
    if let equals {
      if let field { record.set(field) { $0.append(text.from(equals + 1)) } }
    } else {
      state = .length(field)
    }
  }

  private mutating func endRecord(into output: inout [UInt8]) {
    guard isInRecord else { return }
    if !record.appendLine(into: &output) { record.appendUnknown(into: &output) }
    starts.append(recordLine)
    record.removeAll()
    isInRecord = false
  }

  /// Capital letters, digits and underscores, at most 64 (journald-file.c, journal_field_valid).
  private static func isFieldName(_ name: ByteView) -> Bool {
    (1...64).contains(name.count)
      && name.length { $0.isDigit || $0 &- 0x41 < 26 || $0 == UInt8(ascii: "_") } == name.count
  }
}
