internal import ArgumentParser
internal import Glibc
internal import IncaTrail
internal import OwnCertificates

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tells a monitoring system (Nagios, Icinga, Checkmk) whether secure mail is fine.",
    discussion: """
      The verdict of 'incatrail report' on the mail that arrived in the window and on what is still \
      open, with ages as of now. A status line with figures, then what to do and what was seen.

      Exit status: 0 OK; 1 WARNING, for the verdict attention; 2 CRITICAL; 3 UNKNOWN: no data, a \
      source of which nothing could be read, wrong options, this help. With --format checkmk the \
      line bears the state, and the status is 0: an agent that keeps results for a while throws \
      away those of any other.

      A limit is WARNING,CRITICAL, or one of them, each a range: 10 alerts above 10, 10: below it, \
      10:20 outside, @10:20 inside, ~:10 above. Limits raise the state and never lower it.

      incatrail check --window 2h --failures 0,5 /var/log/mail.log
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case nagios, checkmk }

  @Option(
    help: ArgumentHelp(
      "Looks at the mail of so long: 30m, 2h, 1d. Older mail counts while it is still open.",
      valueName: "span"))
  var window = "2h"

  @Option(
    help: ArgumentHelp(
      "Limit on recipients not reached for a cause that is not theirs, nor greylisting.",
      valueName: "limit"))
  var failures: String?

  @Option(
    help: ArgumentHelp(
      "Limit on findings that are more than information, greylisting aside.", valueName: "limit"))
  var findings: String?

  @OptionGroup var queues: QueueOptions

  @Option(
    help: ArgumentHelp(
      "Limit on the age of the oldest IncaMail message in the queue, in seconds.",
      valueName: "limit"))
  var queueAge: String?

  @Flag(help: "Looks at no log: only at the queue, the certificate, or both.")
  var noLogs = false

  @Option(
    help: ArgumentHelp(
      "Looks at our own certificate too: its end, its usages, and its issuers.",
      discussion: """
        PEM or DER, with the issuers behind it, as the MTA shows it; a private key in it is passed \
        over.
        """,
      valueName: "file"))
  var certificate: String?

  @Option(
    help: ArgumentHelp("Limit on the days that are left to it.", valueName: "limit"))
  var certificateDays = "30:,7:"

  @Option(help: "Writes the form of the monitoring plugins, or a local check of Checkmk.")
  var format = Format.nagios

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var rules: RuleOptions

  func validate() throws {
    if noLogs, queues.isEmpty, certificate == nil {
      throw ValidationError("--no-logs leaves nothing to look at: give --queue or --certificate")
    }
    if noLogs, !reading.logs.isEmpty {
      throw ValidationError("--no-logs contradicts the logs that are named")
    }
    if queueAge != nil, queues.isEmpty {
      throw ValidationError("--queue-age needs a queue: give --queue or --own-queue")
    }
  }

  func run() throws {
    var options = CheckRun.Options()
    options.format = format == .checkmk ? .checkmk : .plugin
    if let failures { try options.set(.failures, failures) }
    if let findings { try options.set(.findings, findings) }
    if let queueAge { try options.set(.queueAge, queueAge) }
    options.queues = queues.choice
    options.readsLogs = !noLogs
    if let certificate { options.look(at: certificate) }
    try options.set(.certificateDays, certificateDays)
    let configuration = try reading.configuration.read()
    options.gateways = configuration.gateways
    options.thresholds = configuration.thresholds
    options.accept = configuration.accept
    var settings = try reading.settings(configuration)
    try settings.setWindow(window)
    var trails = try reading.trailSettings(configuration)
    trails.patternDirectory = rules.patterns
    let state = try CheckRun(settings, trails, options).run(into: .standardOutput())
    if format == .nagios, state != 0 { throw ExitCode(state) }
  }
}

// MARK: - How a plugin ends

extension CheckCommand {
  static func isMeant(by arguments: [String]) -> Bool { arguments.first == "check" }

  /// Parses, runs and ends the process. Whatever stops a plugin is told on standard output, as UNKNOWN.
  static func runAsPlugin(_ arguments: [String]) -> Never {
    do {
      var command =
        try IncaTrailCommand.subcommand(of: arguments) ?? IncaTrailCommand.parseAsRoot(arguments)
      try command.run()
      Glibc.exit(0)
    } catch let code as ExitCode {
      Glibc.exit(code.rawValue)
    } catch {
      Glibc.exit(tell(error, arguments))
    }
  }

  private static func tell(_ error: any Error, _ arguments: [String]) -> Int32 {
    let output = OutputFile.standardOutput()
    do {
      if IncaTrailCommand.exitCode(for: error).isSuccess {
        // Help and version: the guidelines want them to end as UNKNOWN too.
        let text = IncaTrailCommand.fullMessage(for: error)
        try output.append { $0 += Array((text + "\n").utf8) }
        try output.flush()
      } else {
        _ = try CheckRun.put(
          unknown: sentence(error), isForCheckmk(arguments) ? .checkmk : .plugin, into: output)
      }
    } catch {
      complain("\(error)")
    }
    return unknown
  }

  private static let unknown: Int32 = 3

  private static func sentence(_ error: any Error) -> String {
    switch error {
    case let error as OutputError: error.description
    case let error as UsageError: error.description
    case let error as ConfigurationError: error.description
    default:
      // ArgumentParser's message without the usage that follows it.
      IncaTrailCommand.message(for: error).split(separator: "\n").first.map(String.init)
        ?? "\(error)"
    }
  }

  /// Where the options cannot be read, the form is still to be known.
  private static func isForCheckmk(_ arguments: [String]) -> Bool {
    arguments.contains("--format=checkmk")
      || zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1 == "checkmk" }
  }
}

extension CheckRun.Options {
  fileprivate mutating func look(at path: String) {
    do {
      certificate = try CertificateFile(path).own()
    } catch {
      certificateProblem = error.description
    }
  }
}
