internal import Glibc
internal import MailEvents
internal import MailLines

/// Where lines come from and how their stamps are read: what every command shares.
public struct InputSettings: Sendable {
  /// Files, directories, `-` for standard input.
  public var inputs: [String] = []
  /// A name of the zone database for stamps without a zone; nil: the machine's.
  public var timeZone: String?
  /// The year of a source's first line where stamps bear none.
  public var year: Int?
  /// Seconds since 1970: what `today` means, and the time of input that has none.
  public var now: Int64
  /// Bytes a block; tests cut the input smaller, which changes nothing in what comes out.
  package var blockSize: Int?

  public init() { now = Int64(time(nil)) }
}

/// A mistake of the user's that stops the run before any input is read.
public struct UsageError: Error, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}

/// The opened input of one run.
struct OpenedInput {
  let feed: LineFeed
  let programs: ProgramTable
  let zone: LocalZone
  /// What could not be opened at all.
  let problems: [InputError]

  init(_ settings: InputSettings) throws(UsageError) {
    guard let zone = LocalZone(name: settings.timeZone) else {
      throw UsageError(
        "unknown time zone '\(settings.timeZone ?? "")': give a name such as Europe/Zurich "
          + "(tzdata must be installed)")
    }
    self.zone = zone
    let (paths, problems) = expandInputs(settings.inputs)
    let programs = ProgramTable(identify: DialectRegistry.identify)
    self.programs = programs
    let sourceSettings = LogSource.Settings(
      zone: zone, year: settings.year, now: settings.now,
      blockSize: settings.blockSize ?? LineBlock.capacity)
    feed = LineFeed(
      sources: paths.map { LogSource(path: $0, programs: programs, settings: sourceSettings) },
      programs: programs)
    self.problems = problems
  }
}
