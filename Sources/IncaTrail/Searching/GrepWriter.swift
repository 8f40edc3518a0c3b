internal import ByteTools
internal import MailLines
internal import MailPrivacy
internal import MailReports
internal import MailTerms
internal import MailTrails

/// `GrepRun.Form` with its names read.
enum GrepFormat {
  case lines, files, count, ids, json
  case fields(FieldRows)
  case groups([MessageField])

  init(_ form: GrepRun.Form) throws(UsageError) {
    switch form {
    case .lines: self = .lines
    case .files: self = .files
    case .count: self = .count
    case .ids: self = .ids
    case .json: self = .json
    case .fields(let names, let isCSV):
      self = .fields(FieldRows(try Self.fields(names, "--fields"), isCSV ? .csv : .tsv))
    case .groups(let names): self = .groups(try Self.fields(names, "--by"))
    }
  }

  private static func fields(_ names: String, _ option: String) throws(UsageError) -> [MessageField]
  {
    var fields: [MessageField] = []
    for name in names.split(separator: ",", omittingEmptySubsequences: false) {
      let name = name.filter { $0 != " " }
      guard let field = MessageField(rawValue: name.lowercased()) else {
        let all = MessageField.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError("\(option): there is no field '\(name)'; there are \(all)")
      }
      fields.append(field)
    }
    return fields
  }

  /// Whether it shows anything of the lines.
  var needsLines: Bool {
    switch self {
    case .lines, .files: true
    case .count, .ids, .json, .fields, .groups: false
    }
  }

  /// Records tell how messages are related.
  var needsRelations: Bool {
    switch self {
    case .lines, .files, .count, .ids: false
    case .json, .fields, .groups: true
    }
  }

  func needsPlaces(_ options: GrepRun.Options) -> Bool {
    switch self {
    case .lines: options.showsFile || options.showsNumber
    case .files: true
    case .count, .ids, .json, .fields, .groups: false
    }
  }
}

/// Writes what `grep` has found.
final class GrepWriter {
  var sources: [LogSource] = []
  var places: LinePlaces?

  private let options: GrepRun.Options
  private let format: GrepFormat
  private let printer: LinePrinter
  private let output: OutputFile
  private let privacy: Privacy
  private let record: TrailRecord
  private var groups: GroupTable?
  private var count = 0
  private var shownFiles: Set<Int> = []
  /// What was shown last was a line of no message: the next one follows without a gap.
  private var lastWasLine: Bool?

  init(
    _ options: GrepRun.Options, _ format: GrepFormat, _ printer: LinePrinter, _ privacy: Privacy,
    _ output: OutputFile
  ) {
    self.options = options
    self.format = format
    self.printer = printer
    self.output = output
    self.privacy = privacy
    record = TrailRecord(privacy: privacy)
    if case .groups(let fields) = format { groups = GroupTable(fields) }
  }

  /// What may be told of a message that was found. Lines are chosen before their texts change.
  func told(_ trail: Trail) -> Trail {
    guard !privacy.isFull else { return trail }
    var trail = trail
    if options.matchingLinesOnly {
      let lines = trail.lines.filter { line in trail.with(line.text) { printer.stands(in: $0) } }
      trail.lines = lines
    }
    return privacy.applied(to: trail)
  }

  func write(_ found: Found) throws {
    count += 1
    switch found {
    case .message(let trail): try write(trail)
    case .line(let bytes, let record): try write(bytes, record)
    }
  }

  func finish() throws {
    switch format {
    case .count:
      let count = self.count
      try output.append { $0 += Array("\(count)\n".utf8) }
    case .groups:
      try output.append { groups?.append(to: &$0) }
    case .fields(let rows):
      if count == 0 { try output.append { rows.appendHeader(to: &$0) } }
    case .lines, .files, .ids, .json: break
    }
    try output.flush()
  }

  private func write(_ trail: Trail) throws {
    switch format {
    case .lines: try writeLines(of: trail)
    case .files: for line in trail.lines { try writeFile(of: line.place) }
    case .count: break
    case .ids:
      let hops = trail.hops.filter { !$0.queueID.isNone }
      try output.append { bytes in
        for hop in hops {
          trail.with(hop.queueID) { bytes.append($0) }
          bytes.append(0x0A)
        }
      }
    case .json: try output.append { record.append(trail, to: &$0) }
    case .fields(let rows):
      let isFirst = count == 1
      try output.append {
        if isFirst { rows.appendHeader(to: &$0) }
        rows.append(trail, to: &$0)
      }
    case .groups: groups?.add(trail)
    }
  }

  private func write(_ bytes: [UInt8], _ record: LineRecord) throws {
    switch format {
    case .lines:
      try separate(isLine: true)
      try bytes.withByteView { try writeLine($0, record.place) }
    case .files: try writeFile(of: record.place)
    case .count, .ids, .json, .fields, .groups: break
    }
  }

  // MARK: Lines

  private func writeLines(of trail: Trail) throws {
    var lines = trail.lines.sorted { $0.place < $1.place }
    if options.matchingLinesOnly, privacy.isFull {
      lines = lines.filter { trail.with($0.text) { printer.stands(in: $0) } }
    }
    guard !lines.isEmpty else { return }
    try separate(isLine: false)
    for line in lines { try trail.with(line.text) { try writeLine($0, line.place) } }
  }

  /// A blank line between messages; none between lines that plain grep would show.
  private func separate(isLine: Bool) throws {
    defer { lastWasLine = isLine }
    guard let lastWasLine, !options.matchingLinesOnly, !(lastWasLine && isLine) else { return }
    try output.append { $0.append(0x0A) }
  }

  private func writeLine(_ line: ByteView, _ place: UInt32) throws {
    var file = ""
    var number = 0
    if let found = places?[place] {
      let source = sources[found.source]
      file = source.name
      number = found.number + (options.showsNumber ? source.linesBefore : 0)
    }
    try output.append { printer.append(line, file: file, number: number, to: &$0) }
  }

  private func writeFile(of place: UInt32) throws {
    guard let found = places?[place], shownFiles.insert(found.source).inserted else { return }
    let name = sources[found.source].name
    try output.append { $0 += Array((name + "\n").utf8) }
  }
}
