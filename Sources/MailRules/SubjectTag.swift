package import ByteTools

/// Where the platform's tag stands in a subject.
package enum TagPlace: String, Sendable {
  case front
  /// Behind `Re:`, `AW:`, `Fwd:` and the like, also several of them.
  case behindReplyPrefix = "behind-reply-prefix"
  case inside
}

extension PlatformProfile {
  /// Where a tag stands in the subject, which may hold encoded words (RFC 2047) and may be cut; nil
  /// without one.
  ///
  /// Every tag begins with the profile's: `<im>` is in `<im><c>`, not in `<imm>`.
  package func tag(in subject: ByteView) -> TagPlace? {
    if subject.contains("=?") {
      return decodedSubject(subject).withByteView { place(in: $0) }
    }
    return place(in: subject)
  }

  /// Whether a subject is that of a connection test, or of the answer to one.
  package func isTest(subject: ByteView) -> Bool {
    let text = subject.contains("=?") ? decodedSubject(subject) : subject.withBytes { Array($0) }
    return text.withByteView { text in
      testSubjects.contains { test in
        test.withByteView { text.firstRangeIgnoringCase(of: $0) != nil }
      }
    }
  }

  private func place(in subject: ByteView) -> TagPlace? {
    var first: Int?
    for tag in tags {
      if let found = tag.withByteView({ subject.firstRangeIgnoringCase(of: $0) }) {
        first = min(first ?? found.lowerBound, found.lowerBound)
      }
    }
    guard let first else { return nil }
    var before = subject.prefix(first).trimmed
    if before.isEmpty { return .front }
    while let end = Self.replyPrefix(before) { before = before.from(end).trimmed }
    return before.isEmpty ? .behindReplyPrefix : .inside
  }

  /// Where a reply or forward prefix at the start of the text ends: a known word, perhaps a count
  /// as in `Re[2]:`, and a colon.
  private static func replyPrefix(_ text: ByteView) -> Int? {
    let length = text.length { $0.isLetter }
    guard 1...5 ~= length,
      replyWords.contains(where: { text.prefix(length).equalsIgnoringCase(ByteView($0)) })
    else { return nil }
    var end = length
    if end < text.count, text[end] == UInt8(ascii: "[") || text[end] == UInt8(ascii: "(") {
      end += 1
      end += text.from(end).length { $0.isDigit }
      guard end < text.count, text[end] == UInt8(ascii: "]") || text[end] == UInt8(ascii: ")")
      else { return nil }
      end += 1
    }
    end += text.from(end).length { $0 == 0x20 }
    guard end < text.count, text[end] == UInt8(ascii: ":") else { return nil }
    return end + 1
  }

  private static let replyWords: [StaticString] = [
    "re", "aw", "wg", "fwd", "fw", "tr", "r", "i", "antw", "rif", "sv", "vs", "rv", "ref", "wtr",
  ]
}

/// The subject with its encoded words (RFC 2047) decoded to bytes of whatever character set: the
/// tag is ASCII in all that mail uses. A word that is cut or damaged stays as far as it cannot be
/// read.
func decodedSubject(_ subject: ByteView) -> [UInt8] {
  var text: [UInt8] = []
  var at = 0
  var lastWasWord = false
  while at < subject.count {
    guard let start = subject.firstRange(of: "=?", from: at)?.lowerBound else {
      text.append(subject.from(at))
      break
    }
    let between = subject[at..<start]
    guard let charsetEnd = subject.firstIndex(of: UInt8(ascii: "?"), from: start + 2),
      charsetEnd + 2 < subject.count, subject[charsetEnd + 2] == UInt8(ascii: "?")
    else {
      text.append(subject[at..<start + 2])
      at = start + 2
      lastWasWord = false
      continue
    }
    // Blanks between two encoded words are no part of the text (RFC 2047 section 6.2); Postfix
    // shows the line break of a folded header as `?`.
    let isBlank =
      between.length { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: "?") } == between.count
    if !(lastWasWord && isBlank) { text.append(between) }
    let bodyStart = charsetEnd + 3
    let end = subject.firstRange(of: "?=", from: bodyStart)?.lowerBound ?? subject.count
    let body = subject[min(bodyStart, end)..<end]
    switch subject[charsetEnd + 1].asciiLowercased {
    case UInt8(ascii: "q"): appendQ(body, to: &text)
    case UInt8(ascii: "b"): appendBase64(body, to: &text)
    default: text.append(body)
    }
    lastWasWord = true
    at = min(end + 2, subject.count)
  }
  return text
}

private func appendQ(_ body: ByteView, to text: inout [UInt8]) {
  var at = 0
  while at < body.count {
    let byte = body[at]
    if byte == UInt8(ascii: "="), at + 2 < body.count, let high = hexValue(body[at + 1]),
      let low = hexValue(body[at + 2])
    {
      text.append(high << 4 | low)
      at += 3
    } else {
      text.append(byte == UInt8(ascii: "_") ? 0x20 : byte)
      at += 1
    }
  }
}

private func hexValue(_ byte: UInt8) -> UInt8? {
  if byte.isDigit { return byte - 0x30 }
  return byte.isHex ? byte.asciiLowercased - 0x57 : nil
}

private func appendBase64(_ body: ByteView, to text: inout [UInt8]) {
  var bits: UInt32 = 0
  var count = 0
  for index in 0..<body.count {
    let byte = body[index]
    let value: UInt8
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - 0x41
    case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - 0x61 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - 0x30 + 52
    case UInt8(ascii: "+"): value = 62
    case UInt8(ascii: "/"): value = 63
    default: continue
    }
    bits = (bits << 6 | UInt32(value)) & 0xFF_FFFF
    count += 6
    if count >= 8 {
      count -= 8
      text.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
}
