package import ByteTools
package import MailTerms

/// A recipient's status: an SMTP text, or `[{LED=…};{MSG=…};{FQDN=…};{IP=…};{LRT=…}]` in any order.
package struct RecipientStatus {
  /// The last error, whole.
  package var reason = ByteView.empty
  /// Its links, parted by `->`, the outermost first.
  package var links: [ByteView] = []
  package var host = ByteView.empty
  package var ip = ByteView.empty
  package var status: EnhancedStatus?
  package var code: UInt16 = 0

  package init(_ whole: ByteView) {
    // Message traces: `Reason: [{…}]. OutboundProxyTargetIP: …`.
    let text = whole.starts(with: "Reason: [{") ? whole.from(8) : whole
    reason = text
    if text.starts(with: "[{") {
      reason = Self.value("LED", text) ?? .empty
      if reason.isEmpty { reason = Self.value("MSG", text) ?? .empty }
      host = Self.value("FQDN", text) ?? Self.value("Last attempted server name", text) ?? .empty
      ip = Self.value("IP", text) ?? .empty
    }
    var start = 0
    while let arrow = reason.firstRange(of: " -> ", from: start) {
      addLink(reason[start..<arrow.lowerBound].trimmed)
      start = arrow.upperBound
    }
    addLink(reason.from(start).trimmed)
    if reason.count > 4, let (code, end) = reason.number(at: 0), end == 3 {
      self.code = UInt16(truncatingIfNeeded: code)
      status = EnhancedStatus(startOf: reason.from(4))
    }
  }

  /// A link, and behind it the reply that it quotes: `… responded with: "421 …"`, `… on Frontend with
  /// '421 …'`.
  private mutating func addLink(_ link: ByteView) {
    links.append(link)
    for mark in [" with: \"", " with '", " address: \""] as [StaticString] {
      guard let found = link.firstRange(of: mark) else { continue }
      let start = found.upperBound
      let quote = link[start - 1]
      let end = link.lastIndex(of: quote).flatMap { $0 > start ? $0 : nil } ?? link.count
      var inner = link[start..<end].trimmed
      // In a table a quote is doubled.
      if inner.count > 1, inner[0] == quote { inner = inner.from(1) }
      if inner.count > 1, inner[inner.count - 1] == quote { inner = inner.prefix(inner.count - 1) }
      if !inner.isEmpty { links.append(inner) }
      return
    }
  }

  /// A value ends where the next key begins, or with the bracket.
  private static func value(_ key: StaticString, _ text: ByteView) -> ByteView? {
    var from = 0
    while let found = text.firstRange(of: key, from: from) {
      from = found.upperBound
      guard found.lowerBound > 0, text[found.lowerBound - 1] == UInt8(ascii: "{"),
        from < text.count, text[from] == UInt8(ascii: "=")
      else { continue }
      let start = from + 1
      // The text of an error may hold `}]` itself.
      var end = text.lastRange(of: "}]")?.lowerBound ?? text.count
      for next in [
        "};{LRT=", "};{LED=", "};{MSG=", "};{FQDN=", "};{IP=", "};{Last attempted server name=",
        "};{}",
      ] as [StaticString] {
        if let stop = text.firstRange(of: next, from: start)?.lowerBound { end = min(end, stop) }
      }
      return text[start..<max(start, end)]
    }
    return nil
  }

  /// The statuses of a row: parted by `;`, and they may hold it.
  package static func split(_ text: ByteView) -> [ByteView] {
    var parts: [ByteView] = []
    var start = 0
    if text.starts(with: "[{") {
      while let end = text.firstRange(of: "}]", from: start) {
        let next = end.upperBound
        if next == text.count || text.holds(";[{", at: next) {
          parts.append(text[start..<next])
          start = min(next + 1, text.count)
          if start == text.count { break }
        } else {
          // Inside a text.
          guard let later = text.firstRange(of: "}];[{", from: next) else {
            parts.append(text.from(start))
            return parts
          }
          parts.append(text[start..<(later.lowerBound + 2)])
          start = later.lowerBound + 3
        }
      }
      return parts
    }
    // A new reply begins with three digits.
    var from = 0
    while let at = text.firstIndex(of: UInt8(ascii: ";"), from: from) {
      var next = at + 1
      if next < text.count, text[next] == 0x20 { next += 1 }
      let isReply =
        next + 3 < text.count && text[next] >= UInt8(ascii: "2") && text[next] <= UInt8(ascii: "5")
        && text[next + 1].isDigit
        && text[next + 2].isDigit
        && (text[next + 3] == 0x20 || text[next + 3] == UInt8(ascii: "-"))
      if isReply {
        parts.append(text[start..<at])
        start = next
      }
      from = at + 1
    }
    parts.append(text.from(start))
    return parts
  }
}
