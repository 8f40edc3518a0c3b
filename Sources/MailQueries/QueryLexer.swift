internal import ByteTools

/// A word of an expression: its bytes, without quotes, and which of them were quoted.
struct QueryWord: Equatable {
  var bytes: [UInt8] = []
  var quoted: [Bool] = []
  /// Where each byte stands in the expression, and where the word ends.
  var places: [Int] = []
  var end = 0
  /// Whether any part of it was quoted, be it empty.
  var hasQuotes = false

  /// Unquoted throughout, and exactly this.
  func isBare(_ text: StaticString) -> Bool {
    !hasQuotes && bytes.withByteView { $0 == ByteView(text) }
  }

  /// What follows the first `count` bytes.
  func dropFirst(_ count: Int) -> QueryWord {
    var rest = self
    rest.bytes.removeFirst(count)
    rest.quoted.removeFirst(count)
    rest.places.removeFirst(count)
    return rest
  }

  /// Where it begins; its end where it is empty.
  var offset: Int { places.first ?? end }
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

struct QueryToken: Equatable {
  enum Kind: Equatable { case open, close, and, or, not, word(QueryWord), end }
  let kind: Kind
  /// Counts bytes from the first one of the expression.
  let offset: Int
}

/// Cuts an expression into words, operators and parentheses.
///
/// A word ends at a blank or a parenthesis; between double quotes everything is the word's, and a
/// backslash there takes the special meaning from a quote or another backslash.
struct QueryLexer {
  private let expression: String
  private let bytes: [UInt8]
  private var next = 0

  init(_ expression: String) {
    self.expression = expression
    bytes = Array(expression.utf8)
  }

  static func tokens(of expression: String) throws(QueryError) -> [QueryToken] {
    var lexer = QueryLexer(expression)
    var tokens: [QueryToken] = []
    repeat { tokens.append(try lexer.token()) } while tokens.last?.kind != .end
    return tokens
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private mutating func token() throws(QueryError) -> QueryToken {
    while next < bytes.count, Self.isBlank(bytes[next]) { next += 1 }
    let start = next
    guard next < bytes.count else { return QueryToken(kind: .end, offset: start) }
    switch bytes[next] {
    case UInt8(ascii: "("):
      next += 1
      return QueryToken(kind: .open, offset: start)
    case UInt8(ascii: ")"):
      next += 1
      return QueryToken(kind: .close, offset: start)
    default: break
    }
    let word = try word()
    if word.isBare("and") || word.isBare("AND") { return QueryToken(kind: .and, offset: start) }
    if word.isBare("or") || word.isBare("OR") { return QueryToken(kind: .or, offset: start) }
    if word.isBare("not") || word.isBare("NOT") { return QueryToken(kind: .not, offset: start) }
    return QueryToken(kind: .word(word), offset: start)
  }

  private mutating func word() throws(QueryError) -> QueryWord {
    var word = QueryWord()
    var quote: Int?
    while next < bytes.count {
      let byte = bytes[next]
      if byte == UInt8(ascii: "\"") {
        quote = quote == nil ? next : nil
        word.hasQuotes = true
        next += 1
        continue
      }
      if quote == nil {
        if Self.isBlank(byte) || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") { break }
      } else if byte == UInt8(ascii: "\\"), next + 1 < bytes.count,
        bytes[next + 1] == UInt8(ascii: "\"") || bytes[next + 1] == UInt8(ascii: "\\")
      {
        next += 1
      }
      word.bytes.append(bytes[next])
      word.quoted.append(quote != nil)
      word.places.append(next)
      next += 1
    }
    if let quote {
      throw QueryError("this quote is not closed", at: quote, in: expression)
    }
    word.end = next
    return word
  }
}
