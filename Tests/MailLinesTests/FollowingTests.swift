import ByteTools
import Glibc
import MailTerms
import Testing
import TrailTesting

@testable import MailLines

/// Lines of sources that grow while they are read. Nothing here waits: what comes is written between two
/// looks.
@Suite("Sources that grow")
struct FollowingTests {
  private static func line(_ number: Int) -> String {
    "Mar  3 09:15:\(number < 10 ? "0" : "")\(number) mx1 postfix/smtp[1]: A\(number): x\n"
  }

  private static func lines(_ numbers: ClosedRange<Int>) -> String {
    numbers.map(line).joined()
  }

  @Test("What is added comes, whole lines only", arguments: [1, 40, LineBlock.capacity])
  func added(blockSize: Int) throws {
    let log = try GrowingLog(Self.lines(1...3), blockSize: blockSize)
    #expect(log.news() == Self.lines(1...3))
    #expect(log.news() == "")
    let fourth = Self.line(4)
    try log.append(String(fourth.prefix(20)))
    #expect(log.news() == "")
    try log.append(String(fourth.dropFirst(20)) + Self.line(5))
    #expect(log.news() == Self.lines(4...5))
    #expect(log.numbers == [1, 2, 3, 4, 5])
    #expect(log.feed.mayGrow)
  }

  @Test("A line that the end of the file cuts is not taken for a whole one")
  func cutAtFirst() throws {
    let text = Self.lines(1...2)
    let log = try GrowingLog(String(text.dropLast(7)))
    #expect(log.news() == Self.line(1))
    try log.append(String(text.suffix(7)))
    #expect(log.news() == Self.line(2))
  }

  @Test("An empty file is one that has not begun")
  func empty() throws {
    let log = try GrowingLog("")
    #expect(log.news() == "")
    try log.append(Self.lines(1...2))
    #expect(log.news() == Self.lines(1...2))
  }

  @Test("A renamed file is read to its end, then the one that took its name")
  func renamed() throws {
    let log = try GrowingLog(Self.line(1))
    #expect(log.news() == Self.line(1))
    try log.append(Self.line(2))
    try log.rotate()
    #expect(log.news() == Self.line(2))
    // The name is free, then there is an empty file: the writer still has the old one.
    try log.appendToRotated(Self.line(3))
    #expect(log.news() == Self.line(3))
    try log.append("")
    try log.appendToRotated(Self.line(4))
    #expect(log.news() == Self.line(4))
    try log.append(Self.line(5))
    try log.appendToRotated(String(Self.line(6).dropLast()))
    // The last line has no end, and never will.
    #expect(log.news() == Self.line(6) + Self.line(5))
    #expect(log.numbers == [1, 2, 3, 4, 5, 1])
  }

  @Test("A file that is emptied is read from its start")
  func emptied() throws {
    let log = try GrowingLog(Self.lines(1...3))
    #expect(log.news() == Self.lines(1...3))
    try log.empty()
    #expect(log.news() == "")
    try log.append(Self.line(4))
    #expect(log.news() == Self.line(4))
    #expect(log.numbers == [1, 2, 3, 1])
    // Emptied and written to before anybody looked.
    try log.append(Self.lines(5...7))
    #expect(log.news() == Self.lines(5...7))
    try log.empty()
    try log.append(Self.line(8))
    #expect(log.news() == Self.line(8))
  }

  @Test("What has been read under one name is not read again under the next")
  func readOnce() throws {
    let log = try GrowingLog(Self.line(2), elder: Self.line(1))
    #expect(log.news() == Self.lines(1...2))
    for number in 3...9 {
      try log.rotate()
      try log.append(Self.line(number))
      #expect(log.news() == Self.line(number))
    }
  }

  @Test("An entry that may go on waits for one look more")
  func entries() throws {
    let head = "2026-03-02 16:26:21 1vx5A5-0003In-1b "
    let log = try GrowingLog(head + "<= a@b H=c [192.0.2.1] P=esmtp S=1\n")
    #expect(log.news() == head + "<= a@b H=c [192.0.2.1] P=esmtp S=1\n")
    try log.append(head + "Completed\n")
    #expect(log.news() == "")
    #expect(log.news() == head + "Completed\n")
    #expect(log.news() == "")
    #expect(log.numbers == [1, 2])
  }

  @Test("Two names of one file are read as two sources, and both end with it")
  func sameFile() throws {
    let scratch = try Scratch()
    let path = try scratch.file("log", Self.line(1).utf8)
    try #require(link(path, path + ".copy") == 0)
    let log = GrowingLog(paths: [path, path + ".copy"], scratch)
    #expect(log.news() == Self.line(1) + Self.line(1))
    try log.rotate()
    try log.append(Self.line(2))
    #expect(log.news() == Self.line(2))
    #expect(log.news() == "")
  }

