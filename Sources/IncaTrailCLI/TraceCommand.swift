internal import ArgumentParser
internal import Glibc
internal import IncaTrail

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Shows one message's way, step by step, and what to do about it.",
    discussion: """
      Give a queue ID of any host, a message ID, or an address of sender or recipient, with the \
      platform's suffix or without. Where several messages match they are listed, newest first.

      incatrail trace hans.muster@gmail.com /var/log/mail.log*
      incatrail trace 4jYFV3609Gz2Phf8 --with-lines /var/log/mail.log

      A window is one on lines. Ends with 0 where something was found, 1 where nothing was, 2 for \
      trouble.
      """)

  @Argument(help: ArgumentHelp("What to look for.", valueName: "id|address|message-id"))
  var text: String

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var privacy: PrivacyOptions

  @Option(help: ArgumentHelp("Shows this one of several, from 1.", valueName: "n"))
  var pick: Int?

  @Flag(help: "Adds all log lines of the message.")
  var withLines = false

  @Flag(help: "Prints the records, with every attempt, instead of text.")
  var json = false

  @OptionGroup var colouring: ColourOptions

  func validate() throws {
    if let pick, pick < 1 { throw ValidationError("--pick takes a number from 1 on") }
  }

  func run() throws {
    let configuration = try input.configuration.read()
    var settings = try input.settings(configuration)
    settings.showsProgress = isatty(STDERR_FILENO) == 1
    var trails = try input.trailSettings(configuration)
    trails.patternDirectory = rules.patterns
    var options = TraceRun.Options()
    options.json = json
    options.withLines = withLines
    options.pick = pick
    options.privacy = try privacy.settings(configuration)
    options.isColoured = colouring.isColoured
    let (result, found) = try TraceRun(text, settings, trails, options)
      .run(into: .standardOutput())
    try result.conclude()
    if !found {
      complain(
        "no message with '\(text)' as its ID or address; 'incatrail grep' looks for any text")
      throw Status.notSo
    }
  }
}
