internal import ArgumentParser
internal import Glibc
internal import IncaTrail

struct GrepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grep",
    abstract: "Finds messages, and prints every log line of each.",
    discussion: """
      The expression is one argument. A bare word is a text in any line of the message, whatever \
      its case unless it has a capital. Terms: from: to: domain: subject: id: host: client: hop: \
      outcome: reached: class: failed: finding: reason: status: code: tls: direction: size: \
      delay: attempts: is:. They are joined by and, or, not and parentheses; blanks mean and. \
      Values take * and ?, numbers take ranges (size:5M.. delay:..30s attempts:3..).

      incatrail grep anna@example.ch /var/log/mail.log
      incatrail grep 'to:*.incamail.ch class:tls not outcome:delivered' /var/log/mail.log*
      incatrail grep class:cert --by hop,class /var/log/mail.log*

      Lines of no message are found too where only texts are looked for. A window is one on lines. \
      Ends with 0 where something was found, 1 where nothing was, 2 for trouble.
      """)

  @Argument(help: "What to look for; one argument, in quotes.")
  var expression: String

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var privacy: PrivacyOptions

  @Flag(
    name: [.customShort("E"), .customLong("regex")],
    help: "Takes the whole expression as one PCRE2 pattern for lines.")
  var isRegex = false

  @Flag(
    name: [.customShort("v"), .customLong("invert-match")],
    help: "Takes the messages that do not match.")
  var inverts = false

  @Flag(help: "Takes the platform's mail only.")
  var incamail = false

  @Flag(help: "Prints only those lines that hold what is looked for, as plain grep does.")
  var matchingLines = false

  @Flag(
    name: [.customShort("n"), .customLong("line-number")], help: "Puts its number before a line.")
  var lineNumber = false

  @Flag(
    name: [.customShort("H"), .customLong("with-filename")], help: "Puts its file before a line.")
  var withFilename = false

  @Flag(
    name: [.customShort("l"), .customLong("files-with-matches")],
    help: "Prints only the names of the files that lines of matching messages stand in.")
  var filesWithMatches = false

  @Flag(name: [.customShort("c"), .customLong("count")], help: "Prints only how many there are.")
  var count = false

  @Flag(help: "Prints only the queue IDs, one a line.")
  var ids = false

  @Option(
    help: ArgumentHelp(
      "Prints these, TAB between: time, id, from, to, subject, outcome, class, hop, …",
      valueName: "field,field"))
  var fields: String?

  @Flag(help: "Writes --fields as CSV.")
  var csv = false

  @Flag(help: "Prints the messages' records, as export does.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Prints how many there are of each kind, from when to when.", valueName: "field,field"))
  var by: String?

  @Option(
    name: [.customShort("m"), .customLong("max-count")],
    help: ArgumentHelp("Ends after so many.", valueName: "n"))
  var maxCount: Int?

  @Option(help: ArgumentHelp("Takes only the first so many, by time.", valueName: "n"))
  var first: Int?

  @Option(help: ArgumentHelp("Takes only the last so many, by time.", valueName: "n"))
  var last: Int?

  @OptionGroup var colouring: ColourOptions

  func validate() throws {
    let forms = [
      filesWithMatches ? "-l" : nil, count ? "-c" : nil, ids ? "--ids" : nil,
      fields.map { _ in "--fields" }, json ? "--json" : nil, by.map { _ in "--by" },
    ].compactMap { $0 }
    if forms.count > 1 {
      throw ValidationError("\(forms[0]) and \(forms[1]) contradict each other")
    }
    if csv, fields == nil { throw ValidationError("--csv belongs to --fields") }
    if first != nil, last != nil {
      throw ValidationError("--first and --last contradict each other")
    }
    for (option, number) in [("-m", maxCount), ("--first", first), ("--last", last)] {
      if let number, number < 1 { throw ValidationError("\(option) takes a number from 1 on") }
    }
  }

  func run() throws {
    let configuration = try input.configuration.read()
    var settings = try input.settings(configuration)
    settings.showsProgress = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 0
    var trails = try input.trailSettings(configuration)
    trails.patternDirectory = rules.patterns
    var options = options
    options.privacy = try privacy.settings(configuration)
    let (result, found) = try GrepRun(expression, settings, trails, options)
      .run(into: .standardOutput())
    try result.conclude()
    if !found {
      // Said to people only: for scripts the exit status is all.
      if isatty(STDERR_FILENO) == 1, !options.isRegex, let hint = GrepRun.hint(on: expression) {
        complain(hint)
      }
      throw Status.notSo
    }
  }

  private var options: GrepRun.Options {
    var options = GrepRun.Options()
    options.isRegex = isRegex
    options.form = form
    options.inverts = inverts
    options.incaMailOnly = incamail
    options.matchingLinesOnly = matchingLines
    options.showsNumber = lineNumber
    options.showsFile = withFilename
    options.isColoured = colouring.isColoured
    options.isTerminal = isatty(STDOUT_FILENO) == 1
    options.most = maxCount
    options.first = first
    options.last = last
    return options
  }

  private var form: GrepRun.Form {
    if filesWithMatches { return .files }
    if count { return .count }
    if ids { return .ids }
    if json { return .json }
    if let fields { return .fields(fields, csv: csv) }
    if let by { return .groups(by: by) }
    return .lines
  }
}
