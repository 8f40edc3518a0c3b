import Foundation
import Testing

/// What a command line said and how it ended.
struct Ended: Equatable, CustomStringConvertible {
  var status: Int32
  var output = ""
  var errors = ""

  init(_ status: Int32, output: String = "", errors: String = "") {
    self.status = status
    self.output = output
    self.errors = errors
  }

  var description: String { "status \(status)\n--- output\n\(output)--- errors\n\(errors)" }
}

/// A folder to run the command in, with a day of mail in `day.log`.
final class Workplace: Sendable {
  let path: String

  /// The command, built beside the tests.
  private static let binary: String = {
    let own = CommandLine.arguments[0]
    let beside = URL(fileURLWithPath: own).deletingLastPathComponent().path + "/incatrail"
    if FileManager.default.isExecutableFile(atPath: beside) { return beside }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return root.path + "/.build/debug/incatrail"
  }()

  private static let fixtures =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/fixtures"

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("incatrail-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
    try FileManager.default.createSymbolicLink(
      atPath: path + "/day.log", withDestinationPath: Self.fixtures + "/day/mail.log")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  /// Puts a log of `fixtures/situations` into the folder.
  func link(_ situation: String, _ name: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/\(name)", withDestinationPath: "\(Self.fixtures)/situations/\(situation)")
  }

  /// Runs a line of shell in the folder. `$i` is the command; zone, clock, configuration and
  /// language are the test's, and standard input is empty unless the line says otherwise.
  func sh(_ line: String) throws -> Ended {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = [
      "i": Self.binary, "PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "Europe/Zurich",
      // 2026-11-24 06:00 in Zurich.
      "INCATRAIL_NOW": "1795496400", "XDG_CONFIG_HOME": path, "SWIFT_BACKTRACE": "enable=no",
      "options": "--platform 127.0.0.13 --platform 127.0.0.14 --own 127.0.0.1 "
        + "--own 127.0.1.0/24 --year 2026",
    ]
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: nobody has to read both while the command runs.
    let output = "\(path)/.output"
    let errors = "\(path)/.errors"
    for file in [output, errors] { try Data().write(to: URL(fileURLWithPath: file)) }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    func text(_ path: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }
    return Ended(process.terminationStatus, output: try text(output), errors: try text(errors))
  }
}
