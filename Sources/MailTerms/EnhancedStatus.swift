package import ByteTools

/// An enhanced status code, the `4.7.5` in `dsn=4.7.5`.
///
/// Form and meaning: RFC 3463 section 2. The first number is called the class there; here it is
/// `severity`, because "class" means the failure class.
public struct EnhancedStatus: Hashable, Sendable, CustomStringConvertible {
  /// 2 success, 4 temporary failure, 5 permanent failure.
  public let severity: UInt8
  /// The second number, 0 to 999.
  public let subject: UInt16
  /// The third number, 0 to 999.
  public let detail: UInt16

  public init?(severity: Int, subject: Int, detail: Int) {
    guard severity == 2 || severity == 4 || severity == 5, 0...999 ~= subject, 0...999 ~= detail
    else { return nil }
    self.severity = UInt8(severity)
    self.subject = UInt16(subject)
    self.detail = UInt16(detail)
  }

  /// Reads the code at the start of `text`, or gives nil if there is none.
  ///
  /// Never traps, whatever the bytes. The code must end the text or be followed by a byte that is
  /// neither a digit nor a dot and digit.
  package init?(startOf text: ByteView) {
    guard text.count >= 5, text[1] == UInt8(ascii: "."), text[0].isDigit,
      let (subject, afterSubject) = text.number(at: 2), afterSubject < text.count,
      text[afterSubject] == UInt8(ascii: "."),
      let (detail, end) = text.number(at: afterSubject + 1)
    else { return nil }
    if end < text.count, text[end].isLetterOrDigit { return nil }
    if end + 1 < text.count, text[end] == UInt8(ascii: "."), text[end + 1].isDigit { return nil }
    self.init(severity: Int(text[0] - 0x30), subject: subject, detail: detail)
  }

  package func append(to text: inout GrowingBytes) {
    text.append(decimal: UInt(severity))
    text.append(UInt8(ascii: "."))
    text.append(decimal: UInt(subject))
    text.append(UInt8(ascii: "."))
    text.append(decimal: UInt(detail))
  }

  public var description: String {
    var text = GrowingBytes()
    append(to: &text)
    return text.string
  }
}
