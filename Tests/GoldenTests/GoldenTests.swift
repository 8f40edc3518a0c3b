import Foundation
import IncaTrail
import Testing
import TrailTesting

/// Each situation's export and report, compared as text with the files beside its log.
///
/// `make golden` rewrites those files; otherwise nothing is written. A situation that the program
/// gets wrong keeps the right answer in its files and stands in `wrong` until it is mended.
@Suite("Situations")
struct GoldenTests {
  /// Which files are known to come out wrong, and why.
  static let wrong: [String: String] = [:]

  private static let updates = ProcessInfo.processInfo.environment["INCATRAIL_GOLDEN"] == "update"

  @Test("Trails are as expected", arguments: Situation.all)
  func trails(situation: Situation) throws {
    try compare(situation, "trails.jsonl", always: true) { try $0.export() }
  }

  @Test("The report is as expected, where one is", arguments: Situation.all)
  func report(situation: Situation) throws {
    try compare(situation, "report.txt", always: false) { try $0.report(.text) }
  }

  @Test("Every situation says why it is there", arguments: Situation.all)
  func why(situation: Situation) throws {
    let text = try #require(situation.read("why.md"))
    #expect(text.count > 80)
  }

  @Test("Known faults are of situations that are there")
  func knownFaults() {
    #expect(Situation.all.count >= 25)
    for file in Self.wrong.keys {
      #expect(FileManager.default.fileExists(atPath: "\(fixtures)/situations/\(file)"))
    }
  }

  private func compare(
    _ situation: Situation, _ file: String, always: Bool,
    _ run: (Pipeline) throws -> [UInt8]
  ) throws {
    let expected = situation.read(file)
    guard always || expected != nil else { return }
    let found = try run(try situation.pipeline())
    let fault = Self.wrong["\(situation.name)/\(file)"]
    if Self.updates {
      // What is known to be wrong was put right by hand, and stays.
      if fault == nil, expected != found { try situation.write(file, found) }
      return
    }
    let isRight = expected == found
    if let fault {
      withKnownIssue("\(fault)") { #expect(isRight) }
    } else {
      #expect(isRight, "\(situation.folder)/\(file): \(difference(expected ?? [], found))")
    }
  }
}
