internal import ByteTools
internal import MailTerms

extension QueryField {
  /// The names that it takes, where these are few.
  package var names: [String] {
    switch self {
    case .outcome: Outcome.allCases.map(\.rawValue)
    case .reached: Reached.allCases.map(\.rawValue)
    case .class, .failed: FailureClass.allCases.map(\.name)
    case .finding: Finding.allCases.map(\.name)
    case .direction: Direction.allCases.map(\.rawValue)
    case .is: MessageKind.allCases.map(\.rawValue)
    case .tls: TLSReading.words + TLSReading.versions.map(\.written)
    default: []
    }
  }
}

/// Reads one word of an expression into a term.
struct TermReading {
  let expression: String

  private func fail(_ message: String, at offset: Int) -> QueryError {
    QueryError(message, at: offset, in: expression)
  }

  func term(_ word: QueryWord) throws(QueryError) -> QueryTerm {
    guard let (name, sign) = head(of: word) else {
      guard !word.bytes.isEmpty else {
        throw fail("an empty text stands in every line: give some text", at: max(word.end - 2, 0))
      }
      return .text(TextPattern(word))
    }
    let rest = word.dropFirst(name.utf8.count + 1)
    guard let field = QueryField(rawValue: name.lowercased()) else {
      var text = "no such term: \(name):"
      if let close = nearest(name, in: QueryField.allCases.map(\.rawValue)) {
        text += "; did you mean \(close):?"
      }
      throw fail(text + " (a text with a colon goes in quotes)", at: word.offset)
    }
    if sign != UInt8(ascii: ":") { return try compared(field, sign, rest) }
    guard !rest.bytes.isEmpty || rest.hasQuotes && field == .from else {
      throw fail("\(field.rawValue): takes \(field.takes)", at: rest.offset)
    }
    return try valued(field, rest)
  }

  /// The name in front of a colon; or of `<` and `>`, before which only fields with numbers count.
  private func head(of word: QueryWord) -> (name: String, sign: UInt8)? {
    let view = word.bytes
    guard
      let place = view.indices.first(where: {
        !(view[$0].isLetter || view[$0] == UInt8(ascii: "-"))
      }),
      place > 0, view[0].isLetter, !word.quoted[...place].contains(true)
    else { return nil }
    let name = String(decoding: view[..<place], as: UTF8.self)
    switch view[place] {
    case UInt8(ascii: ":"): return (name, view[place])
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      let field = QueryField(rawValue: name.lowercased())
      return field?.isNumeric ?? false ? (name, view[place]) : nil
    default: return nil
    }
  }

  private func valued(_ field: QueryField, _ value: QueryWord) throws(QueryError) -> QueryTerm {
    switch field {
    case .from: return .from(AddressPattern(value))
    case .to: return .to(AddressPattern(value))
    case .domain: return .domain(Pattern(value, folds: true))
    case .subject: return .subject(Pattern(value, folds: true))
    case .reason: return .reason(Pattern(value, folds: true))
    case .id: return id(value)
    case .host: return .host(Pattern(value, folds: true))
    case .client: return .client(HostPattern(value))
    case .hop: return .hop(HostPattern(value))
    case .outcome:
      return .outcome(Set(try named(field, value).compactMap { Outcome(rawValue: $0) }))
    case .reached:
      return .reached(Set(try named(field, value).compactMap { Reached(rawValue: $0) }))
    case .class:
      return .failure(Set(try named(field, value).compactMap { FailureClass(name: $0) }))
    case .failed:
      return .failed(Set(try named(field, value).compactMap { FailureClass(name: $0) }))
    case .finding:
      let names = try named(field, value)
      return .finding(
        Finding.allCases.reduce(into: []) { if names.contains($1.name) { $0.insert($1) } })
    case .direction:
      return .direction(Set(try named(field, value).compactMap { Direction(rawValue: $0) }))
    case .is:
      guard let kind = MessageKind(rawValue: try named(field, value)[0]) else {
        throw fail("is: takes \(field.takes)", at: value.offset)
      }
      return .isA(kind)
    case .status:
      guard value.bytes.allSatisfy({ $0.isDigit || $0 == 0x2E || $0 == 0x2A || $0 == 0x3F }) else {
        throw fail("status: takes \(field.takes)", at: value.offset)
      }
      return .status(Pattern(value, folds: false))
    case .tls: return .tls(try tls(value))
    case .code, .size, .delay, .attempts: return made(field, try range(field, value))
    }
  }

  /// Smart case: an ID pasted in small letters is found too.
  private func id(_ value: QueryWord) -> QueryTerm {
    var value = value
    if value.bytes.first == UInt8(ascii: "<"), value.bytes.last == UInt8(ascii: ">") {
      value = value.dropFirst(1)
      value.bytes.removeLast()
      value.quoted.removeLast()
      value.places.removeLast()
    }
    let folds = !value.bytes.contains { $0 &- 0x41 < 26 }
    return .id(Pattern(value, folds: folds), trail: TrailID(hexadecimal: value.bytes))
  }

  // MARK: Names

  /// The names that a value stands for: itself, a family (`tls`), or those that a pattern takes.
  private func named(_ field: QueryField, _ value: QueryWord) throws(QueryError) -> [String] {
    let pattern = Pattern(value, folds: true)
    let family = value.text.lowercased() + "."
    let isFamilied = field == .class || field == .failed
    let found = field.names.filter { name in
      name.withByteView { pattern.matches($0) } || isFamilied && name.hasPrefix(family)
    }
    guard found.isEmpty else { return found }
    let families = isFamilied ? Array(Set(field.names.map { String($0.prefix { $0 != "." }) })) : []
    var text = "no such \(field.rawValue): \(value.text)"
    if let close = nearest(value.text, in: field.names + families.sorted()) {
      text += "; did you mean \(close)?"
    } else if field.names.count <= 12 {
      text += "; there are \(field.names.joined(separator: ", "))"
    } else {
      text += "; docs/taxonomy.md lists them"
    }
    throw fail(text, at: value.offset)
  }

  private func tls(_ value: QueryWord) throws(QueryError) -> TLSTest {
    let word = value.text.lowercased()
    if let version = TLSReading.versions.first(where: { $0.written == word || $0.logged == word }) {
      return .version(version.logged)
    }
    switch word {
    case "none": return .none
    case "any": return .any
    case "unverified": return .peer([.untrusted, .anonymous])
    default: break
    }
    if let peer = TLSInfo.Peer(rawValue: word) { return .peer([peer]) }
    let close = nearest(word, in: QueryField.tls.names)
    throw fail(
      "no such tls: \(value.text); "
        + (close.map { "did you mean \($0)?" }
          ?? "there are \(QueryField.tls.names.joined(separator: ", "))"),
      at: value.offset)
  }
}

enum TLSReading {
  static let words = ["none", "any", "unverified"] + TLSInfo.Peer.allCases.map(\.rawValue)
  static let versions: [(written: String, logged: String)] = [
    ("1.0", "tlsv1"), ("1.1", "tlsv1.1"), ("1.2", "tlsv1.2"), ("1.3", "tlsv1.3"),
    ("ssl3", "sslv3"),
  ]
}
