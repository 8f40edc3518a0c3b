internal import ByteTools
internal import Glibc
internal import MailTerms

/// One log file or standard input as a sequence of blocks.
package final class LogSource {
  package let name: String
  /// Why reading ended early.
  package private(set) var problem: InputError?
  package private(set) var bytesRead = 0
  /// How long the file is, as it lies on the disk; 0 where it is none.
  package let size: Int
  /// How much of `size` has been read.
  package var position: Int { ended ? size : bytes?.position ?? 0 }

  private let path: String
  package var isStandardInput: Bool { path == "-" }
  private let programs: ProgramTable
  private let settings: Settings
  private var bytes: ByteFeed?
  private var lines: LineSplitter
  private var carry: [UInt8] = []
  private var ended = false
  /// Skipping the rest of a line that is longer than the longest.
  private var skipping = false
  /// Seconds since 1970; known once it was opened, where it is a file.
  private var modified: Int64?
  private var entry: SourceEntry?
  /// Whether a line that is wanted has come.
  private var hasBegun = false
  /// All that is there at this moment has been read; was so once.
  private var isWaiting = false
  private var hasCaughtUp = false
  /// The first line of the file has been seen; another file had begun with it.
  private var hasHead = false
  private var beginsAsAnother = false
  /// The file has taken the name of another.
  private var hasSucceeded = false
  /// Lines that may be the first of an entry have waited for the others once.
  private var hasWaited = false

  package struct Settings {
    package let zone: LocalZone
    /// The year of a source's first line where its stamps bear none; nil: from the file's time.
    package let year: Int?
    /// Seconds since 1970, for input that has no modification time.
    package let now: Int64
    /// Lines older than this are not wanted, in microseconds since 1970: what can be passed over
    /// without reading it, is.
    package var since: Int64
    /// Wanted lines have been seen in one of the sources: the time of a file proves nothing.
    package var isKnownToHoldWanted = false
    /// Bytes that one block takes from the source, at least; longer lines make it longer.
    package let blockSize: Int
    /// Compressed sources are decoded on threads of their own, and lines that are passed over counted
    /// on two.
    package let decodesAhead: Bool
    /// Plain files and pipes are read as they grow; nil: to their end.
    package let follows: FollowedFiles?

    package init(
      zone: LocalZone, year: Int?, now: Int64, since: Int64 = .min,
      blockSize: Int = LineBlock.capacity, decodesAhead: Bool = false,
      follows: FollowedFiles? = nil
    ) {
      self.zone = zone
      self.year = year
      self.now = now
      self.since = since
      self.blockSize = max(blockSize, 1)
      self.decodesAhead = decodesAhead
      self.follows = follows
    }
  }

  /// - Parameters:
  ///   - path: a file, or `-` for standard input.
  ///   - name: what it is called; nil: as its path.
  package init(
    path: String, name: String? = nil, programs: ProgramTable, settings: Settings
  ) {
    self.path = path
    self.name = name ?? path
    size = fileSize(path)
    self.programs = programs
    self.settings = settings
    lines = LineSplitter(heads: Self.heads(settings, modified: nil), programs: programs)
  }

  static func heads(_ settings: Settings, modified: Int64?) -> HeadReader {
    HeadReader(
      stamps: StampReader(
        zone: settings.zone, reference: modified ?? settings.now, firstYear: settings.year))
  }

  private func open() throws(InputError) -> ByteFeed {
    if let bytes { return bytes }
    let opened = try ByteFeed(
      path: path, decodesAhead: settings.decodesAhead, follows: settings.follows != nil)
    settings.follows?.note(opened)
    hasHead = false
    modified = opened.modificationTime
    var heads = Self.heads(settings, modified: modified)
    if let entry, try opened.skip(to: entry.offset) { heads = entry.heads }
    lines = LineSplitter(heads: heads, programs: programs)
    bytes = opened
    return opened
  }

  // MARK: What is too old

  /// After a look at the head: from now on the source begins close before the lines that are wanted,
  /// where it is a large plain file in order of time.
  ///
  /// - Returns: whether it does; then it must be read anew.
  func enter() -> Bool {
    guard settings.since > .min, name != "-", let bytes, bytes.isPlainFile, let size = bytes.size,
      size >= SourceEntry.leastSize
    else { return false }
    entry = SourceEntry.find(
      path: path, size: size, limit: settings.since,
      heads: Self.heads(settings, modified: modified))
    guard entry != nil else { return false }
    close()
    return true
  }

  /// Whether nothing in it can be as new as wanted, by the time of the file; `first` is the stamp of
  /// its first line.
  func isOlderThanWanted(first: Int64) -> Bool {
    let day: Int64 = 86400 * 1_000_000
    guard settings.since > .min, !settings.isKnownToHoldWanted, let modified else { return false }
    // Stamps beyond the file's time show that it is not to be trusted.
    return modified * 1_000_000 + day < settings.since && first <= modified * 1_000_000 + day
  }

  /// Whether it is read from some place behind its start.
  package var isEntered: Bool { entry != nil }

  /// How many lines stand before the place where the source was entered.
  package private(set) lazy var linesBefore: Int =
    entry?.linesBefore(path: path, onTwoThreads: settings.decodesAhead) ?? 0

  /// Passes over a block of lines older than wanted. Ends with the first line that is wanted: what
  /// follows it is in no order that could be relied on.
  private func passOver(_ block: LineBlock, from start: Int) -> Bool {
    guard settings.since > .min, !hasBegun, lines.nextLine > 1 || entry != nil, !skipping else {
      return false
    }
    return lines.passOver(
      block.bytes.from(start), olderThan: settings.since - SourceEntry.tolerance)
  }

  private func hasWanted(_ block: LineBlock) -> Bool {
    (0..<block.records.count).contains { block.records[$0].time >= settings.since }
  }

  /// Back to the first line; for files only, after a look at their head.
  package func close() {
    bytes = nil
    carry.removeAll()
    bytesRead = 0
    hasBegun = false
    ended = false
    skipping = false
    hasCaughtUp = false
  }

  /// Fills `block` with the next whole lines.
  ///
  /// A damaged source ends: what could be read is in the block, and `problem` says why.
  /// - Returns: false at the end; where it is followed also where there is nothing at this moment.
  package func fill(_ block: LineBlock) -> Bool {
    block.recycle()
    guard !ended, mayOpen() else { return false }
    isWaiting = false
    let before = bytesRead
    do {
      let input = try open()
      repeat {
        let start = try readLines(input, block)
        if !passOver(block, from: start) { split(block, from: start) }
        if !hasBegun { hasBegun = hasWanted(block) }
      } while block.records.isEmpty && !ended && !isWaiting
      if !hasHead, settings.follows != nil { noteHead(of: block) }
      if hasSucceeded, beginsAsAnother, try input.skipToEnd() {
        // A copy has taken the name, and what it holds has been read.
        hasSucceeded = false
        carry.removeAll()
        block.recycle()
        return false
      }
      if bytesRead > before { hasWaited = false }
      if isWaiting, block.records.isEmpty { return goOn(block, input) }
    } catch {
      problem = error
      ended = true
      // The cut last line is the best evidence of where the source broke.
      split(block, from: 0)
    }
    if ended { bytes = nil }
    return !block.records.isEmpty
  }

  /// Reads up to a line's end; where lines are too long to keep whole, marks them cut.
  /// - Returns: where the first line to keep starts.
  private func readLines(_ input: ByteFeed, _ block: LineBlock) throws(InputError) -> Int {
    // What was carried over may be longer than the block that is to take it.
    block.count = 0
    block.grow(to: carry.count + LineBlock.capacity / 2)
    block.count = carry.count
    var limit = min(block.buffer.count, carry.count + settings.blockSize)
    carry.withUnsafeBytes { block.buffer.copyMemory(from: $0) }
    carry.removeAll(keepingCapacity: true)
    var start = 0
    while true {
      while !ended, !isWaiting, block.count < limit {
        let room = UnsafeMutableRawBufferPointer(rebasing: block.buffer[block.count..<limit])
        let read = try settings.follows == nil ? input.read(into: room) : readNow(input, room)
        ended = read == 0 && !isWaiting
        bytesRead += read
        block.count += read
      }
      if skipping {
        if let end = block.bytes.firstIndex(of: 0x0A) {
          start = end + 1
          skipping = false
        } else {
          block.count = 0
          if !ended, !isWaiting { continue }
        }
      }
      if ended { return start }
      if let end = block.bytes.lastIndex(of: 0x0A), end >= start {
        keepRest(block, from: end + 1)
        return start
      }
      if isWaiting {
        keepRest(block, from: start)
        return start
      }
      if block.bytes.from(start).isAllZeros {
        block.count = start
        continue
      }
      guard limit < LineBlock.longestLine else {
        // Nobody writes such a line in earnest: its head is kept, the rest skipped.
        skipping = true
        return start
      }
      limit = min(limit * 2, LineBlock.longestLine)
      block.grow(to: limit)
    }
  }

  private func split(_ block: LineBlock, from start: Int, isLast: Bool = false) {
    // Behind a line of this length nothing goes on: what waited for it must not grow with it.
    let isAtEnd = ended || isLast || carry.count > LineBlock.capacity
    let rest = lines.split(block, from: start, isLastCut: skipping, isAtEnd: isAtEnd)
    if let rest {
      carry = Array(UnsafeRawBufferPointer(rebasing: block.buffer[rest..<block.count])) + carry
      block.count = rest
    }
    lines.appendEntries(to: block)
  }

  private func keepRest(_ block: LineBlock, from start: Int) {
    carry.append(block.bytes.from(start))
    block.count = start
  }

  // MARK: What grows

  /// What is there; nothing where more may come, which `isWaiting` tells from the end.
  private func readNow(
    _ input: ByteFeed, _ room: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> Int {
    // Asked once: something may come in between.
    let isThere = input.hasInput
    let read = isThere ? try input.read(into: room) : 0
    isWaiting = read == 0 && (input.mayGrow || !isThere)
    hasCaughtUp = hasCaughtUp || isWaiting
    return read
  }

  /// It has been read to where it ends at this moment, and may go on.
  package var isFollowed: Bool { hasCaughtUp && !ended }

  /// A file that has come into a folder which is followed.
  package enum Newcomer { case new, known, undecided }

  /// Takes its first lines into `block`, and finds out whether it is one whose lines are yet to be read:
  /// neither a renamed one, nor a copy, nor what a rotation has compressed.
  package func begin(_ block: LineBlock) -> Newcomer {
    guard let state = FileState(path: path), settings.follows?.knows(state.identity) == false else {
      return .known
    }
    guard state.size > 0 else { return .undecided }
    let isFilled = fill(block)
    guard let bytes, bytes.mayGrow, problem == nil, !beginsAsAnother else { return .known }
    guard isFilled, hasHead else { return .undecided }
    hasCaughtUp = true
    return .new
  }

  /// It is not followed any longer.
  package func leave() {
    if let bytes { settings.follows?.retire(bytes) }
    bytes = nil
    ended = true
  }

  private func noteHead(of block: LineBlock) {
    guard let first = (0..<block.records.count).first(where: { block.records[$0].program != 0 })
    else { return }
    hasHead = true
    let record = block.records[first]
    let line = block.bytes.clamped(ByteRange(start: record.start, count: record.length))
    beginsAsAnother = settings.follows?.note(head: line.hash64) ?? false
  }

  /// A pipe that is followed is not opened before something is in it: that would wait.
  private func mayOpen() -> Bool {
    guard settings.follows != nil, bytes == nil, isStandardInput else { return true }
    var wait = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    hasCaughtUp = true
    return poll(&wait, 1, 0) > 0
  }

  /// Nothing new is there. Where another file has taken the name, or the file was emptied, that is
  /// read from its start, once the old one gives no more.
  private func goOn(_ block: LineBlock, _ input: ByteFeed) -> Bool {
    guard isSuperseded(input) else {
      // An entry of several lines may have been written in several pieces, but not for long.
      guard hasWaited else {
        hasWaited = true
        return false
      }
      return letGo(block, upTo: carry.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
    }
    settings.follows?.retire(input)
    hasSucceeded = FileState(path: path)?.identity != input.state?.identity
    bytes = nil
    entry = nil
    skipping = false
    return letGo(block, upTo: carry.count) || fill(block)
  }

  private func isSuperseded(_ input: ByteFeed) -> Bool {
    guard let own = input.state, let named = FileState(path: path) else { return false }
    if named.identity == own.identity { return named.size < input.position }
    guard named.size > 0, settings.follows?.knows(named.identity) == false else { return false }
    // Its writer has changed over: what it wrote before that is all there now.
    return own.size <= input.position
  }

  /// Takes the first bytes of what was kept back as they are.
  private func letGo(_ block: LineBlock, upTo end: Int) -> Bool {
    block.recycle()
    guard end > 0 else { return false }
    block.grow(to: end)
    carry.withUnsafeBytes {
      block.buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<end]))
    }
    block.count = end
    carry.removeSubrange(..<end)
    split(block, from: 0, isLast: true)
    return !block.records.isEmpty
  }
}
