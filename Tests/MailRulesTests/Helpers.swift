import ByteTools
import MailTerms

@testable import MailRules

/// A pattern file made of lines.
func file(_ lines: String, name: String = "test.patterns") -> PatternFile {
  PatternFile(name: name, copying: Array(lines.utf8))
}

/// The first error of reading the files and running their examples.
func problem(_ files: PatternFile..., overlay: [PatternFile] = []) -> String? {
  do throws(PatternFileError) {
    let rules = RuleSet(try RuleList(files, overlay: overlay))
    return rules.checkExamples().errors.first?.description
  } catch {
    return error.description
  }
}

/// A whole stanza, with lines added or replaced by keyword.
func stanza(_ id: String = "a/b", _ extra: String = "", without keyword: String = "") -> String {
  let lines = [
    "rule \(id)", "class filter.spam", "why because", "in any reply", "needs \(id)",
    "match \(id)", "hit \(id)",
  ]
  return lines.filter { keyword.isEmpty || !$0.hasPrefix(keyword + " ") }.joined(separator: "\n")
    + "\n" + extra + "\n"
}

extension RuleSet {
  func className(
    _ field: RuleField, _ text: String, _ dialect: DialectName = .postfix
  ) -> String? {
    text.withByteView { matchOrStatus(field, dialect: dialect, $0)?.failure.name }
  }
}
