internal import Foundation

/// A log in a folder of its own that is written while it is read.
package final class GrowingLog {
  package let scratch: Scratch
  package let path: String

  package init(_ text: String = "") throws {
    scratch = try Scratch()
    path = try scratch.file("mail.log", text.utf8)
  }

  package func append(_ text: String) throws {
    let file = FileHandle(forWritingAtPath: path)
    if file == nil { return try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
    try file?.seekToEnd()
    try file?.write(contentsOf: Data(text.utf8))
    try file?.close()
  }

  /// Gives it the name that logrotate does; what comes next makes a new one.
  package func rotate() throws {
    try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
  }

  /// What logrotate does with `copytruncate`.
  package func copyAndEmpty() throws {
    try FileManager.default.copyItem(atPath: path, toPath: path + ".1")
    try empty()
  }

  package func empty() throws {
    let file = FileHandle(forWritingAtPath: path)
    try file?.truncate(atOffset: 0)
    try file?.close()
  }
}

/// What happens while a command waits for lines: one thing each time.
package final class Happenings: @unchecked Sendable {
  private var events: ArraySlice<() throws -> Void>
  package private(set) var failure: (any Error)?
  /// How often the command has waited.
  package private(set) var pauses = 0
  private var rest: Int

  /// - Parameter rest: how many more times it waits behind the last of them, to see that nothing comes.
  package init(_ events: [() throws -> Void], rest: Int = 12) {
    self.events = events[...]
    self.rest = rest
  }

  /// All has happened.
  package var isOver: Bool { events.isEmpty }

  package func next() -> Bool {
    pauses += 1
    guard let event = events.popFirst() else {
      rest -= 1
      return rest > 0 && failure == nil
    }
    do { try event() } catch { failure = error }
    return failure == nil
  }
}

/// The lines of a folder of `fixtures/situations`, as a central log host would write them.
package func lines(ofSituation name: String) throws -> [String] {
  let folder = "\(fixtures)/situations/\(name)"
  let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    .filter { $0.hasSuffix(".log") }.sorted()
  let text = try files.map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
  let lines = text.joined().split(separator: "\n").map { "\($0)\n" }
  return files.count == 1 ? lines : lines.sorted { $0.prefix(15) < $1.prefix(15) }
}
