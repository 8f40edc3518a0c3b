package import ByteTools

/// Where texts stand in a file, found without reading its lines.
///
/// Costs one pass at the speed of memory, where reading the lines costs ten times as much.
package enum LiteralScan {
  /// What one read asks for; it stays in the second-level cache.
  private static let pieceSize = 256 << 10

  /// Where Exim's entries were cut by syslog, a text may stand across two lines.
  private static let cutEntry = Needle("[1/".utf8, folds: false)

  /// Whether none of `needles` stands in any line of the file at `path`; false where that cannot be
  /// told.
  package static func isAbsent(_ needles: [Needle], from path: String) -> Bool {
    places(of: needles, in: path, most: 0) != nil
  }

  /// The places in the file at `path` at which one of `needles` stands, in order.
  ///
  /// - Returns: nil where they are more than `most`, or cannot be told: no plain regular file, a journal
  ///   or text of another encoding, entries in parts, a fault on the way. Then its lines have to be read.
  package static func places(of needles: [Needle], in path: String, most: Int) -> [Int]? {
    // What is opened here must not be a pipe: its bytes would be gone for those who read its lines.
    guard path != "-", fileSize(path) > 0, !needles.isEmpty,
      let feed = try? ByteFeed(path: path),
      // Behind a mark places are others.
      feed.isPlainFile || most == 0 && feed.isMarkedFile
    else { return nil }
    let longest = needles.reduce(cutEntry.bytes.count) { max($0, $1.bytes.count) }
    // So much of a piece may belong to a hit in the next.
    let overlap = longest - 1
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: overlap + pieceSize, alignment: 64)
    defer { buffer.deallocate() }
    var places: Set<Int> = []
    var kept = 0
    /// Where the buffer begins in the file.
    var start = 0
    while true {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[kept..<(kept + pieceSize)])
      guard let read = try? feed.read(into: room) else { return nil }
      if read == 0 { return places.sorted() }
      let piece = ByteView(UnsafeRawBufferPointer(rebasing: buffer[..<(kept + read)]))
      if cutEntry.isIn(piece) { return nil }
      for needle in needles {
        var from = 0
        while let hit = needle.firstRange(in: piece, from: from), !hit.isEmpty {
          // What is kept of the piece before may hold a short one whole: it counts once.
          places.insert(start + hit.lowerBound)
          guard places.count <= most else { return nil }
          from = hit.upperBound
        }
      }
      kept = min(overlap, piece.count)
      start += piece.count - kept
      let tail = UnsafeRawBufferPointer(rebasing: buffer[(piece.count - kept)..<piece.count])
      buffer.copyMemory(from: tail)  // Safe: memmove, and kept is no more than the buffer.
    }
  }
}
