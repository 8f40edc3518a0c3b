internal import Glibc

/// Which logs to read where the command line names some, or none.
package struct InputChoice {
  let inputs: [String]
  /// The command that tells the journal, which is what to read where it is not nil.
  let journal: String?

  init(_ settings: InputSettings) throws(UsageError) {
    if !settings.inputs.isEmpty {
      inputs = settings.inputs
    } else if Self.isPiped(STDIN_FILENO) {
      inputs = ["-"]
    } else if !settings.configuredLogs.isEmpty {
      inputs = settings.configuredLogs.flatMap(Self.expanded)
    } else {
      inputs = Self.usualLogs(in: settings.usualFolder)
    }
    journal = inputs.isEmpty ? Journal.command : nil
    guard inputs.isEmpty, journal == nil else { return }
    throw UsageError(
      "no log given, none of a mail system in \(settings.usualFolder) (mail.log, maillog, exim4, exim), "
        + "and no journal: name files or directories, or pipe one")
  }

  /// A pipe, a socket or a file; neither a terminal nor `/dev/null`, which is what jobs get that
  /// have nothing to read.
  static func isPiped(_ descriptor: Int32) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return false }
    let kind = status.st_mode & S_IFMT
    return kind == S_IFIFO || kind == S_IFSOCK || kind == S_IFREG
  }

  /// The files that a shell pattern names; the pattern itself where there are none, so that it is
  /// named as missing.
  private static func expanded(_ pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0, let paths = found.gl_pathv else { return [pattern] }
    // Safe: glob gives gl_pathc terminated strings.
    return (0..<Int(found.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
  }

  /// With their rotated elders: `mail.log` (Debian) and `maillog` (Red Hat); where there is neither,
  /// those of Exim in its own folder on either.
  ///
  /// Debian installs Exim first: where another mail system has taken over, its old logs still lie there.
  package static func usualLogs(in folder: String) -> [String] {
    let systems = [
      ["mail.log", "maillog"],
      ["exim4/mainlog", "exim4/rejectlog", "exim/main.log", "exim/reject.log"],
    ]
    let found = systems.lazy.map { names in
      names.flatMap { name in
        ["", ".*", "-*"].flatMap { expanded("\(folder)/\(name)\($0)") }
          .filter { access($0, F_OK) == 0 }
      }
    }
    return found.first { !$0.isEmpty } ?? []
  }
}
