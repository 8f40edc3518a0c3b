package import ByteTools

/// The addresses of a list as sendmail's `to=` has it: `<a@x>,<b@y>,c`.
package struct AddressList: Sequence, IteratorProtocol {
  private let text: ByteView
  private var at = 0

  package init(_ text: ByteView) { self.text = text }

  /// The next one, without its brackets.
  package mutating func next() -> ByteView? {
    while at < text.count {
      let end = SendmailParser.endOfAddress(text, from: at) ?? text.count
      var address = text[at..<end].trimmed
      at = end
      if at < text.count, text[at] == UInt8(ascii: ",") { at += 1 }
      if address.count >= 2, address.starts(with: "<"), address.ends(with: ">") {
        address = address[1..<(address.count - 1)]
      }
      if !address.isEmpty { return address }
    }
    return nil
  }
}
