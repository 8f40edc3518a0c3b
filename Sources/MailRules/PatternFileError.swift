/// Why a pattern file or a profile was refused.
package struct PatternFileError: Error, Equatable, CustomStringConvertible {
  package enum Problem: Equatable, Sendable {
    case unreadable(String)
    case unknownKeyword(String)
    case emptyValue(String)
    /// A keyword before the first `rule`, or one that must stand alone.
    case misplaced(String)
    case repeated(String)
    case missing(keyword: String, rule: String)
    case unknownClass(String)
    case unknownDialect(String)
    case unknownField(String)
    case shortNeeds(String)
    case duplicateRule(String, first: String)
    case unknownRule(String)
    /// PCRE2 rejected the expression; `offset` counts bytes from its first one.
    case invalidRegex(offset: Int, reason: String)
    case hitWithoutNeeds(rule: String)
    case hitDoesNotMatch(rule: String)
    /// A `hit` that an earlier rule takes away.
    case hitTakenBy(rule: String)
    case missMatches(rule: String)
    case invalidNetwork(String)
    case invalidValue(keyword: String, value: String, expected: String)
  }

  package let file: String
  /// From 1; 0 where the whole file is meant.
  package let line: Int
  package let problem: Problem

  package var description: String {
    line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
  }

  private var message: String {
    switch problem {
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .unknownKeyword(let word): "unknown keyword '\(word)'"
    case .emptyValue(let word): "nothing stands behind '\(word)'"
    case .misplaced(let word): "'\(word)' belongs into a stanza that begins with 'rule'"
    case .repeated(let word): "'\(word)' may stand only once in a stanza"
    case .missing(let word, let rule): "rule \(rule) has no '\(word)' line"
    case .unknownClass(let name): "there is no failure class '\(name)'"
    case .unknownDialect(let name): "there is no dialect '\(name)'"
    case .unknownField(let name): "there is no field '\(name)'"
    case .shortNeeds(let text): "'needs \(text)' is too short: three characters at least"
    case .duplicateRule(let rule, let first): "rule \(rule) was already defined at \(first)"
    case .unknownRule(let rule): "there is no rule \(rule) to disable"
    case .invalidRegex(let offset, let reason):
      "the expression is wrong at its byte \(offset): \(reason)"
    case .hitWithoutNeeds(let rule): "this hit holds no 'needs' text of rule \(rule)"
    case .hitDoesNotMatch(let rule): "this hit does not match rule \(rule)"
    case .hitTakenBy(let rule): "this hit is taken by the earlier rule \(rule)"
    case .missMatches(let rule): "this miss matches rule \(rule)"
    case .invalidNetwork(let text): "'\(text)' is no address or network"
    case .invalidValue(let word, let value, let expected):
      "'\(word) \(value)': expected \(expected)"
    }
  }
}
