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
    let key: UInt64
    let form: ByteView
    /// What stands behind its last wildcard: most candidates of one beginning differ in it.
    let end: ByteView

    init(key: UInt64, form: ByteView) {
      self.key = key
      self.form = form
      var length = 0
      while length < form.count, !GlobTable.isWildcard(form[form.count - 1 - length]) {
        length += 1
      }
      end = form.from(form.count - length)
    }
  }

  /// Forms without wildcards.
  private let exact: Set<ByteView>
  /// How many literal bytes in front a form is filed under: as many of these as it has.
  private static let depths = [24, 16, 8, 4]
  /// Forms that begin with four literal bytes or more, for each depth, by the hash of those bytes.
  private let anchored: [[Entry]]
  /// Forms that begin with one to three literal bytes.
  private let short: [ByteView]
  /// The others, by four literal bytes inside; `sieve` has a bit for each of those.
  private let floating: [Entry]
  private var sieve: [UInt64] = Array(repeating: 0, count: 512)
  /// What has no four literal bytes in a row.
  private let loose: [ByteView]

  init(_ forms: [StaticString]) { self.init(forms.map { ByteView($0) }) }

  init(_ forms: [ByteView]) {
    var exact: Set<ByteView> = []
    var anchored: [[Entry]] = Self.depths.map { _ in [] }
    var short: [ByteView] = []
    var loose: [ByteView] = []
    var inner: [ByteView] = []
    for form in forms {
      let literal = form.length { !Self.isWildcard($0) }
      if literal == form.count {
        exact.insert(form)
      } else if let depth = Self.depths.firstIndex(where: { $0 <= literal }) {
        let key = form.prefix(Self.depths[depth]).hash64
        anchored[depth].append(Entry(key: key, form: form))
      } else if literal > 0 {
        short.append(form)
      } else {
        inner.append(form)
      }
    }
    var floating: [Entry] = []
    // By a hash: two that fall together count as one, and one of the next rarest may be taken.
    var uses: [UInt16] = Array(repeating: 0, count: inner.isEmpty ? 0 : 1 << 14)
    func place(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 18) }
    for form in inner { Self.forEachInnerKey(form) { uses[place($0)] &+= 1 } }
    for form in inner {
      // The rarest, so that few lines come near.
      var rarest: UInt32?
      var fewest = UInt16.max
      Self.forEachInnerKey(form) { key in
        guard rarest == nil || uses[place(key)] < fewest else { return }
        (rarest, fewest) = (key, uses[place(key)])
      }
      if let rarest {
        floating.append(Entry(key: UInt64(rarest), form: form))
        sieve[Self.word(rarest)] |= Self.bit(rarest)
      } else {
        loose.append(form)
      }
    }
    self.exact = exact
    self.anchored = anchored.map { $0.sorted { $0.key < $1.key } }
    self.floating = floating.sorted { $0.key < $1.key }
    self.short = short
    self.loose = loose
  }

  func matches(_ text: ByteView) -> Bool {
    guard !text.isEmpty else { return false }
    if exact.contains(text) { return true }
    for (depth, entries) in zip(Self.depths, anchored)
    where text.count >= depth && !entries.isEmpty {
      if Self.anyMatch(entries, text.prefix(depth).hash64, text) { return true }
    }
    if short.contains(where: { $0[0] == text[0] && Self.matches($0, text) }) { return true }
    if loose.contains(where: { Self.matches($0, text) }) { return true }
    guard !floating.isEmpty, text.count >= 4 else { return false }
    var key = Self.key(text, at: 0)
    var index = 4
    while true {
      if sieve[Self.word(key)] & Self.bit(key) != 0, Self.anyMatch(floating, UInt64(key), text) {
        return true
      }
      guard index < text.count else { return false }
      key = key << 8 | UInt32(text[index])
      index += 1
    }
  }

  var forms: [ByteView] {
    exact + anchored.joined().map(\.form) + short + floating.map(\.form) + loose
  }

  // MARK: Index

  private static func anyMatch(_ entries: [Entry], _ key: UInt64, _ text: ByteView) -> Bool {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    while low < entries.count, entries[low].key == key {
      if text.ends(with: entries[low].end), matches(entries[low].form, text) { return true }
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

  private static func word(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 23) }
  private static func bit(_ key: UInt32) -> UInt64 { 1 << UInt64((key &* 0x85EB_CA6B) >> 26) }

  /// Calls `body` with each four literal bytes in a row.
  private static func forEachInnerKey(_ form: ByteView, _ body: (UInt32) -> Void) {
    var key: UInt32 = 0
    var length = 0
    for index in 0..<form.count {
      length = isWildcard(form[index]) ? 0 : length + 1
      key = key << 8 | UInt32(form[index])
      if length >= 4 { body(key) }
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
