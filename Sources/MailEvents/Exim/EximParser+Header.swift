internal import ByteTools

/// What rejectlog shows behind the line of a refused message: its envelope, then its header.
///
/// `Envelope-from: <S>`, `Envelope-to: <R>` with up to four further recipients indented by four
/// blanks, then each header behind a letter that tells its kind and a blank, two blanks where it has
/// none, and folded as the message has it. Source: `log_write` in Exim's log.c.
extension EximParser {
  /// Fields of the envelope and of the header, each with the lines that it goes on in.
  static func readHeader(_ entry: ByteView, from start: Int, _ event: inout LineEvent) {
    var at = start
    while at < entry.count {
      let end = endOfField(entry, from: at)
      readField(entry[at..<end], in: entry, &event)
      at = end + 1
    }
  }

  /// A part of an entry whose first part is lost: one line of the header, whose number tells that
  /// it can be a further recipient.
  static func readLonePart(
    _ line: ByteView, number: Int, in entry: ByteView, _ event: inout LineEvent
  ) {
    if line.starts(with: "Envelope-to: ") {
      event[.to] = angled(line, in: entry)
    } else if number <= 7, line.starts(with: "    <") {
      event[.to] = angled(line, in: entry)
    } else {
      readField(line, in: entry, &event)
    }
  }

  private static func readField(
    _ field: ByteView, in entry: ByteView, _ event: inout LineEvent
  ) {
    if field.starts(with: "Envelope-from: <") {
      event[.from] = event[.from] ?? angled(field, in: entry)
    } else if field.starts(with: "Envelope-to: ") {
      event[.recipients] = range(of: recipients(field.from(13)), in: entry)
    } else if let value = value(of: "  Subject:", field) {
      event[.subject] = range(of: value, in: entry)
    } else if let value = value(of: "I Message-ID:", field) {
      event[.messageID] = angled(value, in: entry)
    }
  }

  /// Without the `...` that stands for those beyond the fifth.
  private static func recipients(_ list: ByteView) -> ByteView {
    let list = list.trimmed
    return list.ends(with: "\n    ...") ? list.prefix(list.count - 8) : list
  }

  private static func value(of name: StaticString, _ field: ByteView) -> ByteView? {
    guard field.startsIgnoringCase(with: ByteView(name)) else { return nil }
    return field.from(name.utf8CodeUnitCount).trimmed
  }

  /// What stands between `<` and `>`; a comment may stand behind it.
  private static func angled(_ text: ByteView, in entry: ByteView) -> ByteRange? {
    guard let open = text.firstIndex(of: UInt8(ascii: "<")),
      let close = text.lastIndex(of: UInt8(ascii: ">")), close > open
    else { return nil }
    return range(of: text[(open + 1)..<close], in: entry)
  }

  private static func range(of piece: ByteView, in entry: ByteView) -> ByteRange {
    let start = piece.offset(in: entry)
    return ByteRange(start..<(start + piece.count))
  }

  /// Where a field ends: at the line end that no continuation follows.
  private static func endOfField(_ entry: ByteView, from start: Int) -> Int {
    var end = entry.firstIndex(of: 0x0A, from: start) ?? entry.count
    while end < entry.count, continues(entry, at: end + 1) {
      end = entry.firstIndex(of: 0x0A, from: end + 1) ?? entry.count
    }
    return end
  }

  /// A line that begins with a blank or tab (rsyslog's `#011`), but `  Name:` is a header of its own.
  private static func continues(_ entry: ByteView, at start: Int) -> Bool {
    if entry.holds("\t", at: start) || entry.holds("#011", at: start) { return true }
    guard entry.holds(" ", at: start) else { return false }
    guard entry.holds("  ", at: start) else { return true }
    let name = entry.length(from: start + 2) {
      $0.isLetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    return name == 0 || !entry.holds(":", at: start + 2 + name)
  }
}
