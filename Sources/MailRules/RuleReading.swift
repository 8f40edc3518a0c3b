internal import ByteTools
internal import MailTerms

/// Reads the stanzas of one pattern file and checks their form; examples are `PatternCheck`'s.
struct RuleReading {
  private(set) var rules: [Rule] = []
  /// Those that may stand in a stanza.
  private static let keywords: [StaticString] = [
    "class", "why", "source", "in", "needs", "match", "hit", "miss",
  ]
  /// IDs named by `disable`, with their lines.
  private(set) var disabled: [(line: Int, id: ByteView)] = []
  private let file: PatternFile

  init(_ file: PatternFile) throws(PatternFileError) {
    self.file = file
    for line in StanzaLines(file.text) { try read(line) }
    try finishRule()
  }

  private mutating func read(_ line: StanzaLine) throws(PatternFileError) {
    let keyword = line.keyword
    if line.value.isEmpty { throw file.error(line.number, .emptyValue(keyword.string)) }
    if keyword == "rule" {
      try finishRule()
      rules.append(Rule(file: file, line: line.number, id: line.value))
      return
    }
    if keyword == "disable" {
      disabled.append((line.number, line.value))
      return
    }
    let place = rules.count - 1
    guard Self.keywords.contains(where: { keyword == $0 }) else {
      throw file.error(line.number, .unknownKeyword(keyword.string))
    }
    guard place >= 0 else { throw file.error(line.number, .misplaced(keyword.string)) }
    // Static, with the file handed over: through `self` every line would copy all rules.
    try Self.add(line, of: file, to: &rules[place])
  }

  private static func add(
    _ line: StanzaLine, of file: PatternFile, to rule: inout Rule
  ) throws(PatternFileError) {
    let keyword = line.keyword
    let value = line.value
    if keyword == "class" {
      guard let failure = FailureClass(name: value.string) else {
        throw file.error(line.number, .unknownClass(value.string))
      }
      guard rule.failure == .unclassified else { throw repeated(line, file) }
      rule.failure = failure
    } else if keyword == "why" {
      guard rule.why.isEmpty else { throw repeated(line, file) }
      rule.why = value
    } else if keyword == "source" {
      rule.sources.append(value)
    } else if keyword == "in" {
      try addScope(line, of: file, to: &rule)
    } else if keyword == "needs" {
      // Shorter texts stand nearly everywhere and spare no match.
      guard value.count >= 3 else { throw file.error(line.number, .shortNeeds(value.string)) }
      rule.needs.append(value)
    } else if keyword == "match" {
      guard rule.expression.isEmpty else { throw repeated(line, file) }
      rule.expression = value
      rule.expressionLine = line.number
    } else if keyword == "hit" {
      rule.hits.append((line.number, value))
    } else {
      rule.misses.append((line.number, value))
    }
  }

  private static func repeated(_ line: StanzaLine, _ file: PatternFile) -> PatternFileError {
    file.error(line.number, .repeated(line.keyword.string))
  }

  /// `in DIALECT[,DIALECT…] FIELD[,FIELD…]`; `any` stands for every dialect.
  private static func addScope(
    _ line: StanzaLine, of file: PatternFile, to rule: inout Rule
  ) throws(PatternFileError) {
    let blank = line.value.firstIndex(of: 0x20) ?? line.value.count
    var dialects: [DialectName] = []
    for name in line.value.prefix(blank).pieces {
      if name == "any" {
        dialects = DialectName.allCases
      } else if let dialect = DialectName.allCases.first(where: { name == $0.name }) {
        dialects.append(dialect)
      } else {
        throw file.error(line.number, .unknownDialect(name.string))
      }
    }
    for name in line.value.from(blank).trimmed.pieces {
      guard let field = RuleField.allCases.first(where: { name == $0.name }) else {
        throw file.error(line.number, .unknownField(name.string))
      }
      for dialect in dialects { rule.scopes.insert(dialect, field) }
    }
  }

  /// The stanza before a new one, or before the end, must be whole.
  private func finishRule() throws(PatternFileError) {
    guard let rule = rules.last else { return }
    func missing(_ keyword: String) -> PatternFileError {
      file.error(rule.line, .missing(keyword: keyword, rule: rule.id.string))
    }
    if rule.failure == .unclassified { throw missing("class") }
    if rule.why.isEmpty { throw missing("why") }
    if rule.scopes.isEmpty { throw missing("in") }
    if rule.expression.isEmpty { throw missing("match") }
    if rule.hits.isEmpty { throw missing("hit") }
  }
}

extension ByteView {
  /// The parts between commas.
  fileprivate var pieces: [ByteView] {
    var parts: [ByteView] = []
    var start = 0
    while let comma = firstIndex(of: UInt8(ascii: ","), from: start) {
      parts.append(self[start..<comma])
      start = comma + 1
    }
    parts.append(from(start))
    return parts
  }
}
