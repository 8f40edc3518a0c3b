internal import Glibc

/// The file of `--state`, for one process alone.
final class FollowStateFile {
  private let path: String
  /// Held open as long as this process works with the file.
  private let lock: Int32

  /// - Throws: where another process works with it, or it could not be written in the end.
  init(_ path: String) throws(UsageError) {
    self.path = path
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw UsageError("--state \(path): is no file; name one, such as \(path)/export.state")
    }
    // Beside it: the file itself gives way to a new one each time.
    lock = open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard lock >= 0 else {
      let isFolderMissing = errno == ENOENT
      let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      let advice =
        isFolderMissing
        ? "make the folder (install -d -m 750 \(folder))"
        : "let this user write in \(folder), or name another file"
      throw UsageError("--state \(path): cannot be written: \(Self.reason()); \(advice)")
    }
    while flock(lock, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      let isTaken = errno == EWOULDBLOCK
      let reason = Self.reason()
      close(lock)
      throw UsageError(
        isTaken
          ? "--state \(path): another 'incatrail export --follow' works with it: end that one, or give "
            + "each a file of its own"
          : "--state \(path): cannot be locked: \(reason)")
    }
  }

  deinit { close(lock) }

  /// What was left there; nil where there is no such file yet.
  /// - Parameter content: of the run that wants it.
  func read(for content: String) throws(UsageError) -> FollowState? {
    guard let bytes = try bytes() else { return nil }
    let state: FollowState
    do throws(FollowState.Refusal) {
      state = try FollowState(decoding: bytes)
    } catch {
      let what =
        switch error {
        case .foreign: "is no state of 'incatrail export --follow'; name another file"
        case .otherVersion:
          "was left by another version of incatrail; \(Self.anew)"
        case .damaged: "is empty, cut or damaged; \(Self.anew)"
        }
      throw UsageError("--state \(path): \(what)")
    }
    guard state.content == content else {
      throw UsageError(
        "--state \(path): is of an export \(Self.named(state.content)), this is one "
          + "\(Self.named(content)), whose records are others: give the same options, or another file; "
          + "from that one on all is told anew")
    }
    return state
  }

  private static let anew =
    "move it away, and all that the logs hold is told anew, or what --since says, under the same ids"

  private static func named(_ content: String) -> String {
    content.isEmpty ? "without options" : "with \(content)"
  }

  private func bytes() throws(UsageError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0, errno == ENOENT { return nil }
    defer { if descriptor >= 0 { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = descriptor < 0 ? -1 : Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, descriptor >= 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw UsageError("--state \(path): cannot be read: \(Self.reason())")
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  func save(_ state: FollowState) throws(OutputError) {
    try ReplacedFile(path, mode: 0o640, keepsMode: true).write(state.encoded())
  }

  private static func reason() -> String {
    // Safe: strerror gives a terminated text for every number.
    String(cString: strerror(errno))
  }
}
