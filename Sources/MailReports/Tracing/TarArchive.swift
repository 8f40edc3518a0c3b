/// A tar archive of a few files, in the ustar form (POSIX.1-2017, pax, "ustar Interchange Format").
///
/// The same files give the same bytes: they belong to root, and their time is given.
package struct TarArchive {
  /// An entry's size fills a field of eleven octal digits; its name one of a hundred bytes.
  package static let largestFile = (1 << 33) - 1
  private static let longestName = 100
  private static let blockSize = 512

  private var blocks: [UInt8] = []
  private let time: Int64

  /// - Parameter time: when every file was last changed, in seconds since 1970.
  package init(time: Int64) { self.time = max(time, 0) }

  /// Adds a file that its owner alone may read.
  /// - Parameter name: of the program's own making: short, relative, plain ASCII.
  package mutating func add(_ name: String, _ contents: [UInt8]) {
    precondition(
      name.utf8.count < Self.longestName && contents.count <= Self.largestFile,
      "files of a bundle are few and small, and bear short names")
    var header = [UInt8](repeating: 0, count: Self.blockSize)
    func put(_ text: String, at place: Int) {
      for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
    }
    func put(_ number: Int64, digits: Int, at place: Int) {
      let octal = String(number, radix: 8)
      put(String(repeating: "0", count: max(digits - octal.count, 0)) + octal, at: place)
    }
    put(name, at: 0)
    put(0o600, digits: 7, at: 100)
    put(0, digits: 7, at: 108)
    put(0, digits: 7, at: 116)
    put(Int64(contents.count), digits: 11, at: 124)
    put(time, digits: 11, at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    put("root", at: 265)
    put("root", at: 297)
    put(0, digits: 7, at: 329)
    put(0, digits: 7, at: 337)
    // The sum is taken with blanks in its own place.
    put(header.reduce(0) { $0 + Int64($1) }, digits: 6, at: 148)
    header[154] = 0
    blocks += header
    blocks += contents
    pad(to: Self.blockSize)
  }

  /// The archive with its end: two blocks of zeros, and whole records of twenty blocks.
  package consuming func bytes() -> [UInt8] {
    blocks += [UInt8](repeating: 0, count: 2 * Self.blockSize)
    pad(to: 20 * Self.blockSize)
    return blocks
  }

  private mutating func pad(to size: Int) {
    let rest = blocks.count % size
    if rest > 0 { blocks += [UInt8](repeating: 0, count: size - rest) }
  }
}
