import Foundation
import TrailTesting

/// A folder of `fixtures/situations`: logs, options, and what must come of them.
struct Situation: Sendable, CustomStringConvertible {
  let name: String
  var folder: String { "fixtures/situations/\(name)" }
  var description: String { name }

  static let all: [Situation] = {
    let folder = fixtures + "/situations"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map(Situation.init)
  }()

  /// Every `*.log` of the folder, by name; `options` has one option a line.
  func pipeline() throws -> Pipeline {
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(packageFolder)/\(folder)")
    let logs = files.filter { $0.hasSuffix(".log") }.sorted()
    return try Pipeline(logs.map { "\(folder)/\($0)" }, options: try options())
  }

  private func options() throws -> [String] {
    let always = ["--time-zone", "Europe/Zurich", "--year", "2026"]
    guard let text = read("options") else { return always }
    let said = String(decoding: text, as: UTF8.self).split { $0 == "\n" || $0 == " " }
    return always + said.map(String.init)
  }

  /// nil where the folder has no such file.
  func read(_ file: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(packageFolder)/\(folder)/\(file)").map(Array.init)
  }

  func write(_ file: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(packageFolder)/\(folder)/\(file)"))
  }
}
