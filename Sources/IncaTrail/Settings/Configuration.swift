internal import Glibc
public import MailTerms

/// What `incatrail.yaml` says.
public struct Configuration: Sendable {
  /// Hosts whose log must be there.
  public internal(set) var gateways: [String] = []
  public internal(set) var relays: [String] = []
  public internal(set) var ownNetworks: [String] = []
  public internal(set) var ownDomains: [String] = []
  public internal(set) var notOwn: [String] = []
  public internal(set) var logs: [String] = []
  public internal(set) var platform: [String] = []
  public internal(set) var timeZone: String?
  public internal(set) var thresholds = ThresholdSettings()
  /// Where runs leave their summaries.
  public internal(set) var state: String?
  public internal(set) var holidays = HolidaySettings()
  /// `accept:`
  public internal(set) var accept: [AcceptedRisk] = []
  /// `privacy:`
  public internal(set) var privacyLevel: PrivacyLevel?
  public internal(set) var privacyKey: String?
  public internal(set) var hidesDomains = false
  /// `mail:`
  public internal(set) var mailTo: [String] = []
  public internal(set) var mailFrom: String?
  public internal(set) var mailLanguage: ReportLanguage?

  public init() {}

  /// The machine's file and the user's, as far as they are there: lists add up, for all else the
  /// later one counts.
  ///
  /// - Parameter environment: looks up a variable.
  public static func usual(
    folder: String = "/etc/incatrail", environment: (String) -> String?
  ) throws(ConfigurationError) -> Configuration {
    var configuration = Configuration()
    let paths = usualPaths(folder: folder, environment: environment)
    for path in paths where access(path, F_OK) == 0 { try configuration.read(path) }
    return configuration
  }

  /// The machine's file and the user's, there or not.
  static func usualPaths(folder: String, environment: (String) -> String?) -> [String] {
    var paths = ["\(folder)/incatrail.yaml"]
    if let home = environment("XDG_CONFIG_HOME"), !home.isEmpty {
      paths.append("\(home)/incatrail/incatrail.yaml")
    } else if let home = environment("HOME"), !home.isEmpty {
      paths.append("\(home)/.config/incatrail/incatrail.yaml")
    }
    return paths
  }

  /// `--config FILE`: that one alone.
  public static func at(_ path: String) throws(ConfigurationError) -> Configuration {
    var configuration = Configuration()
    try configuration.read(path)
    return configuration
  }
}

/// Why a configuration file was refused.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  public let file: String
  /// From 1; 0 where the whole file is meant.
  public let line: Int
  public let message: String

  public var description: String {
    line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
  }
}

extension InputSettings {
  /// Takes what the configuration says; options given beside it count for more.
  public mutating func apply(_ configuration: Configuration) {
    configuredLogs = configuration.logs
    timeZone = timeZone ?? configuration.timeZone
  }
}

extension TrailSettings {
  /// Takes what the configuration says; options given beside it add to its lists.
  public mutating func apply(_ configuration: Configuration) {
    platform = configuration.platform + platform
    relays += configuration.relays
    ownNetworks += configuration.ownNetworks
    ownDomains += configuration.ownDomains
    notOwn += configuration.notOwn
  }
}
