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
      let isAbsent = { paths.allSatisfy { LiteralScan.isAbsent(needles, from: $0) } }
      let size = paths.reduce(0) { $0 + fileSize($1) }
      guard isForLines, size >= leastSize else { return isAbsent() ? .nowhere : .unknown }
      // Who narrows small logs, as tests do, narrows all.
      let most = leastSize > 0 ? size / 2 : size
      return SearchRegion.find(needles, in: paths, settings, mostBytes: most)
    }
  }

  /// - Parameter mostBytes: where hits lie further apart, reading what lies between costs less than to
  ///   look for more of them.
  private static func find(
    _ needles: [Needle], in paths: [String], _ settings: LogSource.Settings, mostBytes: Int
  ) -> SearchRegion {
    let programs = ProgramTable(identify: DialectRegistry.identify)
    var reading = Reading(programs)
    var fresh = needles
    while !fresh.isEmpty {
      var found = false
      var bytesBetween = 0
      for path in paths {
        guard let places = LiteralScan.places(of: fresh, in: path, most: mostPlaces) else {
          return .unknown
        }
        guard let first = places.first, let last = places.last else { continue }
        found = true
        bytesBetween += last - first
        guard bytesBetween <= mostBytes else { return .unknown }
        guard let source = PlacedLines(path: path, programs: programs, settings: settings),
          let block = source.lines(at: places), reading.read(block)
        else { return .unknown }
      }
      if reading.span == nil, !found { return .nowhere }
      fresh = reading.takeFreshIDs()
      guard reading.ids.count <= mostIDs else { return .unknown }
    }
    return reading.span.map { .between(($0.lowerBound - margin)..<($0.upperBound + margin)) }
      ?? .unknown
  }

  /// The lines found so far.
  private struct Reading {
    private let programs: ProgramTable
    private let parser: LineParser
    private var event = Box()
    private(set) var span: ClosedRange<Int64>?
    /// All IDs met, and those that have not been looked for yet.
    private(set) var ids: Set<[UInt8]> = []
    private var fresh: [[UInt8]] = []

    /// An event cannot be copied, and so be no part of what is changed.
    private final class Box { var event = LineEvent() }

    init(_ programs: ProgramTable) {
      self.programs = programs
      parser = LineParser(programs)
    }

    /// - Returns: false where a line is none of a mail system's that names messages by IDs, or may
    ///   belong to a message that it does not name.
    mutating func read(_ block: LineBlock) -> Bool {
      for index in 0..<block.records.count {
        let record = block.records[index]
        let program = programs.summaries[Int(record.program)]
        guard let dialect = program.dialect, parser.bonds[dialect] != .table else { return false }
        span =
          min(span?.lowerBound ?? .max, record.time)...max(span?.upperBound ?? .min, record.time)
        let line = block.line(record)
        guard parser.parse(line, record, program, into: &event.event).isEvent else { continue }
        if event.event.hasQueueID, line.clamped(event.event.queueID) != "NOQUEUE" {
          meet(line.clamped(event.event.queueID))
        } else if mayBeOfUnnamed(line) {
          return false
        }
        for key: LineEvent.Key in [.newQueueID, .oldQueueID, .reference, .messageID] {
          if let id = event.event.text(key, in: line) { meet(id) }
        }
        if let id = RemoteQueueID.find(in: event.event, of: line) { meet(line.clamped(id)) }
        if let reason = event.event.text(.reason, in: line), reason.starts(with: "forwarded as ") {
          meet(reason.from(13))
        }
      }
      return true
    }

    /// Whether the process, or a peer's address, may tie the line to a message, whose other lines may
    /// stand days away: what explains an attempt, a recipient refused among others.
    private func mayBeOfUnnamed(_ line: ByteView) -> Bool {
      switch event.event.kind {
      case .tls: event.event.has(.relayIP) || event.event.has(.relayHost)
      case .tlsTrace, .tlsProblem, .connectFailed, .lost, .filter, .header: true
      case .reject: event.event.text(.stage, in: line) == ByteView("RCPT" as StaticString)
      default: false
      }
    }

    private mutating func meet(_ id: ByteView) {
      guard !id.isEmpty else { return }
      let bytes = id.withBytes { Array($0) }
      if ids.insert(bytes).inserted { fresh.append(bytes) }
    }

    mutating func takeFreshIDs() -> [Needle] {
      defer { fresh = [] }
      return fresh.map { Needle($0, folds: false) }
    }
  }
}
