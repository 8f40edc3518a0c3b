internal import Glibc

/// The files of an argument: itself, or what a folder holds. In an Exim spool, whose files lie one or
/// two folders deep, those are the header files.
package func queueFiles(_ argument: String) -> (paths: [String], problem: String?) {
  guard isFolder(argument) else { return ([argument], nil) }
  let folder = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
  var headers: [String] = []
  var others: [String] = []
  var isSpool = folder == "input" || folder.hasSuffix("/input")
  var problem: String?
  func walk(_ folder: String, _ depth: Int) {
    guard let handle = opendir(folder) else {
      problem = "\(folder): \(String(cString: strerror(errno)))"
      return
    }
    defer { closedir(handle) }
    while let entry = readdir(handle) {
      // Safe: readdir terminates the name, which lies inside the entry.
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      let path = folder + "/" + name
      if isFolder(path) {
        if name == "input" { isSpool = true }
        if depth < 2 { walk(path, depth + 1) }
      } else if name.hasSuffix("-H") {
        headers.append(path)
      } else if depth == 0 {
        others.append(path)
      }
    }
  }
  walk(folder, 0)
  if problem != nil { return (headers.sorted(), problem) }
  if !headers.isEmpty || isSpool { return (headers.sorted(), nil) }
  return (others.sorted(), others.isEmpty ? "\(argument): no files in this folder" : nil)
}

private func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Seconds since 1970; nil where `path` is no regular file.
package func modificationTime(ofFile path: String) -> Int64? {
  var status = stat()
  guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  return Int64(status.st_mtim.tv_sec)
}
