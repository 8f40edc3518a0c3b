import MailTerms

/// Header fields of a mail: RFC 5322, with RFC 2047 for what is not ASCII.
enum HeaderText {
  private static let foldedLength = 76

  /// Text for a field without structure, such as the subject; `name` is the field's.
  static func unstructured(_ text: String, after name: String) -> String {
    let clean = text.printable
    if isPlain(clean) { return folded(clean, after: name) }
    return encodedWords(clean, firstRoom: foldedLength - name.utf8.count - 2)
  }

  /// `Name <address>` or an address alone. An address stays as it is; a name that is not ASCII is
  /// encoded.
  static func mailbox(_ text: String) -> String {
    let clean = text.printable
    guard !isPlain(clean), let angle = clean.lastIndex(of: "<") else { return clean }
    var name = clean[..<angle].split(separator: " ").joined(separator: " ")
    if name.count >= 2, name.first == "\"", name.last == "\"" {
      name = String(name.dropFirst().dropLast())
    }
    return encodedWords(name, firstRoom: 60) + "\n " + clean[angle...]
  }

  /// `Tue, 24 Nov 2026 06:00:00 +0100`.
  static func date(_ date: CivilDate, clock: String, offset: String) -> String {
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = ((date.daysSince1970 % 7) + 7) % 7
    let zone = offset.filter { $0 != ":" }
    return "\(days[day]), \(date.day) \(months[date.month - 1]) \(date.year) \(clock) \(zone)"
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { 0x20...0x7E ~= $0 } && !text.contains("=?")
  }

  private static func folded(_ text: String, after name: String) -> String {
    var length = name.utf8.count + 2
    var result = ""
    for word in text.split(separator: " ") {
      if !result.isEmpty, length + 1 + word.count > foldedLength {
        result += "\n"
        length = 0
      }
      if !result.isEmpty {
        result += " "
        length += 1
      }
      result += word
      length += word.count
    }
    return result
  }

  /// Encoded words of at most 75 characters; none splits a character.
  private static func encodedWords(_ text: String, firstRoom: Int) -> String {
    let (opening, closing) = ("=?UTF-8?Q?", "?=")
    var words: [String] = []
    var word = ""
    var room = min(firstRoom, 75) - opening.count - closing.count
    for character in text {
      var piece = ""
      for byte in String(character).utf8 {
        switch byte {
        case UInt8(ascii: " "): piece += "_"
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          piece.unicodeScalars.append(Unicode.Scalar(byte))
        default: piece += "=" + byte.hexadecimal
        }
      }
      if word.count + piece.count > room, !word.isEmpty {
        words.append(opening + word + closing)
        word = ""
        room = 75 - opening.count - closing.count
      }
      word += piece
    }
    if !word.isEmpty { words.append(opening + word + closing) }
    return words.joined(separator: "\n ")
  }
}

/// A body as quoted-printable, RFC 2045 section 6.7, with plain line feeds between lines.
enum QuotedPrintable {
  static func encode(_ body: [UInt8]) -> String {
    var text = ""
    for line in body.split(separator: 0x0A, omittingEmptySubsequences: false) {
      append(line, to: &text)
      text += "\n"
    }
    return text
  }

  private static func append(_ line: ArraySlice<UInt8>, to text: inout String) {
    var length = 0
    for (index, byte) in zip(line.indices, line) {
      let isLast = index == line.endIndex - 1
      var piece: String
      switch byte {
      case UInt8(ascii: "="): piece = "=3D"
      // A blank at the end would get lost; a dot alone ends a mail, and "From " begins one.
      case 0x20 where isLast: piece = "=20"
      case UInt8(ascii: ".") where length == 0: piece = "=2E"
      case UInt8(ascii: "F") where length == 0: piece = "=46"
      case 0x20...0x7E: piece = String(Unicode.Scalar(byte))
      default: piece = "=" + byte.hexadecimal
      }
      if length + piece.utf8.count > 75 {
        text += "=\n"
        length = 0
        if byte == UInt8(ascii: ".") { piece = "=2E" }
        if byte == UInt8(ascii: "F") { piece = "=46" }
      }
      text += piece
      length += piece.utf8.count
    }
  }
}

extension UInt8 {
  fileprivate var hexadecimal: String {
    let digits = Array("0123456789ABCDEF")
    return String([digits[Int(self >> 4)], digits[Int(self & 15)]])
  }
}
