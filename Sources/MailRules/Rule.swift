package import ByteTools
package import MailTerms

/// A stanza of a pattern file: which text means which failure class, and why.
///
/// Its texts point into `file`, which the rule keeps alive.
package struct Rule {
  package let file: PatternFile
  /// Of the `rule` line, from 1.
  package let line: Int
  package let id: ByteView
  package internal(set) var failure = FailureClass.unclassified
  package internal(set) var why = ByteView.empty
  package internal(set) var sources: [ByteView] = []
  package internal(set) var scopes = RuleScopes()
  /// Literals of which one at least stands in every text that matches, in any case; none: no such
  /// test.
  package internal(set) var needs: [ByteView] = []
  package internal(set) var expression = ByteView.empty
  package internal(set) var expressionLine = 0
  /// Texts that the rule must take, with their lines.
  package internal(set) var hits: [(line: Int, text: ByteView)] = []
  /// Texts that it must leave alone.
  package internal(set) var misses: [(line: Int, text: ByteView)] = []

  /// `20-tls.patterns:14`
  package var place: String { "\(file.name):\(line)" }
}

/// The dialects and fields that a rule reads.
package struct RuleScopes: Hashable, Sendable {
  private var bits: UInt32 = 0

  static let count = DialectName.allCases.count * RuleField.allCases.count

  static func index(_ dialect: DialectName, _ field: RuleField) -> Int {
    Int(dialect.rawValue) * RuleField.allCases.count + Int(field.rawValue)
  }

  var isEmpty: Bool { bits == 0 }
  var indices: [Int] { (0..<Self.count).filter { contains(index: $0) } }

  func contains(index: Int) -> Bool { bits & 1 << UInt32(index) != 0 }

  package func contains(_ dialect: DialectName, _ field: RuleField) -> Bool {
    contains(index: Self.index(dialect, field))
  }

  mutating func insert(_ dialect: DialectName, _ field: RuleField) {
    bits |= 1 << UInt32(Self.index(dialect, field))
  }

  /// `any reply,reject` or `postfix,exim reason`; several, where the sets differ, with `; `.
  package var description: String {
    var groups: [(dialects: [String], fields: [String])] = []
    for dialect in DialectName.allCases {
      let fields = RuleField.allCases.filter { contains(dialect, $0) }.map { "\($0.name)" }
      guard !fields.isEmpty else { continue }
      if let same = groups.firstIndex(where: { $0.fields == fields }) {
        groups[same].dialects.append("\(dialect.name)")
      } else {
        groups.append((["\(dialect.name)"], fields))
      }
    }
    return groups.map { group in
      let all = group.dialects.count == DialectName.allCases.count
      let dialects = all ? "any" : group.dialects.joined(separator: ",")
      return "\(dialects) \(group.fields.joined(separator: ","))"
    }.joined(separator: "; ")
  }
}
