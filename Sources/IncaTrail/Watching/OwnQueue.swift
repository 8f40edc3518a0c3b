internal import Glibc

/// The command by which the mail system of this machine tells of its queue.
struct OwnQueue {
  let command: String
  /// What may be missing where it refuses.
  let right: String

  /// Looks where mail systems put their commands; nil where there is none of them.
  static func found(_ exists: (String) -> Bool = { access($0, X_OK) == 0 }) -> OwnQueue? {
    for folder in ["/usr/sbin", "/usr/local/sbin", "/usr/bin"] where exists("\(folder)/postqueue") {
      return OwnQueue(
        command: "\(folder)/postqueue -j",
        right: "root, or a user that authorized_mailq_users names, may see the queue")
    }
    for folder in ["/usr/sbin", "/usr/local/sbin", "/usr/exim/bin"] {
      for name in ["exim4", "exim"] where exists("\(folder)/\(name)") {
        return OwnQueue(
          command: "\(folder)/\(name) -bp",
          right: "root, or a member of Exim's admin groups (Debian: Debian-exim), may see the queue"
        )
      }
    }
    return nil
  }

  /// Runs it and calls `read` with `-`, which is its output meanwhile.
  /// - Returns: why it told nothing; nil where it ended well.
  func run(_ read: (String) throws -> Void) throws -> String? {
    guard let output = popen(command, "r") else {
      return "'\(command)' cannot be run: \(String(cString: strerror(errno)))"
    }
    // Its output takes the place of standard input, on which nobody waits now.
    let input = dup(STDIN_FILENO)
    dup2(fileno(output), STDIN_FILENO)
    let outcome = Result { try read("-") }
    if input >= 0 {
      dup2(input, STDIN_FILENO)
      close(input)
    }
    let status = pclose(output)
    try outcome.get()
    guard status != 0 else { return nil }
    return "'\(command)' ended with status \(status >> 8 & 0xFF): \(right)"
  }
}
