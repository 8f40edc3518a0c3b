internal import ByteTools

/// An expression over messages: `docs/expressions.md` says what it means.
package struct Query {
  /// How terms are joined.
  indirect enum Node {
    case term(QueryTerm)
    case all([Node])
    case any([Node])
    case not(Node)
  }

  let root: Node

  /// Reads an expression.
  package init(_ expression: String) throws(QueryError) {
    var parser = try QueryParser(expression)
    root = try parser.parse()
  }

  /// The messages that a person means by an ID, a message ID or an address; of an address also in the
  /// form with a suffix.
  package init(meaning text: String) throws(QueryError) {
    var quoted = ""
    for character in text {
      if character == "\"" || character == "\\" { quoted.append("\\") }
      quoted.append(character)
    }
    quoted = "\"\(quoted)\""
    try self.init("id:\(quoted) or from:\(quoted) or to:\(quoted) or to:\(quoted).*")
  }

  /// One PCRE2 expression, asked of each line.
  package init(regex expression: String) throws(QueryError) {
    guard !expression.isEmpty else {
      throw QueryError("an empty expression matches every line", at: 0, in: expression)
    }
    root = .term(.regex(try QueryRegex(expression)))
  }
}

/// From tokens to the tree. `or` binds less than `and`, which may be left out; `not` binds most.
struct QueryParser {
  private let expression: String
  private let tokens: [QueryToken]
  private var next = 0
  private var depth = 0
  private static let mostDepth = 100

  init(_ expression: String) throws(QueryError) {
    self.expression = expression
    tokens = try QueryLexer.tokens(of: expression)
  }

  private var token: QueryToken { tokens[next] }

  private func fail(_ message: String) -> QueryError {
    QueryError(message, at: token.offset, in: expression)
  }

  mutating func parse() throws(QueryError) -> Query.Node {
    if token.kind == .end { throw fail("the expression is empty: give a text or a term") }
    let node = try alternatives()
    switch token.kind {
    case .end: return node
    case .close: throw fail("this parenthesis was never opened")
    default: throw fail("an 'and' or 'or' is missing here")
    }
  }

  private mutating func alternatives() throws(QueryError) -> Query.Node {
    var nodes = [try conjunction()]
    while token.kind == .or {
      next += 1
      nodes.append(try conjunction())
    }
    return nodes.count == 1 ? nodes[0] : .any(nodes)
  }

  private mutating func conjunction() throws(QueryError) -> Query.Node {
    var nodes = [try factor()]
    while true {
      switch token.kind {
      case .and:
        next += 1
        nodes.append(try factor())
      case .open, .not, .word: nodes.append(try factor())
      case .or, .close, .end: return nodes.count == 1 ? nodes[0] : .all(nodes)
      }
    }
  }

  private mutating func factor() throws(QueryError) -> Query.Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostDepth else { throw fail("nested too deeply") }
    switch token.kind {
    case .not:
      next += 1
      return .not(try factor())
    case .open:
      let start = token.offset
      next += 1
      if token.kind == .close { throw fail("nothing stands in these parentheses") }
      let node = try alternatives()
      guard token.kind == .close else {
        throw QueryError("this parenthesis is not closed", at: start, in: expression)
      }
      next += 1
      return node
    case .word(let word):
      next += 1
      return .term(try TermReading(expression: expression).term(word))
    case .and: throw fail("a term is missing before 'and' (to look for the word, quote it)")
    case .or: throw fail("a term is missing before 'or' (to look for the word, quote it)")
    case .close: throw fail("a term is missing before this parenthesis")
    case .end: throw fail("a term is missing at the end")
    }
  }
}
