internal import ByteTools
internal import MailEvents
internal import MailLines

/// The time in which all lines of the messages lie that hold what is looked for.
///
/// Finds the texts, reads the lines that they stand in, and looks for the IDs that those lines name,
/// until there is nothing new: what does not lie between need not be read. Costs some passes at the
/// speed of memory.
enum SearchRegion {
  /// Microseconds since 1970.
  case between(Range<Int64>)
  /// The texts stand in no line.
  case nowhere
  /// That cannot be told: all has to be read.
  case unknown

  /// What belongs to a message without naming it stands so near it: sessions end, and clocks of hosts
  /// differ.
  private static let margin: Int64 = 3600 * 1_000_000
  private static let mostPlaces = 512
  /// Less than this is read whole in no time, in bytes.
  static let leastSize = 32 << 20
  private static let mostIDs = 24

  /// What is looked for.
  struct Search {
    /// One of them stands in a line of each message.
    let needles: [Needle]
    /// Lines of such messages are all that is asked for, and of those alone that hold one.
    let isForLines: Bool
    /// In bytes, of all sources.
    let leastSize: Int

    func region(in paths: [String], _ settings: LogSource.Settings) -> SearchRegion {
      let size = paths.reduce(0) { $0 + fileSize($1) }
      if isForLines, size >= leastSize {
        // Who narrows small logs, as tests do, narrows all.
        let most = leastSize > 0 ? size / 2 : size
        let region = SearchRegion.find(needles, in: paths, settings, mostBytes: most)
        guard case .unknown = region else { return region }
      }
      let isAbsent = paths.allSatisfy { LiteralScan.isAbsent(needles, from: $0) }
      return isAbsent ? .nowhere : .unknown
    }
  }

  /// - Parameter mostBytes: where hits lie further apart, reading what lies between costs less than to
  ///   look for more of them.
  private static func find(
    _ needles: [Needle], in paths: [String], _ settings: LogSource.Settings, mostBytes: Int
  ) -> SearchRegion {
    let programs = ProgramTable(identify: DialectRegistry.identify)
    var reading = Reading(programs)
    var sources: [String: PlacedLines] = [:]
    var fresh = needles
    var isFirst = true
    while !fresh.isEmpty {
      var bytesBetween = 0
      for path in paths {
        guard let places = LiteralScan.places(of: fresh, in: path, most: mostPlaces) else {
          return .unknown
        }
        guard let first = places.first, let last = places.last else { continue }
        bytesBetween += last - first
        // IDs of others are passed over, wherever they stand.
        guard !isFirst || bytesBetween <= mostBytes else { return .unknown }
        let source =
          sources[path] ?? PlacedLines(path: path, programs: programs, settings: settings)
        guard let source, let block = source.lines(at: places),
          reading.read(block, areAllWanted: isFirst)
        else { return .unknown }
        sources[path] = source
      }
      isFirst = false
      fresh = reading.takeFreshIDs()
      guard reading.count <= mostIDs else { return .unknown }
    }
    return reading.span.map { .between(($0.lowerBound - margin)..<($0.upperBound + margin)) }
      ?? .nowhere
  }

  /// The lines found so far, and the IDs that they name.
  private struct Reading {
    private let programs: ProgramTable
    private let parser: LineParser
    private let box = Box()
    private(set) var span: ClosedRange<Int64>?
    /// Of messages in the logs, as their own lines bear them.
    private var queueIDs: Set<[UInt8]> = []
    /// What other lines call messages: a next hop's name may be that of another message of its own.
    private var names: Set<[UInt8]> = []
    private var messageIDs: Set<[UInt8]> = []
    /// Those that have not been looked for yet.
    private var fresh: Set<[UInt8]> = []
    /// Lines that hold an ID and were related with nothing known so far.
    private var strangers: [(time: Int64, line: IDs)] = []

    /// An event cannot be copied, and so be no part of what is changed.
    private final class Box { var event = LineEvent() }

