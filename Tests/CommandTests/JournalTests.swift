import Foundation
import Testing

private let hasNoUsualLog = [
  "mail.log", "maillog", "exim4/mainlog", "exim/main.log",
].allSatisfy { !FileManager.default.fileExists(atPath: "/var/log/\($0)") }

/// Where there is neither a log nor a mail.log, the journal is read: here a `journalctl` of the test's.
@Suite("The journal", .enabled(if: hasNoUsualLog))
struct JournalTests {
  /// Runs the command where `journalctl` tells what `line` of shell writes, and leaves its options in
  /// `asked`.
  private func run(_ command: String, journal line: String) throws -> (Ended, asked: String) {
    let place = try Workplace()
    try place.write("journalctl", "#!/bin/sh\necho \"$*\" > asked\n\(line)\n")
    let ended = try place.sh("chmod +x journalctl; PATH=\"$PWD:$PATH\"; \(command)")
    let asked = FileManager.default.contents(atPath: "\(place.path)/asked") ?? Data()
    return (ended, String(decoding: asked, as: UTF8.self))
  }

  /// One entry, `$n` seconds behind the first; the last is an empty line.
  private static func entry(_ text: String) -> String {
    """
    printf '%s\\n' "__REALTIME_TIMESTAMP=$((1795419360 + ${n:-0}))000000" '_HOSTNAME=mx1' \
      'SYSLOG_IDENTIFIER=postfix/qmgr' 'SYSLOG_PID=901' 'MESSAGE=\(text)' ''
    """
  }

  private static let entry = entry(
    "4cKM3A1bCDz2xKk: from=<eva@kanzlei.example>, size=901, nrcpt=1 (queue active)")

  @Test("It is read under its name")
  func read() throws {
    let (ended, asked) = try run("$i events", journal: Self.entry)
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.output.contains(#""source":"journal","line":"#))
    #expect(ended.output.contains(#""queue_id":"4cKM3A1bCDz2xKk""#))
    #expect(asked == "--output=export --quiet --no-pager SYSLOG_FACILITY=2\n")
  }

  @Test("A window asks for no more than it looks back")
  func window() throws {
    let command = "$i report --no-state --since 2026-11-23T08:00 --lookback 1h"
    let (ended, asked) = try run(command, journal: Self.entry)
    #expect(ended.status == 0, "\(ended)")
    #expect(asked.contains(" --since=@1795413600 "))
    #expect(ended.output.contains("journal"))
  }

  @Test("Where it ends badly, the status says so, and what came is told")
  func failed() throws {
    let (ended, _) = try run("$i events", journal: Self.entry + "\nexit 3")
    #expect(ended.status == 2)
    #expect(ended.output.contains("4cKM3A1bCDz2xKk"))
    #expect(ended.errors.contains("journalctl ended with status 3, so that lines may be missing"))
  }

  @Test("A stream whose journal ends says so, and ends with 2")
  func endOfStream() throws {
    let (ended, asked) = try run("timeout 20 $i export --all --follow", journal: Self.entry)
    #expect(ended.status == 2, "\(ended)")
    #expect(
      ended.errors.contains("journalctl ended with status 0, and nothing more comes: start anew"))
    #expect(asked.contains("--follow --no-tail"))
  }

  @Test("A file of that name is a file")
  func namesake() throws {
    let (ended, _) = try run(": > journal; $i report --no-state journal", journal: Self.entry)
    #expect(ended.status == 2 && ended.errors.contains("journal is empty"), "\(ended)")
  }

  @Test("An empty one is no data")
  func empty() throws {
    let (ended, _) = try run("$i check --window 2h", journal: ":")
    #expect(ended.status == 3, "\(ended)")
    let (report, _) = try run("$i report --no-state", journal: ":")
    #expect(report.status == 2)
    #expect(report.errors.contains("the journal tells nothing of one"), "\(report)")
  }

  @Test("A log that is named, or piped, is read instead")
  func others() throws {
    let (named, asked) = try run("$i events day.log | head -1", journal: Self.entry)
    #expect(named.output.contains(#""source":"day.log""#))
    #expect(asked.isEmpty)
  }

  @Test("Who stops reading early is not told of it")
  func stopped() throws {
    let noise = Self.entry("4cKM3B2cDEz2xKl: removed")
    let (ended, _) = try run(
      "$i grep -m 1 from:eva",
      journal: """
        \(Self.entry)
        \(Self.entry("4cKM3A1bCDz2xKk: removed"))
        while n=$((n + 1)); do \(noise); done
        """)
    #expect(ended.status == 0)
    #expect(ended.output.contains("from=<eva@kanzlei.example>"))
    #expect(ended.errors.isEmpty, "\(ended.errors)")
  }
}
