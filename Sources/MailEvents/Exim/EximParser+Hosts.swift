internal import ByteTools
internal import MailTerms

/// A host as Exim names it, behind `H=` and in texts: Exim specification, section 52.7.
extension EximParser {
  static func readHost(
    _ cursor: inout LineCursor, _ side: Side, _ event: inout LineEvent
  ) -> Bool {
    let (end, isWhole) = readHost(cursor.line, from: cursor.at, side, &event)
    cursor.at = end
    return isWhole
  }

  /// `NAME [IP]`, `(HELO) [IP]`, `NAME (HELO) [IP]`, `[IP]`; then `:PORT` and `*`.
  ///
  /// - Returns: where it ends, and whether there is one.
  @inline(__always)
  static func readHost(
    _ line: ByteView, from start: Int, _ side: Side, _ event: inout LineEvent
  ) -> (end: Int, isWhole: Bool) {
    var (index, name, helo) = readNames(line, from: start)
    let isClient = side == .client
    event[isClient ? .clientHost : .relayHost] = name
    if isClient { event[.helo] = helo }
    let close = line.end(from: index, before: UInt8(ascii: "]"))
    guard close < line.count, line[index] == UInt8(ascii: "[") else {
      return (index, name != nil || helo != nil)
    }
    event[isClient ? .clientIP : .relayIP] = ByteRange(from: index &+ 1, to: close)
    index = close &+ 1
    guard index < line.count, line[index] != 0x20 else {
      event[isClient ? .clientPort : .relayPort] = nil
      return (index, true)
    }
    var cursor = LineCursor(line, at: index)
    event[isClient ? .clientPort : .relayPort] = cursor.takePort()
    // A connection that another message had opened.
    if cursor.holds("*") {
      event[.connUse] = ByteRange(cursor.at..<(cursor.at + 1))
      cursor.at += 1
    }
    return (cursor.at, true)
  }

  /// What stands before the address of a host, and where the address begins.
  @inline(__always)
  private static func readNames(
    _ line: ByteView, from start: Int
  ) -> (end: Int, name: ByteRange?, helo: ByteRange?) {
    // Mostly one name.
    let blank = line.end(from: start, before: 0x20)
    if blank &+ 1 < line.count, line[blank &+ 1] == UInt8(ascii: "["), blank > start,
      line[start] != UInt8(ascii: "["), line[start] != UInt8(ascii: "(")
    {
      return (blank &+ 1, ByteRange(from: start, to: blank), nil)
    }
    return readAllNames(line, from: start)
  }

  private static func readAllNames(
    _ line: ByteView, from start: Int
  ) -> (end: Int, name: ByteRange?, helo: ByteRange?) {
    var name: ByteRange?
    var helo: ByteRange?
    var index = start
    while index < line.count, line[index] != UInt8(ascii: "[") {
      if line[index] == UInt8(ascii: "(") {
        // The client wrote what stands inside.
        guard let close = line.firstRange(of: ") [", from: index)?.lowerBound else { break }
        helo = ByteRange((index + 1)..<close)
        index = close + 2
        continue
      }
      let end = line.end(from: index, before: 0x20)
      let word = line[index..<end]
      if name == nil {
        name = ByteRange(from: index, to: end)
      } else if !(word == "DS") {
        break
      }
      guard end < line.count else {
        index = end
        break
      }
      index = end + 1
      if index < line.count, line[index] != UInt8(ascii: "["), line[index] != UInt8(ascii: "("),
        !line.holds("DS ", at: index)
      {
        // A name without an address.
        index = end
        break
      }
    }
    return (index, name, helo)
  }
}
