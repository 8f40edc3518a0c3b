package import ByteTools
internal import MailRules
internal import MailTerms

/// What a message's own texts are known to hold, and what stands in its place.
package struct KnownTexts: Sendable {
  /// Whole words by their bytes in lower case: parts of addresses in front of the `@`, logins, hosts.
  var words: [[UInt8]: [UInt8]] = [:]
  /// Texts of any kind, such as subjects.
  var phrases: [[UInt8]] = []
  /// Addresses of hosts that are no clients.
  var peers: Set<IPAddress> = []

  /// Parts of addresses that are words of every reply, and name an office.
  static let offices: Set<String> = [
    "abuse", "admin", "administrator", "contact", "daemon", "error", "host", "inbox", "info",
    "kontakt", "mail", "mailbox", "mailer-daemon", "message", "news", "no-reply", "nobody",
    "noreply", "office", "post", "postmaster", "recipient", "reply", "root", "sender", "service",
    "spam",
    "support", "system", "test", "unknown", "user", "webmaster",
  ]
}

extension Privacy {
  /// Text that a log or a peer wrote, without what looks like an address, a client or a subject.
  package func text(_ text: ByteView) -> [UInt8] { self.text(text, KnownTexts()) }

  package func text(_ text: String) -> String {
    guard !isFull else { return text }
    return String(decoding: text.withByteView { self.text($0) }, as: UTF8.self)
  }

  package func text(_ text: ByteView, _ known: KnownTexts) -> [UInt8] {
    guard !isFull else { return text.withBytes { Array($0) } }
    guard level != .aggregate else { return [] }
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var scanner = TextScanner(text: text, privacy: self, known: known)
    scanner.run(into: &output)
    return output
  }
}

/// Goes over a text word by word.
private struct TextScanner {
  let text: ByteView
  let privacy: Privacy
  let known: KnownTexts
  private var at = 0
  /// The next place where a subject stands, looked for once.
  private var subjects: [Range<Int>] = []

  init(text: ByteView, privacy: Privacy, known: KnownTexts) {
    self.text = text
    self.privacy = privacy
    self.known = known
    subjects = findSubjects()
  }

  mutating func run(into output: inout [UInt8]) {
    var next = subjects.makeIterator()
    var subject = next.next()
    while at < text.count {
      if let found = subject, found.lowerBound <= at {
        if found.upperBound > at {
          output.append(UInt8(ascii: "*"))
          at = found.upperBound
        }
        subject = next.next()
        continue
      }
      let limit = subject?.lowerBound ?? text.count
      let byte = text[at]
      if byte == UInt8(ascii: "\""), takeQuoted(limit, &output) { continue }
      guard byte.isOfWord || byte == UInt8(ascii: ":") else {
        output.append(byte)
        at += 1
        continue
      }
      if takeIPv6(limit, &output) { continue }
      guard byte.isOfWord else {
        output.append(byte)
        at += 1
        continue
      }
      takeWord(limit, &output)
    }
  }

  // MARK: Words

