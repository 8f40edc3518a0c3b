package import ByteTools
package import MailTerms
internal import PCRE2Regex

/// What a rule says of a text.
package struct RuleMatch: Hashable, Sendable {
  package let failure: FailureClass
  /// The place of the rule in `RuleSet.rules`.
  package let rule: Int
}

/// The classifier: all rules in force, ready to read texts.
///
/// Not Sendable: it keeps working memory and compiles an expression when it is first needed. One
/// per thread. A reply costs one to four microseconds, one seen just before fifty nanoseconds.
package final class RuleSet {
  package let rules: [Rule]
  private var compiled: [ByteRegex?]
  /// One table for each dialect and field, made when it is first asked for.
  private var tables: [Table?]
  private let matcher = RegexMatcher()
  private let ready = ReadyText()
  private var memo: [Memo?]

  /// One literal of a rule; a rule with several stands several times in a row. Numbers only, so
  /// that going through them counts no references.
  private struct Candidate {
    let rule: Int32
    /// A place in `needles`; -1: the rule has no literal and is always tried.
    let needle: Int32
    let pairs: NeedlePairs
  }

  private struct Table {
    var candidates: [Candidate] = []
    var needles: [Needle] = []
  }

  private struct Memo {
    let hash: UInt64
    let scope: Int
    let text: [UInt8]
    let match: RuleMatch?
  }

  package init(_ list: RuleList) {
    rules = list.rules
    compiled = Array(repeating: nil, count: rules.count)
    memo = Array(repeating: nil, count: 256)
    tables = Array(repeating: nil, count: RuleScopes.count)
  }

  /// The rules that come with the program.
  package static func shipped() throws(PatternFileError) -> RuleSet {
    RuleSet(try RuleList(PatternFile.shipped(".patterns")))
  }

  /// The rules of `directory`, or the shipped ones where it is nil, under those of `overlay`.
  ///
  /// Expressions of files are compiled at once, so that a wrong one is refused before any input is
  /// read; those of the program itself when they are needed.
  package convenience init(
    directory: String?, overlay: String?
  ) throws(PatternFileError) {
    var files = PatternFile.shipped(".patterns")
    if let directory { files = try PatternFile.inDirectory(directory, ".patterns") }
    var site: [PatternFile] = []
    if let overlay { site = try PatternFile.inDirectory(overlay, ".patterns") }
    self.init(try RuleList(files, overlay: site))
    let fromDisk = directory != nil ? files + site : site
    for (index, rule) in rules.enumerated() where fromDisk.contains(where: { $0 === rule.file }) {
      _ = try regex(index)
    }
  }

  /// The first rule for this field and dialect that matches the text.
  ///
  /// Whole and exact texts only are remembered: a reply that repeats is read once.
  package func match(
    _ field: RuleField, dialect: DialectName, _ text: ByteView
  ) -> RuleMatch? {
    let scope = RuleScopes.index(dialect, field)
    let hash = text.tableHash &+ UInt64(scope)
    let slot = Int(hash & 255)
    if let known = memo[slot], known.hash == hash, known.scope == scope,
      known.text.withByteView({ $0 == text })
    {
      return known.match
    }
    let match = firstMatch(scope, text)
    if text.count <= 512 {
      var copy: [UInt8] = []
      copy.append(text)
      memo[slot] = Memo(hash: hash, scope: scope, text: copy, match: match)
    }
    return match
  }

  /// As `match`, and where no rule knows the words of a reply or refusal, by its status codes.
  ///
  /// `status` is the enhanced status beside the text, as in `dsn=`; one within the text goes first.
  package func matchOrStatus(
    _ field: RuleField, dialect: DialectName, _ text: ByteView, status: EnhancedStatus? = nil
  ) -> RuleMatch? {
    if let match = match(field, dialect: dialect, text) { return match }
    let codes = StatusCodes(startOf: text)
    var line = codes.code > 0 ? "\(codes.code) " : "- "
    line += (codes.status ?? status)?.description ?? "-"
    return line.withByteView { match(.status, dialect: dialect, $0) }
  }

  private func table(_ scope: Int) -> Table {
    if let table = tables[scope] { return table }
    var table = Table()
    for (index, rule) in rules.enumerated() where rule.scopes.contains(index: scope) {
      for text in rule.needs {
        let needle = Needle(text)
        table.candidates.append(
          Candidate(
            rule: Int32(index), needle: Int32(table.needles.count), pairs: needle.pairs))
        table.needles.append(needle)
      }
      if rule.needs.isEmpty {
        table.candidates.append(
          Candidate(
            rule: Int32(index), needle: -1, pairs: NeedlePairs(first: 0, middle: 0, last: 0)))
      }
    }
    tables[scope] = table
    return table
  }

  private func firstMatch(_ scope: Int, _ text: ByteView) -> RuleMatch? {
    ready.set(text)
    let ready = ready
    let table = table(scope)
    // Safe: `table` holds the candidates for as long as the call.
    return table.candidates.withUnsafeBufferPointer { candidates in
      var tried: Int32 = -1
      for candidate in candidates where candidate.rule != tried {
        if candidate.needle >= 0 {
          guard ready.mayHold(candidate.pairs),
            ready.reallyHolds(table.needles[Int(candidate.needle)])
          else { continue }
        }
        tried = candidate.rule
        let rule = Int(candidate.rule)
        if expressionMatches(rule) { return RuleMatch(failure: rules[rule].failure, rule: rule) }
      }
      return nil
    }
  }

  private func expressionMatches(_ index: Int) -> Bool {
    guard let regex = try? regex(index) else { return false }
    return ready.covered.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      return matcher.matches(regex, base, count: bytes.count)
    }
  }

  private func regex(_ index: Int) throws(PatternFileError) -> ByteRegex {
    if let regex = compiled[index] { return regex }
    let rule = rules[index]
    let bytes = UnsafeBufferPointer(start: rule.expression.base, count: rule.expression.count)
    do throws(RegexError) {
      let regex = try ByteRegex(bytes)
      compiled[index] = regex
      return regex
    } catch {
      throw rule.file.error(
        rule.expressionLine, .invalidRegex(offset: error.offset, reason: error.reason))
    }
  }
}

