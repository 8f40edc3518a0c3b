internal import ByteTools
internal import Glibc

/// Single lines of a plain file, read without those before them.
package final class PlacedLines {
  private let descriptor: Int32
  private let samples: [FileSample]
  private let programs: ProgramTable
  private static let longest = 64 << 10

  /// - Returns: nil where the file is not in order of time, or cannot be read.
  package init?(path: String, programs: ProgramTable, settings: LogSource.Settings) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0,
      let samples = FileSample.all(
        of: path, size: Int(status.st_size),
        heads: LogSource.heads(settings, modified: Int64(status.st_mtim.tv_sec)))
    else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    self.samples = samples
    self.programs = programs
  }

  deinit { close(descriptor) }

  /// The lines that reach over these places in the file, in that order, each once.
  ///
  /// - Returns: nil where one of them is longer than 64 KiB or bears no stamp: then it may be part of
  ///   another.
  package func lines(at places: [Int]) -> LineBlock? {
    let lines = LineBlock(copies: places.count, bytes: 256 * places.count)
    let single = LineBlock()
    var last = 0..<0
    for place in places.sorted() where !last.contains(place) {
      guard let (text, range) = text(around: place),
        let heads = samples.last(where: { $0.start <= range.lowerBound })?.heads
          ?? samples.first?.heads
      else { return nil }
      last = range
      single.recycle()
      _ = text.withByteView { single.append($0) }
      var splitter = LineSplitter(heads: heads, programs: programs)
      _ = splitter.split(single, from: 0, isLastCut: false, isAtEnd: true)
      guard single.records.count > 0, single.records[0].program != 0 else { return nil }
      let record = single.records[0]
      _ = lines.append(single.line(record), record)
    }
    return lines
  }

  /// The line around a place, without its end, and where it stands.
  private func text(around place: Int) -> (text: [UInt8], range: Range<Int>)? {
    let start = max(place - Self.longest, 0)
    var buffer = [UInt8](repeating: 0, count: place - start + Self.longest)
    let read = buffer.withUnsafeMutableBytes {
      pread(descriptor, $0.baseAddress, $0.count, off_t(start))
    }
    guard read > place - start else { return nil }
    return buffer.withByteView { bytes in
      let bytes = bytes.prefix(read)
      let before = bytes.lastIndex(of: 0x0A, before: place - start).map { $0 + 1 }
      let end = bytes.firstIndex(of: 0x0A, from: place - start)
      // Without a line's end in reach it is too long, or the file's last.
      guard let first = before ?? (start == 0 ? 0 : nil),
        let last = end ?? (read < buffer.count ? read : nil)
      else { return nil }
      return (bytes[first..<last].withBytes { Array($0) }, (start + first)..<(start + last))
    }
  }
}
