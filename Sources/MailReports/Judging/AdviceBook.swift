package import ByteTools
package import MailTerms

/// All advice in one language: `patterns/advice.en` and its translations; the first lines tell the
/// form.
package struct AdviceBook: Sendable {
  fileprivate struct Stanza {
    var line: Int
    var usual = Advice()
    /// What holds in one case only, such as `fix-inbound`.
    var special: [Case: Advice] = [:]
    /// The keywords of these.
    var specialKeywords: Set<String> = []
  }

  /// Where some words hold that do not hold elsewhere; the later one has the last word.
  fileprivate enum Case: String, CaseIterable {
    case outbound, inbound
    /// What failed was on the way to a host of our own.
    case own
  }

  private struct Key: Hashable {
    var subject: AdviceSubject
    var isInbound: Bool
    var isOwn: Bool
  }

  private var advice: [Key: Advice] = [:]

  /// The advice on `subject`. A subject without a stanza, which a test rules out for the shipped
  /// file, gets its bare name.
  /// - Parameter isOwn: the host that the message failed at is ours.
  package subscript(
    subject: AdviceSubject, direction: Direction, atOwnHost isOwn: Bool = false
  ) -> Advice {
    let key = Key(subject: subject, isInbound: direction == .inbound, isOwn: isOwn)
    if let found = advice[key] { return found }
    var bare = Advice()
    bare.name = subject.name
    bare.event = "\(subject.name) at %"
    return bare
  }

  /// The subjects that have no stanza.
  package var missing: [String] {
    AdviceSubject.all.filter { advice[Key(subject: $0, isInbound: false, isOwn: false)] == nil }
      .map(\.name)
  }

  /// The shipped advice, in English.
  package static let shipped = read(.english, nil)

  /// Each is read when it is first asked for.
  private enum Translated {
    static let german = read(.german, shipped)
    static let french = read(.french, shipped)
    static let italian = read(.italian, shipped)
  }

  package static func shipped(in language: Language) -> AdviceBook {
    switch language {
    case .english: shipped
    case .german: Translated.german
    case .french: Translated.french
    case .italian: Translated.italian
    }
  }

  private static func read(_ language: Language, _ original: AdviceBook?) -> AdviceBook {
    let name = "advice.\(language.rawValue)"
    do throws(AdviceFileError) {
      return try AdviceBook(shippedFile(name), file: "patterns/\(name)", translating: original)
    } catch {
      // The file is our own and is put in at build time: a test reads it before anybody else does.
      preconditionFailure(error.description)
    }
  }

  /// Which keywords each stanza bears: a translation must bear the same.
  package private(set) var keywords: [String: Set<String>] = [:]

  /// Reads a file of advice.
  /// - Parameters:
  ///   - file: its name for error messages.
  ///   - original: the advice that this is a translation of; it says who acts and what to look at.
  package init(
    _ text: ByteView, file: String, translating original: AdviceBook? = nil
  ) throws(AdviceFileError) {
    var stanzas: [(AdviceSubject, Stanza)] = []
    var lineNumber = 0
    var start = 0
    while start < text.count {
      let end = text.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? text.count
      let line = text[start..<end].trimmed
      start = end + 1
      lineNumber += 1
      guard !line.isEmpty, line[0] != UInt8(ascii: "#") else { continue }
      let keyword = line.prefix(line.length { $0 != 0x20 && $0 != 0x09 })
      let value = line.from(keyword.count).trimmed.string
      func fail(_ problem: AdviceFileError.Problem) -> AdviceFileError {
        AdviceFileError(file: file, line: lineNumber, problem: problem)
      }
      if keyword == "advice" {
        guard let subject = AdviceSubject(name: value) else { throw fail(.unknownSubject(value)) }
        guard !stanzas.contains(where: { $0.0 == subject }) else { throw fail(.twice(value)) }
        stanzas.append((subject, Stanza(line: lineNumber)))
        continue
      }
      guard !stanzas.isEmpty else { throw fail(.beforeFirstStanza) }
      keywords[stanzas[stanzas.count - 1].0.name, default: []].insert(keyword.string)
      guard let problem = stanzas[stanzas.count - 1].1.add(keyword.string, value) else { continue }
      throw fail(problem)
    }
    for (subject, stanza) in stanzas {
      if let absent = stanza.firstAbsent(isFailure: subject.failure != nil) {
        throw AdviceFileError(file: file, line: stanza.line, problem: .absent(absent))
      }
      for (isInbound, isOwn) in [(false, false), (false, true), (true, false), (true, true)] {
        var words = stanza.merged([isInbound ? .inbound : .outbound] + (isOwn ? [.own] : []))
        if let original {
          let facts = original[subject, isInbound ? .inbound : .outbound, atOwnHost: isOwn]
          (words.checklist, words.actor) = (facts.checklist, facts.actor)
        }
        advice[Key(subject: subject, isInbound: isInbound, isOwn: isOwn)] = words
      }
    }
  }
}

