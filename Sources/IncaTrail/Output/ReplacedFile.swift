internal import Glibc

/// A file that is replaced as a whole: a reader sees the old contents or the new, never a part, and
/// where anything goes wrong the old ones stay.
struct ReplacedFile {
  private let path: String
  private let mode: mode_t
  private let mayReplace: Bool

  /// The old file's owner and permissions stay; else `mode` says who may read the new one.
  private let keepsMode: Bool

  /// - Parameters:
  ///   - mode: who may read it.
  ///   - keepsMode: where there is an old file, its owner and permissions stay.
  ///   - mayReplace: false: there must be no such file.
  init(
    _ path: String, mode: mode_t = 0o644, keepsMode: Bool = false, mayReplace: Bool = true
  ) {
    self.path = path
    self.mode = mode
    self.keepsMode = keepsMode
    self.mayReplace = mayReplace
  }

  static func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Writes beside the file, under a name that no collector reads, and renames.
  func write(_ bytes: [UInt8]) throws(OutputError) {
    let target = try target()
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { String(target[...$0]) } ?? ""
    let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
    var template = Array("\(folder).\(name).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw error("no new file can be made beside it") }
    let scratch = template.withUnsafeBufferPointer { bytes in
      // Safe: mkstemp leaves the terminated text that it was given, with six letters changed.
      bytes.baseAddress.map { String(cString: $0) } ?? ""
    }
    do throws(OutputError) {
      try fill(descriptor, bytes)
      guard mayReplace else {
        // Unlike a renaming, this takes no file's place.
        if link(scratch, target) == 0 {
          unlink(scratch)
          return
        }
        // A file system without second names.
        guard errno == EPERM || errno == EOPNOTSUPP, !Self.isThere(target) else {
          throw error("cannot be made")
        }
        guard rename(scratch, target) == 0 else { throw error("cannot be made") }
        return
      }
      guard rename(scratch, target) == 0 else { throw error("cannot be replaced") }
    } catch {
      unlink(scratch)
      throw error
    }
  }

  /// The file itself where `path` is a link to it.
  private func target() throws(OutputError) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return path }
      throw error("cannot be written")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw OutputError(isBrokenPipe: false, description: "\(path): is no file to replace")
    }
    guard let resolved = realpath(path, nil) else { throw error("cannot be written") }
    defer { free(resolved) }
    // Safe: realpath gives a terminated text.
    return String(cString: resolved)
  }

  /// Writes, sets who may read it, sees it on the disk, and closes.
  private func fill(_ descriptor: Int32, _ bytes: [UInt8]) throws(OutputError) {
    var isOpen = true
    defer { if isOpen { close(descriptor) } }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw error("cannot be written") }
      written += count
    }
    var mode = self.mode
    var status = stat()
    if keepsMode, stat(path, &status) == 0 {
      mode = status.st_mode & 0o777
      // Where it may not be given away it is ours.
      _ = fchown(descriptor, status.st_uid, status.st_gid)
    }
    guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else {
      throw error("cannot be written")
    }
    isOpen = false
    guard close(descriptor) == 0 else { throw error("cannot be written") }
  }

  /// With the system's reason of this moment.
  private func error(_ what: String) -> OutputError {
    // Safe: strerror gives a terminated text for every number.
    let reason = String(cString: strerror(errno))
    return OutputError(isBrokenPipe: false, description: "\(path): \(what): \(reason)")
  }
}
