package import ByteTools
package import MailTerms

/// The codes at the start of a reply or refusal: `550 5.1.1`, `550-5.1.1`, `5.1.1`, `550`, none.
package struct StatusCodes {
  /// 0 where there is none.
  package let code: UInt16
  package let status: EnhancedStatus?

  package init(startOf text: ByteView) {
    var start = 0
    var code: UInt16 = 0
    if let (value, end) = text.number(at: 0), end == 3, 200...599 ~= value,
      end == text.count || text[end] == 0x20 || text[end] == UInt8(ascii: "-")
        || text[end] == UInt8(ascii: "#")
    {
      code = UInt16(value)
      start = end + 1
    }
    self.code = code
    // Some servers write `550 #5.1.0`, some put the code behind `Error: `, some nowhere.
    while start < text.count, text[start] == 0x20 || text[start] == UInt8(ascii: "#") {
      start += 1
    }
    status = EnhancedStatus(startOf: text.from(start))
  }
}
