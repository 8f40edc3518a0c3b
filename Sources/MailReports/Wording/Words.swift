import ByteTools
import MailTerms

/// What a report says, in one language: `patterns/report.en` and its translations.
package struct Words: Sendable {
  package let language: Language
  private let texts: [Phrase: Text]

  /// One phrase, with the form for one where that differs.
  private struct Text: Sendable {
    var one: String
    var many: String
  }

  /// Each is read when it is first asked for.
  private enum Shipped {
    static let english = read(.english)
    static let german = read(.german)
    static let french = read(.french)
    static let italian = read(.italian)
  }

  package init(_ language: Language) {
    self.language = language
    texts =
      switch language {
      case .english: Shipped.english
      case .german: Shipped.german
      case .french: Shipped.french
      case .italian: Shipped.italian
      }
  }

  /// The phrase as it stands.
  subscript(_ phrase: Phrase) -> String { texts[phrase]?.many ?? phrase.rawValue }

  /// The phrase with its places filled in.
  func callAsFunction(_ phrase: Phrase, _ values: KeyValuePairs<String, String>) -> String {
    Self.fill(self[phrase], values)
  }

  /// The phrase for `count` of something, which stands at `{count}`.
  func counted(
    _ count: Int, _ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]
  ) -> String {
    guard let text = texts[phrase] else { return "\(grouped(count)) \(phrase.rawValue)" }
    // None takes the singular in French.
    let isOne = count == 1 || (count == 0 && language == .french)
    return Self.fill(isOne ? text.one : text.many, values, count: grouped(count))
  }

  /// What is put in is never searched for places itself: it may be log text.
  private static func fill(
    _ text: String, _ values: KeyValuePairs<String, String>, count: String? = nil
  ) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      filled += rest[..<open]
      let name = rest[rest.index(after: open)..<close]
      if let value = values.first(where: { $0.key == name })?.value
        ?? (name == "count" ? count : nil)
      {
        filled += value
      } else {
        filled += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }

  private static func read(_ language: Language) -> [Phrase: Text] {
    var texts = [Phrase: Text](minimumCapacity: Phrase.allCases.count)
    let phrases = Dictionary(uniqueKeysWithValues: Phrase.allCases.map { ($0.rawValue, $0) })
    forEachLine(shippedFile("report.\(language.rawValue)")) { key, text in
      guard let phrase = phrases[key.string] else { return }
      let bar = UInt8(ascii: "|")
      let one = text.prefix(text.firstIndex(of: bar) ?? text.count)
      let many = text.from((text.lastIndex(of: bar) ?? -1) + 1)
      texts[phrase] = Text(one: one.trimmed.string, many: many.trimmed.string)
    }
    return texts
  }

  /// Calls `body` with key and text of each line that is neither empty nor a comment.
  private static func forEachLine(
    _ file: ByteView, _ body: (_ key: ByteView, _ text: ByteView) -> Void
  ) {
    var start = 0
    while start < file.count {
      let end = file.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? file.count
      let line = file[start..<end].trimmed
      start = end + 1
      guard !line.isEmpty, line[0] != UInt8(ascii: "#") else { continue }
      let key = line.prefix(line.length { $0 != 0x20 })
      body(key, line.from(key.count).trimmed)
    }
  }

  private static func lines(_ file: ByteView) -> [(key: String, text: String)] {
    var found: [(String, String)] = []
    forEachLine(file) { found.append(($0.string, $1.string)) }
    return found
  }

  /// What is wrong with the shipped file: keys that are missing, not known or there twice, and
  /// places other than those of the English text.
  package static func faults(in language: Language) -> [String] {
    var faults: [String] = []
    var seen: Set<String> = []
    let english = Dictionary(lines(shippedFile("report.en")).map { ($0.key, $0.text) }) { $1 }
    for (key, text) in lines(shippedFile("report.\(language.rawValue)")) {
      if Phrase(rawValue: key) == nil { faults.append("\(key) is not known") }
      if !seen.insert(key).inserted { faults.append("\(key) stands twice") }
      let expected = places((english[key] ?? "").split(separator: "|").first ?? "")
      for form in text.split(separator: "|") where places(form) != expected {
        faults.append("\(key) has other places than the English text: \(form)")
      }
    }
    faults += Phrase.allCases.map(\.rawValue).filter { !seen.contains($0) }
      .map { "\($0) is missing" }
    return faults
  }

  private static func places(_ text: Substring) -> Set<Substring> {
    Set(
      text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
        .map { $0.prefix { $0 != "}" } })
  }
}

extension Words {
  /// `our network team`.
  subscript(_ actor: Actor) -> String {
    switch actor {
    case .we: self[.actorWe]
    case .network: self[.actorNetwork]
    case .sender: self[.actorSender]
    case .support: self[.actorSupport]
    }
  }

  /// `CRITICAL`.
  subscript(_ grade: Verdict.Grade) -> String {
    switch grade {
    case .ok: self[.gradeOk]
    case .attention: self[.gradeAttention]
    case .critical: self[.gradeCritical]
    case .noData: self[.gradeNoData]
    }
  }

  subscript(_ outcome: Outcome) -> String {
    switch outcome {
    case .delivered: self[.outcomeDelivered]
    case .deferred: self[.outcomeDeferred]
    case .bounced: self[.outcomeBounced]
    case .expired: self[.outcomeExpired]
    case .rejected: self[.outcomeRejected]
    case .discarded: self[.outcomeDiscarded]
    case .held: self[.outcomeHeld]
    case .unknown: self[.outcomeUnknown]
    }
  }

  subscript(_ severity: Finding.Severity) -> String {
    switch severity {
    case .info: self[.severityInfo]
    case .warning: self[.severityWarning]
    case .critical: self[.severityCritical]
    }
  }
}
