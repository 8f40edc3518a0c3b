import Foundation
import Testing

@Suite("How the command ends, and what it says then")
struct ExitStatusTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  // MARK: Usage

  @Test("Version and help are what was asked for")
  func version() throws {
    #expect(try place.sh("$i --version") == Ended(0, output: "incatrail 0.1.0\n"))
    let help = try place.sh("$i help report")
    #expect(help.status == 0)
    #expect(help.errors == "")
    #expect(help.output.contains("--since <time>"))
    #expect(try place.sh("$i report --help").output == help.output)
  }

  @Test(
    "A wrong option stops before any input is read",
    arguments: [
      (
        "report --sinse today day.log",
        """
        incatrail: Unknown option '--sinse'. Did you mean '--since'?
        Usage: incatrail report [<options>] [<log> ...]
          See 'incatrail report --help' for more information.

        """
      ),
      (
        "export --time-zone Europe/Zuerich day.log",
        """
        incatrail: --time-zone: there is no zone 'Europe/Zuerich': give a name such as \
        Europe/Zurich (the zones are those of the package tzdata)

        """
      ),
      (
        "events --since tomorrow day.log",
        """
        incatrail: --since: 'tomorrow' is no time: give yesterday, today, monday, 2h, 30m, 7d, \
        2026-11-22, 2026-11-22T08:00 or RFC 3339

        """
      ),
      (
        "report --since today --until today day.log",
        """
        incatrail: --since today --until today: nothing lies between; a day means its start, so a \
        whole day ends with --until the next

        """
      ),
      (
        "report --own 10.0.0.0/99 day.log",
        "incatrail: --own: '10.0.0.0/99' is no address or network\n"
      ),
      (
        "export --patterns nowhere day.log",
        "incatrail: nowhere: cannot be read: No such file or directory\n"
      ),
      ("report --config nowhere.yaml day.log", "incatrail: nowhere.yaml: no such file\n"),
      ("reprot day.log", "incatrail: 'reprot' is no command: did you mean 'report'?\n"),
      (
        "day.log --since today",
        "incatrail: 'day.log' is no command: a log goes behind one, as in 'incatrail report day.log'\n"
      ),
      (
        "patterns frobnicate",
        "incatrail: 'frobnicate' is no command: there are list, check, explain\n"
      ),
    ])
  func usage(arguments: String, errors: String) throws {
    #expect(try place.sh("$i \(arguments)") == Ended(2, errors: errors))
  }

  @Test("No command is a complaint")
  func noCommand() throws {
    for line in ["$i", "$i patterns"] {
      let ended = try place.sh(line)
      #expect(ended.status == 2)
      #expect(ended.output == "")
      #expect(ended.errors.hasPrefix("incatrail: a command is missing\n"))
    }
  }

  @Test("A bad pattern file stops before any input is read")
  func badPattern() throws {
    try FileManager.default.createDirectory(
      atPath: place.path + "/rules", withIntermediateDirectories: true)
    try place.write("rules/10-x.patterns", "rule  x\nclass  tls.nonsense\n")
    let expected = Ended(
      2, errors: "incatrail: rules/10-x.patterns:2: there is no failure class 'tls.nonsense'\n")
    #expect(try place.sh("$i report --patterns rules day.log") == expected)
    #expect(try place.sh("$i patterns list --patterns rules") == expected)
    #expect(try place.sh("$i patterns check rules/10-x.patterns") == expected)
  }

  @Test("A bad configuration stops before any input is read, unless it is not to be read")
  func badConfiguration() throws {
    try FileManager.default.createDirectory(
      atPath: place.path + "/incatrail", withIntermediateDirectories: true)
    try place.write("incatrail/incatrail.yaml", "gateway: [mx1]\n")
    #expect(
      try place.sh("$i report day.log")
        == Ended(
          2,
          errors: "incatrail: \(place.path)/incatrail/incatrail.yaml:1: unknown key 'gateway': "
            + "did you mean 'gateways'?\n"))
    #expect(try place.sh("$i export --no-config $options day.log >records").status == 0)
  }

  // MARK: Sources

  @Test("A file that is not there is named, and the others are used")
  func missing() throws {
    #expect(
      try place.sh("$i export $options missing.log")
        == Ended(2, errors: "incatrail: missing.log: no such file\n"))
    let whole = try place.sh("$i export $options day.log")
    #expect(whole.status == 0)
    #expect(
      try place.sh("$i export $options missing.log day.log")
        == Ended(2, output: whole.output, errors: "incatrail: missing.log: no such file\n"))
  }

  @Test("A folder is all the files in it")
  func directory() throws {
    #expect(try place.sh("mkdir logs; cp -L day.log logs/mail.log").status == 0)
    let whole = try place.sh("$i export $options day.log")
    #expect(try place.sh("$i export $options logs") == Ended(0, output: whole.output))
  }

  @Test("An empty file alone is no data; beside a full one it is no error")
  func empty() throws {
    let said = "incatrail: nothing to read: mail.log is empty\n"
    #expect(try place.sh(": >mail.log; $i export mail.log") == Ended(2, errors: said))
    let report = try place.sh("$i report mail.log")
    #expect(report.status == 2)
    #expect(report.errors == said)
    #expect(report.output.contains("NO DATA"))
    #expect(
      try place.sh("cp -L day.log mail.log.1; $i export $options mail.log mail.log.1 >records")
        == Ended(0))
  }

  @Test("What could be read of a cut gzip is used")
  func truncated() throws {
    let ended = try place.sh(
      "gzip -c day.log | head -c 40000 >mail.log.gz; $i export $options mail.log.gz")
    #expect(ended.status == 2)
    #expect(ended.output.split(separator: "\n").count > 20)
    #expect(
      ended.errors.wholeMatch(
        of: /incatrail: mail.log.gz: cut off after [0-9 ]+ bytes; what came before is used\n/)
        != nil)
    let report = try place.sh("$i report $options mail.log.gz")
    #expect(report.status == 2)
    #expect(report.output.contains("mail.log.gz: cut off after"))
  }

  @Test("What is no mail log is no data")
  func garbage() throws {
    let lines = "for n in 1 2 3; do echo what is this; done >notes.txt;"
    #expect(
      try place.sh("\(lines) $i export notes.txt")
        == Ended(
          2,
          errors: "incatrail: no line of a mail system among 3 read: "
            + "give the log of a mail system (Postfix, Exim, Exchange, sendmail)\n"))
    #expect(try place.sh("head -c 100000 /dev/zero | $i export").status == 2)
    #expect(try place.sh("$i events notes.txt").output.split(separator: "\n").count == 3)
  }

  @Test("A log of which next to nothing is understood is no data")
  func notUnderstood() throws {
    let head = "Nov 23 10:00:00 mx1 postfix/smtp[1]: 4jYFVr00H6z2PhmZ: "
    let known = "Nov 23 10:00:00 mx1 postfix/qmgr[1]: 4jYFVr00H6z2PhmZ: removed\n"
    try place.write(
      "mail.log", known + String(repeating: head + "zu=<x@example.org>, Stand=gesendet\n", count: 9)
    )
    let ended = try place.sh("$i export mail.log")
    #expect(
      ended
        == Ended(
          2,
          errors: "incatrail: only 1 of 10 lines are understood, too few to say anything; "
            + "'incatrail events' shows which are not\n"))
    let report = try place.sh("$i report --format json mail.log")
    #expect(report.status == 2)
    #expect(report.output.contains("\"mail.log:2: Nov 23 10:00:00 mx1 postfix/smtp[1]"))
  }

  @Test("Exchange's logs of sessions without those of messages are no data")
  func sessionsOnly() throws {
    for name in ["connect.log", "exchange.log"] {
      try place.link("exchange-connectivity/\(name)", name)
    }
    let alone = try place.sh("$i report connect.log")
    #expect(alone.status == 2)
    #expect(alone.output.contains("NO DATA: only 5 lines of protocol or connectivity logs: give"))
    #expect(try place.sh("$i report connect.log exchange.log").status == 0)
  }

  @Test("A window without a line is no data")
  func emptyWindow() throws {
    let all = "--since today day.log | wc -l"
    #expect(try place.sh("$i events $options \(all) 2>errors").output == "0\n")
    // What is open from before is told all the same.
    #expect(try place.sh("$i export $options \(all) 2>errors").output == "55\n")
    #expect(
      try place.sh("$i export $options --since today day.log >records")
        == Ended(
          2,
          errors: "incatrail: no line of a mail system since 2026-11-24T00:00:00+01:00; the newest "
            + "read is of 2026-11-23T19:55:49+01:00: give the logs of that time\n"))
  }

  @Test(
    "A file that may not be read is named",
    .disabled(if: getuid() == 0, "root may read everything"))
  func notPermitted() throws {
    #expect(
      try place.sh("cp -L day.log mail.log; chmod 0 mail.log; $i export mail.log")
        == Ended(2, errors: "incatrail: mail.log: no permission to read it\n"))
  }

  // MARK: Standard input

  @Test("Standard input, piped or named")
  func standardInput() throws {
    let whole = try place.sh("$i export $options day.log")
    for line in [
      "cat day.log | $i export $options", "$i export $options <day.log",
      "$i export $options - <day.log", "gzip -c day.log | $i export $options",
    ] {
      #expect(try place.sh(line) == Ended(0, output: whole.output), "\(line)")
    }
    #expect(
      try place.sh(": | $i export")
        == Ended(
          2,
          errors: "incatrail: nothing to read: standard input is empty; name the log, or give "
            + "</dev/null to read the configured or usual ones\n"))
  }

  @Test("Without a log the configured ones are read")
  func configuredLogs() throws {
    let whole = try place.sh("$i export $options day.log")
    try place.write("site.yaml", "logs: ['\(place.path)/day.l*']\ntime_zone: Europe/Zurich\n")
    #expect(
      try place.sh("$i export $options --config site.yaml") == Ended(0, output: whole.output))
  }

  // MARK: Output

  @Test("A reader that goes early is no error", arguments: ["export --all", "events", "report"])
  func brokenPipe(command: String) throws {
    // What is written comes after `true` has ended.
    #expect(
      try place.sh(
        "{ sleep 0.2; $i \(command) $options day.log; echo $? >status; } | true; "
          + "while [ ! -s status ]; do sleep 0.1; done; cat status")
        == Ended(0, output: "0\n"))
  }

  @Test(
    "A full disk is an error",
    arguments: [
      "export $options day.log", "events day.log", "report $options day.log",
      "patterns list", "patterns explain x", "help",
    ])
  func fullDisk(command: String) throws {
    #expect(
      try place.sh("$i \(command) >/dev/full")
        == Ended(2, errors: "incatrail: standard output: No space left on device\n"))
  }
}
