internal import ByteTools
package import MailLines

/// From a line's place in the merged input to its source and number there.
///
/// Kept only where lines are shown with them: it grows with the changes from source to source.
package final class LinePlaces {
  private struct Stretch {
    let place: UInt32
    let source: UInt32
    let number: UInt32
  }
  private var stretches: [Stretch] = []
  private var place: UInt32 = 0

  package init() {}

  /// Takes the lines of a run, in the order in which the tracker does.
  package func note(_ run: LineFeed.Run) {
    var number = UInt32(truncatingIfNeeded: run.firstLineNumber)
    let source = UInt32(truncatingIfNeeded: run.block.source)
    for index in run.records {
      let record = run.block.records[index]
      place &+= 1
      // One of several equal lines that the logger had folded into one.
      let own = record.flags.contains(.repeated) ? number &- 1 : number
      let isNext =
        stretches.last.map { last in
          last.source == source && last.number &+ (place &- last.place) == own
        } ?? false
      if !isNext { stretches.append(Stretch(place: place, source: source, number: own)) }
      if !record.flags.contains(.repeated) { number &+= 1 + UInt32(record.furtherLines) }
    }
  }

  /// The source, by its place in the feed, and the number of the line there from 1, not counting
  /// what was passed over before the source was entered.
  package subscript(place: UInt32) -> (source: Int, number: Int)? {
    var low = 0
    var high = stretches.count
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].place <= place { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let found = stretches[low - 1]
    return (Int(found.source), Int(found.number &+ (place &- found.place)))
  }
}
