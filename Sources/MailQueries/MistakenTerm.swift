/// A text of an expression that was probably meant for a term: `from=anna` is looked for as it stands,
/// `from:anna` asks of the sender.
package struct MistakenTerm: Equatable {
  package let text: String
  package let term: String

  /// The first in `expression`; nil where there is none.
  package init?(in expression: String) {
    for word in expression.split(whereSeparator: { " ()\"".contains($0) }) {
      guard let sign = word.firstIndex(of: "="),
        let field = QueryField(rawValue: word[..<sign].lowercased())
      else { continue }
      let value = word[word.index(after: sign)...]
      guard !value.isEmpty else { continue }
      text = String(word)
      term = "\(field.rawValue):\(value)"
      return
    }
    return nil
  }
}
