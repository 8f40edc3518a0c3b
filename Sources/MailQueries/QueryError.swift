/// Why an expression was refused, and where.
package struct QueryError: Error, Equatable, CustomStringConvertible {
  package let expression: String
  /// Counts bytes from the first one of the expression.
  package let offset: Int
  package let message: String

  init(_ message: String, at offset: Int, in expression: String) {
    self.message = message
    self.offset = offset
    self.expression = expression
  }

  /// The message, then the expression with a caret below the place.
  package var description: String {
    let bytes = Array(expression.utf8)
    let before = String(decoding: bytes.prefix(offset), as: UTF8.self)
    let shown = String(expression.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
    return "\(message)\n  \(shown)\n  \(String(repeating: " ", count: before.count))^"
  }
}
