import Glibc

/// What one run of a command took.
struct Measurement {
  var seconds: Double
  /// Peak resident memory, in bytes.
  var peak: Int
  var exitStatus: Int32

  /// Runs a command on the first core, its output to a file: grep stops at the first match where it
  /// sees /dev/null.
  ///
  /// Each command writes over what the one before has left there. To make room in a file system, and to
  /// give it back, takes as long as to read the log, and is no work of the command's.
  ///
  /// The peak counts this process's own pages too, as long as the child shares them: keep it small.
  static func of(
    _ command: [String], oneCore: Bool = true, output: String? = nil
  ) throws -> Measurement {
    let words = (oneCore ? ["taskset", "-c", "0"] : []) + command
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    if let output { unlink(output) }
    let file = output ?? "\(temporaryFolder)/incatrail-bench.out"
    posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT, 0o644)

    let start = now()
    var child: pid_t = 0
    let refused = posix_spawnp(&child, words[0], &actions, nil, arguments, environ)
    guard refused == 0 else {
      throw BenchError("\(words[0]): \(String(cString: strerror(refused)))")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw BenchError.system("wait4") }
    }
    let seconds = now() - start
    let signal = status & 0x7F
    return Measurement(
      seconds: seconds, peak: Int(usage.ru_maxrss) * 1024,
      exitStatus: signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
  }

  /// The median time of several runs, with the highest peak.
  static func median(
    of command: [String], runs: Int, oneCore: Bool = true
  ) throws -> Measurement {
    var all: [Measurement] = []
    for _ in 0..<max(runs, 1) { all.append(try of(command, oneCore: oneCore)) }
    all.sort { $0.seconds < $1.seconds }
    var middle = all[all.count / 2]
    middle.peak = all.map(\.peak).max() ?? 0
    middle.exitStatus = all.map(\.exitStatus).max() ?? 0
    return middle
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

func environment(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}

/// Where large files go: never into the project.
var temporaryFolder: String { environment("TMPDIR") ?? "/tmp" }

func processorCount() -> Int { max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1) }

/// Whether a command is on the search path.
func isInstalled(_ command: String) -> Bool {
  (environment("PATH") ?? "").split(separator: ":")
    .contains { access("\($0)/\(command)", X_OK) == 0 }
}
