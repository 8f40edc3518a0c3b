internal import ByteTools

/// What one call of a decompressor did.
struct DecodeStep {
  enum Outcome {
    case going
    /// The member (gzip), frame (zstd) or stream (xz, bzip2) is whole and its checksum right;
    /// `consumed` ends with it.
    case memberEnded
    case damaged(String)
    case unsupported(String)
  }

  var consumed: Int
  var produced: Int
  var outcome: Outcome
}

/// The undoing of one compression, a piece at a time.
///
/// It knows members only: their sequence, padding between them and the end of the file are
/// `ByteStream`'s. Any bytes may come; none may trap.
protocol Decompressor: AnyObject {
  /// Decodes some of `input` into `output`, which is not empty.
  ///
  /// No progress with an empty input means that more of it is needed. What was decoded before a
  /// damage is counted in the same step. Allocates nothing for its caller's sake.
  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep

  /// Makes ready for another member; false where memory is lacking.
  func startNextMember() -> Bool
}

/// A compression: how its files begin, and what undoes it.
struct Compression: Sendable {
  enum Reader: Sendable {
    /// `zlibOnly` leaves ISA-L aside. Nil where memory is lacking.
    case decoder(@Sendable (_ zlibOnly: Bool) -> (any Decompressor)?)
    /// A known form that is not read; the text says what to do instead.
    case unsupported(String)
  }

  /// In hexadecimal, two digits a byte; `?` is any digit.
  let magic: StaticString
  let reader: Reader

  init(_ magic: StaticString, _ make: @escaping @Sendable (Bool) -> (any Decompressor)?) {
    self.magic = magic
    reader = .decoder(make)
  }

  init(_ magic: StaticString, unsupported what: String) {
    self.magic = magic
    reader = .unsupported(what)
  }

  /// Every form that is told from its first bytes. A new compression is a file and a line here.
  static let all: [Compression] = [
    // RFC 1952 section 2.3.1: ID1, ID2 and the only method there is.
    Compression("1F8B08") { zlibOnly in
      if !zlibOnly, let fast = GzipByISAL() { return fast }
      return GzipByZlib()
    },
    // RFC 8878 sections 3.1.1 and 3.1.2: a frame; a skippable frame, as pzstd puts first.
    Compression("28B52FFD") { _ in Zstandard() },
    Compression("5?2A4D18") { _ in Zstandard() },
    // The .xz file format 1.1.0, section 2.1.1.1.
    Compression("FD377A585A00") { _ in XZ() },
    // "BZh", the level, then the first block's mark, or the end's where there is nothing inside.
    Compression("425A683?314159265359") { _ in Bzip2() },
    Compression("425A683?177245385090") { _ in Bzip2() },

    Compression("04224D18", unsupported: "lz4 is not supported; decompress it with lz4 -dc"),
    Compression("1F9D", unsupported: "compress (.Z) is not supported; decompress it with zcat"),
    Compression("4C5A495001", unsupported: "lzip is not supported; decompress it with lzip -dc"),
    Compression("504B0304", unsupported: "a zip archive; unpack it first"),
    Compression("377ABCAF271C", unsupported: "a 7z archive; unpack it first"),
    Compression(
      "4C504B5348485248",  // "LPKSHHRH", systemd's journal-def.h
      unsupported: "a binary journal; read it with journalctl --file FILE -o export"),
  ]

  /// As many bytes as the longest magic has.
  static let headLength = 10

  enum Match {
    case whole(Int)
    /// All of `head` is the beginning of a magic: the file was cut there.
    case beginning
    case none
  }

  /// Which of `all` the bytes at the start of `head` announce.
  static func match(_ head: UnsafeRawBufferPointer) -> Match {
    var isBeginning = false
    for (index, compression) in all.enumerated() {
      let length = compression.magic.utf8CodeUnitCount / 2
      let common = min(length, head.count)
      guard (0..<common).allSatisfy({ compression.accepts(head[$0], at: $0) }) else { continue }
      if common == length { return .whole(index) }
      isBeginning = isBeginning || common > 0
    }
    return isBeginning ? .beginning : .none
  }

  private func accepts(_ byte: UInt8, at index: Int) -> Bool {
    let digits = ByteView(magic)
    func accepts(_ nibble: UInt8, _ digit: UInt8) -> Bool {
      digit == UInt8(ascii: "?") || (digit < 0x3A ? digit - 0x30 : digit - 0x41 + 10) == nibble
    }
    return accepts(byte >> 4, digits[2 * index]) && accepts(byte & 15, digits[2 * index + 1])
  }
}
