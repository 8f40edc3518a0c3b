internal import Glibc

/// A file by what it is, whatever its name.
struct FileIdentity: Hashable {
  private let device: dev_t
  private let number: ino_t

  fileprivate init(_ status: stat) {
    device = status.st_dev
    number = status.st_ino
  }
}

/// What the file system says of a file at this moment.
struct FileState {
  let identity: FileIdentity
  let size: Int

  /// nil where there is no such file.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    identity = FileIdentity(status)
    size = Int(status.st_size)
  }

  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    identity = FileIdentity(status)
    size = Int(status.st_size)
  }
}

/// The files that one run reads as they grow.
///
/// A rotation gives a file the name of another: what has been read under one name is not read again
/// under the next.
package final class FollowedFiles {
  private var open: Set<FileIdentity> = []
  /// Files whose name another has taken. Kept open for a while: a file system gives the number of one
  /// that is gone to the next.
  private var retired: [(identity: FileIdentity, feed: ByteFeed)] = []
  private static let mostRetired = 4
  /// The hashes of the first lines of all files that were opened.
  private var heads: Set<UInt64> = []

  package init() {}

  func note(_ feed: ByteFeed) {
    if let state = feed.state { open.insert(state.identity) }
  }

  func retire(_ feed: ByteFeed) {
    guard let identity = feed.state?.identity else { return }
    open.remove(identity)
    retired.append((identity, feed))
    if retired.count > Self.mostRetired { retired.removeFirst() }
  }

  /// Notes the first line of a file.
  /// - Returns: whether another began with it, of which this is a copy then.
  func note(head: UInt64) -> Bool { !heads.insert(head).inserted }

  func knows(_ identity: FileIdentity) -> Bool {
    open.contains(identity) || retired.contains { $0.identity == identity }
  }
}
