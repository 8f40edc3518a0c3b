package import ByteTools

extension ByteView {
  /// Of a line without a header: whether the logger wrote it of its own accord. That is an empty
  /// line, or `last message repeated 3 times` behind stamp and host, by which BSD's syslogd and its
  /// heirs leave out equal lines, or one of the header of an Exchange log; also what journalctl, tail
  /// and grep put between the lines that they show.
  package var isLoggersOwn: Bool {
    guard count > 0, !isTableHeader, !isShowersOwn else { return true }
    guard ends(with: " times"), let range = lastRange(of: "last message repeated ") else {
      return false
    }
    guard let (_, end) = number(at: range.upperBound) else { return false }
    return end + " times".utf8.count == count
  }

  /// `-- Reboot --`, `-- cursor: …`, `==> mail.log <==`, `--`, and signs for what was left out.
  private var isShowersOwn: Bool {
    switch self[0] {
    case UInt8(ascii: "-"):
      count == 2 && self[1] == self[0] || starts(with: "-- ") && ends(with: " --")
        || starts(with: "-- cursor: ")
    case UInt8(ascii: "="): starts(with: "==> ") && ends(with: " <==")
    case UInt8(ascii: "."), UInt8(ascii: "["): self == "..." || self == "[...]"
    case UInt8(ascii: "`"): self == "```"
    case UInt8(ascii: "B"): starts(with: "Binary file ") && ends(with: " matches")
    default: false
    }
  }

  /// `#Software`, `#Version`, `#Log-type`, `#Date`, `#Fields`: five lines in front of a table, which
  /// may come again in a file. Microsoft spells their case in two ways.
  var isTableHeader: Bool {
    guard count > 6 else { return false }
    // Files put one behind the other keep their byte order marks.
    if starts(with: "\u{FEFF}") { return from(3).isTableHeader }
    guard self[0] == UInt8(ascii: "#") else { return tableColumns != nil }
    return startsIgnoringCase(with: ByteView("#TYPE " as StaticString))
      || startsIgnoringCase(with: ByteView("#Fields: " as StaticString))
      || startsIgnoringCase(with: ByteView("#Software: " as StaticString))
      || startsIgnoringCase(with: ByteView("#Version: " as StaticString))
      || startsIgnoringCase(with: ByteView("#Log-type: " as StaticString))
      || startsIgnoringCase(with: ByteView("#Date: " as StaticString))
  }

  /// The names of a table's columns and what stands between them, where this is the line that names
  /// them: `#Fields: …` in a log, the first line of an export or a message trace, where each name may
  /// be quoted.
  var tableColumns: (names: ByteView, separator: UInt8)? {
    if starts(with: "\u{FEFF}") { return from(3).tableColumns }
    if startsIgnoringCase(with: ByteView("#Fields: " as StaticString)) {
      let names = from(9).trimmed
      let separator = names.firstSeparator(from: names.length { !$0.isColumnSeparator })
      return (names, separator ?? UInt8(ascii: ","))
    }
    let start = count > 0 && self[0] == UInt8(ascii: "\"") ? 1 : 0
    let name = length(from: start) { $0.isLetter || $0 == UInt8(ascii: "-") || $0 == 0x5F }
    let isFirstName =
      switch self[start..<(start + name)] {
      case let first where first == "Timestamp": true
      case let first where first == "date-time" || first == "date_time_utc": true
      case let first where first == "origin_timestamp_utc": true
      default: false
      }
    guard isFirstName, start == 0 || holds("\"", at: start + name),
      let separator = firstSeparator(from: 2 * start + name)
    else { return nil }
    return (trimmed, separator)
  }

  /// The sign at `index`, where it is one that stands between columns.
  private func firstSeparator(from index: Int) -> UInt8? {
    index < count && self[index].isColumnSeparator ? self[index] : nil
  }
}
