internal import ArgumentParser
internal import Glibc
internal import IncaTrail

/// The exit statuses: 0 fine, 1 what was asked for is not so, 2 usage, sources, no data.
enum Status {
  static let notSo = ExitCode(1)
  static let trouble = ExitCode(2)
}

/// Says something on standard error, with the command's name in front.
func complain(_ text: String) {
  let line = Array("incatrail: \(text)\n".utf8)
  var written = 0
  while written < line.count {
    let count = line.withUnsafeBytes {
      write(STDERR_FILENO, $0.baseAddress.map { $0 + written }, line.count - written)
    }
    guard count > 0 else { return }
    written += count
  }
}

extension RunResult {
  /// Says what was missing, and makes it the exit status.
  func conclude() throws {
    for problem in problems { complain(problem) }
    if let noData { complain(noData) }
    if !isComplete { throw Status.trouble }
  }
}

extension ParsableCommand {
  /// Parses, runs and ends the process. ArgumentParser's own status for usage is 64, ours is 2; and a
  /// reader that has gone is no error.
  static func runToEnd(_ arguments: [String]?) -> Never {
    let arguments = arguments ?? Array(CommandLine.arguments.dropFirst())
    var command: any ParsableCommand
    do {
      command = try subcommand(of: arguments) ?? parseAsRoot(arguments)
    } catch {
      if let wrong = unknownCommand(in: arguments) {
        complain(wrong.description)
        Glibc.exit(Status.trouble.rawValue)
      }
      end(afterParsing: error)
    }
    do {
      try command.run()
      Glibc.exit(0)
    } catch let code as ExitCode {
      Glibc.exit(code.rawValue)
    } catch let error as OutputError {
      if error.isBrokenPipe { Glibc.exit(0) }
      complain(error.description)
    } catch let error as UsageError {
      complain(error.description)
    } catch {
      // `incatrail help report` runs, and asks for the help by throwing.
      if exitCode(for: error).isSuccess { end(afterParsing: error) }
      complain("\(error)")
    }
    Glibc.exit(Status.trouble.rawValue)
  }

  /// The subcommand that the first argument names, where all is well with the others.
  ///
  /// The tree of all commands takes longer to build than a small log to read; what is wrong, and
  /// help, is told by it alone.
  static func subcommand(of arguments: [String]) -> (any ParsableCommand)? {
    let named = configuration.subcommands.first {
      $0.configuration.commandName == arguments.first
    }
    guard let named, named.configuration.subcommands.isEmpty else { return nil }
    return try? named.parse(Array(arguments.dropFirst()))
  }

  /// What is wrong where a command should stand and none is called so: ArgumentParser takes it, and all
  /// behind it, for arguments too many.
  private static func unknownCommand(in arguments: [String]) -> UsageError? {
    guard let word = arguments.first, !word.hasPrefix("-"), word != "help" else { return nil }
    let commands = configuration.subcommands
    guard !commands.isEmpty else { return nil }
    if let named = commands.first(where: { $0._commandName == word }) {
      return named.unknownCommand(in: Array(arguments.dropFirst()))
    }
    return .unknownCommand(word, of: commands.map { $0._commandName })
  }

  private static func end(afterParsing error: any Error) -> Never {
    let text = fullMessage(for: error)
    if exitCode(for: error).isSuccess {
      // Help and version are what was asked for.
      let output = OutputFile.standardOutput()
      do {
        try output.append { $0 += Array((text + "\n").utf8) }
        try output.flush()
      } catch {
        if !error.isBrokenPipe {
          complain(error.description)
          Glibc.exit(Status.trouble.rawValue)
        }
      }
      Glibc.exit(0)
    }
    complain(text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text)
    Glibc.exit(Status.trouble.rawValue)
  }
}

/// A command that only has subcommands: without one, its help is a complaint.
protocol CommandGroup: ParsableCommand {}

extension CommandGroup {
  func run() throws {
    complain("a command is missing\n\n" + IncaTrailCommand.helpMessage(for: Self.self))
    throw Status.trouble
  }
}
