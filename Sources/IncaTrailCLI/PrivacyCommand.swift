internal import ArgumentParser
internal import IncaTrail
internal import PrivacyKeys

struct PrivacyCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "privacy",
    abstract: "Makes the key of pseudonyms, and tells the pseudonym of an address.",
    subcommands: [MakeKey.self, Hash.self])

  struct MakeKey: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "make-key",
      abstract: "Makes a key at random in a new file that only you may read.",
      discussion: """
        Name it in the configuration: 'privacy: {key: FILE}'. Hosts whose pseudonyms are to be equal \
        need the same file. A new key breaks the link to all that was written with the old one; once \
        a year that is well.

        incatrail privacy make-key /etc/incatrail/privacy.key
        """)

    @Argument(help: ArgumentHelp("The file to make.", valueName: "file"))
    var file: String

    func run() throws {
      let id = try KeyFile.make(file)
      try say("made \(file); its key_id is \(id)")
    }
  }

  struct Hash: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "hash",
      abstract: "Tells the pseudonyms of addresses, to look for them where they were sent.",
      discussion: """
        An address has one pseudonym with the platform's suffix and without. The other way round, \
        'incatrail grep to:p-d8f78c3275732d09@*' finds the messages of a pseudonym in the logs.

        incatrail privacy hash hans.muster@example.ch
        """)

    @Argument(help: ArgumentHelp("Whose pseudonym.", valueName: "address"))
    var addresses: [String]

    @Option(
      help: ArgumentHelp("The key. Else the configuration's.", valueName: "file"))
    var privacyKey: String?

    @Flag(help: "Hashes domains too.")
    var hideDomain = false

    @OptionGroup var configuration: ConfigurationOptions

    func run() throws {
      let configuration = try configuration.read()
      var settings = PrivacySettings()
      settings.hidesDomains = hideDomain || configuration.hidesDomains
      if let path = privacyKey ?? configuration.privacyKey {
        settings.key = { try KeyFile.read(path) }
      }
      for pseudonym in try settings.pseudonyms(of: addresses) { try say(pseudonym) }
    }
  }
}

/// One line of what was asked for.
func say(_ line: String) throws {
  let output = OutputFile.standardOutput()
  try output.append { $0 += Array((line + "\n").utf8) }
  try output.flush()
}
