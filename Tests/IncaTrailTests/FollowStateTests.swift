import Foundation
import MailTerms
import Testing

@testable import IncaTrail

@Suite("The state of a live export")
struct FollowStateTests {
  private static let day: Int64 = 86400 * 1_000_000

  private var state: FollowState {
    var state = FollowState(content: "--all --privacy domain")
    state.from = 20_000 * Self.day
    state.since = 19_990 * Self.day
    state.newest = 20_003 * Self.day
    for number in 1...20 {
      let time = (19_990 + Int64(number)) * Self.day
      state.told[TrailID(high: .max, low: UInt64(number))] = ToldTrail(
        revision: Int32(number), digest: UInt64(number) &* 0x9E37_79B9_7F4A_7C15,
        firstSeen: time, lastSeen: time + 1, places: Array(repeating: 77, count: number % 3),
        isOver: number % 2 == 0)
    }
    let part = ToldTrail.Part(place: 5, id: TrailID(high: 1, low: 2))
    state.told[TrailID(high: 7, low: 7)] = ToldTrail(
      revision: 1, digest: 0, firstSeen: -1, lastSeen: .max, places: [0, .max], isOver: false)
    state.told[TrailID(high: 7, low: 7)]?.parts = [part, part]
    return state
  }

  @Test("Comes back from its file as it was")
  func roundTrip() throws {
    #expect(try FollowState(decoding: state.encoded()) == state)
    let empty = FollowState(content: "")
    #expect(try FollowState(decoding: empty.encoded()) == empty)
    #expect(state.encoded() == state.encoded())
  }

  @Test("A file that was cut or changed anywhere is refused, and never half read")
  func damage() throws {
    let bytes = state.encoded()
    for end in bytes.indices {
      #expect(throws: FollowState.Refusal.self) { try FollowState(decoding: Array(bytes[..<end])) }
      var changed = bytes
      changed[end] ^= 1
      #expect(throws: FollowState.Refusal.self) { try FollowState(decoding: changed) }
    }
    #expect(throws: FollowState.Refusal.damaged) { try FollowState(decoding: []) }
    #expect(throws: FollowState.Refusal.foreign) {
      try FollowState(decoding: Array("{\"schema\":\"incatrail.trail/1\"}".utf8))
    }
    #expect(throws: FollowState.Refusal.otherVersion) {
      try FollowState(decoding: Array("incatrail.follow/2\n".utf8))
    }
  }

  @Test("It forgets what will not be met again, and does not grow without end")
  func bounds() {
    var state = state
    state.told[TrailID(high: 7, low: 7)] = nil
    state.forget(lookback: 5 * Self.day)
    let kept = state.told.keys.map(\.low).sorted()
    // Over: those that end within what is read again. Open: heard of within as much again.
    #expect(kept == [5, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20])
    state.from += 100 * Self.day
    state.forget(lookback: 5 * Self.day)
    #expect(state.told.isEmpty)
  }

  @Test("The file: for one process, of one set of options, and never half written")
  func file() throws {
    let folder = NSTemporaryDirectory() + "incatrail-state-" + UUID().uuidString
    let path = folder + "/export.state"
    #expect(throws: UsageError.self) { try FollowStateFile(path) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: UsageError.self) { try FollowStateFile(folder) }
    do {
      let file = try FollowStateFile(path)
      #expect(try file.read(for: state.content) == nil)
      try file.save(state)
      #expect(try file.read(for: state.content) == state)
      #expect(throws: UsageError.self) { try file.read(for: "") }
      #expect(throws: UsageError.self) { try FollowStateFile(path) }
    }
    let file = try FollowStateFile(path)
    #expect(try file.read(for: state.content) == state)
    try Data("incatrail.follow/1\ncontent".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: UsageError.self) { try file.read(for: state.content) }
  }
}
