internal import ByteTools
internal import Glibc
internal import MailLines

/// Where lines come from, which of them matter, and how their stamps are read: what every command
/// shares.
public struct InputSettings: Sendable {
  /// Files, directories, `-` for standard input. None: standard input when it is piped, else
  /// `configuredLogs`, else the usual places.
  public var inputs: [String] = []
  /// From the configuration; shell patterns are expanded.
  public var configuredLogs: [String] = []
  /// Where the logs of a usual system lie.
  public var usualFolder = "/var/log"
  /// A name of the zone database for stamps without a zone; nil: the machine's.
  public var timeZone: String?
  /// The year of a source's first line where stamps bear none.
  public var year: Int?
  /// `--since`, `--until`, `--lookback` as given.
  public var since: String?
  public var until: String?
  public var lookback = "5d"
  /// Seconds since 1970: what `today` means, and the time of input that has none.
  public var now = Int64(time(nil))
  /// Shows on standard error how far reading has come, once it takes longer than a second.
  public var showsProgress = false
  /// Plain files and pipes are read on as they grow.
  var follows = false
  /// How many threads may work; nil: as many as are of use. What comes out is the same.
  public var threads: Int?
  /// Bytes a block; tests cut the input smaller, which changes nothing in what comes out.
  package var blockSize: Int?

  public init() {}

  /// The zone of stamps that name none.
  /// Work may be shared among threads.
  var usesThreads: Bool { threads.map { $0 > 1 } ?? Worker.isWorthwhile }

  func zone() throws(UsageError) -> LocalZone {
    guard let zone = LocalZone(name: timeZone) else {
      throw UsageError(
        "--time-zone: there is no zone '\(timeZone ?? "")': give a name such as "
          + "Europe/Zurich (the zones are those of the package tzdata)")
    }
    return zone
  }

  /// Takes the moment that counts as now from a test: seconds since 1970.
  public mutating func setClock(_ text: String?) throws(UsageError) {
    guard let text else { return }
    guard let seconds = Int64(text) else {
      throw UsageError("INCATRAIL_NOW: '\(text)' is no number of seconds since 1970")
    }
    now = seconds
  }

  /// `--window`: the time from so long ago until now.
  public mutating func setWindow(_ span: String) throws(UsageError) {
    guard let seconds = TimeExpression.seconds(span), seconds > 0 else {
      throw UsageError("--window: '\(span)' is no span of time: give 2h, 30m or 1d")
    }
    since = span
  }
}