  /// `"hans muster"@example.ch`.
  private mutating func takeQuoted(_ limit: Int, _ output: inout [UInt8]) -> Bool {
    var end = at + 1
    while end < limit, end - at < 256, text[end] != UInt8(ascii: "\""), text[end] != 0x0A {
      end += text[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end + 1 < limit, text[end] == UInt8(ascii: "\""), text[end + 1] == UInt8(ascii: "@")
    else { return false }
    let domain = domainLength(from: end + 2, limit)
    guard domain > 0 else { return false }
    write(address: text[at..<(end + 2 + domain)], &output)
    at = end + 2 + domain
    return true
  }

  private mutating func takeIPv6(_ limit: Int, _ output: inout [UInt8]) -> Bool {
    // Within a longer run, such as a fingerprint, none begins.
    let isWithin = at > 0 && (text[at - 1].isLetterOrDigit || text[at - 1] == UInt8(ascii: ":"))
    let isNamed = text.prefix(at).from(at - 5).equalsIgnoringCase(ByteView("IPv6:" as StaticString))
    if isWithin, !isNamed { return false }
    var end = at
    var colons = 0
    while end < limit,
      text[end].isHex || text[end] == UInt8(ascii: ":") || text[end] == UInt8(ascii: "."),
      end - at < 46
    {
      if text[end] == UInt8(ascii: ":") { colons += 1 }
      end += 1
    }
    guard colons >= 2, end == limit || !text[end].isLetterOrDigit,
      let address = IPAddress(text[at..<end])
    else { return false }
    write(address, text[at..<end], &output)
    at = end
    return true
  }

  private mutating func takeWord(_ limit: Int, _ output: inout [UInt8]) {
    var end = at
    while end < limit, text[end].isOfWord { end += 1 }
    let word = text[at..<end]
    if let sign = lastAt(word) {
      let local = localStart(word, before: sign.lowerBound)
      let begin = at + sign.upperBound
      let domain = domainLength(from: begin, limit)
      if sign.lowerBound > local, domain > 0 || sign.upperBound == word.count {
        output.append(word.prefix(local))
        write(address: text[(at + local)..<(begin + domain)], sign: sign, from: local, &output)
        at = begin + domain
        return
      }
    }
    write(word: word, &output)
    at = end
  }

  /// The last `@`, or `%40` as it stands in a link.
  private func lastAt(_ word: ByteView) -> Range<Int>? {
    if let at = word.lastIndex(of: UInt8(ascii: "@")) { return at..<(at + 1) }
    return word.lastRange(of: "%40")
  }

  /// Where the address begins: behind `from=` and quotes, which are no part of it.
  private func localStart(_ word: ByteView, before end: Int) -> Int {
    var start = 0
    if let equals = word.prefix(end).firstIndex(of: UInt8(ascii: "=")) {
      let name = word.prefix(equals)
      // Rewritten senders have an equals sign of their own: SRS0=hash=tt=example.ch=hans.
      if name.length(while: {
        $0.isLetter || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      }) == equals,
        !name.startsIgnoringCase(with: ByteView("srs" as StaticString)), !name.contains("+")
      {
        start = Self.isName(name) ? equals + 1 : 0
      }
    }
    while start < end, word[start] == UInt8(ascii: "'") || word[start] == UInt8(ascii: "`") {
      start += 1
    }
    return start
  }

  /// Of what is written in front of an address without brackets around it.
  private static func isName(_ name: ByteView) -> Bool {
    let names: [StaticString] = [
      "from", "to", "orig_to", "rcpt", "sender", "recipient", "user", "login", "mailfrom", "addr",
      "ctladdr", "smtp.mailfrom", "envelope-from", "sasl_username", "sasl_sender", "header.from",
      "header.i", "id", "f", "t", "r", "p", "s", "a", "email", "mail", "fwd", "msgid", "message-id",
    ]
    return names.contains { name.equalsIgnoringCase(ByteView($0)) }
  }

  /// A name of a host, or an address in brackets.
  private func domainLength(from start: Int, _ limit: Int) -> Int {
    if start < limit, text[start] == UInt8(ascii: "[") {
      let end = text.prefix(limit).firstIndex(of: UInt8(ascii: "]"), from: start)
      return end.map { $0 + 1 - start } ?? 0
    }
    var end = start
    while end < limit,
      text[end].isLetterOrDigit || text[end] == UInt8(ascii: "-") || text[end] == UInt8(ascii: ".")
        || text[end] == UInt8(ascii: "_") || text[end] >= 0x80
    { end += 1 }
    while end > start, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return end - start
  }

  // MARK: Writing

  private func write(address: ByteView, _ output: inout [UInt8]) {
    output += Array(privacy.address(address.string).utf8)
  }

  private func write(
    address: ByteView, sign: Range<Int>, from local: Int, _ output: inout [UInt8]
  ) {
    if let replacement = known.words[lowercased(address)] {
      output += replacement
    } else if sign.count > 1 {
      let name = address.prefix(sign.lowerBound - local).string
      let domain = address.from(sign.upperBound - local).string
      let hidden = privacy.address("\(name)@\(domain)")
      output += Array(hidden.utf8)
    } else {
      write(address: address, &output)
    }
  }

  private func write(_ address: IPAddress, _ logged: ByteView, _ output: inout [UInt8]) {
    if known.peers.contains(address) || privacy.namesNobody(address) {
      output.append(logged)
    } else if privacy.level == .pseudonym {
      output += Array(privacy.network(address).utf8)
    } else {
      output.append(UInt8(ascii: "*"))
    }
  }

  /// A word without `@`: one of those that are known, or an address of a host.
  private func write(word: ByteView, _ output: inout [UInt8]) {
    var start = 0
    if let equals = word.lastIndex(of: UInt8(ascii: "=")) { start = equals + 1 }
    var end = word.count
    while end > start, word[end - 1] == UInt8(ascii: ".") || word[end - 1] == UInt8(ascii: "'") {
      end -= 1
    }
    while start < end, word[start] == UInt8(ascii: "'") { start += 1 }
    let inner = word[start..<end]
    output.append(word.prefix(start))
    let before = text.prefix(at)
    // sendmail: alias <sales@example.ch> => anna; ctladdr=anna (1001/1001)
    if word.starts(with: "ctladdr="), !inner.isEmpty {
      write(address: inner, &output)
    } else if before.ends(with: " => "), before.contains("alias ") {
      write(address: inner, &output)
    } else if !known.words.isEmpty, let replacement = known.words[lowercased(inner)] {
      output += replacement
    } else if inner.count >= 7, inner[0].isDigit, let address = IPAddress(inner) {
      write(address, inner, &output)
    } else {
      output.append(inner)
    }
    output.append(word.from(end))
  }

  // MARK: Subjects

  /// In order, none within another.
  private func findSubjects() -> [Range<Int>] {
    var found: [Range<Int>] = []
    for phrase in known.phrases {
      phrase.withByteView { phrase in
        var from = 0
        while let range = text.firstRange(of: phrase, from: from) {
          from = range.upperBound
          let isApart =
            (range.lowerBound == 0 || !text[range.lowerBound - 1].isLetterOrDigit)
            && (range.upperBound == text.count || !text[range.upperBound].isLetterOrDigit)
          // One or two letters may be any word; where a subject is named, it is found below.
          if isApart, phrase.count > 3 { found.append(range) }
          guard !range.isEmpty else { break }
        }
      }
    }
    if let range = headerSubject() { found.append(range) }
    if let range = eximSubject() { found.append(range) }
    guard found.count > 1 else { return found }
    found.sort { $0.lowerBound < $1.lowerBound }
    var joined: [Range<Int>] = []
    for range in found {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  /// `header Subject: Vertrag from mx1[192.0.2.1]; from=<…`; without an end that is known, all that
  /// follows.
  private func headerSubject() -> Range<Int>? {
    guard
      let name = text.firstRangeIgnoringCase(of: ByteView("subject: " as StaticString))
    else { return nil }
    let start = name.upperBound
    guard start < text.count else { return nil }
    if text[start] == UInt8(ascii: "\"") {
      let end = text.firstIndex(of: UInt8(ascii: "\""), from: start + 1) ?? text.count
      return (start + 1)..<max(end, start + 1)
    }
    let rest = text.from(start)
    let envelope = rest.lastRange(of: "; from=<")?.lowerBound ?? rest.count
    let end = rest.prefix(envelope).lastRange(of: " from ")?.lowerBound ?? envelope
    return start..<(start + end)
  }

  /// `T="Vertrag"`.
  private func eximSubject() -> Range<Int>? {
    guard let name = text.firstRange(of: " T=\"") else { return nil }
    var end = name.upperBound
    while end < text.count, text[end] != UInt8(ascii: "\"") {
      end += text[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return name.upperBound..<min(end, text.count)
  }

  private func lowercased(_ text: ByteView) -> [UInt8] {
    text.withBytes { $0.map(\.asciiLowercased) }
  }
}

extension UInt8 {
  /// Of an address in front of the `@` (RFC 5322, atext), the `@`, dots, and bytes beyond ASCII.
  fileprivate var isOfWord: Bool {
    if isLetterOrDigit || self >= 0x80 { return true }
    switch self {
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
      UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "^"),
      UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"),
      UInt8(ascii: "}"), UInt8(ascii: "~"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "@"):
      return true
    default: return false
    }
  }
}
