internal import ArgumentParser
internal import IncaTrail

struct PatternsCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "patterns",
    abstract: "Lists, checks and explains the rules that classify failures.",
    discussion: """
      The built-in rules are overlaid from /etc/incatrail/patterns.d: its files come first, a rule \
      with a known id replaces the built-in one, and 'disable ID' removes it.
      """,
    subcommands: [List.self, Check.self, Explain.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints all rules in the order in which they are tried.")

    @OptionGroup var rules: RuleOptions

    func run() throws { try put(try PatternsRun(rules.settings).list()) }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Runs the examples of all rules; ends with status 2 where one does not hold.")

    @OptionGroup var rules: RuleOptions

    @Argument(
      help: ArgumentHelp(
        "Lays these files over the built-in rules and checks the whole.", valueName: "file"))
    var files: [String] = []

    func run() throws {
      let (text, isGood) = try PatternsRun(rules.settings).check(files)
      if isGood { return try put(text) }
      for line in text.split(separator: "\n") { complain(String(line)) }
      throw Status.trouble
    }
  }

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says which rule takes a log line, reply or reason, why, and what nearly did.",
      discussion: """
        Ends with status 1 where no rule takes a text that tells of a failure.

        incatrail patterns explain '550 5.7.1 Relaying denied'
        """)

    @OptionGroup var rules: RuleOptions

    @Argument(
      help: ArgumentHelp(
        "What to explain; words are joined. None, or -: each line of standard input.",
        valueName: "text"))
    var words: [String] = []

    func run() throws {
      let explainer = try PatternsRun(rules.settings).explainer()
      let output = OutputFile.standardOutput()
      var isUnknown = false
      var isFirst = true
      func explain(_ text: String) throws {
        let (told, outcome) = explainer.explain(text)
        if outcome == .unknown { isUnknown = true }
        let gap = isFirst ? "" : "\n"
        isFirst = false
        try output.append { $0 += Array((gap + told).utf8) }
      }
      if words.isEmpty || words == ["-"] {
        while let line = readLine() {
          if !line.isEmpty { try explain(line) }
        }
      } else {
        try explain(words.joined(separator: " "))
      }
      try output.flush()
      if isFirst {
        complain("nothing to explain: give a log line, a reply or a reason")
        throw Status.trouble
      }
      if isUnknown { throw Status.notSo }
    }
  }
}

extension RuleOptions {
  fileprivate var settings: TrailSettings {
    var settings = TrailSettings()
    settings.patternDirectory = patterns
    return settings
  }
}

private func put(_ text: String) throws {
  let output = OutputFile.standardOutput()
  try output.append { $0 += Array(text.utf8) }
  try output.flush()
}
