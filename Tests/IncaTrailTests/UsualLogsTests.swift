import Foundation
import IncaTrail
import Testing

@Suite("The logs of a usual system")
struct UsualLogsTests {
  /// Those found among these files, by name.
  private func found(_ names: [String]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("incatrail-test-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in names {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: file)
    }
    return InputChoice.usualLogs(in: folder.path).map {
      String($0.dropFirst(folder.path.count + 1))
    }
  }

  @Test("Exim's are found in its own folder, rotated ones too")
  func exim() throws {
    let names = ["exim4/mainlog", "exim4/mainlog.1", "exim4/mainlog.2.gz", "exim4/rejectlog"]
    #expect(try found(names + ["exim4/paniclog", "syslog"]) == names)
    #expect(
      try found(["exim/main.log", "exim/main.log-20261122"])
        == ["exim/main.log", "exim/main.log-20261122"])
  }

  @Test("What another mail system has left behind is passed over")
  func leftovers() throws {
    let old = ["exim4/mainlog.1", "exim4/mainlog.2.gz"]
    #expect(try found(old + ["mail.log", "mail.log.1"]) == ["mail.log", "mail.log.1"])
    #expect(try found(old + ["maillog"]) == ["maillog"])
    #expect(try found(["syslog"]) == [])
  }
}
