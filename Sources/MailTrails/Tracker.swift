package import ByteTools
package import MailEvents
package import MailLines
package import MailRules
package import MailTerms

/// Turns lines, in order of time, into trails.
///
/// Lazy: of a message it keeps where its lines are. They are read whole only when a mark makes the
/// message matter, or when their block has to go. A message without a mark costs a place in a table.
///
/// Everything depends on the lines and their order alone, never on how they were cut into blocks.
package final class Tracker {
  let options: TrackerOptions
  let hops: WhoseHop
  let programs: KnownPrograms
  let folding: Folding
  let parser: LineParser
  let reader: HopReader
  let bonds: LineBonds
  var output: TrailQueue

  var messages = Slab<Message>(capacity: 4096)
  var freeMessages: [Int32] = []
  var nextSerial: UInt32 = 1
  var table = MessageTable()
  var states: [HopState?] = []
  var freeStates: [Int32] = []
  var groups = TrailGroups()
  var processes = ProcessTable()
  var named = NamedMessages()
  var facts = ServiceFacts()
  var sessionKinds = SessionTLSTable()
  var blocks = BlockShelf()
  let store = LineStore()
  /// Messages that have ended, in the order of the lines that ended them.
  var ended = Queue<MessageHandle>()

  /// Messages whose next hop named another before any line of that: by that queue ID.
  var expected = RecentMessages(4096)
  /// Messages brought by a client on this host or a local user: by host and message ID.
  var injected = RecentMessages(16_384)
  /// Messages by their message ID.
  var messagesByID = RecentMessages(32_768)
  /// A table's messages by the IDs that single servers give them.
  var rowsByServerID = RecentMessages(16_384)
  /// A table's messages of which every recipient has had the last word, in that order; and those
  /// that have been let go.
  var settled = Queue<MessageHandle>()
  var settledRows = RecentMessages(32_768)
  /// Rows of messages that a safety net handed in again.
  var resubmitted: Set<QueueKey> = []
  /// Exchange: the hashes of the names of servers whose rows were read.
  var knownServers: Set<UInt64> = []
  var lastServer: UInt64 = 0
  /// Logs of several hosts or mail systems: what one hands on another may have taken in.
  var hasSeveralLogs = false
  /// Some host has several instances, which may hand mail to each other at any address of it.
  var hasSeveralInstances = false
  /// The first instance of each host that has been met.
  private var firstInstances: [UInt16: UInt16] = [:]
  /// A host of ours took a message and did not say how it calls it.
  var hasHandovers = false
  private var firstDialect: DialectName?
  var protocolSessions = ProtocolSessions()
  /// Messages that the platform took, by the hash of their message ID.
  var sentToPlatform = SentMessages()
  var relations = Relations()
  var platform = PlatformMemory()
  /// Room for what the recipients of the trail in hand come to.
  var standings: [Standing] = []
  /// Whether the sessions that still matter used TLS: by session.
  var sessionEnds: [UInt32: SessionEnd] = [:]
  /// Messages that wait for the end of their session.
  var awaiting: [UInt32: [MessageHandle]] = [:]
  var nextSession: UInt32 = 1
  /// The message that followed a refusal in its session: by the refusal's serial.
  var followedBy: [UInt32: MessageHandle] = [:]
  /// Refusals of one second that are equal to the byte, and the newest of these until its copy has come.
  var equalRefusals: [UInt64: (count: UInt16, unpaired: MessageHandle?)] = [:]
  var equalRefusalsSecond = Int64.min

  /// Somebody looks at messages under way; and those, by serial, of which there is news since.
  var isLookedAt = false
  var news: Set<UInt32> = []

  /// The place in the input of the current line, from 1, and the newest stamp so far.
  var line: Int64 = 0
  package internal(set) var now = Int64.min
  private var dueLine = Int64.max
  private var dueTime = Int64.max
  var event = LineEvent()
  /// The line in hand is the first of its process.
  var isFirstOfProcess = false
  /// When each host's log begins.
  var firstTimes: [UInt16: Int64] = [:]
  var holes = LogHoles()
  /// Of the message in hand, the newest line first.
  var chain = Slab<LineReference>(capacity: 64)
  private var knownHosts: [Bool] = []
  /// The host of lines that name none; -1 where all do.
  private(set) var unnamedHost: Int32 = -1
  /// Where the line in hand stands.
  private(set) var source: UInt16 = 0
  private var lastHost: UInt16?
  private var metPrograms: UInt16 = 1

  package internal(set) var counts: LineCounts
  /// Gives back blocks whose lines nobody needs any more.
  private let recycle: (LineBlock) -> Void
  /// Takes the lines that belong to no message, when that is certain.
  let strays: ((ByteView, LineRecord) throws -> Void)?
  /// Whether it matters which lines a message has before it is told.
  let looksAtLines: Bool

  /// - Parameters:
  ///   - strays: takes the lines that belong to no message; where there are needles, of these only
  ///     those that hold one.
  ///   - sink: takes each trail, in order.
  package init(
    options: TrackerOptions, hops: WhoseHop, rules: RuleSet, programs: KnownPrograms.Snapshot,
    recycle: @escaping (LineBlock) -> Void,
    strays: ((ByteView, LineRecord) throws -> Void)? = nil,
    sink: @escaping (Trail) throws -> Void
  ) {
    self.strays = strays
    looksAtLines = strays != nil || !options.needles.isEmpty
    self.options = options
    self.hops = hops
    self.programs = KnownPrograms(programs)
    parser = LineParser(self.programs)
    bonds = parser.bonds
    self.recycle = recycle
    folding = Folding(
      classifier: Classifier(rules: rules), hops: hops, keepsLines: options.keepsLines,
      keepsAttempts: options.keepsAttempts)
    reader = HopReader(self.programs, parser, folding)
    output = TrailQueue(sink: sink)
    counts = LineCounts(window: options.window)
  }

  deinit {
    messages.deallocate()
    chain.deallocate()
    processes.deallocate()
    expected.deallocate()
    injected.deallocate()
    messagesByID.deallocate()
    rowsByServerID.deallocate()
    settledRows.deallocate()
  }

  /// Takes the next lines.
  package func consume(_ parsed: ParsedRun) throws {
    let run = parsed.run
    if let programs = parsed.programs { self.programs.update(to: programs) }
    let slot = blocks.slot(of: run.block)
    counts.begin(run)
    if run.followsHole { noteHole(before: run) }
    if options.keepsLines || looksAtLines { noteLines(of: run) }
    // Plain values: asking the block and the table for each line would be checked each time.
    source = UInt16(truncatingIfNeeded: run.block.source)
    let bytes = run.block.bytes
    let records = run.block.records
    let summaries = programs.summaries
    let events = parsed.events
    var place = parsed.firstEvent
    for index in run.records {
      let record = records[index]
      line &+= 1
      if record.time > now { now = record.time }
      read(
        Current(
          bytes: bytes.clamped(ByteRange(start: record.start, count: record.length)),
          record: record, reference: LineReference(slot: slot, index: index),
          program: summaries[Int(record.program)]), events, place)
      place &+= 1
      if line >= dueLine || now >= dueTime { try release() }
    }
    counts.end(run)
    blocks.note(slot, lastLine: line, isFull: run.endsBlock)
    if run.endsBlock { try retireBlocks() }
  }

  /// The end of the input: what is open is told as it stands.
  package func finish() throws {
    for session in awaiting.keys.sorted() { endSession(session, usedTLS: .unknown) }
    while let handle = ended.popFirst() { try release(handle) }
    while let handle = settled.popFirst() { try releaseSettled(handle) }
    // Nothing will be learnt any more: what waits for an answer is told, and what follows at once.
    protocolSessions.finish()
    try output.finish(facts)
    try releaseOpen()
    for slot in blocks.slots { try tellStrays(of: slot) }
    counts.settle()
  }

  /// A host whose log is given is ours, from its first line on.
  private func learn(_ host: UInt16) {
    while knownHosts.count <= Int(host) { knownHosts.append(false) }
    knownHosts[Int(host)] = true
    if programs.hostNames[Int(host)].isEmpty { unnamedHost = Int32(host) }
    if programs.hostNames.count > 1 { hasSeveralLogs = true }
    programs.hostNames[Int(host)].withByteView { hops.learn(logHost: $0) }
  }

  // MARK: One line

  /// - Parameters:
  ///   - events: what lines say, where somebody has parsed them.
  ///   - place: of the line among these.
  @inline(__always)
  private func read(_ current: borrowing Current, _ events: PackedEvents?, _ place: Int) {
    guard current.record.program != 0, let dialect = current.program.dialect else {
      readForeign(current)
      return
    }
    let bond = bonds[dialect]
    if current.record.isMereDuplicate(bond) {
      counts.note(.ignored, current)
      return
    }
    if current.host != lastHost { meetHost(current) }
    if current.record.program >= metPrograms { meetPrograms(upTo: current.record.program) }
    let verdict =
      if let events { events.read(place, into: &event) } else {
        parser.parse(
          current.bytes, from: Int(current.record.text), dialect, code: current.program.code,
          into: &event)
      }
    counts.note(verdict, current)
    guard verdict.isEvent else { return }
    switch bond {
    case .process: readProcessBoundLine(current)
    case .message: readMessageBoundLine(current)
    case .table: readTableRow(current)
    }
  }

  /// Another program's line, or nobody's.
  @inline(never)
  private func readForeign(_ current: borrowing Current) {
    let lost = counts.lines.lost
    counts.note(LineParser.verdict(onForeign: current.bytes, current.record), current)
    // The logger says that it has dropped lines.
    if counts.lines.lost > lost { holes.note(host: current.host, at: current.record.time) }
  }

  private func noteHole(before run: LineFeed.Run) {
    let records = run.block.records
    guard let first = run.records.first(where: { records[$0].program != 0 }) else { return }
    holes.note(host: nil, at: records[first].time)
    // What a process said before is not known to be of the session that it has now.
    processes.dropLines()
  }

  /// The line is of another host than the one before.
  @inline(never)
  private func meetHost(_ current: borrowing Current) {
    lastHost = current.host
    guard Int(current.host) >= knownHosts.count || !knownHosts[Int(current.host)] else { return }
    learn(current.host)
    firstTimes[current.host] = current.record.time
  }

  @inline(never)
  private func meetPrograms(upTo newest: UInt16) {
    for number in metPrograms...newest {
      facts.meet(number, programs.summaries[Int(number)])
      guard let met = programs.summaries[Int(number)].dialect else { continue }
      firstDialect = firstDialect ?? met
      if met != firstDialect { hasSeveralLogs = true }
      let program = programs.summaries[Int(number)]
      let first = firstInstances[program.host, default: program.instance]
      firstInstances[program.host] = first
      if program.instance != first { hasSeveralInstances = true }
    }
    metPrograms = newest + 1
  }

  /// The line in hand.
  struct Current: ~Copyable {
    let bytes: ByteView
    let record: LineRecord
    let reference: LineReference
    let program: ProgramSummary

    var host: UInt16 { program.host }
  }

  @inline(__always)
  private func readProcessBoundLine(_ current: borrowing Current) {
    if case .filter = event.kind {
      readFilterVerdict(current)
    } else if event.hasQueueID, !event.isWithoutQueueFile(in: current.bytes) {
      readMessageLine(current)
    } else {
      readSessionLine(current)
    }
  }

  /// The due time of an ended message has come.
  private func isDue(_ handle: MessageHandle, after wait: Int64) -> Bool {
    let message = messages[Int(handle.index)]
    guard message.serial == handle.serial else { return true }
    return now - message.endTime >= wait || line - message.endLine >= Horizon.lines
  }

  /// No line has come for so long, in microseconds, where lines come as they are written: what has
  /// ended is let go of as if one had.
  package func release(afterSilenceOf silence: Int64) throws {
    guard now > .min else { return }
    let newest = now
    now += silence
    defer { now = newest }
    try release()
  }

  private func release() throws {
    while let first = ended.first, isDue(first, after: Horizon.microseconds) {
      _ = ended.popFirst()
      try release(first)
    }
    while let first = settled.first, isDue(first, after: Horizon.tableMicroseconds) {
      _ = settled.popFirst()
      try releaseSettled(first)
    }
    setDue()
    try output.advance(to: line, facts)
  }

  /// When the message that ended first is due; so that a line costs two comparisons.
  func setDue() {
    dueLine = .max
    dueTime = .max
    setDue(ended.first, after: Horizon.microseconds)
    setDue(settled.first, after: Horizon.tableMicroseconds)
  }

  private func setDue(_ first: MessageHandle?, after wait: Int64) {
    guard let first else { return }
    guard isAlive(first) else {
      dueLine = line
      return
    }
    dueLine = min(dueLine, messages[Int(first.index)].endLine + Horizon.lines)
    dueTime = min(dueTime, messages[Int(first.index)].endTime + wait)
  }

  // MARK: Blocks

  /// So many blocks of long lines at most: the lines of messages that need them are copied out.
  private static let mostBlocks = 64

  private func retireBlocks() throws {
    let needed = line - Horizon.lines
    while let slot = blocks.oldestBefore(needed) ?? blocks.oldestBeyond(Self.mostBlocks) {
      for waiting in blocks.takeWaiting(slot) {
        guard isAlive(waiting.index, waiting.serial) else { continue }
        keepLines(of: waiting.index)
      }
      rescueProcessLines(in: slot)
      try tellStrays(of: slot)
      if let block = blocks.remove(slot), !block.holdsCopies { recycle(block) }
    }
    if memoryInUse > options.memoryLimit { store.packAll() }
    while memoryInUse > options.memoryLimit, try evictOldest() {}
    if processes.count > 16_384 { processes.forget(before: line - Horizon.questionLines) }
  }

  func isAlive(_ index: Int32, _ serial: UInt32) -> Bool { messages[Int(index)].serial == serial }
  func isAlive(_ handle: MessageHandle) -> Bool { isAlive(handle.index, handle.serial) }
}
