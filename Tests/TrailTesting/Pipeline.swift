import Foundation
package import IncaTrail

/// The folder of the package, found from this file.
package let packageFolder = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

package let fixtures = packageFolder + "/fixtures"

/// Zone and working folder are the process's: set once, and the same for all tests, which run side
/// by side. Names of sources in reports are then relative to the package.
private let isProcessReady: Bool = {
  setenv("TZ", "Europe/Zurich", 1)
  tzset()
  return FileManager.default.changeCurrentDirectoryPath(packageFolder)
}()

extension ReportRun.Format {
  /// The forms of a report; `state` is something to be merged.
  package static let reports = allCases.filter { $0 != .state }
}

/// Makes sure of zone and folder before the pipeline is used without `Pipeline`.
func enterPackage() { precondition(isProcessReady, "the package folder cannot be entered") }

/// One run of the whole pipeline in this process: what the command does, without the command.
package struct Pipeline: Sendable {
  package var inputs: [String]
  package var platform: [String] = []
  package var own: [String] = []
  package var gateways: [String] = []
  package var accept: [AcceptedRisk] = []
  package var year: Int?
  /// Bytes a block; nil: as shipped.
  package var blockSize: Int?
  /// How many threads may work; nil: as the machine has processors.
  package var threads: Int?
  /// What messages in flight may take, in bytes; nil: as shipped.
  package var memoryLimit: Int?
  /// Of the forms that have a level.
  package var privacy = PrivacySettings()

  package struct UnknownOption: Error { package let option: String }

  /// - Parameter options: as on the command line, without files.
  package init(_ inputs: [String], options: [String]) throws {
    self.inputs = inputs
    var rest = options[...]
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { throw UnknownOption(option: option) }
      switch option {
      case "--platform": platform.append(value)
      case "--own": own.append(value)
      case "--gateway": gateways.append(value)
      case "--year": year = Int(value)
      // The zone is the process's, and one for all tests.
      case "--time-zone" where value == "Europe/Zurich": break
      default: throw UnknownOption(option: "\(option) \(value)")
      }
    }
  }

  private var input: InputSettings {
    precondition(isProcessReady, "the package folder cannot be entered")
    var settings = InputSettings()
    settings.inputs = inputs
    settings.year = year
    settings.now = 1_795_000_000
    settings.blockSize = blockSize
    settings.threads = threads
    return settings
  }

  private var trails: TrailSettings {
    var settings = TrailSettings()
    settings.platform = platform
    settings.own = own
    settings.patternOverlay = nil
    settings.memoryLimit = memoryLimit
    return settings
  }

  /// `incatrail export`, as bytes.
  package func export(
    all: Bool = true, withLines: Bool = false, withAttempts: Bool = false,
    form: ExportForm = .ndjson, since: String? = nil, follow: FollowSettings? = nil
  ) throws -> [UInt8] {
    var options = ExportRun.Options(form)
    options.privacy = privacy
    options.all = all
    options.withLines = withLines
    options.withAttempts = withAttempts
    options.follow = follow
    let output = OutputFile.memory()
    var input = self.input
    input.since = since
    _ = try ExportRun(input, trails, options).run(into: output)
    return output.pending
  }

  /// `incatrail report`, as bytes.
  package func report(
    _ format: ReportRun.Format, all: Bool = false, language: ReportLanguage = .english,
    onlyProblems: Bool = false
  ) throws -> [UInt8] {
    let output = OutputFile.memory()
    var options = ReportRun.Options()
    options.privacy = privacy
    options.format = format
    options.all = all
    options.language = language
    options.onlyProblems = onlyProblems
    options.gateways = gateways
    options.accept = accept
    options.mail.to = ["postmaster@example.ch"]
    options.mail.host = "mx1.example.ch"
    _ = try ReportRun(input, trails, options).run(into: output)
    return output.pending
  }

  /// `incatrail merge`, as bytes; the inputs are summaries.
  package func merge(_ format: ReportRun.Format) throws -> [UInt8] {
    let output = OutputFile.memory()
    var options = ReportRun.Options()
    options.format = format
    options.gateways = gateways
    _ = try MergeRun(inputs, input, trails, options).run(into: output)
    return output.pending
  }

  /// `incatrail grep`, as bytes.
  package func grep(
    _ expression: String, _ change: (inout GrepRun.Options) -> Void = { _ in }
  ) throws -> [UInt8] {
    let output = OutputFile.memory()
    var options = GrepRun.Options()
    options.privacy = privacy
    change(&options)
    _ = try GrepRun(expression, input, trails, options).run(into: output)
    return output.pending
  }

  /// `incatrail trace`, as bytes.
  package func trace(
    _ text: String, _ change: (inout TraceRun.Options) -> Void = { _ in }
  ) throws -> [UInt8] {
    let output = OutputFile.memory()
    var options = TraceRun.Options()
    options.privacy = privacy
    change(&options)
    _ = try TraceRun(text, input, trails, options).run(into: output)
    return output.pending
  }

  /// `incatrail trace --test`, as bytes, and whether a test was found and passed.
  package func connectionTest(
    _ change: (inout ConnectionTestRun.Options) -> Void = { _ in }
  ) throws -> (bytes: [UInt8], isPassed: Bool) {
    let output = OutputFile.memory()
    var options = ConnectionTestRun.Options()
    change(&options)
    let (_, outcome) = try ConnectionTestRun(input, trails, options).run(into: output)
    let isPassed = if case .passed = outcome { true } else { false }
    return (output.pending, isPassed)
  }

  /// `incatrail queue --all` on the inputs as snapshots: what it writes, and what it complains of.
  package func queue(
    _ format: QueueRun.Format, at: String, logs: [String] = [], all: Bool = true
  ) throws -> (output: [UInt8], problems: [String]) {
    let output = OutputFile.memory()
    var options = QueueRun.Options()
    options.privacy = privacy
    options.format = format
    options.all = all
    options.taken = at
    options.logs = logs
    let result = try QueueRun(input, trails, options).run(into: output)
    return (output.pending, result.problems)
  }

  /// `incatrail events`, as bytes.
  package func events() throws -> [UInt8] {
    let output = OutputFile.memory()
    _ = try EventsRun(input, trails, privacy: privacy).run(into: output)
    return output.pending
  }

  /// `incatrail check`, as bytes, with the exit status that goes with them.
  /// - Parameters:
  ///   - now: seconds since 1970; the window ends then.
  ///   - limits: as on the command line.
  package func check(
    _ format: CheckRun.Format, now: Int64, window: String = "2h",
    limits: [(CheckRun.Limit, String)] = []
  ) throws -> (bytes: [UInt8], status: Int32) {
    var options = CheckRun.Options()
    options.accept = accept
    options.format = format
    for (limit, text) in limits { try options.set(limit, text) }
    let output = OutputFile.memory()
    let status = try CheckRun(self.input(window, now), trails, options).run(into: output)
    return (output.pending, status)
  }

  /// `incatrail metrics`, as bytes.
  package func metrics(
    _ format: MetricsRun.Format, now: Int64, window: String = "2h"
  ) throws -> [UInt8] {
    var options = MetricsRun.Options()
    options.accept = accept
    options.format = format
    let output = OutputFile.memory()
    _ = try MetricsRun(self.input(window, now), trails, options).run(into: output)
    return output.pending
  }

  private func input(_ window: String, _ now: Int64) throws -> InputSettings {
    var input = self.input
    input.now = now
    try input.setWindow(window)
    return input
  }
}
