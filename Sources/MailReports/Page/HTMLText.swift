/// HTML put together piece by piece: what is text is escaped, what is markup is our own.
struct HTMLText {
  private(set) var text = ""

  /// Markup as it stands; never log text.
  mutating func markup(_ markup: String) { text += markup }

  /// Text between tags or inside a quoted attribute.
  mutating func text(_ content: String) { text += content.htmlEscaped }

  /// `<name attributes>content</name>`.
  mutating func element(_ name: String, _ attributes: String = "", _ content: String) {
    text += attributes.isEmpty ? "<\(name)>" : "<\(name) \(attributes)>"
    text += content.htmlEscaped
    text += "</\(name)>"
  }

  mutating func line() { text += "\n" }
}

extension String {
  /// For HTML text and quoted attributes. Control characters, and those that turn the direction of
  /// writing, become blanks.
  var htmlEscaped: String {
    var escaped = ""
    escaped.reserveCapacity(utf8.count + 16)
    for scalar in printable.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
