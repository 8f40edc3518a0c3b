internal import ByteTools
internal import Glibc

/// Some lines of a large plain file, and what is known at them.
///
/// Samples all along a file show whether it is in order of time at all (two logs put one behind the
/// other are not), and carry the year of stamps without one from the file's first line to each place.
struct FileSample {
  /// The start of its first line.
  let start: Int
  /// As it stands before that line.
  let heads: HeadReader
  /// Microseconds since 1970: the newest stamp up to its last line.
  let newestSoFar: Int64

  private static let size = 8 << 10
  private static let most = 256

  /// - Parameter heads: as for the file's first line.
  /// - Returns: nil where the file cannot be read, or is not in order of time.
  static func all(of path: String, size: Int, heads: HeadReader) -> [FileSample]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var heads = heads
    var samples: [FileSample] = []
    var newest = Int64.min
    var buffer = [UInt8](repeating: 0, count: Self.size)
    let count = max(min(most, size / (64 << 10)), 1)
    for number in 0..<count {
      let place = size / count * number
      let read = buffer.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, $0.count, off_t(place))
      }
      guard read > 0 else { return nil }
      let before = heads
      let found = buffer.withByteView { bytes -> (start: Int, span: TimeSpan)? in
        let bytes = bytes.prefix(read)
        // Where a sample begins in the middle of a line, the next one is its first.
        guard let start = number == 0 ? 0 : bytes.firstIndex(of: 0x0A).map({ $0 + 1 }),
          let end = bytes.lastIndex(of: 0x0A), start < end,
          let span = heads.span(of: bytes[start..<end])
        else { return nil }
        return (start, span)
      }
      guard let (start, span) = found else { continue }
      guard newest == .min || span.oldest >= newest - SourceEntry.tolerance else { return nil }
      newest = max(newest, span.newest)
      samples.append(FileSample(start: place + start, heads: before, newestSoFar: newest))
    }
    return samples
  }
}
