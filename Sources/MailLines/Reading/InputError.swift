internal import Glibc

/// Why a source could not be read, or not to its end.
///
/// It never stops the run: what came before is used, and the exit status says that something is
/// missing.
package struct InputError: Error, Equatable, CustomStringConvertible {
  /// Byte counts are of decoded bytes: what the reader of the source was given.
  package enum Problem: Equatable, Sendable {
    case notFound
    case notPermitted
    case isDirectory
    /// A directory without a regular file.
    case isEmptyDirectory
    /// The system refused to open or to read it; `errno` as it was then.
    case readFailed(errno: Int32)
    /// The compressed bytes contradict themselves, or a checksum contradicts the text.
    case damaged(afterBytes: Int, what: String)
    /// The compressed bytes end too early, as when the file was copied while it was being written.
    case truncated(afterBytes: Int)
    /// A form of file that is known, but not read.
    case unsupported(what: String)
  }

  /// The path as given, or `-`.
  package let source: String
  package let problem: Problem

  package init(source: String, problem: Problem) {
    self.source = source
    self.problem = problem
  }

  /// The error of a system call on `source`.
  init(source: String, errno code: Int32) {
    self.source = source
    switch code {
    case ENOENT, ENOTDIR: problem = .notFound
    case EACCES, EPERM: problem = .notPermitted
    case EISDIR: problem = .isDirectory
    default: problem = .readFailed(errno: code)
    }
  }

  package var description: String {
    "\(source == "-" ? "standard input" : source): \(problem.sentence)"
  }
}

extension InputError.Problem {
  /// The problem without the name of its source.
  package var sentence: String {
    switch self {
    case .notFound: "no such file"
    case .notPermitted: "no permission to read it"
    case .isDirectory: "is a directory"
    case .isEmptyDirectory: "no files in this folder"
    // Safe: strerror gives a terminated text for every number, of this thread's own.
    case .readFailed(let code): "cannot be read: \(String(cString: strerror(code)))"
    case .damaged(let count, let what):
      "damaged after \(grouped(count)) bytes (\(what)); what came before is used"
    case .truncated(let count):
      "cut off after \(grouped(count)) bytes; what came before is used"
    case .unsupported(let what): "cannot be read: \(what)"
    }
  }
}

/// `81920` as `81 920`.
private func grouped(_ count: Int) -> String {
  var text = ""
  let digits = String(count)
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(" ") }
    text.append(digit)
  }
  return text
}
