internal import Glibc

/// The journal of systemd, where mail systems write that have no log file: what a system without a
/// syslog daemon has, as Debian is installed since version 12.
final class Journal {
  /// What sources and messages call it.
  static let name = "journal"

  private let command: String
  private let options: [String]
  private let follows: Bool
  /// Of the command, while it runs.
  private var process: pid_t?
  /// Why it has not told all, once it has ended.
  private var problem: String?

  /// The path of `journalctl`; nil where this system has none.
  static var command: String? {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/journalctl" }
      .first { access($0, X_OK) == 0 }
  }

  /// - Parameters:
  ///   - command: the path of `journalctl`.
  ///   - since: what is older is not wanted, in microseconds since 1970.
  ///   - follows: goes on with what comes.
  init(_ command: String, since: Int64, follows: Bool) {
    self.command = command
    self.follows = follows
    var options = ["--output=export", "--quiet", "--no-pager"]
    if since > 0 { options.append("--since=@\(since / 1_000_000)") }
    if follows { options += ["--follow", "--no-tail"] }
    // The facility is `mail` (RFC 5424), whichever mail system it is.
    self.options = options + ["SYSLOG_FACILITY=2"]
  }

  /// Its entries take the place of standard input, on which nobody waits.
  func open() throws(UsageError) {
    let failure = start()
    guard failure == 0 else {
      throw UsageError(
        "the journal cannot be read: \(command): \(String(cString: strerror(failure))): name the log "
          + "files")
    }
  }

  /// - Returns: the system's error; 0 where there is none.
  private func start() -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return errno }
    defer { for end in ends { Glibc.close(end) } }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    // A broken pipe is an error for us, but shall end the command.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var words: [UnsafeMutablePointer<CChar>?] = ([command] + options).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var process: pid_t = 0
    let failure = posix_spawn(&process, command, &actions, &attributes, words, nil)
    guard failure == 0 else { return failure }
    self.process = process
    return dup2(ends[0], STDIN_FILENO) < 0 ? errno : 0
  }

  /// Ends the command where it has not come to its own end; may be asked again.
  /// - Returns: why not all was told; nil where it ended well, or was left before its end.
  func close() -> String? {
    if let process {
      self.process = nil
      problem = end(process)
    }
    return problem
  }

  private func end(_ process: pid_t) -> String? {
    var pipe = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let isAtEnd = poll(&pipe, 1, 0) > 0 && pipe.revents == Int16(POLLHUP)
    let nothing = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
    if nothing >= 0 {
      dup2(nothing, STDIN_FILENO)
      Glibc.close(nothing)
    }
    if !isAtEnd { kill(process, SIGTERM) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    let hasExited = status & 0x7F == 0
    guard isAtEnd, hasExited, status != 0 || follows else { return nil }
    let what = "\(Self.name): journalctl ended with status \(status >> 8 & 0xFF)"
    return what
      + (follows ? ", and nothing more comes: start anew" : ", so that lines may be missing")
  }

  deinit { _ = close() }
}
