import Foundation
import TrailTesting

/// A log in memory, cut into lines that keep their ends.
struct LogLines {
  var lines: [ArraySlice<UInt8>]

  init(_ bytes: [UInt8]) {
    lines = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
  }

  /// The plain log of a folder in `fixtures/postfix`.
  init(fixture: String) throws {
    let path = "\(fixtures)/postfix/\(fixture)/input.log"
    self.init(Array(try Data(contentsOf: URL(fileURLWithPath: path))))
  }

  var bytes: [UInt8] { Array(lines.joined()) }

  func bytes(_ range: Range<Int>) -> [UInt8] { Array(lines[range].joined()) }

  /// Whether, within the second in which a cut before `line` falls, a line stands on both sides.
  func hasEqualLines(around line: Int) -> Bool {
    let stamp = lines[line].prefix(15)
    guard lines[line - 1].prefix(15) == stamp else { return false }
    let before = lines[..<line].reversed().prefix { $0.prefix(15) == stamp }
    let after = lines[line...].prefix { $0.prefix(15) == stamp }
    return !Set(before).isDisjoint(with: after)
  }

  /// The same log with text replaced all over.
  func replacing(_ old: String, with new: String) -> LogLines {
    let text = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: old, with: new)
    return LogLines(Array(text.utf8))
  }
}

/// The options that all logs of `fixtures/postfix` take.
let postfixOptions = [
  "--platform", "127.0.0.13", "--platform", "127.0.0.14", "--own", "127.0.0.1", "--own",
  "127.0.1.0/24", "--year", "2026",
]

func postfix(_ inputs: [String]) throws -> Pipeline {
  try Pipeline(inputs, options: postfixOptions)
}

/// The logs of `fixtures/postfix` that hold one host's lines in the classic form.
let plainLogs = [
  "tls", "delivery", "filter-inbound", "routing", "static", "queue", "loglevel0", "loglevel2",
  "loglevel2-repeated", "static-publicip",
]

/// Two exports that must be the same to the byte, and where they first are not.
func faults(_ expected: [UInt8], _ found: [UInt8]) -> String? {
  expected == found ? nil : difference(expected, found)
}
