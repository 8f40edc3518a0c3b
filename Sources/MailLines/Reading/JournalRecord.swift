internal import ByteTools

/// The fields of one journal entry that a log line is made of: systemd.journal-fields(7).
///
/// One record is used for all entries of a source: it keeps its memory, so that an entry costs no
/// allocation.
struct JournalRecord: Sendable {
  enum Field: Int, CaseIterable {
    case receivedAt, sentAt, host, identifier, command, claimedPID, pid, message

    init?(_ name: ByteView) {
      switch name.count {
      case 4 where name == "_PID": self = .pid
      case 5 where name == "_COMM": self = .command
      case 7 where name == "MESSAGE": self = .message
      case 9 where name == "_HOSTNAME": self = .host
      case 10 where name == "SYSLOG_PID": self = .claimedPID
      case 17 where name == "SYSLOG_IDENTIFIER": self = .identifier
      case 20 where name == "__REALTIME_TIMESTAMP": self = .receivedAt
      case 26 where name == "_SOURCE_REALTIME_TIMESTAMP": self = .sentAt
      default: return nil
      }
    }
  }

  private var bytes: [UInt8] = []
  private var ranges = [Range<Int>?](repeating: nil, count: Field.allCases.count)

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    for index in ranges.indices { ranges[index] = nil }
  }

  /// Sets a field to what `write` appends. A field that is there already keeps its first value: an
  /// entry may repeat one, and a line can show one only.
  mutating func set(_ field: Field, _ write: (inout [UInt8]) -> Void) {
    guard ranges[field.rawValue] == nil else { return }
    let start = bytes.count
    write(&bytes)
    ranges[field.rawValue] = start..<bytes.count
  }

  /// Appends `2026-11-23T18:54:09.413987+00:00 HOST TAG[PID]: MESSAGE` and a newline; false, and
  /// nothing is appended, where there is no time.
  func appendLine(into output: inout [UInt8]) -> Bool {
    bytes.withByteView { bytes in
      func value(_ field: Field) -> ByteView? {
        guard let range = ranges[field.rawValue], !range.isEmpty else { return nil }
        return bytes[range]
      }
      guard let microseconds = (value(.receivedAt) ?? value(.sentAt))?.number,
        microseconds < 253_402_300_800_000_000  // The year 10000.
      else { return false }
      output.append(utcMicroseconds: microseconds)
      output.append(UInt8(ascii: " "))
      output.append(word: value(.host) ?? ByteView("-"))
      output.append(UInt8(ascii: " "))
      // journalctl's short form too calls a sender without a name "unknown".
      output.append(word: value(.identifier) ?? value(.command) ?? ByteView("unknown"))
      if let pid = value(.claimedPID) ?? value(.pid), pid.number != nil {
        output.append(UInt8(ascii: "["))
        output.append(pid)
        output.append(UInt8(ascii: "]"))
      }
      output.append(": ")
      output.append(message: value(.message) ?? .empty)
      output.append(UInt8(ascii: "\n"))
      return true
    }
  }

  /// The message of an entry without a time, marked so that it is no log line whatever it says.
  func appendUnknown(into output: inout [UInt8]) {
    bytes.withByteView { bytes in
      output.append("MESSAGE=")
      if let range = ranges[Field.message.rawValue] {
        output.append(message: bytes[range].prefix(rawLineLimit))
      }
      output.append(UInt8(ascii: "\n"))
    }
  }
}

extension Array where Element == UInt8 {
  /// Appends text that must not end the field: blanks and control characters become `_`.
  fileprivate mutating func append(word: ByteView) {
    for index in 0..<word.count {
      append(word[index] <= 0x20 || word[index] == 0x7F ? UInt8(ascii: "_") : word[index])
    }
  }

  /// Appends a message as rsyslog would write it to a file: line ends at its end dropped, control
  /// characters as `#` and three octal digits (rsyslog's
  /// `parser.escapeControlCharactersOnReceive`), so that the same message read from both places is
  /// the same line.
  mutating func append(message: ByteView) {
    var end = message.count
    while end > 0, message[end - 1] == 0x0A { end -= 1 }
    var start = 0
    for index in 0..<end {
      let byte = message[index]
      guard byte < 0x20 || byte == 0x7F else { continue }
      append(message[start..<index])
      append(UInt8(ascii: "#"))
      append(0x30 + byte >> 6)
      append(0x30 + byte >> 3 & 7)
      append(0x30 + byte & 7)
      start = index + 1
    }
    append(message[start..<end])
  }

  /// Appends microseconds since 1970 as RFC 3339, in UTC with all six decimals.
  fileprivate mutating func append(utcMicroseconds microseconds: Int) {
    let seconds = microseconds / 1_000_000
    let (days, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
    // Days to civil date by Howard Hinnant's algorithm: eras of 400 years that begin on 1 March.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153  // From March.
    append(era * 400 + yearOfEra + (month >= 10 ? 1 : 0), width: 4)
    append(UInt8(ascii: "-"))
    append(month < 10 ? month + 3 : month - 9, width: 2)
    append(UInt8(ascii: "-"))
    append(dayOfYear - (153 * month + 2) / 5 + 1, width: 2)
    append(UInt8(ascii: "T"))
    append(second / 3600, width: 2)
    append(UInt8(ascii: ":"))
    append(second / 60 % 60, width: 2)
    append(UInt8(ascii: ":"))
    append(second % 60, width: 2)
    append(UInt8(ascii: "."))
    append(microseconds % 1_000_000, width: 6)
    append("+00:00")
  }
}
