internal import ByteTools

/// Lines that are written while they are read: those of `LogSource.Settings.follows`.
///
/// Behind the end of what was there at first, lines come as their sources bring them: nobody can know
/// whether another source will still bring an older one.
extension LineFeed {
  /// The next lines of a source that has grown, or nil where none has since it was last asked.
  package func nextGrown() -> Run? {
    let followed = sources.indices.filter { sources[$0].isFollowed }
    for number in followed {
      let block = free.takeNow() ?? LineBlock()
      guard sources[number].fill(block) else {
        recycle(block)
        continue
      }
      block.source = number
      let records = 0..<block.records.count
      if followed.count > 1 { duplicates.mark(block, records, programs) }
      return Run(block: block, records: records, endsBlock: true, firstLineNumber: block.firstLine)
    }
    return nil
  }

  /// Whether a source may still bring lines.
  package var mayGrow: Bool { sources.contains(where: \.isFollowed) }
}
