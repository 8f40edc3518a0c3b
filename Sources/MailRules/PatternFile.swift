package import ByteTools
internal import CShippedRules
internal import Glibc

/// The bytes of one file of patterns; whoever points into them keeps the file alive.
package final class PatternFile {
  package let name: String
  package let text: ByteView
  private let owned: UnsafeMutableBufferPointer<UInt8>?

  /// Bytes that live as long as the process.
  init(name: String, lasting text: ByteView) {
    self.name = name
    self.text = text
    owned = nil
  }

  package init(name: String, copying bytes: [UInt8]) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = copy.update(fromContentsOf: bytes)  // Safe: as many bytes as were allocated.
    self.name = name
    owned = copy
    text = ByteView(UnsafeRawBufferPointer(copy))
  }

  deinit { owned?.deallocate() }

  package convenience init(path: String) throws(PatternFileError) {
    guard let file = fopen(path, "rb") else { throw Self.unreadable(path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      bytes.append(contentsOf: chunk[..<count])
      if count < chunk.count { break }
    }
    if ferror(file) != 0 { throw Self.unreadable(path) }
    self.init(name: path, copying: bytes)
  }

  fileprivate static func unreadable(_ path: String) -> PatternFileError {
    PatternFileError(
      file: path, line: 0, problem: .unreadable(String(cString: strerror(errno))))
  }

  package func error(_ line: Int, _ problem: PatternFileError.Problem) -> PatternFileError {
    PatternFileError(file: name, line: line, problem: problem)
  }
}

extension PatternFile {
  /// The files of `patterns/` as they were when this program was built, in name order.
  package static let shippedNames: [String] = shippedTable().map { String(cString: $0.name) }

  /// Those of the shipped files whose names end in `suffix`.
  package static func shipped(_ suffix: String) -> [PatternFile] {
    shippedTable().compactMap { entry in
      let name = String(cString: entry.name)
      guard name.hasSuffix(suffix) else { return nil }
      // Safe: a constant of the program, `count` bytes long.
      return PatternFile(name: name, lasting: ByteView(base: entry.bytes, count: entry.count))
    }
  }

  private static func shippedTable() -> UnsafeBufferPointer<shipped_file> {
    var count = 0
    return UnsafeBufferPointer(start: shipped_files(&count), count: count)
  }

  /// The files of a directory whose names end in `suffix`, in name order.
  package static func inDirectory(
    _ path: String, _ suffix: String
  ) throws(PatternFileError) -> [PatternFile] {
    guard let directory = opendir(path) else { throw unreadable(path) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(suffix), !name.hasPrefix(".") { names.append(name) }
    }
    var files: [PatternFile] = []
    for name in names.sorted() { files.append(try PatternFile(path: "\(path)/\(name)")) }
    return files
  }
}

/// A line `keyword value` of a stanza file; the value is verbatim, without quoting or escaping.
struct StanzaLine {
  /// From 1.
  let number: Int
  let keyword: ByteView
  let value: ByteView
}

/// The lines of a stanza file that say something; blank lines and comments are passed over.
struct StanzaLines: Sequence, IteratorProtocol {
  private var rest: ByteView
  private var number = 0

  init(_ text: ByteView) { rest = text }

  mutating func next() -> StanzaLine? {
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.count
      var line = rest.prefix(end)
      rest = rest.from(end + 1)
      number += 1
      if line.ends(with: "\r") { line = line.prefix(line.count - 1) }
      guard !line.trimmed.isEmpty, line[0] != UInt8(ascii: "#") else { continue }
      line = line.trimmedAtStart
      let width = line.length { $0 != 0x20 && $0 != 0x09 }
      return StanzaLine(
        number: number, keyword: line.prefix(width), value: line.from(width).trimmedAtStart)
    }
    return nil
  }
}

extension ByteView {
  fileprivate var trimmedAtStart: ByteView { from(length { $0 == 0x20 || $0 == 0x09 }) }
}
