package import ByteTools
internal import MailRules
internal import MailTerms
internal import PCRE2Regex

/// One thing that may be true of a message.
enum QueryTerm {
  /// A text in a line.
  case text(TextPattern)
  case regex(QueryRegex)
  case from(AddressPattern)
  case to(AddressPattern)
  case domain(Pattern)
  case subject(Pattern)
  case reason(Pattern)
  /// A trail's own ID, which stands in no line.
  case id(Pattern, trail: TrailID?)
  case host(Pattern)
  case client(HostPattern)
  case hop(HostPattern)
  case outcome(Set<Outcome>)
  case reached(Set<Reached>)
  case failure(Set<FailureClass>)
  case failed(Set<FailureClass>)
  case finding(Findings)
  case status(Pattern)
  case code(ClosedRange<Int64>)
  case tls(TLSTest)
  case direction(Set<Direction>)
  case size(ClosedRange<Int64>)
  /// In milliseconds.
  case delay(ClosedRange<Int64>)
  case attempts(ClosedRange<Int64>)
  case isA(MessageKind)
}

/// `is:`.
enum MessageKind: String, CaseIterable {
  case incamail, open, complete
}

/// An address, or without `@` and wildcards its part before or behind the `@`.
struct AddressPattern {
  let pattern: Pattern
  let isWhole: Bool

  init(_ word: QueryWord) {
    pattern = Pattern(word, folds: true)
    isWhole = word.bytes.contains(UInt8(ascii: "@")) || pattern.hasWildcards || pattern.isEmpty
  }

  func matches(_ address: ByteView) -> Bool {
    if pattern.matches(address) { return true }
    guard !isWhole, let at = address.lastIndex(of: UInt8(ascii: "@")) else { return false }
    return pattern.matches(address.prefix(at)) || pattern.matches(address.from(at + 1))
  }
}

/// A host by name, address or network.
struct HostPattern {
  let pattern: Pattern
  /// Where the value is an address or a network.
  let network: IPNetwork?

  init(_ word: QueryWord) {
    pattern = Pattern(word, folds: true)
    network = word.bytes.withByteView { IPNetwork($0) }
  }

  func matches(host: ByteView?, ip: ByteView?) -> Bool {
    if let network {
      return [ip, host].contains { text in
        text.flatMap { IPAddress($0) }.map { network.contains($0) } ?? false
      }
    }
    return [host, ip].contains { $0.map { pattern.matches($0) } ?? false }
  }
}

/// `tls:`, asked of a recipient's last attempt.
enum TLSTest: Equatable {
  /// The log proves that there was none.
  case none
  case any
  /// `TLSv1.2`, whatever the case.
  case version(String)
  case peer(Set<TLSInfo.Peer>)

  func matches(_ recipient: Recipient, _ trail: Trail) -> Bool {
    guard let tls = recipient.tls else { return self == .none && recipient.tlsKnown }
    switch self {
    case .none: return false
    case .any: return true
    case .version(let name):
      return name.withByteView { name in
        !tls.version.isNone && trail.with(tls.version) { $0.equalsIgnoringCase(name) }
      }
    case .peer(let peers): return peers.contains(tls.peer)
    }
  }
}

/// A PCRE2 expression asked of lines, with smart case.
package final class QueryRegex {
  private let regex: ByteRegex
  private let matcher = RegexMatcher()

  init(_ expression: String) throws(QueryError) {
    // A backslash's capital (\S, \W) is no capital letter of the text.
    var hasCapital = false
    var isEscaped = false
    for byte in expression.utf8 {
      if !isEscaped, byte &- 0x41 < 26 { hasCapital = true }
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
    }
    let flag = hasCapital ? "(?-i)" : ""
    do throws(RegexError) {
      regex = try ByteRegex(flag + expression)
    } catch {
      throw QueryError(
        "regular expression: \(error.reason)", at: max(error.offset - flag.utf8.count, 0),
        in: expression)
    }
  }

  package func firstRange(in line: ByteView, from start: Int = 0) -> Range<Int>? {
    matcher.firstRange(of: regex, line.base, count: line.count, from: start)
  }
}
