internal import ByteTools

/// Small texts that repeat all day: TLS versions and ciphers, instance names.
struct SymbolTable {
  private(set) var texts: [[UInt8]] = [[]]
  private var numbers: [[UInt8]: UInt16] = [[]: 0]

  /// The number of `text`; 0 for the empty text and once the table is full.
  mutating func number(of text: ByteView) -> UInt16 {
    let bytes = text.withBytes { Array($0) }
    if let known = numbers[bytes] { return known }
    guard texts.count < 65_000 else { return 0 }
    let number = UInt16(texts.count)
    texts.append(bytes)
    numbers[bytes] = number
    return number
  }

  subscript(number: UInt16) -> [UInt8] { texts[Int(number)] }
}
