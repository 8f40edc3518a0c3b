internal import ArgumentParser
internal import IncaTrail
internal import PrivacyKeys

/// How much is told of whom a message is about.
struct PrivacyOptions: ParsableArguments {
  enum Level: String, ExpressibleByArgument, CaseIterable {
    case full, pseudonym, domain, aggregate
  }

  @Option(
    help: ArgumentHelp(
      "Tells so much of senders and recipients: full, pseudonym, domain or aggregate.",
      discussion: """
        Else the configuration's level; else a mail and a page show domains alone, records of export \
        and report pseudonyms where there is a key, and all else what is logged.
        """,
      valueName: "level"))
  var privacy: Level?

  @Option(
    help: ArgumentHelp(
      "Makes pseudonyms with this key: 32 octets, which 'privacy make-key' makes.",
      valueName: "file"))
  var privacyKey: String?

  @Flag(help: "Hashes domains too: a rare one names the person.")
  var hideDomain = false

  func settings(_ configuration: Configuration) throws -> PrivacySettings {
    var settings = PrivacySettings()
    settings.level = configuration.privacyLevel
    if let privacy { settings.setLevel(privacy.rawValue) }
    settings.hidesDomains = hideDomain || configuration.hidesDomains
    if let path = privacyKey ?? configuration.privacyKey {
      settings.key = { try KeyFile.read(path) }
    }
    return settings
  }
}
