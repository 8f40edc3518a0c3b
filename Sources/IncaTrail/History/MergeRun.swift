internal import Glibc
internal import MailReports
internal import MailTerms

/// `incatrail merge`: summaries of several hosts or days in one report.
public struct MergeRun {
  private let inputs: [String]
  private let input: InputSettings
  private let trails: TrailSettings
  private let options: ReportRun.Options

  /// - Parameter inputs: files, folders, `-`.
  public init(
    _ inputs: [String], _ input: InputSettings, _ trails: TrailSettings,
    _ options: ReportRun.Options
  ) {
    self.inputs = inputs
    self.input = input
    self.trails = trails
    self.options = options
  }

  public func run(into output: OutputFile) throws -> RunResult {
    if options.format == .mail { try options.mail.check(try trails.profile()) }
    let counting = try SummaryRun(reading: options, input, trails).counting()
    var result = RunResult()
    var parts: [(path: String, history: History)] = []
    for path in try files() {
      do throws(HistoryFile.Refusal) {
        parts.append((path, try HistoryFile(path: path).read()))
      } catch {
        result.problems.append(error.description)
      }
    }
    for (index, part) in parts.enumerated() {
      for earlier in parts[..<index] {
        guard let host = part.history.sharedHost(with: earlier.history) else { continue }
        throw UsageError(
          "\(earlier.path) and \(part.path) tell of the same lines of \(host), which would count "
            + "twice: give one of them")
      }
    }
    guard let whole = History.merged(parts.map(\.history)) else {
      if result.problems.isEmpty {
        result.noData = "nothing to merge: \(inputs.joined(separator: ", ")) holds no summary"
      }
      return result
    }
    return try ReportPrinter(options: options, now: input.now)
      .put(Summary(whole, counting), whole, result, into: output)
  }

  /// The files given, and those of the folders given.
  private func files() throws -> [String] {
    try inputs.flatMap { path -> [String] in
      var status = stat()
      guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        return [path]
      }
      let folder = HistoryFolder(path)
      return try folder.names().map { "\(folder.path)/\($0)" }
    }
  }
}

extension History {
  /// A host of which both read the same source over the same time; nil where there is none.
  fileprivate func sharedHost(with other: History) -> String? {
    let overlaps = windows.contains { mine in
      other.windows.contains { $0.from < mine.to && mine.from < $0.to }
    }
    guard overlaps else { return nil }
    let sources = Set(coverage.sources.map(\.name))
    guard !sources.isDisjoint(with: other.coverage.sources.map(\.name)) else { return nil }
    return Set(hosts).intersection(other.hosts).min()
  }
}

extension SummaryRun {
  /// What counts and how it is judged, for a report that reads no logs.
  init(
    reading options: ReportRun.Options, _ input: InputSettings, _ trails: TrailSettings
  ) throws {
    self.init(
      input: input, trails: trails, gateways: options.gateways, thresholds: options.thresholds,
      accept: options.accept, language: options.language)
    // There is nobody to make a pseudonym of.
    var settings = options.privacy
    if settings.level(options.format.use) == .pseudonym { settings.level = .domain }
    privacy = try settings.privacy(options.format.use, trails)
  }
}