extension AdviceBook.Stanza {
  /// Takes one line in; gives what is wrong with it.
  fileprivate mutating func add(_ keyword: String, _ value: String) -> AdviceFileError.Problem? {
    guard !value.isEmpty else { return .empty(keyword) }
    for place in AdviceBook.Case.allCases {
      let ending = "-" + place.rawValue
      guard keyword.hasSuffix(ending) else { continue }
      specialKeywords.insert(keyword)
      let base = String(keyword.dropLast(ending.count))
      return Self.add(base, value, to: &special[place, default: Advice()])
    }
    return Self.add(keyword, value, to: &usual)
  }

  private static func add(
    _ keyword: String, _ value: String, to advice: inout Advice
  ) -> AdviceFileError.Problem? {
    func joined(_ text: String) -> String { text.isEmpty ? value : text + " " + value }
    switch keyword {
    case "name": advice.name = joined(advice.name)
    case "event": advice.event = joined(advice.event)
    case "why": advice.why = joined(advice.why)
    case "fix": advice.fix = joined(advice.fix)
    case "checklist":
      advice.checklist += value.split(separator: ",").map { item in
        String(item.drop { $0 == " " })
      }
    case "acts":
      guard let actor = Actor(rawValue: value) else { return .unknownActor(value) }
      advice.actor = actor
    default: return .unknownKeyword(keyword)
    }
    return nil
  }

  fileprivate func firstAbsent(isFailure: Bool) -> String? {
    if usual.name.isEmpty { return "name" }
    if isFailure, usual.event.isEmpty { return "event" }
    if usual.why.isEmpty { return "why" }
    return usual.fix.isEmpty ? "fix" : nil
  }

  fileprivate func merged(_ places: [AdviceBook.Case]) -> Advice {
    var advice = usual
    for place in places {
      guard let ours = special[place] else { continue }
      if !ours.name.isEmpty { advice.name = ours.name }
      if !ours.event.isEmpty { advice.event = ours.event }
      if !ours.why.isEmpty { advice.why = ours.why }
      if !ours.fix.isEmpty { advice.fix = ours.fix }
      // The checklist is about the platform: another thing to do at a host of ours is not on it.
      if !ours.checklist.isEmpty || place == .own && !ours.fix.isEmpty {
        advice.checklist = ours.checklist
      }
      if specialKeywords.contains("acts-" + place.rawValue) { advice.actor = ours.actor }
    }
    return advice
  }
}

/// Why a file of advice was refused.
package struct AdviceFileError: Error, Equatable, CustomStringConvertible {
  package enum Problem: Equatable, Sendable {
    case unknownSubject(String)
    case unknownKeyword(String)
    case unknownActor(String)
    case twice(String)
    case beforeFirstStanza
    case empty(String)
    case absent(String)
  }

  package let file: String
  /// Counted from 1.
  package let line: Int
  package let problem: Problem

  package var description: String {
    let message =
      switch problem {
      case .unknownSubject(let name): "\(name) is no failure class and no finding"
      case .unknownKeyword(let word): "unknown keyword \(word)"
      case .unknownActor(let word): "who is \(word)? one of we, network, sender, support"
      case .twice(let name): "a second stanza for \(name)"
      case .beforeFirstStanza: "a stanza begins with the line: advice NAME"
      case .empty(let word): "nothing stands behind \(word)"
      case .absent(let word): "this stanza has no \(word)"
      }
    return "\(file):\(line): \(message)"
  }
}
