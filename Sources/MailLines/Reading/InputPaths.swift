internal import Glibc

/// The sources that command-line arguments name: files as given, `-`, and for a directory its
/// regular files in order of name.
///
/// Directories are not entered further and hidden files are left out. What is missing or unreadable
/// is a problem instead of a path.
package func expandInputs(
  _ arguments: [String]
) -> (paths: [String], problems: [InputError]) {
  var paths: [String] = []
  var problems: [InputError] = []

  func add(_ path: String) {
    if access(path, R_OK) == 0 {
      paths.append(path)
    } else {
      problems.append(InputError(source: path, errno: errno))
    }
  }

  for argument in arguments {
    if argument == "-" {
      paths.append(argument)
    } else if kind(of: argument) == S_IFDIR {
      guard let names = fileNames(in: argument) else {
        problems.append(InputError(source: argument, errno: errno))
        continue
      }
      let folder = argument.hasSuffix("/") ? argument : argument + "/"
      let files = names.sorted().filter { kind(of: folder + $0) == S_IFREG }
      if files.isEmpty {
        problems.append(InputError(source: argument, problem: .isEmptyDirectory))
      }
      for name in files { add(folder + name) }
    } else if isEndlessDevice(argument) {
      problems.append(InputError(source: argument, problem: .unsupported(what: "it is a device")))
    } else {
      add(argument)
    }
  }
  return (paths, problems)
}

/// Whether `path` is that of a directory, links followed.
package func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

/// The file type bits of `path`, links followed; nil where there is nothing.
private func kind(of path: String) -> mode_t? {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
}

/// `/dev/zero`, a disk; not a terminal or `/dev/null`.
private func isEndlessDevice(_ path: String) -> Bool {
  guard let kind = kind(of: path), kind == S_IFCHR || kind == S_IFBLK, path != "/dev/null" else {
    return false
  }
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }
  return isatty(descriptor) == 0
}

/// The length of a regular file; 0 where it is none.
package func fileSize(_ path: String) -> Int {
  var status = stat()
  let found = path == "-" ? fstat(STDIN_FILENO, &status) : stat(path, &status)
  return found == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
}

/// All names in a directory but the hidden ones; nil, with `errno`, where it cannot be read.
private func fileNames(in directory: String) -> [String]? {
  guard let handle = opendir(directory) else { return nil }
  defer { closedir(handle) }
  var names: [String] = []
  while let entry = readdir(handle) {
    // Safe: readdir terminates the name, which lies inside the entry.
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names
}
