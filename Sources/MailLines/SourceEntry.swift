internal import ByteTools
internal import Glibc
internal import MailTerms

/// Where a large plain file is entered when only lines from some moment on are wanted.
///
/// Instead of a search by halves, which trusts a file's order, samples are taken all along it.
struct SourceEntry {
  /// The start of a line.
  let offset: Int
  /// As it stands when everything before has been read.
  let heads: HeadReader

  /// Smaller files are read whole: that costs less than to find out.
  static let leastSize = 4 << 20
  /// How far out of order lines may stand, in microseconds: clocks of hosts differ, loggers are late.
  static let tolerance: Int64 = 3600 * 1_000_000

  /// - Parameters:
  ///   - limit: microseconds since 1970; every line before the entry is older.
  ///   - heads: as for the file's first line.
  /// - Returns: nil where the file has to be read from its start.
  static func find(path: String, size: Int, limit: Int64, heads: HeadReader) -> SourceEntry? {
    let samples = FileSample.all(of: path, size: size, heads: heads)
    // Of a file in order of time, those that are old enough come first.
    guard let last = samples?.last(where: { $0.newestSoFar < limit - tolerance }) else {
      return nil
    }
    return SourceEntry(offset: last.start, heads: last.heads)
  }

  /// How many lines stand before the entry.
  ///
  /// Reads the file up to there, for their ends alone; nothing asks unless a line's number is shown.
  func linesBefore(path: String, onTwoThreads: Bool) -> Int {
    let (offset, middle) = (offset, offset / 2)
    let rest = Handover<Int>(capacity: 1)
    guard onTwoThreads,
      Worker.start({ rest.put(Self.lineEnds(of: path, in: middle..<offset)) })
    else { return Self.lineEnds(of: path, in: 0..<offset) }
    return Self.lineEnds(of: path, in: 0..<middle) + (rest.take() ?? 0)
  }

  private static func lineEnds(of path: String, in range: Range<Int>) -> Int {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return 0 }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    var place = range.lowerBound
    var lines = 0
    while place < range.upperBound {
      let count = buffer.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, min($0.count, range.upperBound - place), off_t(place))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      lines += buffer.withByteView { $0.prefix(count).count(of: 0x0A) }
      place += count
    }
    return lines
  }
}

/// The oldest and the newest of some stamps, in microseconds since 1970.
struct TimeSpan {
  var oldest: Int64
  var newest: Int64
}

extension HeadReader {
  /// The span of the stamps of all lines in `text`; nil where none bears one.
  mutating func span(of text: ByteView) -> TimeSpan? {
    var span: TimeSpan?
    var head = LineHead()
    var start = 0
    while start < text.count {
      let end = text.firstIndex(of: 0x0A, from: start) ?? text.count
      if read(text[start..<end], after: .empty, into: &head), head.time != .never {
        let time = head.time.microseconds
        span = TimeSpan(
          oldest: min(span?.oldest ?? time, time), newest: max(span?.newest ?? time, time))
      }
      start = end + 1
    }
    return span
  }
}
