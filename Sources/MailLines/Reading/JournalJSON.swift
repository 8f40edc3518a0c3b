package import ByteTools

/// `journalctl -o json` (and `json-seq`): one object a line, systemd's "Journal JSON Format".
///
/// Each line of the source becomes one line of the output, an empty one stays empty. A line that is
/// no journal entry is passed on as it is, so that it is counted as unknown.
package struct JournalJSONTranscoder: LineTranscoder {
  var partial = PartialLine()
  private var record = JournalRecord()

  package init() {}

  package static func recognises(_ head: ByteView) -> Bool {
    let start = head.length { $0 == 0x1E || $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }
    return head.holds("{", at: start) && (bearsJournalTime(head) || head.contains("\"MESSAGE\""))
  }

  static func bearsJournalTime(_ head: ByteView) -> Bool {
    head.contains("\"__REALTIME_TIMESTAMP\"") || head.contains("\"__CURSOR\"")
      || head.contains("\"_SOURCE_REALTIME_TIMESTAMP\"")
  }

  mutating func translate(_ line: ByteView, isCut: Bool, into output: inout [UInt8]) {
    var line = line
    // RFC 7464: `json-seq` puts a record separator in front.
    if line.count > 0, line[0] == 0x1E { line = line.from(1) }
    if line.count > 0, line[line.count - 1] == 0x0D { line = line.prefix(line.count - 1) }
    if line.trimmed.isEmpty {
      output.append(0x0A)
    } else if isCut || !readFields(line) {
      output.append(line.prefix(isCut ? rawLineLimit : line.count))
      output.append(0x0A)
    } else if !record.appendLine(into: &output) {
      record.appendUnknown(into: &output)
    }
  }

  private mutating func readFields(_ line: ByteView) -> Bool {
    record.removeAll()
    var scanner = JSONScanner(line)
    guard scanner.enterObject() else { return false }
    var isFirst = true
    while true {
      guard let ends = scanner.endsObject(isFirst: isFirst) else { return false }
      if ends { return scanner.isAtEnd() }
      isFirst = false
      guard let name = scanner.name(), let value = scanner.value() else { return false }
      guard let field = JournalRecord.Field(line[name]) else { continue }
      record.set(field) { bytes in
        switch value {
        case .string(let range): bytes.append(unescaping: line[range])
        case .byteNumbers(let range): bytes.append(byteNumbers: line[range])
        case .other(let range): bytes.append(line[range])
        case .null:
          // journalctl(1), `--all`: fields of 4096 bytes and more are written as null without it.
          if field == .message { bytes.append("[left out by journalctl, needs its option --all]") }
        }
      }
    }
  }
}
