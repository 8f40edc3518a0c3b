import ByteTools
import MailTerms
import Testing

@testable import MailTrails

@Suite("What was read of a message")
struct HopStateTests {
  private static let time = LogTime(
    microseconds: 1_793_000_000_000_000, offsetMinutes: 60, decimals: 0)

  /// One of which each part says something.
  private static func used() -> HopState {
    let state = HopState(host: 7, time: time)
    let text = state.keep("a text".withByteView { $0 })
    state.hop.host = text
    state.id = TrailID(high: 1, low: 2)
    state.messageID = text
    state.networkMessageID = text
    state.sender = text
    state.subject = text
    state.sizeBytes = 1
    for _ in 0..<40 {
      var entry = HopState.Entry()
      entry.recipient.address = state.keep("r@example.org".withByteView { $0 })
      state.entries.append(entry)
    }
    _ = "r@example.org".withByteView { state.firstEntry(of: $0) }
    state.isLocal = true
    state.ended = true
    state.isHeld = true
    state.client.ip = text
    state.hasClient = true
    state.evidence = [Evidence(pid: 1)]
    state.lines = [LoggedLine(text: text, place: 1, time: time)]
    state.receivedBy = 1
    state.lostReason = text
    state.filterVerdict = .filterSpam
    state.receivedContext = 1
    state.isIncoming = true
    state.mostRecipients = 2
    state.wasReceived = true
    state.receivers = [HopState.Receiver(name: text, ip: .none)]
    state.servers = [text]
    state.stations = [HopState.Station(hop: Hop(firstSeen: time), server: 0, serial: 0)]
    state.passes = [HopState.Pass(from: text, to: text)]
    state.origination = 1
    state.scannerFailed = true
    return state
  }

  private static func parts(_ state: HopState) -> [String: String] {
    var parts: [String: String] = [:]
    for child in Mirror(reflecting: state).children {
      parts[child.label ?? ""] = "\(child.value)"
    }
    return parts
  }

  @Test("Nothing of one message is left when another is read")
  func restart() {
    let fresh = Self.parts(HopState(host: 3, time: .never))
    let state = Self.used()
    let before = Self.parts(state)
    for (part, value) in fresh { #expect(before[part] != value, "\(part) is not put to the test") }
    state.restart(host: 3, time: .never)
    #expect(Self.parts(state) == fresh)
  }

  @Test("A copy says the same")
  func copy() {
    let state = Self.used()
    var (parts, copied) = (Self.parts(state), Self.parts(HopState(copying: state)))
    // An index of the entries, made anew where it is asked for.
    for index in ["places", "placed"] {
      parts[index] = nil
      copied[index] = nil
    }
    #expect(parts == copied)
  }
}
