internal import ArgumentParser
internal import IncaTrail

struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Accepts something known until a day: it is told, but raises no verdict.",
    discussion: """
      Writes an entry under 'accept:' into the configuration, whose comments and order stay: the \
      file of --config, else the last of the usual ones that is there. What is accepted stands in \
      every report with its end and its reason; after that day it counts again.

      incatrail accept unverified-tls --hop 'gw*.incamail.com' --until 2026-12-31 \\
      --reason 'certificates are exchanged in December, CHG-4711'
      incatrail accept --list
      """)

  @Argument(help: ArgumentHelp("A finding or a failure class.", valueName: "finding|class"))
  var name: String?

  @Option(
    help: ArgumentHelp("The last day on which it is accepted: 2026-12-31.", valueName: "day"))
  var until: String?

  @Option(help: ArgumentHelp("Why, for those who read the report.", valueName: "text"))
  var reason: String?

  @Option(
    help: ArgumentHelp(
      "Only at this next hop, or client of inbound mail: a name with * and ?, an address, a network.",
      valueName: "host|address|network"))
  var hop: String?

  @Flag(help: "Lists what is accepted.")
  var list = false

  @OptionGroup var configuration: ConfigurationOptions

  func validate() throws {
    if list {
      guard name == nil, until == nil, reason == nil, hop == nil else {
        throw ValidationError("--list takes nothing else but --config")
      }
      return
    }
    guard name != nil else {
      throw ValidationError("what is accepted? a finding or a class, or --list")
    }
    guard until != nil else {
      throw ValidationError("--until is missing: the last day on which it is accepted: 2026-12-31")
    }
    guard reason != nil else {
      throw ValidationError("--reason is missing: say why, for those who read the report")
    }
    if configuration.noConfig { throw ValidationError("--no-config leaves no file to write to") }
  }

  func run() throws {
    if list { return try listEntries() }
    guard let name, let until, let reason else { return }
    let path = configuration.config ?? AcceptRun.usualPath(environment: variable)
    var input = InputSettings()
    try input.setClock(variable("INCATRAIL_NOW"))
    try AcceptRun(path).add(
      AcceptedRisk(name: name, hop: hop, until: until, reason: reason), input)
    try say("\(path): \(name) is accepted until \(until)")
  }

  private func listEntries() throws {
    let configuration = try configuration.read()
    var input = InputSettings()
    input.apply(configuration)
    try input.setClock(variable("INCATRAIL_NOW"))
    for entry in configuration.accept {
      let hop = entry.hop.map { " at \($0)" } ?? ""
      let isOver = try entry.isExpired(input) ? ", which is over" : ""
      try say("\(entry.name)\(hop) until \(entry.until)\(isOver): \(entry.reason)")
    }
  }
}
