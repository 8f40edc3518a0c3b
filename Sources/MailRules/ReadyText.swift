internal import ByteTools

/// A text made ready for many rules: addresses covered, a lower-case copy, and which letter pairs
/// occur.
///
/// Reused for every text, so that classifying allocates nothing.
final class ReadyText {
  /// The text with every mail address covered by `x`: an address is a stranger's choice, and
  /// `<virus-info@spam.example>` says nothing on why it was refused. A reply of several lines has
  /// lost the codes of all but the first, so that its words stand side by side.
  private(set) var covered: [UInt8] = []
  /// The same in lower case.
  private(set) var lowered: [UInt8] = []
  /// Bit n: some two neighbouring letters have the pair hash n.
  private let pairs = UnsafeMutablePointer<UInt64>.allocate(capacity: 64)

  init() { pairs.initialize(repeating: 0, count: 64) }
  deinit { pairs.deallocate() }

  /// Longer texts are cut: 2000 bytes is the most that Postfix logs, and words stand in front.
  static let longest = 4096

  func set(_ text: ByteView) {
    covered.removeAll(keepingCapacity: true)
    covered.append(text.prefix(Self.longest))
    joinLines()
    coverAddresses()
    lowered.removeAll(keepingCapacity: true)
    pairs.update(repeating: 0, count: 64)
    var before: UInt8 = 0
    for byte in covered {
      let byte = byte.asciiLowercased
      lowered.append(byte)
      let pair = Self.pair(before, byte)
      pairs[Int(pair >> 6)] |= 1 << UInt64(pair & 63)  // Safe: a pair hash is below 4096.
      before = byte
    }
  }

  static func pair(_ first: UInt8, _ second: UInt8) -> UInt16 {
    (UInt16(first & 0x3F) << 6 ^ UInt16(second & 0x7F)) & 0xFFF
  }

  /// Whether a needle with these pairs may occur: false is certain. One nanosecond, where `memmem`
  /// takes twenty.
  @inline(__always)
  func mayHold(_ needle: NeedlePairs) -> Bool {
    has(needle.first) && has(needle.middle) && has(needle.last)
  }

  @inline(__always)
  private func has(_ pair: UInt16) -> Bool {
    pairs[Int(pair >> 6 & 63)] & 1 << UInt64(pair & 63) != 0  // Safe: the index is below 64.
  }

  func holds(_ needle: Needle) -> Bool { mayHold(needle.pairs) && reallyHolds(needle) }

  func reallyHolds(_ needle: Needle) -> Bool {
    lowered.withByteView { text in
      needle.lowered.withByteView { text.firstRange(of: $0) != nil }
    }
  }

  /// `550-5.1.1 no such 550 5.1.1 user`, as Postfix joins lines, and `550-no such\\n550 user`, as
  /// Exim does, become `550-5.1.1 no such user`.
  private func joinLines() {
    guard covered.count > 8, covered[3] == UInt8(ascii: "-"), covered[0].isDigit,
      covered[1].isDigit, covered[2].isDigit
    else { return }
    var written = 4
    var index = 4
    while index < covered.count {
      let end = endOfLineCode(at: index)
      if end > index {
        covered[written] = 0x20
        index = end
      } else {
        covered[written] = covered[index]
        index += 1
      }
      written += 1
    }
    covered.removeLast(covered.count - written)
  }

  /// Where the break and the codes at `index` end; `index` where there are none.
  private func endOfLineCode(at index: Int) -> Int {
    var at = index
    if covered[at] == 0x20 {
      at += 1
    } else {
      while at < covered.count, covered[at] == UInt8(ascii: "\\") { at += 1 }
      guard at > index, at < covered.count, covered[at] == UInt8(ascii: "n") else { return index }
      at += 1
    }
    guard at + 4 <= covered.count, covered[at..<at + 3].elementsEqual(covered[..<3]),
      covered[at + 3] == UInt8(ascii: "-") || covered[at + 3] == 0x20
    else { return index }
    at += 4
    let code = at
    while at < covered.count, covered[at].isDigit || covered[at] == UInt8(ascii: ".") { at += 1 }
    // An enhanced status only: `550 5 minutes` keeps its number.
    return at - code >= 5 && at < covered.count && covered[at] == 0x20 ? at + 1 : code
  }

  private func coverAddresses() {
    var from = 0
    while let at = covered[from...].firstIndex(of: UInt8(ascii: "@")) {
      var start = at
      while start > 0, Self.isLocalPart(covered[start - 1]) { start -= 1 }
      var end = at + 1
      while end < covered.count, Self.isDomain(covered[end]) { end += 1 }
      if start < at, end > at + 1 {
        for index in start..<end where covered[index] != UInt8(ascii: "@") {
          covered[index] = UInt8(ascii: "x")
        }
      }
      from = end
    }
  }

  private static func isLocalPart(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte >= 0x80 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "'")
  }

  private static func isDomain(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte >= 0x80 || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }
}

/// Three of a literal's letter pairs.
struct NeedlePairs {
  let first: UInt16
  let middle: UInt16
  let last: UInt16
}

/// A literal to look for, in lower case.
struct Needle {
  let lowered: [UInt8]
  let pairs: NeedlePairs

  /// `text` has two bytes at least.
  init(_ text: ByteView) {
    let lowered = (0..<text.count).map { text[$0].asciiLowercased }
    func pair(_ index: Int) -> UInt16 { ReadyText.pair(lowered[index], lowered[index + 1]) }
    self.lowered = lowered
    pairs = NeedlePairs(
      first: pair(0), middle: pair((lowered.count - 2) / 2), last: pair(lowered.count - 2))
  }
}
