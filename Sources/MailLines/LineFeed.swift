internal import ByteTools

/// Lines of several sources in order of time, handed out in runs of one source.
///
/// The order is that of the stamps, to the microsecond; within a source the lines keep their order
/// (a stamp that goes back counts as the newest before it), and sources with equal stamps go by
/// their first line's stamp and then their name. So the order in which sources were named is of no
/// account.
package final class LineFeed {
  package struct Run {
    package let block: LineBlock
    package let records: Range<Int>
    /// The block has no more lines behind these.
    package let endsBlock: Bool
    /// The number of the first line in its source, from 1.
    package let firstLineNumber: Int
    /// Lines are missing before these, as far as is known: a source broke off, or nothing was logged for
    /// hours until this one began.
    package let followsHole: Bool

    package init(
      block: LineBlock, records: Range<Int>, endsBlock: Bool, firstLineNumber: Int,
      followsHole: Bool = false
    ) {
      self.block = block
      self.records = records
      self.endsBlock = endsBlock
      self.firstLineNumber = firstLineNumber
      self.followsHole = followsHole
    }
  }

  /// When a lane is next: by the stamp of its next line, then by its number.
  private struct Turn: Comparable {
    let time: Int64
    let lane: Int

    static func < (left: Turn, right: Turn) -> Bool {
      left.time != right.time ? left.time < right.time : left.lane < right.lane
    }
  }

  private final class Lane {
    let source: LogSource
    let number: Int
    var first: Int64
    var block: LineBlock?
    var next = 0
    /// The number of the line at `next` in the source.
    var line = 1
    /// The newest stamp handed out or at `next`: lines never go back in time.
    var time = Int64.min
    /// Whether a line that is not older than wanted has come.
    var hasBegun = false
    /// Whether a line of it has been handed out.
    var isRead = false

    var turn: Turn { Turn(time: time, lane: number) }

    init(source: LogSource, number: Int, first: Int64) {
      self.source = source
      self.number = number
      self.first = first
    }
  }

  package internal(set) var sources: [LogSource]
  /// Folders whose new files are read too.
  package var newFiles: NewFiles?
  /// In which order sources have grown, by their numbers.
  var turns: [Int: Int] = [:]
  /// Lanes whose first line lies ahead, last first; and those being read.
  private var waiting: [Lane] = []
  private var active: [Lane] = []
  /// Blocks to be filled anew; whoever follows the lines may do so on another thread.
  let free = Handover<LineBlock>(capacity: 64)
  var duplicates = DuplicateFilter()
  let programs: ProgramTable
  private let since: Int64
  /// The newest stamp handed out, and whether a source could not be read to its end.
  private var newest = Int64.min
  private var hasBrokenOff = false
  private static let longestSilence: Int64 = 3600 * 1_000_000

  /// Looks at the head of each source to learn where it begins.
  /// - Parameter since: the lines of a source before its first that is not older than this are left
  ///   out; microseconds since 1970.
  package init(sources given: [LogSource], programs: ProgramTable, since: Int64 = .min) {
    self.programs = programs
    self.since = since
    var lanes: [(first: Int64, name: String, source: LogSource, block: LineBlock?)] = []
    let single = given.count == 1
    // By name: what a host is called is as the first of its lines that was looked at has it.
    for source in given.sorted(by: { $0.name < $1.name }) {
      let block = LineBlock()
      guard source.fill(block) else {
        hasBrokenOff = hasBrokenOff || source.problem != nil
        lanes.append((.max, source.name, source, nil))
        continue
      }
      let stamped = (0..<block.records.count).first { block.records[$0].program != 0 } ?? 0
      let first = block.records[stamped].time
      // Files are opened anew when their time comes, so that sixty of them do not fill the memory.
      let keep = single || source.isStandardInput || given.count <= 8
      let isEntered = first < since && source.enter()
      if !keep, !isEntered { source.close() }
      lanes.append((first, source.name, source, keep && !isEntered ? block : nil))
    }
    lanes.sort { ($0.first, $0.name) < ($1.first, $1.name) }
    sources = lanes.map(\.source)
    for (number, lane) in lanes.enumerated() {
      guard lane.first != .max, !lane.source.isOlderThanWanted(first: lane.first) else {
        continue
      }
      let made = Lane(source: lane.source, number: number, first: max(lane.first, since))
      made.block = lane.block
      made.block?.source = number
      waiting.append(made)
    }
    waiting.reverse()
  }

  /// Gives a block back when nobody refers to its lines any more.
  package func recycle(_ block: LineBlock) {
    free.putNow(block)
  }

  /// The next lines, or nil at the end of all sources.
  package func next() -> Run? {
    while true {
      admit()
      guard var best = active.first else {
        if waiting.isEmpty { return nil }
        continue
      }
      let next = waiting.last
      var limit = Turn(time: next?.first ?? .max, lane: next?.number ?? .max)
      for lane in active.dropFirst() {
        limit = min(limit, max(best.turn, lane.turn))
        if lane.turn < best.turn { best = lane }
      }
      if let run = take(from: best, upTo: limit) { return run }
      active.removeAll { $0 === best }
    }
  }

  /// Moves lanes whose time has come to the active ones.
  private func admit() {
    while let lane = waiting.last,
      active.isEmpty || lane.first <= active.map(\.time).min() ?? .max
    {
      waiting.removeLast()
      if lane.block == nil { load(lane) }
      passOverOld(lane)
      guard let block = lane.block else { continue }
      lane.time = block.records[lane.next].time
      active.append(lane)
    }
  }

  /// Goes to the first line that is not older than wanted.
  private func passOverOld(_ lane: Lane) {
    while !lane.hasBegun, let block = lane.block {
      while lane.next < block.records.count, block.records[lane.next].time < since {
        if !block.records[lane.next].flags.contains(.repeated) {
          lane.line += 1 + Int(block.records[lane.next].furtherLines)
        }
        lane.next += 1
      }
      lane.hasBegun = lane.next < block.records.count
      if !lane.hasBegun {
        recycle(block)
        load(lane)
      }
    }
  }

  private func load(_ lane: Lane) {
    let block = free.takeNow() ?? LineBlock()
    lane.next = 0
    guard lane.source.fill(block) else {
      recycle(block)
      lane.block = nil
      return
    }
    block.source = lane.number
    lane.line = block.firstLine
    lane.block = block
  }

  private func hasBeenSilent(until time: Int64) -> Bool {
    newest > .min && time > newest && time - newest > Self.longestSilence
  }

  /// Lines of `lane` whose turn comes before `limit`: at least the first.
  private func take(from lane: Lane, upTo limit: Turn) -> Run? {
    guard let block = lane.block else { return nil }
    var followsHole = false
    if !lane.isRead {
      lane.isRead = true
      followsHole = hasBrokenOff || hasBeenSilent(until: lane.time)
      duplicates.begin(lane.number, at: lane.time)
    }
    let start = lane.next
    var end = start
    let count = block.records.count
    // Plain values: asking the block for each line would cost more than the line.
    let records = block.records
    let last = lane.number < limit.lane ? limit.time : limit.time - 1
    var time = lane.time
    while end < count {
      let next = max(time, records[end].time)
      if next > last, end > start { break }
      time = next
      end += 1
    }
    lane.time = time
    newest = max(newest, time)
    duplicates.mark(
      block, start..<end, programs, shared: active.count > 1 ? .min : limit.time)
    lane.next = end
    let run = Run(
      block: block, records: start..<end, endsBlock: end == count,
      firstLineNumber: lane.line, followsHole: followsHole)
    if end < count {
      for index in start..<end where !block.records[index].flags.contains(.repeated) {
        lane.line += 1 + Int(block.records[index].furtherLines)
      }
    } else {
      load(lane)
      if lane.block == nil {
        hasBrokenOff = hasBrokenOff || lane.source.problem != nil
        active.removeAll { $0 === lane }
        duplicates.end(lane.number)
      }
    }
    if let next = lane.block, lane.next < next.records.count {
      lane.time = max(lane.time, next.records[lane.next].time)
    }
    return run
  }
}
