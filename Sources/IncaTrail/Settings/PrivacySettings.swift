internal import MailPrivacy
public import MailTerms

/// How much outputs tell of whom a message is about: `--privacy` and `privacy:` in the configuration.
public struct PrivacySettings: Sendable {
  /// What a form tells where nobody says how much: `docs/privacy.md`.
  enum Use {
    /// Somebody looks for something on this machine: as logged.
    case local
    /// A mail or a page, which others get: domains.
    case sentOn
    /// Records for other programs: pseudonyms as soon as there is a key, else as logged.
    case records
  }

  /// nil: each form's own.
  public var level: PrivacyLevel?
  public var hidesDomains = false
  /// Reads the key; nil where none is named. It is read where it is needed only: not everybody who
  /// may read logs may read the key.
  public var key: (@Sendable () throws -> PseudonymKey)?

  public init() {}

  /// By its name.
  public mutating func setLevel(_ name: String) { level = PrivacyLevel(rawValue: name) ?? level }

  func level(_ use: Use) -> PrivacyLevel {
    if let level { return level }
    switch use {
    case .local: return .full
    case .sentOn: return .domain
    case .records: return key == nil ? .full : .pseudonym
    }
  }

  func privacy(_ use: Use, _ trails: TrailSettings) throws -> Privacy {
    let level = level(use)
    guard level != .full else { return .full }
    if key == nil, level == .pseudonym {
      throw UsageError("--privacy pseudonym needs a key: \(Self.howToMakeAKey)")
    }
    if key == nil, hidesDomains {
      throw UsageError("--hide-domain needs a key: \(Self.howToMakeAKey)")
    }
    return Privacy(
      level, key: try key?(), hidesDomains: hidesDomains, profile: try trails.profile())
  }

  /// For forms that have nothing left to show without single messages.
  func ofMessages(_ use: Use, _ trails: TrailSettings, _ what: String) throws -> Privacy {
    if level(use) == .aggregate {
      throw UsageError(
        "--privacy aggregate tells nothing of a single message, and \(what): take 'domain', or count "
          + "with 'incatrail report' or 'incatrail grep --by'")
    }
    return try privacy(use, trails)
  }

  /// As records show these addresses at `pseudonym`.
  public func pseudonyms(of addresses: [String]) throws -> [String] {
    guard !addresses.contains("") else {
      throw UsageError("an address is empty: give one such as hans.muster@example.ch")
    }
    var settings = self
    settings.level = .pseudonym
    let privacy = try settings.privacy(.records, TrailSettings())
    return addresses.map(privacy.address)
  }

  static let howToMakeAKey =
    "--privacy-key FILE or 'privacy: {key: FILE}' in the configuration; 'incatrail privacy make-key "
    + "FILE' makes one"
}
