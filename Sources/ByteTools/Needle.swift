internal import CBytes

/// A text to be found in many runs of bytes, prepared once.
package struct Needle: Hashable, Sendable {
  /// In small letters where their case is of no account.
  package let bytes: [UInt8]
  /// Whether the case of ASCII letters is of no account.
  package let folds: Bool
  /// The places of its two rarest bytes, in order.
  private let first: Int
  private let second: Int

  package init(_ text: some Sequence<UInt8>, folds: Bool) {
    let bytes = folds ? text.map(\.asciiLowercased) : Array(text)
    self.folds = folds && bytes.contains { $0.isLetter }
    self.bytes = bytes
    let byRarity = bytes.indices.sorted { Self.rank(bytes[$0]) < Self.rank(bytes[$1]) }
    let places = byRarity.prefix(2).sorted()
    first = places.first ?? 0
    second = places.last ?? 0
  }

  /// Smart case, as ripgrep has it: a capital makes the case count.
  package init(smartCase text: some Collection<UInt8>) {
    self.init(text, folds: !text.contains { $0 &- 0x41 < 26 })
  }

  /// Where it first stands at or after `start`; an empty one stands everywhere.
  package func firstRange(in view: ByteView, from start: Int = 0) -> Range<Int>? {
    guard start >= 0, start <= view.count else { return nil }
    guard !bytes.isEmpty else { return start..<start }
    return bytes.withByteView { needle in
      // Safe: the range searched is start..<count, and first and second are places of the needle.
      guard
        let found = incatrail_find(
          view.base + start, view.count - start, needle.base, needle.count, first, second,
          folds ? 1 : 0)
      else { return nil }
      let index = found - view.base
      return index..<(index + needle.count)
    }
  }

  package func isIn(_ view: ByteView) -> Bool { firstRange(in: view) != nil }

  /// How usual a byte is in mail logs: the first of these is the most usual.
  private static let usual = Array(" e0tsia1mo2nr3=cpd:5l4.x-f6879hu[]/<>,bgv@ykwq_jz".utf8)

  private static func rank(_ byte: UInt8) -> Int {
    usual.firstIndex(of: byte.asciiLowercased).map { usual.count - $0 } ?? 0
  }
}
