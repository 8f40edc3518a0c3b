import ByteTools

/// Log text on its way into a record: peers wrote it.
enum SIEMText {
  /// Of replies and the like; longer ones end in an ellipsis.
  static let usualLimit = 1000

  /// One line of clean text: controls become blanks, what is no UTF-8 U+FFFD.
  /// - Returns: nil where nothing is left.
  static func clean(_ bytes: ByteView, limit: Int = usualLimit) -> String? {
    var text = ""
    var pendingBlank = false
    for scalar in bytes.string.unicodeScalars {
      if isControl(scalar) || scalar == " " {
        pendingBlank = !text.isEmpty
        continue
      }
      if pendingBlank { text += " " }
      pendingBlank = false
      text.unicodeScalars.append(scalar)
    }
    return text.isEmpty ? nil : cut(text, limit)
  }

  /// At most so many characters, the ellipsis included.
  static func cut(_ text: String, _ limit: Int) -> String {
    // No text has more scalars than bytes.
    guard text.utf8.count > limit, text.unicodeScalars.count > limit else { return text }
    var kept = ""
    var count = 0
    for character in text {
      count += character.unicodeScalars.count
      guard count < limit else { break }
      kept.append(character)
    }
    return kept + "\u{2026}"
  }

  /// C0, DEL, C1, and what turns the direction of writing or ends a line.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
