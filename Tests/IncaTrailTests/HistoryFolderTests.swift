import Foundation
import Glibc
import MailReports
import MailTerms
import Testing

@testable import IncaTrail

@Suite("Where runs leave their summaries")
struct HistoryFolderTests {
  private let folder = TemporaryFolder()

  @Test("A window once more replaces what it left, and what it left of one of its hosts")
  func replaced() throws {
    let state = HistoryFolder(folder.path)
    #expect(state.leave(history(hosts: ["mx1"])) == nil)
    #expect(state.leave(history(hosts: ["mx1"], messages: 7)) == nil)
    #expect(try state.names().count == 1)
    // Another gateway's own job has a file of its own.
    #expect(state.leave(history(hosts: ["mx2"], messages: 5)) == nil)
    #expect(try state.names().count == 2)
    let day = Self.day
    #expect(state.days(day..<(day + 1)).days[day]?.map(\.figures.messages).sorted() == [5, 7])
    #expect(state.days(day..<(day + 1), hosts: ["mx2"]).days[day]?.map(\.hosts) == [["mx2"]])
    // With the logs of both there is one again.
    #expect(state.leave(history(hosts: ["mx1", "mx2"], messages: 12)) == nil)
    #expect(try state.names().count == 1)
    #expect(state.days(day..<(day + 1)).days[day]?.map(\.figures.messages) == [12])
  }

  @Test("Its owner writes it and its group reads it")
  func mode() throws {
    #expect(HistoryFolder(folder.path).leave(history(hosts: ["mx1"])) == nil)
    let name = try #require(try HistoryFolder(folder.path).names().first)
    #expect(name.hasPrefix("2026-11-22.") && name.hasSuffix(".json"))
    var status = stat()
    #expect(stat("\(folder.path)/\(name)", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
  }

  @Test("The usual place keeps whole days only")
  func wholeDays() throws {
    let state = HistoryFolder(folder.path, onlyWholeDays: true)
    var part = history(hosts: ["mx1"])
    part.windows[0].to = time(10)
    #expect(state.leave(part) == nil)
    #expect(try state.names() == [])
    #expect(HistoryFolder(folder.path).leave(part) == nil)
    #expect(try state.names().first?.hasPrefix("2026-11-22--2026-11-22T100000.") == true)
    // It tells of no day.
    #expect(state.days(0..<40_000).days.isEmpty)
    #expect(state.leave(history(hosts: ["mx1"])) == nil)
    #expect(try state.names().count == 2)
  }

  @Test("Where nothing of a mail system was read nothing is left")
  func nothing() throws {
    var empty = history(hosts: [])
    empty.coverage.lines = [:]
    #expect(HistoryFolder(folder.path).leave(empty) == nil)
    #expect(try HistoryFolder(folder.path).names() == [])
  }

