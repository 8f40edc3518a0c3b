internal import ByteTools

/// Lines that are written while they are read: those of `LogSource.Settings.follows`.
///
/// Behind the end of what was there at first, lines come as their sources bring them: nobody can know
/// whether another source will still bring an older one.
extension LineFeed {
  /// The next lines of a source that has grown, or nil where none has since it was last asked.
  package func nextGrown() -> Run? {
    if let arrived = takeNewFile() { return arrived }
    let followed = sources.indices.filter { sources[$0].isFollowed }
    for number in followed {
      let block = free.takeNow() ?? LineBlock()
      guard sources[number].fill(block) else {
        recycle(block)
        continue
      }
      return run(block, of: number, hasOthers: followed.count > 1)
    }
    return nil
  }

  private func run(_ block: LineBlock, of number: Int, hasOthers: Bool) -> Run {
    block.source = number
    turns[number] = (turns.values.max() ?? 0) + 1
    let records = 0..<block.records.count
    if hasOthers { duplicates.mark(block, records, programs) }
    return Run(block: block, records: records, endsBlock: true, firstLineNumber: block.firstLine)
  }

  /// The first lines of a file that has come into one of the folders.
  private func takeNewFile() -> Run? {
    for path in newFiles?.candidates() ?? [] {
      guard let source = newFiles?.open(path) else { break }
      let block = free.takeNow() ?? LineBlock()
      switch source.begin(block) {
      case .new:
        newFiles?.take(path)
        leaveOldest()
        sources.append(source)
        return run(block, of: sources.count - 1, hasOthers: true)
      case .known: newFiles?.passOver(path)
      case .undecided: break
      }
      recycle(block)
    }
    return nil
  }

  /// Each followed file is held open: of very many those are left that have not grown for longest.
  private func leaveOldest() {
    let followed = sources.indices.filter { sources[$0].isFollowed }
    guard followed.count >= Self.mostFollowed,
      let oldest = followed.min(by: { turns[$0, default: 0] < turns[$1, default: 0] })
    else { return }
    sources[oldest].leave()
  }

  private static var mostFollowed: Int { 100 }

  /// Whether a source may still bring lines.
  package var mayGrow: Bool {
    sources.contains(where: \.isFollowed) || newFiles?.isEmpty == false
  }
}