    init(_ programs: ProgramTable) {
      self.programs = programs
      parser = LineParser(programs)
    }

    var count: Int { queueIDs.count + names.count + messageIDs.count }

    /// - Parameter areAllWanted: they hold what is looked for, not an ID only.
    /// - Returns: false where a line is none of a mail system's that names messages by IDs, or may
    ///   belong to a message that it does not name.
    mutating func read(_ block: LineBlock, areAllWanted: Bool) -> Bool {
      for index in 0..<block.records.count {
        let record = block.records[index]
        let program = programs.summaries[Int(record.program)]
        guard let dialect = program.dialect, parser.bonds[dialect] != .table else { return false }
        let line = block.line(record)
        let isEvent = parser.parse(line, record, program, into: &box.event).isEvent
        let lineIDs = isEvent ? IDs(box.event, line) : IDs()
        if isEvent, areAllWanted, lineIDs.queueID == nil, mayBeOfUnnamed(line) { return false }
        if areAllWanted || isRelated(lineIDs) {
          take(lineIDs, at: record.time)
        } else {
          strangers.append((record.time, lineIDs))
        }
      }
      return true
    }

    private mutating func take(_ line: IDs, at time: Int64) {
      span = min(span?.lowerBound ?? .max, time)...max(span?.upperBound ?? .min, time)
      meet(line)
    }

    /// Lines that name the same message of a third party have nothing else in common.
    private func isRelated(_ line: IDs) -> Bool {
      if let id = line.queueID, queueIDs.contains(id) || names.contains(id) { return true }
      if let id = line.messageID, messageIDs.contains(id) { return true }
      return line.names.contains { queueIDs.contains($0) }
    }

    /// Whether the process, or a peer's address, may tie the line to a message, whose other lines may
    /// stand days away: what explains an attempt, a recipient refused among others.
    private func mayBeOfUnnamed(_ line: ByteView) -> Bool {
      switch box.event.kind {
      case .tls: box.event.has(.relayIP) || box.event.has(.relayHost)
      case .tlsTrace, .tlsProblem, .connectFailed, .lost, .filter, .header: true
      case .reject: box.event.text(.stage, in: line) == ByteView("RCPT" as StaticString)
      default: false
      }
    }

    private mutating func meet(_ line: IDs) {
      if let id = line.queueID, queueIDs.insert(id).inserted, !names.contains(id) {
        fresh.insert(id)
      }
      if let id = line.messageID, messageIDs.insert(id).inserted { fresh.insert(id) }
      for id in line.names where names.insert(id).inserted && !queueIDs.contains(id) {
        fresh.insert(id)
      }
    }

    mutating func takeFreshIDs() -> [Needle] {
      // A line read before may be related with what was learnt behind it.
      while let place = strangers.firstIndex(where: { isRelated($0.line) }) {
        let found = strangers.remove(at: place)
        take(found.line, at: found.time)
      }
      defer { fresh = [] }
      return fresh.map { Needle($0, folds: false) }
    }
  }

  /// What one line names.
  private struct IDs {
    var queueID: [UInt8]?
    var messageID: [UInt8]?
    var names: [[UInt8]] = []

    init() {}

    init(_ event: borrowing LineEvent, _ line: ByteView) {
      func id(_ text: ByteView) -> [UInt8]? {
        guard !text.isEmpty, text != "NOQUEUE" else { return nil }
        return text.withBytes { Array($0) }
      }
      if event.hasQueueID { queueID = id(line.clamped(event.queueID)) }
      messageID = event.text(.messageID, in: line).flatMap(id)
      names = [LineEvent.Key.newQueueID, .oldQueueID, .reference].compactMap {
        event.text($0, in: line).flatMap(id)
      }
      if let remote = RemoteQueueID.find(in: event, of: line).flatMap({ id(line.clamped($0)) }) {
        names.append(remote)
      }
      if let reason = event.text(.reason, in: line), reason.starts(with: "forwarded as "),
        let next = id(reason.from(13))
      {
        names.append(next)
      }
    }
  }
}
