import ByteTools
import Testing

@testable import MailLines
@testable import MailTrails

@Suite("Lines of long-lived messages")
struct LineStoreTests {
  /// A record as a block would hold it, told apart by its time.
  private func record(_ time: Int64, _ length: Int) -> LineRecord {
    LineRecord(
      start: 0, length: UInt32(length), text: 0, pid: 7, time: time, offsetMinutes: 60, decimals: 0,
      flags: [], program: 1, previous: .none)
  }

  private func add(
    _ lines: [String], at time: Int64, of index: Int32, after previous: Int32, to store: LineStore
  ) -> Int32 {
    let handle = MessageHandle(index: index, serial: UInt32(index) + 1)
    let bytes = lines.map { Array($0.utf8) }
    // The views are used before this returns.
    let pinned = bytes.map { PinnedBytes(copying: $0) }
    defer { for line in pinned { line.deallocate() } }
    return store.add(lines.count, of: handle, previous: previous) {
      (pinned[$0].view, record(time + Int64($0), bytes[$0].count))
    }
  }

  private func read(_ place: Int32, of store: LineStore) -> [String] {
    var lines: [String] = []
    store.forEachLine(place) { bytes, record in lines.append("\(record.time) \(bytes.string)") }
    return lines
  }

  @Test("Lines come back in order, from pages full and filling")
  func order() {
    let store = LineStore()
    var places: [Int32] = []
    for round in 0..<3 {
      for message in 0..<500 {
        let lines = ["\(message) line \(round)a", "\(message) line \(round)b"]
        let previous = round == 0 ? -1 : places[message]
        let place = add(
          lines, at: Int64(round * 10), of: Int32(message), after: previous, to: store)
        if round == 0 { places.append(place) } else { places[message] = place }
      }
    }
    #expect(store.size > 0)
    for message in 0..<500 {
      let expected = (0..<3).flatMap { round in
        ["\(round * 10) \(message) line \(round)a", "\(round * 10 + 1) \(message) line \(round)b"]
      }
      #expect(read(places[message], of: store) == expected)
      let oldest = store.withOldest(places[message]) { bytes, _ in bytes.string }
      #expect(oldest == "\(message) line 0a")
    }
  }

  @Test("Lines come back in any order, from more pages than are unpacked at a time")
  func anyOrder() {
    let store = LineStore()
    let text = String(repeating: "status=deferred (try again later) ", count: 16)
    let count = 12_000
    let places = (0..<count).map { message in
      add(["\(message) \(text)"], at: 0, of: Int32(message), after: -1, to: store)
    }
    for step in 0..<count {
      // Prime to the count, so that each comes up once.
      let message = step * 7919 % count
      #expect(read(places[message], of: store) == ["0 \(message) \(text)"])
    }
  }

  @Test("What nobody refers to takes nothing; the oldest messages are found")
  func removal() {
    let store = LineStore()
    let text = String(repeating: "status=deferred (try again later) ", count: 8)
    let places = (0..<1000).map { message in
      add(["\(message) \(text)"], at: 0, of: Int32(message), after: -1, to: store)
    }
    #expect(store.oldestMessages().first?.index == 0)
    for place in places[..<500] { store.remove(place) }
    let oldest = store.oldestMessages().map(\.index)
    #expect(oldest.contains(500))
    #expect(!oldest.contains(0))
    for place in places[500...] { store.remove(place) }
    #expect(store.size == 0)
  }
}
