package import ByteTools

/// Log lines that a collector has put into JSON, one object a line: Docker's `json-file`, Fluentd and
/// Fluent Bit, Filebeat and Logstash, Google's and Amazon's logging, syslog-ng's `format-json`.
///
/// Each has its own names for the same few members, in whatever object they stand: the line or the
/// message, and where that bears no header, time, host, program and process. Each line of the source
/// becomes one line of the output. A line that is no such object is passed on as it is.
package struct CollectorJSONTranscoder: LineTranscoder {
  var partial = PartialLine()
  private var found = Members()

  package init() {}

  package static func recognises(_ head: ByteView) -> Bool {
    let start = head.length { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }
    guard head.holds("{", at: start), !JournalJSONTranscoder.bearsJournalTime(head) else {
      return false
    }
    let hasText =
      head.contains("\"log\"") || head.contains("\"message\"") || head.contains("\"MESSAGE\"")
      || head.contains("\"textPayload\"") || head.contains("\"msg\"") || head.contains("\"_raw\"")
    // Times, in the spellings of those programs; what bears none is somebody else's JSON.
    let hasTime =
      head.contains("\"time\"") || head.contains("\"@timestamp\"") || head.contains("\"timestamp\"")
      || head.contains("\"date\"") || head.contains("\"DATE\"") || head.contains("\"ISODATE\"")
      || head.contains("\"_time\"")
    return hasText && hasTime
  }

  mutating func translate(_ line: ByteView, isCut: Bool, into output: inout [UInt8]) {
    found.removeAll()
    var scanner = JSONScanner(line)
    if isCut || !found.read(&scanner, of: line, depth: 0) || !found.append(into: &output) {
      output.append(line.prefix(rawLineLimit))
    }
    output.append(0x0A)
  }

  /// What of an object matters; the first of each kind counts.
  private struct Members {
    private enum Kind: Int, CaseIterable { case text, time, host, program, process }
    private var values = [[UInt8]](repeating: [], count: Kind.allCases.count)

    mutating func removeAll() {
      for index in values.indices { values[index].removeAll(keepingCapacity: true) }
    }

    private static func kind(_ name: ByteView) -> Kind? {
      switch name {
      case let name where name == "log" || name == "message" || name == "MESSAGE": .text
      case let name where name == "textPayload" || name == "msg" || name == "_raw": .text
      case let name where name == "@timestamp" || name == "timestamp" || name == "time": .time
      case let name where name == "date" || name == "DATE" || name == "ISODATE": .time
      case let name where name == "_time": .time
      case let name where name == "host" || name == "hostname" || name == "HOST": .host
      case let name where name == "logsource" || name == "syslog_hostname": .host
      case let name where name == "program" || name == "PROGRAM" || name == "ident": .program
      case let name where name == "syslog_program" || name == "appname": .program
      case let name where name == "process" || name == "syslog_identifier": .program
      case let name where name == "pid" || name == "PID" || name == "procid": .process
      case let name where name == "syslog_pid": .process
      default: nil
      }
    }

    /// Reads one object, and those within it: `host.name`, `process.pid`, `jsonPayload.message`.
    mutating func read(
      _ scanner: inout JSONScanner, of line: ByteView, depth: Int, inside: ByteView = .empty
    ) -> Bool {
      guard scanner.enterObject() else { return false }
      var isFirst = true
      while true {
        guard let ends = scanner.endsObject(isFirst: isFirst) else { return false }
        if ends { return depth > 0 || scanner.isAtEnd() }
        isFirst = false
        guard let name = scanner.name(), let value = scanner.value() else { return false }
        let member = line[name]
        switch value {
        case .string(let range):
          // `host.name` is the host's, whatever else bears a name is not.
          let kind = member == "name" ? Self.kind(inside) : Self.kind(member)
          if let kind, values[kind.rawValue].isEmpty {
            values[kind.rawValue].append(unescaping: line[range])
          }
        case .other(let range):
          if range.count > 1, line[range.lowerBound] == UInt8(ascii: "{") {
            guard depth < 4 else { continue }
            var inner = JSONScanner(line[range])
            // Places in the inner text are its own.
            _ = read(&inner, of: line[range], depth: depth + 1, inside: member)
          } else if let kind = Self.kind(member), values[kind.rawValue].isEmpty {
            values[kind.rawValue].append(line[range])
          }
        default: break
        }
      }
    }

    /// The line itself where it has a stamp, else one made of the members; false where there is no
    /// text.
    func append(into output: inout [UInt8]) -> Bool {
      func with<R>(_ kind: Kind, _ body: (ByteView) -> R) -> R {
        values[kind.rawValue].withByteView { body($0.trimmed) }
      }
      return with(.text) { text in
        guard !text.isEmpty else { return false }
        let isLine = text.bearsStamp
        let hasTime = with(.time) { !$0.isEmpty && $0.firstIndex(of: 0x0A) == nil }
        if !isLine, hasTime {
          with(.time) { output.append($0) }
          output.append(UInt8(ascii: " "))
          let isTold = with(.program) { !$0.isEmpty }
          let hasHost = with(.host) { !$0.isEmpty }
          // A message with its tag in front needs a host; with neither, there is nothing to add.
          with(.host) { output.append(hasHost ? $0 : ByteView("-")) }
          output.append(UInt8(ascii: " "))
          if isTold {
            with(.program) { output.append($0) }
            with(.process) {
              guard $0.number != nil else { return }
              output.append(UInt8(ascii: "["))
              output.append($0)
              output.append(UInt8(ascii: "]"))
            }
            output.append(": ")
          }
        }
        output.append(message: text)
        return true
      }
    }
  }
}

extension ByteView {
  /// Whether it may begin with a stamp: `Nov 23`, `2026-11-23`, `<22>`.
  fileprivate var bearsStamp: Bool {
    guard count > 20 else { return false }
    if self[0] == UInt8(ascii: "<") { return self[1].isDigit }
    if self[0].isDigit { return self[4] == UInt8(ascii: "-") && self[7] == UInt8(ascii: "-") }
    return StampReader.month(self) != nil && self[3] == 0x20
  }
}
