package import ByteTools

/// A value with wildcards: `*` any bytes, `?` one. Taken literally where they were quoted.
struct Pattern: Equatable {
  enum Part: Equatable { case byte(UInt8), one, any }
  private let parts: [Part]
  let folds: Bool
  let hasWildcards: Bool

  init(_ word: QueryWord, folds: Bool) {
    self.folds = folds
    parts = zip(word.bytes, word.quoted).map { byte, isQuoted in
      if !isQuoted, byte == UInt8(ascii: "*") { return .any }
      if !isQuoted, byte == UInt8(ascii: "?") { return .one }
      return .byte(folds ? byte.asciiLowercased : byte)
    }
    hasWildcards = parts.contains { $0 == .any || $0 == .one }
  }

  var isEmpty: Bool { parts.isEmpty }

  /// Whether the whole of `text` is as the pattern says. Never more than text × parts steps.
  func matches(_ text: ByteView) -> Bool {
    var index = 0
    var part = 0
    // Where the last `*` stood, and what it takes up to now.
    var star: (part: Int, index: Int)?
    while index < text.count {
      if part < parts.count {
        switch parts[part] {
        case .any:
          star = (part, index)
          part += 1
          continue
        case .one:
          index += 1
          part += 1
          continue
        case .byte(let byte):
          if byte == (folds ? text[index].asciiLowercased : text[index]) {
            index += 1
            part += 1
            continue
          }
        }
      }
      guard let last = star else { return false }
      star = (last.part, last.index + 1)
      index = last.index + 1
      part = last.part + 1
    }
    return parts[part...].allSatisfy { $0 == .any }
  }

  /// Whether it stands somewhere in `text`.
  func isIn(_ text: ByteView) -> Bool {
    if hasWildcards { return matches(text) }
    return text.count >= parts.count && needle.isIn(text)
  }

  private var needle: Needle {
    Needle(parts.compactMap { if case .byte(let byte) = $0 { byte } else { nil } }, folds: folds)
  }

  /// The longest run of its bytes that any log holds as they are, whatever it quotes or escapes.
  var plainRun: Needle? {
    var best: [UInt8] = []
    var run: [UInt8] = []
    for part in parts + [.any] {
      if case .byte(let byte) = part, byte.isPlain {
        run.append(byte)
      } else {
        if run.count > best.count { best = run }
        run = []
      }
    }
    return best.count >= 3 ? Needle(best, folds: folds) : nil
  }
}

extension UInt8 {
  /// Neither quoted nor escaped by any log or format.
  fileprivate var isPlain: Bool {
    isLetterOrDigit || self == UInt8(ascii: "@") || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
  }
}

/// A text looked for in log lines, with smart case; in an unquoted one `*` stands for any bytes but
/// blanks.
package struct TextPattern: Equatable {
  /// The pieces between the stars.
  private let pieces: [Needle]

  init(_ word: QueryWord) {
    let folds = !word.bytes.contains { $0 &- 0x41 < 26 }
    var pieces: [[UInt8]] = [[]]
    for (byte, isQuoted) in zip(word.bytes, word.quoted) {
      if !isQuoted, byte == UInt8(ascii: "*") {
        pieces.append([])
      } else {
        pieces[pieces.count - 1].append(byte)
      }
    }
    self.pieces = pieces.filter { !$0.isEmpty }.map { Needle($0, folds: folds) }
  }

  /// Its longest piece, which any line with the text has.
  var needed: Needle? { pieces.max { $0.bytes.count < $1.bytes.count } }

  /// Where it first stands at or after `start`.
  package func firstRange(in line: ByteView, from start: Int = 0) -> Range<Int>? {
    guard let first = pieces.first else { return start < line.count ? start..<start : nil }
    var from = start
    while let head = first.firstRange(in: line, from: from) {
      if let end = end(in: line, after: head.upperBound) { return head.lowerBound..<end }
      // What the first head of a run without blanks cannot reach, a later one cannot either.
      let rest = line.from(head.upperBound)
      from = head.upperBound + rest.length { $0 != 0x20 && $0 != 0x09 }
    }
    return nil
  }

  private func end(in line: ByteView, after start: Int) -> Int? {
    var end = start
    for piece in pieces.dropFirst() {
      let rest = line.from(end)
      let gap = rest.length { $0 != 0x20 && $0 != 0x09 }
      // The piece itself may hold blanks; only what the star takes may not.
      guard let found = piece.firstRange(in: rest), found.lowerBound <= gap else { return nil }
      end += found.upperBound
    }
    return end
  }
}
