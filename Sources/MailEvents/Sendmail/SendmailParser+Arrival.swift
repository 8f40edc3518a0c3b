internal import ByteTools

/// How a message came in: `logsender` in sendmail's `headers.c`.
extension SendmailParser {
  /// `from=<S>, size=N, class=N[, pri=N], nrcpts=N[, msgid=<M>][, bodytype=B][, proto=P]
  /// [, daemon=D][, tls_verify=V[, tls_version=V, cipher=C]][, auth=A], relay=CLIENT`.
  func parseArrival(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    guard cursor.skip("from=") else { return nil }
    let line = cursor.line
    let start = cursor.at
    if let inside = Self.takeAddress(&cursor), cursor.holds(", size=") {
      event[.from] = inside
    } else {
      guard let end = line.firstRange(of: ", size=", from: start)?.lowerBound else {
        return .unknown
      }
      event[.from] = ByteRange(start..<end)
      cursor.at = end
    }
    // No sender could be made out.
    if event.text(.from, in: line) == ByteView("NONE" as StaticString) { event[.from] = nil }
    guard cursor.skip(", size="), let size = cursor.takeNumber(), cursor.skip(", class="),
      Self.takeSigned(&cursor)
    else { return .unknown }
    event[.size] = size
    if cursor.skip(", pri=") {
      guard Self.takeSigned(&cursor) else { return .unknown }
    }
    guard cursor.skip(", nrcpts="), let count = cursor.takeNumber() else { return .unknown }
    event[.nrcpt] = count
    if cursor.skip(", msgid=") { readMessageID(&cursor, &event) }
    while !cursor.skip(", relay=") {
      guard readField(&cursor, &event) else {
        guard cursor.isProbablyCut else { return .unknown }
        event.kind = .queued
        return .event
      }
    }
    event.kind = .queued
    return Self.readPeer(cursor.restRange, line, .client, &event) || cursor.isProbablyCut
      ? .event : .unknown
  }

  /// One of the fields between the message ID and the client.
  private func readField(_ cursor: inout LineCursor, _ event: inout LineEvent) -> Bool {
    let key: LineEvent.Key?
    if cursor.skip(", proto=") {
      key = .proto
    } else if cursor.skip(", daemon=") || cursor.skip(", bodytype=") {
      key = nil
    } else if let told = Self.takeTLSKey(&cursor) {
      key = told
    } else if cursor.skip(", auth=") {
      key = .saslMethod
    } else {
      return false
    }
    let value = cursor.take { $0 != UInt8(ascii: ",") && $0 != 0x20 }
    if let key, let value, !(cursor.line.clamped(value) == "NONE") { event[key] = value }
    return true
  }

  /// `<M>` without its brackets; it may be cut before the second, and a stranger wrote it.
  private func readMessageID(_ cursor: inout LineCursor, _ event: inout LineEvent) {
    let line = cursor.line
    let start = cursor.at
    if cursor.holds("<"), let close = line.firstRange(of: ">, ", from: start)?.lowerBound {
      event[.messageID] = ByteRange((start + 1)..<close)
      cursor.at = close + 1
      return
    }
    let end = Self.end(of: line, from: start, before: Self.behindMessageID)
    let text = line[start..<end]
    let opens = text.starts(with: "<")
    let closes = opens && text.ends(with: ">")
    event[.messageID] = ByteRange((start + (opens ? 1 : 0))..<(end - (closes ? 1 : 0)))
    cursor.at = end
  }

  private static let behindMessageID: [StaticString] = [
    ", bodytype=", ", proto=", ", daemon=", ", tls_verify=", ", relay=",
  ]

  static func takeSigned(_ cursor: inout LineCursor) -> Bool {
    _ = cursor.skip(UInt8(ascii: "-"))
    return cursor.takeNumber() != nil
  }

  // MARK: Addresses

  /// An address in brackets, without them; the cursor ends behind `>`. Quoted parts may hold anything.
  static func takeAddress(_ cursor: inout LineCursor) -> ByteRange? {
    guard cursor.holds("<"), let close = endOfAddress(cursor.line, from: cursor.at) else {
      return nil
    }
    defer { cursor.at = close }
    return ByteRange((cursor.at + 1)..<(close - 1))
  }

  /// Where the address ends that begins at `start`: behind `>`, or before a comma.
  static func endOfAddress(_ line: ByteView, from start: Int) -> Int? {
    let isBracketed = start < line.count && line[start] == UInt8(ascii: "<")
    var isQuoted = false
    var index = start
    while index < line.count {
      switch line[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ">") where isBracketed && !isQuoted: return index + 1
      case UInt8(ascii: ",") where !isBracketed && !isQuoted: return index
      default: break
      }
      index += 1
    }
    return nil
  }

  /// `alias A => B`, `forward A => B`, and the others of `alias.c`, `recipient.c`, `udb.c`.
  func parseAlias(_ cursor: inout LineCursor, _ event: inout LineEvent) -> LineEvent.Verdict? {
    let start = cursor.at
    guard
      cursor.skip("alias ") || cursor.skip("forward ") || cursor.skip("expand ")
        || cursor.skip("hesiod ")
    else { return nil }
    let stage = ByteRange(start..<(cursor.at - 1))
    let from = cursor.at
    guard let arrow = cursor.line.firstRange(of: " => ", from: from) else { return nil }
    var old = cursor.line[from..<arrow.lowerBound]
    if old.starts(with: "<"), old.ends(with: ">") { old = old[1..<(old.count - 1)] }
    let at = old.offset(in: cursor.line)
    event[.stage] = stage
    event[.to] = ByteRange(at..<(at + old.count))
    event[.recipients] = ByteRange(arrow.upperBound..<cursor.line.count)
    event.kind = .note
    return .event
  }
}
