package import ByteTools
package import MailTerms

/// Asking an expression of a message.
extension Query {
  /// Whether it is true of the message. Texts are looked for in `trail.lines`.
  package func matches(_ trail: Trail) -> Bool { root.matches(trail) }

  /// Whether it is true of a line that belongs to no message: false where a term asks of a message.
  package func matches(line: ByteView) -> Bool { root.matches(line: line) ?? false }

  /// Whether it asks of lines only, and looks for something: then lines of no message count too.
  package var isOfText: Bool { root.isOfText && !patterns.isEmpty }

  /// Whether it asks anything of lines.
  package var asksOfLines: Bool { root.asksOfLines }

  /// Whether it is true of the platform's mail only.
  package var asksOfIncaMailOnly: Bool { root.asksOfIncaMailOnly }

  /// What makes a line stand out: the texts and values that are looked for.
  package var patterns: [LinePattern] { root.patterns }

  /// One of these stands in a line of each message that matches; nil where that is not known.
  package var needles: [Needle]? { root.needles }
}

/// What may be looked for in a line.
package enum LinePattern {
  case text(TextPattern)
  case regex(QueryRegex)
  case needle(Needle)

  package func firstRange(in line: ByteView, from start: Int = 0) -> Range<Int>? {
    switch self {
    case .text(let text): text.firstRange(in: line, from: start)
    case .regex(let regex): regex.firstRange(in: line, from: start)
    case .needle(let needle): needle.firstRange(in: line, from: start)
    }
  }
}

extension Query.Node {
  func matches(_ trail: Trail) -> Bool {
    switch self {
    case .term(let term): term.matches(trail)
    case .all(let nodes): nodes.allSatisfy { $0.matches(trail) }
    case .any(let nodes): nodes.contains { $0.matches(trail) }
    case .not(let node): !node.matches(trail)
    }
  }

  /// nil where a term asks of a message.
  func matches(line: ByteView) -> Bool? {
    switch self {
    case .term(.text(let text)): return text.firstRange(in: line) != nil
    case .term(.regex(let regex)): return regex.firstRange(in: line) != nil
    case .term: return nil
    case .all(let nodes):
      for node in nodes {
        guard let holds = node.matches(line: line) else { return nil }
        if !holds { return false }
      }
      return true
    case .any(let nodes):
      var isAny = false
      for node in nodes {
        guard let holds = node.matches(line: line) else { return nil }
        isAny = isAny || holds
      }
      return isAny
    case .not(let node): return node.matches(line: line).map { !$0 }
    }
  }

  var isOfText: Bool {
    switch self {
    case .term(.text), .term(.regex): true
    case .term: false
    case .all(let nodes), .any(let nodes): nodes.allSatisfy(\.isOfText)
    case .not(let node): node.isOfText
    }
  }

  /// Where a shorter one stands in a longer one, the shorter one alone is looked for.
  private static func withoutLonger(_ needles: [Needle]) -> [Needle] {
    var kept: [Needle] = []
    for needle in needles.sorted(by: { $0.bytes.count < $1.bytes.count }) {
      let isKnown = needle.bytes.withByteView { bytes in kept.contains { $0.isIn(bytes) } }
      if !isKnown { kept.append(needle) }
    }
    return kept
  }

  var asksOfLines: Bool {
    switch self {
    case .term(.text), .term(.regex): true
    case .term: false
    case .all(let nodes), .any(let nodes): nodes.contains(where: \.asksOfLines)
    case .not(let node): node.asksOfLines
    }
  }

  var asksOfIncaMailOnly: Bool {
    switch self {
    case .term(.isA(.incamail)), .term(.reached): true
    case .term, .not: false
    case .all(let nodes): nodes.contains(where: \.asksOfIncaMailOnly)
    case .any(let nodes): nodes.allSatisfy(\.asksOfIncaMailOnly)
    }
  }

  var patterns: [LinePattern] {
    switch self {
    case .term(.text(let text)): [.text(text)]
    case .term(.regex(let regex)): [.regex(regex)]
    case .term(let term): (term.value?.plainRun).map { [.needle($0)] } ?? []
    case .all(let nodes), .any(let nodes): nodes.flatMap(\.patterns)
    case .not: []
    }
  }

  var needles: [Needle]? {
    switch self {
    case .term(.text(let text)): text.needed.map { [$0] }
    case .term(let term): term.isVerbatim ? (term.value?.plainRun).map { [$0] } : nil
    case .all(let nodes):
      // The fewest to look for, and of these the longest.
      nodes.compactMap(\.needles).min {
        ($0.count, -($0.first?.bytes.count ?? 0)) < ($1.count, -($1.first?.bytes.count ?? 0))
      }
    case .any(let nodes):
      nodes.reduce([] as [Needle]?) { sum, node in
        guard let sum, let more = node.needles else { return nil }
        return sum + more
      }.map(Self.withoutLonger)
    case .not: nil
    }
  }
}

extension QueryTerm {
  /// The value of a term that asks for text.
  fileprivate var value: Pattern? {
    switch self {
    case .from(let address), .to(let address): address.pattern
    case .domain(let pattern), .subject(let pattern), .reason(let pattern), .id(let pattern, _):
      pattern
    case .hop(let host), .client(let host): host.network == nil ? host.pattern : nil
    default: nil
    }
  }