// MARK: - Looking closer

extension RuleSet {
  /// How one rule took a text.
  package enum Trial: Hashable, Sendable {
    /// The first that matched.
    case taken
    /// It would match too, but a rule before it did.
    case tooLate
    /// One of its literals stands there, but the expression does not match.
    case nearly
  }

  /// Every rule that the text comes near to, in order.
  package func trials(
    _ field: RuleField, dialect: DialectName, _ text: ByteView
  ) -> [(rule: Int, trial: Trial)] {
    ready.set(text)
    var trials: [(rule: Int, trial: Trial)] = []
    var isTaken = false
    for (index, rule) in rules.enumerated() where rule.scopes.contains(dialect, field) {
      let isNear = rule.needs.isEmpty || rule.needs.contains { ready.holds(Needle($0)) }
      guard isNear else { continue }
      if expressionMatches(index) {
        trials.append((index, isTaken ? .tooLate : .taken))
        isTaken = true
      } else if !rule.needs.isEmpty {
        trials.append((index, .nearly))
      }
    }
    return trials
  }

  /// Runs the examples of every rule.
  /// - Returns: how many examples there are, and those that do not hold.
  package func checkExamples() -> (count: Int, errors: [PatternFileError]) {
    var count = 0
    var errors: [PatternFileError] = []
    for (index, rule) in rules.enumerated() {
      do throws(PatternFileError) { _ = try regex(index) } catch {
        errors.append(error)
        continue
      }
      for hit in rule.hits {
        count += 1
        if let problem = problem(with: hit.text, of: index) {
          errors.append(rule.file.error(hit.line, problem))
        }
      }
      for miss in rule.misses {
        count += 1
        ready.set(miss.text)
        if holdsNeeds(rule), expressionMatches(index) {
          errors.append(rule.file.error(miss.line, .missMatches(rule: rule.id.string)))
        }
      }
    }
    return (count, errors)
  }

  private func holdsNeeds(_ rule: Rule) -> Bool {
    rule.needs.isEmpty || rule.needs.contains { ready.holds(Needle($0)) }
  }

  /// What is wrong with a hit, in any of the scopes of its rule.
  private func problem(with hit: ByteView, of index: Int) -> PatternFileError.Problem? {
    let rule = rules[index]
    ready.set(hit)
    guard holdsNeeds(rule) else { return .hitWithoutNeeds(rule: rule.id.string) }
    guard expressionMatches(index) else { return .hitDoesNotMatch(rule: rule.id.string) }
    for scope in rule.scopes.indices {
      if let match = firstMatch(scope, hit), match.rule != index {
        return .hitTakenBy(rule: rules[match.rule].id.string)
      }
    }
    return nil
  }
}