  @Test("Where it cannot be left the reason is told, and what to do")
  func unwritable() throws {
    let missing = HistoryFolder("\(folder.path)/none")
    let problem =
      "\(missing.path): cannot be read: No such file or directory; make the folder "
      + "(install -d -m 750 \(missing.path)), or give --state another"
    #expect(missing.leave(history(hosts: ["mx1"])) == problem)
    #expect(missing.days(0..<40_000).problems == [problem])
    #expect(HistoryFolder.usual("\(folder.path)/none") == nil)
    folder.write("file", "")
    #expect(HistoryFolder.usual("\(folder.path)/file") == nil)
    #expect(
      HistoryFolder("\(folder.path)/file").days(0..<40_000).problems
        == ["\(folder.path)/file: cannot be read: Not a directory; give --state a folder"])
    let taken = HistoryFolder("\(folder.path)/file").leave(history(hosts: ["mx1"]))
    #expect(taken?.contains("Not a directory; this run is not in the history: let ") == true)
    #expect(HistoryFolder.usual(folder.path)?.onlyWholeDays == true)
  }

  @Test(
    "What is no history, or a later program's, is told so",
    arguments: [
      (
        #"{"schema":"incatrail.history/2","windows":[]}"#,
        "is of format 2, and this incatrail reads 1 at most: install the version that wrote it, or "
          + "move the file away"
      ),
      (
        #"{"schema":"incatrail.summary/1"}"#,
        "is the JSON of a report, which lacks what merging needs: give a file of --state, or what "
          + "report --format state wrote"
      ),
      ("mail", "is no history: give a file of --state, or what report --format state wrote"),
      ("", "is empty; move the file away, or make that day's again"),
      (
        #"{"as_of":"2026-11-23T19:55:49+01:00","cover"#,
        "is cut or damaged; move the file away, or make that day's again"
      ),
      ("{}", "is no history: give a file of --state, or what report --format state wrote"),
      (
        #"{"schema":"incatrail.history/1"}"#,
        "is damaged: there is no 'windows'; move the file away, or make that day's again"
      ),
      (
        #"{"schema":"incatrail.history/1","windows":[{"from":"today","to":"x"}]}"#,
        "is damaged: 'windows.Index 0.from' cannot be read; move the file away, or make that day's "
          + "again"
      ),
    ])
  func refused(text: String, expected: String) {
    folder.write("2026-11-22.00000000.json", text)
    let path = "\(folder.path)/2026-11-22.00000000.json"
    #expect(HistoryFolder(folder.path).days(0..<40_000).problems == ["\(path): \(expected)"])
  }

  @Test("A pipe, a folder and a device beside the summaries are passed over")
  func noFiles() throws {
    let state = HistoryFolder(folder.path)
    #expect(state.leave(history(hosts: ["mx1"])) == nil)
    let names = ["2026-11-19", "2026-11-20", "2026-11-21"].map {
      "\(folder.path)/\($0).00000000.json"
    }
    #expect(mkfifo(names[0], 0o600) == 0)
    #expect(mkdir(names[1], 0o700) == 0)
    #expect(symlink("/dev/zero", names[2]) == 0)
    #expect(try state.names().count == 1)
    #expect(state.days(0..<40_000).problems.isEmpty)
  }

  @Test("A copy under another day's name does not count twice")
  func renamed() throws {
    let state = HistoryFolder(folder.path)
    #expect(state.leave(history(hosts: ["mx1"])) == nil)
    let name = try #require(try state.names().first)
    let copy = "\(folder.path)/2026-11-15.00000000.json"
    try FileManager.default.copyItem(atPath: "\(folder.path)/\(name)", toPath: copy)
    let known = state.days(0..<40_000)
    #expect(known.days.count == 1)
    #expect(
      known.problems == ["\(copy): is not of the day that its name says: move the file away"])
  }

  @Test("What is written is read as it was")
  func roundTrip() throws {
    let before = history(hosts: ["mx1"], messages: 4)
    #expect(HistoryFolder(folder.path).leave(before) == nil)
    let day = Self.day
    #expect(HistoryFolder(folder.path).days(day..<(day + 1)).days[day] == [before])
  }

  // MARK: -

  private static let day = CivilDate(year: 2026, month: 11, day: 22).daysSince1970

  private func time(_ hour: Int) -> LogTime {
    LogTime(
      microseconds: Int64(Self.day * 86400 + (hour - 1) * 3600) * 1_000_000, offsetMinutes: 60,
      decimals: 0)
  }

  private func history(hosts: [String], messages: Int = 1) -> History {
    var coverage = Coverage()
    coverage.lines.read = 10
    coverage.lines.understood = 10
    for name in hosts {
      var host = Coverage.Host(name: name)
      host.lines = 10
      host.first = time(1)
      host.last = time(23)
      coverage.hosts.append(host)
    }
    var history = HistoryCollector(SummaryOptions(), since: 0).history(
      coverage: coverage, window: Window(since: time(0), until: time(24)), now: time(23))
    history.figures.messages = messages
    return history
  }
}