  /// Whether what it asks for stands in a line as it is asked for.
  private var isAsLogged: Bool {
    switch self {
    case .from, .to, .domain: true
    case .id(_, let trail): trail == nil
    default: false
    }
  }
  fileprivate var isVerbatim: Bool { isAsLogged }

  func matches(_ trail: Trail) -> Bool {
    func says(_ piece: Text, _ pattern: Pattern) -> Bool {
      !piece.isNone && trail.with(piece) { pattern.matches($0) }
    }
    func anyRecipient(_ accept: (Recipient) -> Bool) -> Bool {
      trail.recipients.contains(where: accept)
    }
    switch self {
    case .text(let text):
      return trail.lines.contains { trail.with($0.text) { text.firstRange(in: $0) != nil } }
    case .regex(let regex):
      return trail.lines.contains { trail.with($0.text) { regex.firstRange(in: $0) != nil } }
    case .from(let address):
      return !trail.sender.isNone && trail.with(trail.sender) { address.matches($0) }
    case .to(let address):
      return anyRecipient { recipient in
        [recipient.address, recipient.original].contains { piece in
          !piece.isNone && trail.with(piece) { address.matches($0) }
        }
      }
    case .domain(let domain):
      let isOf: (Text) -> Bool = { piece in trail.with(piece) { $0.isInDomain(domain) } }
      return isOf(trail.sender) || anyRecipient { isOf($0.address) || isOf($0.original) }
    case .subject(let pattern):
      return !trail.subject.isNone && trail.with(trail.subject) { pattern.isIn($0) }
    case .reason(let pattern):
      return anyRecipient { recipient in
        !recipient.reason.isNone && trail.with(recipient.reason) { pattern.isIn($0) }
      }
    case .id(let pattern, let id):
      return trail.id == id || says(trail.messageID, pattern)
        || says(trail.networkMessageID, pattern)
        || trail.hops.contains { says($0.queueID, pattern) }
        || anyRecipient { says($0.remoteID, pattern) }
    case .host(let pattern):
      return trail.hops.contains { hop in
        !hop.host.isNone
          && trail.with(hop.host) { host in
            let short = host.prefix(host.firstIndex(of: UInt8(ascii: ".")) ?? host.count)
            return pattern.matches(host) || pattern.matches(short)
          }
      }
    case .client(let host):
      return trail.hops.contains { hop in
        guard let client = hop.client else { return false }
        return host.matches(client.host, client.ip, of: trail) || says(client.auth, host.pattern)
      }
    case .hop(let host):
      return anyRecipient { host.matches($0.nextHop.host, $0.nextHop.ip, of: trail) }
    default: return matchesWords(trail)
    }
  }

  /// Names and numbers.
  private func matchesWords(_ trail: Trail) -> Bool {
    func anyRecipient(_ accept: (Recipient) -> Bool) -> Bool {
      trail.recipients.contains(where: accept)
    }
    switch self {
    case .outcome(let outcomes): return anyRecipient { outcomes.contains($0.outcome) }
    case .reached(let reached):
      return anyRecipient { $0.reached.map { reached.contains($0) } ?? false }
    case .failure(let classes):
      return anyRecipient { $0.failure.map { classes.contains($0) } ?? false }
    case .failed(let classes):
      return anyRecipient { $0.failedClasses.contains { classes.contains($0) } }
    case .finding(let findings): return !trail.findings.isDisjoint(with: findings)
    case .status(let pattern):
      return anyRecipient { recipient in
        recipient.status.map { $0.description.withByteView { pattern.matches($0) } } ?? false
      }
    case .code(let range):
      return anyRecipient { $0.replyCode > 0 && range.contains(Int64($0.replyCode)) }
    case .tls(let test): return anyRecipient { test.matches($0, trail) }
    case .direction(let directions): return directions.contains(trail.direction)
    case .size(let range): return trail.sizeBytes.map { range.contains($0) } ?? false
    case .delay(let range):
      return anyRecipient { $0.delayMilliseconds.map { range.contains($0) } ?? false }
    case .attempts(let range): return anyRecipient { range.contains(Int64($0.attempts)) }
    case .isA(.incamail): return trail.isIncaMail
    case .isA(.open): return trail.isOpen
    case .isA(.complete): return trail.complete
    default: return false
    }
  }
}

extension HostPattern {
  fileprivate func matches(_ host: Text, _ ip: Text, of trail: Trail) -> Bool {
    trail.with(host) { hostView in
      trail.with(ip) { ipView in
        matches(host: host.isNone ? nil : hostView, ip: ip.isNone ? nil : ipView)
      }
    }
  }
}

extension ByteView {
  /// Whether an address is of that domain or of one below it.
  fileprivate func isInDomain(_ domain: Pattern) -> Bool {
    guard let at = lastIndex(of: UInt8(ascii: "@")) else { return false }
    var rest = from(at + 1)
    if domain.hasWildcards { return domain.matches(rest) }
    while !rest.isEmpty {
      if domain.matches(rest) { return true }
      guard let dot = rest.firstIndex(of: UInt8(ascii: ".")) else { return false }
      rest = rest.from(dot + 1)
    }
    return false
  }
}
