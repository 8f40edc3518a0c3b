import ByteTools
import Glibc
import MailTerms
import Testing

@testable import MailLines

@Suite("Rows with line ends within quotes")
struct RowsOfSeveralLinesTests {
  private static let head =
    "#Fields: date-time,event-id,message-id,message-subject\r\n"
    + "2026-09-14T05:34:25.829Z,RECEIVE,<a@b>,plain\r\n"
  private static let tail = "2026-09-14T05:34:27.829Z,SEND,<e@f>,plain\r\n"

  @Test("A row goes on until its quotes are closed", arguments: cuts)
  func row(blockSize: Int) throws {
    let row =
      "2026-09-14T05:34:26.829Z,SEND,<c@d>,\"one \"\"two\"\"\r\n\r\nthree, \"\"four\"\"\"\r\n"
    let found = try lines(Self.head + row + Self.tail, blockSize: blockSize)
    #expect(found.map(\.number) == [1, 2, 3, 6])
    #expect(found.map(\.further) == [0, 0, 2, 0])
    #expect(found[2].text == String(row.dropLast(1)))
    #expect(found[3].text == String(Self.tail.dropLast(1)))
  }

  @Test("A row that is cut within quotes ends where the next begins", arguments: cuts)
  func cutRow(blockSize: Int) throws {
    let row = "2026-09-14T05:34:26.829Z,SEND,<c@d>,\"one\r\ntwo\r\n"
    let found = try lines(Self.head + row + Self.tail + Self.head, blockSize: blockSize)
    #expect(found.map(\.number) == [1, 2, 3, 5, 6, 7])
    #expect(found.map(\.further) == [0, 0, 1, 0, 0, 0])
    #expect(found.allSatisfy { $0.text.hasPrefix("2026") == $0.isRow })
  }

  @Test("Nor does it take along more than 64 KiB, or a header", arguments: [1000, 1 << 18])
  func tooLong(blockSize: Int) throws {
    let row = "2026-09-14T05:34:26.829Z,SEND,<c@d>,\"one\n"
    let line = String(repeating: "x", count: 99) + "\n"
    let filler = String(repeating: line, count: 700)
    let found = try lines(Self.head + row + filler + Self.tail, blockSize: blockSize)
    let long = try #require(found.first { $0.further > 0 })
    #expect(long.text.utf8.count <= 64 << 10)
    #expect(long.text.utf8.count > (64 << 10) - 200)
    #expect(found.last?.number == 704)
    #expect(found.last?.isRow == true)
    let header = try lines(Self.head + row + Self.head, blockSize: blockSize)
    #expect(header.map(\.further) == [0, 0, 0, 0, 0])
  }

  @Test("Without a header the columns are those of the whole row", arguments: cuts)
  func noHeader(blockSize: Int) throws {
    let columns = Array(repeating: "x", count: 25)
    let row =
      "2026-09-14T05:34:26.829Z,\"one\ntwo\"," + columns.joined(separator: ",") + "\n"
    let found = try lines(row, blockSize: blockSize)
    #expect(found.map(\.columns) == [27])
  }

  private static let cuts = [1, 7, 50, 97, 1 << 18]

  private struct Found {
    let text: String
    let number: Int
    let further: Int
    let isRow: Bool
    let columns: Int
  }

  private func lines(_ log: String, blockSize: Int) throws -> [Found] {
    try withLog(log, blockSize: blockSize) { programs, block, record, number in
      let program = programs.programs[Int(record.program)]
      let layout = program.tag.withByteView { $0.number(at: 9)?.value } ?? 0
      return Found(
        text: block.line(record).string, number: number, further: Int(record.furtherLines),
        isRow: record.program != 0,
        columns: programs.layouts[layout].columns.count { $0 == UInt8(ascii: ",") } + 1)
    }
  }
}

/// What `body` makes of each line of a log: it gets the block, the record and the line's number.
func withLog<R>(
  _ log: String, blockSize: Int,
  _ body: (ProgramTable, LineBlock, LineRecord, Int) -> R
) throws -> [R] {
  let path = "/tmp/incatrail-lines-\(UInt64.random(in: 0 ... .max)).log"
  defer { unlink(path) }
  let file = try #require(fopen(path, "w"))
  fputs(log, file)
  fclose(file)
  let zone = try #require(LocalZone(name: nil))
  let programs = ProgramTable { tag in
    var identity = ProgramIdentity()
    if tag.starts(with: "exim") { identity.dialect = .exim }
    if tag.starts(with: "exchange") { identity.dialect = .exchange }
    return identity
  }
  let source = LogSource(
    path: path, programs: programs,
    settings: LogSource.Settings(
      zone: zone, year: 2026, now: 1_800_000_000, blockSize: blockSize))
  let block = LineBlock()
  var found: [R] = []
  while source.fill(block) {
    var number = block.firstLine
    for index in 0..<block.records.count {
      let record = block.records[index]
      found.append(body(programs, block, record, number))
      number += 1 + Int(record.furtherLines)
    }
  }
  return found
}
