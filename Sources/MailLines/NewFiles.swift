internal import Glibc

/// The files that come into folders which are followed: programs that begin a new file each day or hour,
/// as Exchange does, give it a name of its own.
package struct NewFiles {
  private let folders: [String]
  private let make: (String) -> LogSource
  /// When each folder was changed, as of the last look.
  private var changes: [String: FolderChange] = [:]
  /// The names of sources, which find a new file under their name themselves.
  private var followed: Set<String>
  private var passedOver: Set<String> = []
  private var undecided: [String] = []

  /// - Parameters:
  ///   - followed: the files that are read already.
  ///   - make: a source of another.
  package init(folders: [String], followed: [String], make: @escaping (String) -> LogSource) {
    self.folders = folders
    self.followed = Set(followed)
    self.make = make
  }

  /// There are no folders.
  var isEmpty: Bool { folders.isEmpty }

  func open(_ path: String) -> LogSource { make(path) }

  mutating func take(_ path: String) {
    followed.insert(path)
    undecided.removeAll { $0 == path }
  }

  mutating func passOver(_ path: String) {
    passedOver.insert(path)
    undecided.removeAll { $0 == path }
  }

  /// The files of which it is not known yet whether they are to be read.
  mutating func candidates() -> [String] {
    for folder in folders {
      // Before the look: what comes meanwhile is seen at the next.
      guard let change = FolderChange(folder), change != changes[folder] else { continue }
      // The clock of a file system is coarse: there may be more of the same moment.
      if change.isOld { changes[folder] = change }
      let paths = Set(expandInputs([folder]).paths)
      // A name that is free again may be another file's.
      passedOver = passedOver.filter { paths.contains($0) || FileState(path: $0) != nil }
      undecided += paths.subtracting(followed).subtracting(passedOver).subtracting(undecided)
        .sorted()
    }
    undecided.removeAll { FileState(path: $0) == nil }
    return undecided
  }

  /// When names in a folder have changed.
  private struct FolderChange: Equatable {
    private let seconds: Int
    private let nanoseconds: Int

    /// Names that change from now on change it.
    var isOld: Bool { seconds < time(nil) - 1 }

    /// nil where there is no such folder.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }
}
