import Foundation
import Glibc

@testable import IncaTrail

/// A directory of its own, gone with its last user.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/incatrail-test-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "the temporary directory is writable")
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  /// Writes a file, into a folder below where `name` has one.
  func write(_ name: String, _ text: String) {
    if let slash = name.lastIndex(of: "/") { mkdir("\(path)/\(name[..<slash])", 0o700) }
    let descriptor = open("\(path)/\(name)", O_CREAT | O_WRONLY | O_TRUNC, 0o600)
    let bytes = Array(text.utf8)
    precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// A file in a folder of its own.
final class TemporaryFile: Sendable {
  private let folder = TemporaryFolder()
  var path: String { "\(folder.path)/file" }

  /// - Parameter modified: seconds since 1970.
  init(_ text: String = "", modified: Int64? = nil) {
    folder.write("file", text)
    guard let modified else { return }
    let time = timespec(tv_sec: Int(modified), tv_nsec: 0)
    let times = [time, time]
    utimensat(AT_FDCWD, path, times, 0)
  }

  var text: String {
    guard let file = fopen(path, "rb") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      bytes += chunk[..<count]
      if count < chunk.count { return String(decoding: bytes, as: UTF8.self) }
    }
  }
}

/// The lines that `body` writes.
func lines(_ body: (OutputFile) throws -> Void) rethrows -> [Substring] {
  let file = TemporaryFile()
  let descriptor = open(file.path, O_WRONLY)
  defer { close(descriptor) }
  try body(OutputFile(descriptor: descriptor))
  return file.text.split(separator: "\n")
}
