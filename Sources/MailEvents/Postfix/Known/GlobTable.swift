internal import ByteTools

/// Line forms with wildcards, indexed so that a line meets only those that may match.
///
/// | sign | stands for |
/// |---|---|
/// | `*` | any run of bytes, also none |
/// | `@` | a run without blanks, at least one byte: a peer, a path, a parameter's name |
/// | `#` | a decimal number |
/// | `~` | the system's words for an error number |
///
/// A form matches from the text's start to its end. The forms are parts of string literals, so nothing
/// is copied; a look-up allocates nothing.
struct GlobTable: Sendable {
  private struct Entry {
    let key: UInt32
    let form: ByteView
  }

  /// Forms that begin with four literal bytes or more, by those bytes.
  private let anchored: [Entry]
  /// Forms that begin with one to three literal bytes.
  private let short: [ByteView]
  /// The others, by four literal bytes inside; `sieve` has a bit for each of those.
  private let floating: [Entry]
  private var sieve: [UInt64] = Array(repeating: 0, count: 64)
  /// What has no four literal bytes in a row.
  private let loose: [ByteView]

  init(_ forms: [StaticString]) { self.init(forms.map { ByteView($0) }) }

  init(_ forms: [ByteView]) {
    var anchored: [Entry] = []
    var short: [ByteView] = []
    var loose: [ByteView] = []
    var inner: [ByteView] = []
    for form in forms {
      let literal = form.length { !Self.isWildcard($0) }
      if literal >= 4 {
        anchored.append(Entry(key: Self.key(form, at: 0), form: form))
      } else if literal > 0 {
        short.append(form)
      } else {
        inner.append(form)
      }
    }
    var floating: [Entry] = []
    var uses: [UInt32: Int] = [:]
    for form in inner {
      for key in Self.innerKeys(form) { uses[key, default: 0] += 1 }
    }
    for form in inner {
      // The rarest, so that few lines come near.
      let rarest = Self.innerKeys(form).min { uses[$0, default: 0] < uses[$1, default: 0] }
      if let rarest {
        floating.append(Entry(key: rarest, form: form))
        sieve[Self.slot(rarest)] |= 1 << UInt64(rarest & 63)
      } else {
        loose.append(form)
      }
    }
    self.anchored = anchored.sorted { $0.key < $1.key }
    self.floating = floating.sorted { $0.key < $1.key }
    self.short = short
    self.loose = loose
  }

  func matches(_ text: ByteView) -> Bool {
    guard !text.isEmpty else { return false }
    if text.count >= 4, Self.anyMatch(anchored, Self.key(text, at: 0), text) { return true }
    if short.contains(where: { $0[0] == text[0] && Self.matches($0, text) }) { return true }
    if loose.contains(where: { Self.matches($0, text) }) { return true }
    guard !floating.isEmpty, text.count >= 4 else { return false }
    for index in 0...(text.count - 4) {
      let key = Self.key(text, at: index)
      if sieve[Self.slot(key)] & 1 << UInt64(key & 63) != 0, Self.anyMatch(floating, key, text) {
        return true
      }
    }
    return false
  }

  // MARK: Index

  private static func anyMatch(_ entries: [Entry], _ key: UInt32, _ text: ByteView) -> Bool {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    while low < entries.count, entries[low].key == key {
      if matches(entries[low].form, text) { return true }
      low += 1
    }
    return false
  }

  private static func isWildcard(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "#")
      || byte == UInt8(ascii: "~")
  }

  private static func key(_ text: ByteView, at index: Int) -> UInt32 {
    UInt32(text[index]) << 24 | UInt32(text[index + 1]) << 16 | UInt32(text[index + 2]) << 8
      | UInt32(text[index + 3])
  }

  private static func slot(_ key: UInt32) -> Int { Int(key &* 0x9E37_79B1 >> 26) }

  private static func innerKeys(_ form: ByteView) -> [UInt32] {
    guard form.count >= 4 else { return [] }
    return (0...(form.count - 4)).compactMap { index in
      (index..<(index + 4)).contains { isWildcard(form[$0]) } ? nil : key(form, at: index)
    }
  }

  // MARK: Matching

  static func matches(_ form: ByteView, _ text: ByteView) -> Bool {
    // A stranger's text must not cost more than this many tries.
    var tries = 4096
    return matches(form, 0, text, 0, &tries)
  }

  private static func matches(
    _ form: ByteView, _ formStart: Int, _ text: ByteView, _ textStart: Int, _ tries: inout Int
  ) -> Bool {
    var place = formStart
    var at = textStart
    let literal = form.length(from: place) { !isWildcard($0) }
    if literal > 0 {
      guard text.from(at).starts(with: form[place..<(place + literal)]) else { return false }
      place += literal
      at += literal
    }
    guard place < form.count else { return at == text.count }
    let wildcard = form[place]
    if wildcard == UInt8(ascii: "#") {
      if at < text.count, text[at] == UInt8(ascii: "-") { at += 1 }
      var length = text.length(from: at) { $0.isDigit || $0 == UInt8(ascii: ".") }
      guard length > 0, text[at].isDigit else { return false }
      while length > 0 {
        tries -= 1
        if tries < 0 { return false }
        if matches(form, place + 1, text, at + length, &tries) { return true }
        length -= 1
      }
      return false
    }
    // The others end where the form's next literal stands, or at the end.
    let next = place + 1
    let nextLiteral = form.length(from: next) { !isWildcard($0) }
    if nextLiteral == 0 || next + nextLiteral == form.count {
      if next == form.count { return fits(text[at..<text.count], wildcard) }
      if nextLiteral > 0 {
        let end = text.count - nextLiteral
        return end >= at && text.ends(with: form[next..<form.count])
          && fits(text[at..<end], wildcard)
      }
      for end in at...text.count {
        tries -= 1
        if tries < 0 { return false }
        if fits(text[at..<end], wildcard), matches(form, next, text, end, &tries) { return true }
      }
      return false
    }
    let needle = form[next..<(next + nextLiteral)]
    var from = at
    while let found = text.firstRange(of: needle, from: from) {
      tries -= 1
      if tries < 0 { return false }
      if fits(text[at..<found.lowerBound], wildcard),
        matches(form, next + nextLiteral, text, found.upperBound, &tries)
      {
        return true
      }
      from = found.lowerBound + 1
    }
    return false
  }

  private static func fits(_ run: ByteView, _ wildcard: UInt8) -> Bool {
    switch wildcard {
    case UInt8(ascii: "@"): !run.isEmpty && run.firstIndex(of: 0x20) == nil
    case UInt8(ascii: "~"): SystemErrors.holds(run)
    default: true
    }
  }
}
