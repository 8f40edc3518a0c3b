internal import ByteTools

/// A row of a connectivity log: `+` a connection is begun, `>` what became known on the way, `-` it ends.
///
/// Source: Microsoft, "Connectivity logging in Exchange Server". Its description is free text; that
/// of a failure is `Failed connection to 192.0.2.1:25 (TimedOut:0000274C)[…]`, or a DNS server's word.
extension LineEvent {
  /// Messages are counted there, never named: only what failed tells anything.
  mutating func readConnectivity(_ line: ByteView) -> Verdict {
    guard let sign = text(.flag, in: line), sign == "+" || sign == "-" || sign == ">" else {
      return .unknown
    }
    guard let words = text(.reason, in: line), Self.tellsOfFailure(words) else { return .ignored }
    kind = .connectFailed
    self[.relayIP] = self[.reason].flatMap { Self.peer(in: $0, words) }
    return .event
  }

  private static func tellsOfFailure(_ words: ByteView) -> Bool {
    words.contains("ailed") || words.contains("rror") || words.contains("nable to connect")
  }

  /// The address behind `Failed connection to `, without its port.
  private static func peer(in place: ByteRange, _ words: ByteView) -> ByteRange? {
    let lead: StaticString = "Failed connection to "
    guard words.starts(with: lead) else { return nil }
    let start = lead.utf8CodeUnitCount
    let endpoint = words.from(start).prefix(words.from(start).length { $0 > 0x20 })
    let address = endpoint.withoutPort
    let bracket = endpoint.count > 0 && endpoint[0] == UInt8(ascii: "[") ? 1 : 0
    return ByteRange(start: place.start + UInt32(start + bracket), count: UInt32(address.count))
  }
}
