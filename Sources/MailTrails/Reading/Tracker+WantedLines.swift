internal import ByteTools
internal import MailLines

/// Lines that are looked for: which messages have one, and which belong to no message.
extension Tracker {
  /// Numbers the lines of a run that is about to be read, and finds those that hold a needle.
  func noteLines(of run: LineFeed.Run) {
    let records = run.block.records
    var number = line
    for index in run.records {
      number += 1
      records[index].place = UInt32(truncatingIfNeeded: number)
    }
    guard !options.needles.isEmpty, mayHoldNeedle(run) else { return }
    let bytes = run.block.bytes
    for index in run.records {
      let text = bytes.clamped(
        ByteRange(start: records[index].start, count: records[index].length))
      if options.needles.contains(where: { $0.isIn(text) }) {
        records[index].flags.insert(.wanted)
      }
    }
  }

  /// Looks at all lines in one go: in most runs there is nothing to be found.
  private func mayHoldNeedle(_ run: LineFeed.Run) -> Bool {
    var start = UInt32.max
    var end: UInt32 = 0
    for index in run.records {
      let record = run.block.records[index]
      start = min(start, record.start)
      end = max(end, record.start &+ record.length)
    }
    guard start < end else { return false }
    let text = run.block.bytes.clamped(ByteRange(start: start, count: end - start))
    return options.needles.contains { $0.isIn(text) }
  }

  /// A line becomes one of a message's.
  func noteAttached(_ reference: LineReference, to index: Int32) {
    blocks.insert(.attached, at: reference)
    if blocks.record(reference).flags.contains(.wanted) {
      messages[Int(index)].flags.formUnion([.marked, .wanted])
    }
  }

  /// Nobody refers to the block's lines any more: those that no message has are told.
  func tellStrays(of slot: Int) throws {
    guard let strays else { return }
    let needsNeedle = !options.needles.isEmpty
    try blocks.forEachLine(of: slot) { bytes, record in
      guard record.place > 0, record.flags.isDisjoint(with: [.attached, .duplicate]),
        !needsNeedle || record.flags.contains(.wanted)
      else { return }
      try strays(bytes, record)
    }
  }
}
