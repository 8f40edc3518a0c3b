package import ByteTools

/// Whether some text stands in a file at all, without reading its lines.
///
/// Costs one pass at the speed of memory, where reading the lines costs ten times as much.
package enum LiteralScan {
  /// What one read asks for; it stays in the second-level cache.
  private static let pieceSize = 256 << 10

  /// Where Exim's entries were cut by syslog, a text may stand across two lines.
  private static let cutEntry = Needle("[1/".utf8, folds: false)

  /// Whether none of `needles` stands in any line of the file at `path`.
  ///
  /// False where that cannot be told: no plain regular file, a journal or text of another encoding,
  /// entries in parts, a fault on the way. Then its lines have to be read.
  package static func isAbsent(_ needles: [Needle], from path: String) -> Bool {
    // What is opened here must not be a pipe: its bytes would be gone for those who read its lines.
    guard path != "-", fileSize(path) > 0, !needles.isEmpty,
      let feed = try? ByteFeed(path: path), feed.isPlainFile
    else { return false }
    let all = needles + [cutEntry]
    // Shorter than the longest needle by one: so much of a piece may belong to a hit in the next.
    let overlap = all.reduce(0) { max($0, $1.bytes.count) } - 1
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: overlap + pieceSize, alignment: 64)
    defer { buffer.deallocate() }
    var kept = 0
    while true {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[kept..<(kept + pieceSize)])
      guard let read = try? feed.read(into: room) else { return false }
      if read == 0 { return true }
      let piece = ByteView(UnsafeRawBufferPointer(rebasing: buffer[..<(kept + read)]))
      if all.contains(where: { $0.isIn(piece) }) { return false }
      kept = min(overlap, piece.count)
      let tail = UnsafeRawBufferPointer(rebasing: buffer[(piece.count - kept)..<piece.count])
      buffer.copyMemory(from: tail)  // Safe: memmove, and kept is no more than the buffer.
    }
  }
}
