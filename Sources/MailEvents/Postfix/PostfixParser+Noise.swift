internal import ByteTools

/// Lines that are known and say nothing of any message's fate; what is none of them is unknown, and a
/// report says so.
extension PostfixParser {
  static func isNoise(_ text: ByteView, _ severity: LineEvent.Severity) -> Bool {
    switch severity {
    case .info: KnownForms.all.matches(text, .info) || isHexDump(text)
    case .warning: KnownForms.all.matches(text, .warning)
    case .error: KnownForms.all.matches(text, .error)
    case .fatal: KnownForms.all.matches(text, .fatal)
    case .panic: KnownForms.all.matches(text, .panic)
    }
  }

  /// The same for a line with a queue ID. Some forms begin with a word of which the source does not
  /// say that it may be a queue ID, so the text with its ID counts too.
  /// - Parameter start: where the text begins behind `id`.
  static func isMessageNoise(
    _ line: ByteView, id: ByteRange, from start: Int, _ severity: LineEvent.Severity
  ) -> Bool {
    let text = line.from(start)
    if isNoise(line.from(Int(id.start)), severity) { return true }
    return switch severity {
    case .info: KnownForms.all.matches(text, .messageInfo)
    case .warning: KnownForms.all.matches(text, .messageWarning)
    case .error: KnownForms.all.matches(text, .messageError)
    case .fatal: KnownForms.all.matches(text, .messageFatal)
    case .panic: KnownForms.all.matches(text, .messagePanic)
    }
  }

  /// TLS log levels 3 and 4: `0000 16 03 01 00-05 …`, before 3.0 `0000 - 16 03 …`, and
  /// `0010 - <SPACES/NULLS>`. Source: `tls_misc.c`.
  static func isHexDump(_ text: ByteView) -> Bool {
    let address = text.length { $0.isHex }
    guard address >= 4 else { return false }
    var rest = text.from(address)
    if rest.starts(with: " - ") {
      rest = rest.from(3)
    } else if rest.starts(with: " ") {
      rest = rest.from(1)
    } else {
      return false
    }
    if rest == "<SPACES/NULLS>" { return true }
    return rest.count >= 3 && rest[0].isHex && rest[1].isHex
      && (rest[2] == 0x20 || rest[2] == UInt8(ascii: "-"))
  }
}
