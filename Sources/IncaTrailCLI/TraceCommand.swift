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
      incatrail trace 4jYFV3609Gz2Phf8 --ticket --lang de /var/log/mail.log
      incatrail trace 4jYFV3609Gz2Phf8 --bundle evidence.tar.zst /var/log/mail.log*
      incatrail trace hans.muster@gmail.com --follow /var/log/mail.log
      incatrail trace --test /var/log/mail.log

      A window is one on lines. Ends with 0 where something was found, 1 where nothing was, 2 for \
      trouble; --test with 0 where a test mail was found and nothing failed, else with 1.
      """)

  @Argument(
    help: ArgumentHelp("What to look for; not with --test.", valueName: "id|address|message-id"))
  var text: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var privacy: PrivacyOptions

  @Option(help: ArgumentHelp("Shows this one of several, from 1.", valueName: "n"))
  var pick: Int?

  @Flag(help: "Adds all log lines of the message.")
  var withLines = false

  @Flag(help: "Prints the records, with every attempt, instead of text.")
  var json = false

  @Flag(
    name: [.customShort("f"), .customLong("follow")],
    help: ArgumentHelp(
      "Goes on as the log grows, until the message is done.",
      discussion: """
        Prints each step as it comes, through rotations of the log; of several messages the newest \
        under way, or else the next that comes. ^C ends it with where the message is.
        """))
  var follows = false

  @Flag(help: "Prints the first page of a ticket for the platform's support, ready to paste.")
  var ticket = false

  @Option(
    help: ArgumentHelp(
      "Writes the evidence for a ticket: its first page, timeline, record, lines, what was read.",
      discussion: "A .tar.zst that only its owner can read; - is standard output.",
      valueName: "file"))
  var bundle: String?

  @Flag(help: "Lets --bundle replace a file.")
  var force = false

  @Flag(
    help: ArgumentHelp(
      "Goes through the connection test of IncaMail's checklist (8.3), item by item.",
      discussion: """
        Takes the newest test mail, which its subject tells (Test-Mail), and what came back. Where \
        no subject tells, name the sender or the recipient with --from or --to.
        """))
  var test = false

  @Flag(help: "With --test: prints the acceptance record to be signed, one page.")
  var record = false

  @Option(
    help: ArgumentHelp("With --test: the test mail's envelope sender.", valueName: "address"))
  var from: String?

  @Option(help: ArgumentHelp("With --test: a recipient of the test mail.", valueName: "address"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "The language of tickets and of the connection test: en, de, fr or it. Else the locale's.",
      valueName: "code"))
  var lang: String?

  @OptionGroup var colouring: ColourOptions

  mutating func validate() throws {
    try validateTest()
    if let pick, pick < 1 { throw ValidationError("--pick takes a number from 1 on") }
    let forms = [
      json ? "--json" : nil, ticket ? "--ticket" : nil, bundle.map { _ in "--bundle" },
    ].compactMap { $0 }
    if forms.count > 1 {
      throw ValidationError("\(forms[0]) and \(forms[1]) contradict each other")
    }
    if follows, let form = forms.first {
      throw ValidationError("--follow prints text: it cannot go with \(form)")
    }
    if follows, withLines || input.until != nil {
      throw ValidationError("--follow: neither --with-lines nor --until goes with it")
    }
    if withLines, ticket || bundle != nil {
      throw ValidationError("--with-lines adds to text and --json; a bundle has all lines anyway")
    }
    if force, bundle == nil { throw ValidationError("--force belongs to --bundle") }
    if lang != nil, !ticket, bundle == nil, !test {
      throw ValidationError("--lang belongs to --ticket, --bundle and --test")
    }
    if bundle == "-", isatty(STDOUT_FILENO) == 1 {
      throw ValidationError("--bundle -: a terminal cannot show it; name a file or pipe it on")
    }
  }

  func run() throws {
    let configuration = try input.configuration.read()
    var settings = try input.settings(configuration)
    settings.showsProgress = isatty(STDERR_FILENO) == 1
    var trails = try input.trailSettings(configuration)
    trails.patternDirectory = rules.patterns
    guard let text else {
      return try runTest(settings, trails, try privacy.settings(configuration))
    }
    let (result, found) = try TraceRun(text, settings, trails, try options(configuration))
      .run(into: .standardOutput())
    try result.conclude()
    if !found {
      complain(
        "no message with '\(text)' as its ID or address; 'incatrail grep' looks for any text")
      throw Status.notSo
    }
  }

  /// With --test what stands in the place of an ID is a log.
  private mutating func validateTest() throws {
    guard test else {
      if text == nil {
        throw ValidationError("what is to be traced? give an ID or an address, or --test")
      }
      for (option, isGiven) in [
        ("--record", record), ("--from", from != nil), ("--to", to != nil),
      ] where isGiven {
        throw ValidationError("\(option) belongs to --test")
      }
      return
    }
    let others: [(String, Bool)] = [
      ("--json", json), ("--ticket", ticket), ("--bundle", bundle != nil), ("--follow", follows),
      ("--with-lines", withLines), ("--pick", pick != nil),
    ]
    if let other = others.first(where: \.1) {
      throw ValidationError("--test and \(other.0) contradict each other")
    }
    if let text { input.reading.logs.insert(text, at: 0) }
    text = nil
  }

  private func runTest(
    _ settings: InputSettings, _ trails: TrailSettings, _ privacy: PrivacySettings
  ) throws {
    var options = ConnectionTestRun.Options()
    options.privacy = privacy
    options.from = from
    options.to = to
    options.printsRecord = record
    options.isColoured = colouring.isColoured
    options.language = try ReportLanguage.chosen(lang)
    let (result, outcome) = try ConnectionTestRun(settings, trails, options)
      .run(into: .standardOutput())
    try result.conclude()
    switch outcome {
    case .passed: return
    case .failed: break
    case .notFound(let hasSubjects):
      let isNamed = from != nil || to != nil
      complain(
        isNamed
          ? "no IncaMail message of that sender and recipient was sent"
          : hasSubjects
            ? "no mail with the subject of a connection test; name it with --from or --to"
            : "the log bears no subjects to tell a test mail by: name it with --from or --to")
    }
    throw Status.notSo
  }

  private func options(_ configuration: Configuration) throws -> TraceRun.Options {
    var options = TraceRun.Options()
    options.privacy = try privacy.settings(configuration)
    options.form = form
    options.withLines = withLines
    options.pick = pick
    options.isColoured = colouring.isColoured
    options.mayReplace = force
    options.follows = follows
    if isatty(STDERR_FILENO) == 1 { options.notice = { complain($0) } }
    options.language = try ReportLanguage.chosen(lang)
    return options
  }

  private var form: TraceRun.Form {
    if json { return .json }
    if ticket { return .ticket }
    if let bundle { return .bundle(path: bundle == "-" ? nil : bundle) }
    return .text
  }
}
