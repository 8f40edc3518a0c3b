import Testing

@testable import IncaTrailBench

@Suite("A made-up day of Exchange message tracking")
struct ExchangeSeedTests {
  /// The rows, each as its columns.
  static let rows: [[String]] = {
    let text = String(decoding: ExchangeSeed.bytes(messages: 1400), as: UTF8.self)
    return text.split(separator: "\r\n").dropFirst(5)
      .map { columns(String($0)) }
  }()

  /// The fields of a row, without their quotes.
  static func columns(_ row: String) -> [String] {
    var fields = [""]
    var isQuoted = false
    for byte in row {
      if byte == "\"" {
        isQuoted.toggle()
      } else if byte == ",", !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(byte)
      }
    }
    return fields
  }

  func column(_ name: String) throws -> Int {
    try #require(TrackingRow.columnNames.firstIndex(of: name))
  }

  @Test("Every row has the 30 columns of its header, in order of time and on one day")
  func form() throws {
    #expect(TrackingRow.columnNames.count == 30)
    #expect(Self.rows.allSatisfy { $0.count == 30 })
    let times = Self.rows.map { $0[0] }
    #expect(times == times.sorted())
    #expect(Set(times.map { $0.prefix(10) }) == ["2026-11-23"])
    let average = Self.rows.map { $0.joined(separator: ",").utf8.count }.reduce(0, +)
    #expect((600...800).contains(average / Self.rows.count))
  }

  @Test("The same bytes every time")
  func isSteady() {
    #expect(ExchangeSeed.bytes(messages: 50) == ExchangeSeed.bytes(messages: 50))
  }

  @Test("Every recipient gets a final row, and groups give way to their members")
  func finished() throws {
    let event = try column("event-id")
    let id = try column("network-message-id")
    let recipients = try column("recipient-address")
    let group = try column("related-recipient-address")
    var expected: Set<String> = []
    var groups: Set<String> = []
    var reached: Set<String> = []
    for row in Self.rows {
      let keys = row[recipients].split(separator: ";").map { "\(row[id]) \($0)" }
      switch row[event] {
      case "RECEIVE", "DSN": expected.formUnion(keys)
      case "EXPAND":
        groups.insert("\(row[id]) \(row[group])")
        expected.formUnion(keys)
      case "DELIVER", "SENDEXTERNAL", "FAIL":
        let known = reached.count
        reached.formUnion(keys)
        #expect(reached.count == known + keys.count, "twice: \(keys)")
      default: break
      }
    }
    #expect(reached == expected.subtracting(groups))
  }

  @Test("One message in seven is bound for IncaMail; every kind of row occurs")
  func traffic() throws {
    let event = try column("event-id")
    let host = try column("server-hostname")
    let id = try column("network-message-id")
    let all = Set(Self.rows.map { $0[id] }.filter { !$0.isEmpty })
    let bound = Set(Self.rows.filter { $0[host] == "im.post.ch" }.map { $0[id] })
    let share = Double(bound.count) / Double(all.count)
    #expect(share > 1.0 / 8 && share < 1.0 / 6)
    #expect(
      Set(Self.rows.map { $0[event] }) == [
        "NOTIFYMAPI", "RECEIVE", "SUBMIT", "AGENTINFO", "EXPAND", "SEND", "DELIVER",
        "SENDEXTERNAL", "DEFER", "FAIL", "DSN", "HAREDIRECT", "HAREDIRECTFAIL", "HARECEIVE",
        "HADISCARD",
      ])
  }
}