  @Test(
    "A file that comes into a folder is read; one that was renamed, copied or compressed is not")
  func newFiles() throws {
    let scratch = try Scratch()
    let log = GrowingLog(paths: [try scratch.file("log", Self.line(1).utf8)], scratch, folder: true)
    #expect(log.news() == Self.line(1))
    // As Exchange names them: empty at first.
    let next = try scratch.file("log-2", [])
    #expect(log.news() == "")
    try log.append(Self.line(2), to: next)
    #expect(log.news() == Self.line(2))
    try log.append(Self.line(3), to: next)
    #expect(log.news() == Self.line(3))
    _ = try scratch.file("log-1.gz", Compressor.gzip.member(Array(Self.line(1).utf8)))
    _ = try scratch.file("log-2.copy", (Self.line(2) + Self.line(3)).utf8)
    try log.rotate()
    try log.append(Self.line(4))
    #expect(log.news() == Self.line(4))
    #expect(rename(next, next + ".old") == 0)
    try log.append(Self.line(5), to: next + ".old")
    #expect(log.news() == Self.line(5))
    #expect(log.news() == "")
    #expect(log.feed.mayGrow)
  }

  @Test("A copy that takes the name of the one before is not read again")
  func copies() throws {
    let log = try GrowingLog(Self.line(2), elder: Self.line(1))
    #expect(log.news() == Self.lines(1...2))
    // logrotate with copytruncate.
    try log.replaceRotated(Self.line(2))
    try log.empty()
    #expect(log.news() == "")
    try log.append(Self.line(3))
    #expect(log.news() == Self.line(3))
    #expect(log.news() == "")
  }

  @Test("What a collector writes as JSON grows too")
  func json() throws {
    func entry(_ number: Int) -> String {
      let line = Self.line(number).dropLast()
      return #"{"log":"\#(line)\n","stream":"stdout","time":"2026-03-03T08:15:00Z"}"# + "\n"
    }
    let log = try GrowingLog(entry(1))
    let first = log.news()
    #expect(first.contains("A1: x"))
    try log.append(entry(2) + String(entry(3).prefix(30)))
    #expect(log.news() == first.replacing("A1:", with: "A2:").replacing(":01 ", with: ":02 "))
    try log.append(String(entry(3).dropFirst(30)))
    #expect(log.news() == first.replacing("A1:", with: "A3:").replacing(":01 ", with: ":03 "))
    #expect(log.feed.mayGrow)
  }

  @Test("Behind a byte order mark a file grows as any")
  func marked() throws {
    let log = try GrowingLog("\u{FEFF}" + Self.line(1))
    #expect(log.news() == Self.line(1))
    try log.append(Self.lines(2...3))
    #expect(log.news() == Self.lines(2...3))
  }

  @Test("A compressed file does not grow")
  func compressed() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.gz", Compressor.gzip.member(Array(Self.line(1).utf8)))
    let log = GrowingLog(paths: [path], scratch)
    #expect(log.news() == Self.line(1))
    #expect(!log.feed.mayGrow)
  }
}

/// A log in a folder of its own, and what its follower has read of it.
private final class GrowingLog {
  let feed: LineFeed
  private(set) var numbers: [Int] = []
  private let scratch: Scratch
  private let path: String
  private var isFirst = true

  convenience init(
    _ text: String, elder: String? = nil, blockSize: Int = LineBlock.capacity
  ) throws {
    let scratch = try Scratch()
    var paths = [try scratch.file("log", text.utf8)]
    if let elder { paths.append(try scratch.file("log.1", elder.utf8)) }
    self.init(paths: paths, scratch, blockSize: blockSize)
  }

  init(
    paths: [String], _ scratch: Scratch, blockSize: Int = LineBlock.capacity, folder: Bool = false
  ) {
    self.scratch = scratch
    path = paths[0]
    let programs = ProgramTable { tag in
      var identity = ProgramIdentity()
      if tag.starts(with: "exim") { identity.dialect = .exim }
      return identity
    }
    let settings = LogSource.Settings(
      zone: LocalZone(name: "Europe/Zurich")!, year: 2026, now: 0, blockSize: blockSize,
      follows: FollowedFiles())
    feed = LineFeed(
      sources: paths.map { LogSource(path: $0, programs: programs, settings: settings) },
      programs: programs)
    guard folder else { return }
    feed.newFiles = NewFiles(folders: [scratch.path], followed: paths) {
      LogSource(path: $0, programs: programs, settings: settings)
    }
  }

  /// All that is there, as at one look.
  func news() -> String {
    var text = ""
    while isFirst, let run = feed.next() { add(run, to: &text) }
    isFirst = false
    while let run = feed.nextGrown() { add(run, to: &text) }
    return text
  }

  private func add(_ run: LineFeed.Run, to text: inout String) {
    var number = run.firstLineNumber
    for index in run.records {
      text += run.block.line(run.block.records[index]).string + "\n"
      numbers.append(number)
      number += 1
    }
    feed.recycle(run.block)
  }

  func append(_ text: String) throws { try append(text, to: path) }
  func appendToRotated(_ text: String) throws { try append(text, to: path + ".1") }

  func rotate() throws {
    try #require(rename(path, path + ".1") == 0)
  }

  func empty() throws { try #require(truncate(path, 0) == 0) }

  /// Another file takes the rotated one's name.
  func replaceRotated(_ text: String) throws {
    let copy = try scratch.file("copy", text.utf8)
    try #require(Glibc.rename(copy, path + ".1") == 0)
  }

  func append(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    try #require(descriptor >= 0)
    let bytes = Array(text.utf8)
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
  }
}
