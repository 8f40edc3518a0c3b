internal import ByteTools
internal import MailLines
internal import MailPrivacy
internal import MailQueries
internal import MailReports
internal import MailTerms
internal import MailTrails

/// `incatrail grep`: the messages that an expression is true of, with all their lines.
public struct GrepRun {
  /// What is written of each.
  public enum Form: Sendable {
    case lines
    case files, count, ids, json
    /// Names of fields, as on the command line.
    case fields(String, csv: Bool)
    case groups(by: String)
  }

  public struct Options: Sendable {
    public var isRegex = false
    public var form = Form.lines
    public var inverts = false
    /// The platform's mail only.
    public var incaMailOnly = false
    /// Of each message only the lines that hold what is looked for.
    public var matchingLinesOnly = false
    public var showsNumber = false
    public var showsFile = false
    public var isColoured = false
    public var isTerminal = false
    /// Ends after so many.
    public var most: Int?
    /// Only the so many that came first, or last.
    public var first: Int?
    public var last: Int?

    public var privacy = PrivacySettings()

    /// Off only where both ways are compared: finds out by reading every line what a scan tells.
    package var takesShortcuts = true
    /// Smaller logs are read whole, in bytes.
    package var leastSizeToNarrow = SearchRegion.leastSize

    public init() {}
  }

  private let input: InputSettings
  private let trails: TrailSettings
  private let options: Options
  private let query: Query
  private let pseudonyms: PseudonymSearch
  private let format: GrepFormat

  /// Refuses an expression or names of fields that are wrong.
  public init(
    _ expression: String, _ input: InputSettings, _ trails: TrailSettings, _ options: Options
  ) throws(UsageError) {
    do throws(QueryError) {
      query = options.isRegex ? try Query(regex: expression) : try Query(expression)
    } catch {
      throw UsageError(error.description)
    }
    pseudonyms = PseudonymSearch(expression)
    self.input = input
    self.trails = trails
    self.options = options
    format = try GrepFormat(options.form)
    if options.matchingLinesOnly, query.patterns.isEmpty {
      throw UsageError(
        "--matching-lines: nothing in the expression is looked for in lines: add a text to it")
    }
  }

  /// What may be wrong with the expression, for when nothing was found.
  public static func hint(on expression: String) -> String? {
    MistakenTerm(in: expression).map {
      "nothing found: '\($0.text)' was looked for as text; to ask of the field write '\($0.term)'"
    }
  }

  /// Lines of no message count where only texts are asked for: plain grep would find them.
  private var takesStrayLines: Bool {
    guard query.isOfText, !options.inverts, !options.incaMailOnly else { return false }
    switch options.form {
    case .lines, .files, .count: return true
    case .ids, .json, .fields, .groups: return false
    }
  }

  private var asksOfIncaMailOnly: Bool {
    options.takesShortcuts
      && (options.incaMailOnly || query.asksOfIncaMailOnly && !options.inverts)
  }

  private var needles: [Needle]? {
    options.inverts || !options.takesShortcuts || pseudonyms != .none ? nil : query.needles
  }

  /// - Returns: what standard error is to say, and whether anything was found.
  public func run(into output: OutputFile) throws -> (result: RunResult, found: Bool) {
    var tracking = TrackerOptions()
    tracking.keepsLines = query.asksOfLines || format.needsLines
    tracking.tellsWantedOnly = needles != nil && !asksOfIncaMailOnly && !format.needsRelations
    let privacy = try self.privacy
    let writer = GrepWriter(options, format, printer, privacy, output)
    let selection = Selection(options)
    let query = self.query
    let options = self.options
    let matches = try pseudonyms.matching(query, options.privacy, trails)
    var search = try MessageSearch(
      input, trails, tracking, needles: needles,
      search: needles.map {
        SearchRegion.Search(
          needles: $0, isForLines: tracking.tellsWantedOnly && query.isOfText,
          leastSize: options.leastSizeToNarrow)
      }, incaMailOnly: asksOfIncaMailOnly,
      keepsPlaces: format.needsPlaces(options),
      sink: MessageSearch.Sink(
        message: { trail in
          guard matches(trail) != options.inverts,
            trail.isIncaMail || !options.incaMailOnly
          else { return }
          try selection.take(.message(writer.told(trail))) { try writer.write($0) }
        },
        line: takesStrayLines
          ? { bytes, record in
            guard query.matches(line: bytes) else { return }
            let line = privacy.text(bytes)
            try selection.take(.line(line, record)) { try writer.write($0) }
          } : nil))
    writer.sources = search.input.feed.sources
    writer.places = search.places
    let result = try search.run()
    try selection.finish { try writer.write($0) }
    try writer.finish()
    return (result, selection.hasFound)
  }

  private var privacy: Privacy {
    get throws {
      let form: String
      switch options.form {
      case .lines: form = "grep prints lines"
      case .ids: form = "--ids prints those of messages"
      case .json: form = "--json writes records"
      case .fields: form = "--fields prints a row a message"
      case .files, .count, .groups: return try options.privacy.privacy(.local, trails)
      }
      return try options.privacy.ofMessages(.local, trails, form)
    }
  }

  private var printer: LinePrinter {
    var printer = LinePrinter()
    printer.showsFile = options.showsFile
    printer.showsNumber = options.showsNumber
    printer.isColoured = options.isColoured
    printer.isTerminal = options.isTerminal
    printer.matchingOnly = options.matchingLinesOnly
    printer.patterns = options.inverts ? [] : query.patterns
    return printer
  }
}

/// Something that was found.
enum Found {
  case message(Trail)
  case line([UInt8], LineRecord)

  /// When it began.
  var time: Int64 {
    switch self {
    case .message(let trail): trail.firstSeen.microseconds
    case .line(_, let record): record.time
    }
  }
}

/// `-m`, `--first` and `--last`: which of what was found is shown.
private final class Selection {
  private let most: Int
  private let first: Int?
  private let last: Int?
  private var kept: [Found] = []
  private var count = 0

  init(_ options: GrepRun.Options) {
    most = options.most ?? .max
    first = options.first
    last = options.last
  }

  var hasFound: Bool { count > 0 }

  func take(_ found: Found, _ show: (Found) throws -> Void) throws {
    count += 1
    guard let limit = first ?? last else {
      try show(found)
      if count >= most { throw MessageSearch.SearchIsOver() }
      return
    }
    // By time; of equal ones those that were found first stand first.
    let place = kept.partitioningIndex { $0.time > found.time }
    kept.insert(found, at: place)
    if kept.count > limit {
      if first != nil { kept.removeLast() } else { kept.removeFirst() }
    }
  }

  func finish(_ show: (Found) throws -> Void) throws {
    for found in kept { try show(found) }
    kept = []
  }
}

extension Array {
  /// The first place of an element that `belongsBehind`; the elements must be so partitioned.
  fileprivate func partitioningIndex(_ belongsBehind: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongsBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
