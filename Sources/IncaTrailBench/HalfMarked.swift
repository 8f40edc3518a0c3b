import ByteTools

/// A Postfix log in which every other message is the platform's. Of the others those that stay are
/// spread evenly over the log. A connection of `smtpd` or `smtp`, with what it says of TLS, stays with
/// any message on it; what bears no message stays. Messages that the log leaves open go: they would be
/// dropped from its copies.
func withHalfMarked(_ log: [UInt8]) -> [UInt8] {
  log.withByteView { log in
    let lines = log.split(on: UInt8(ascii: "\n")).filter { !$0.isEmpty }
    let messages = lines.map(message(of:))
    let kept = everyOther(of: messages, lines)
    var stays = messages.map { $0.map(kept.contains) ?? true }
    var connections: [ByteView: Connection] = [:]
    for (place, line) in lines.enumerated() {
      guard let process = clientOrServer(of: line) else { continue }
      var connection = connections[process] ?? Connection()
      if let message = messages[place] {
        connection.note(line, isKept: kept.contains(message))
      } else {
        if connection.isOver(before: line) {
          connection.settle(&stays)
          connection = Connection()
        }
        connection.note(line, at: place)
      }
      connections[process] = connection
    }
    for connection in connections.values { connection.settle(&stays) }
    var half: [UInt8] = []
    for (line, stays) in zip(lines, stays) where stays {
      half.append(line)
      half.append(UInt8(ascii: "\n"))
    }
    return half
  }
}

/// The messages that stay: the platform's, and evenly of the others as many.
private func everyOther(of messages: [ByteView?], _ lines: [ByteView]) -> Set<ByteView> {
  var closed: Set<ByteView> = []
  var marked: Set<ByteView> = []
  for (line, message) in zip(lines, messages) {
    guard let message else { continue }
    if line == message || line.ends(with: ": removed") { closed.insert(message) }
    if line.contains("incamail") { marked.insert(message) }
  }
  marked.formIntersection(closed)
  let others = closed.count - marked.count
  var kept = marked
  var due = 0
  for case let message? in messages
  where !marked.contains(message) && closed.remove(message) != nil {
    due += marked.count
    guard due >= others else { continue }
    due = marked.count < others ? due - others : others
    kept.insert(message)
  }
  return kept
}

/// What tells the message of a line from others: its queue ID. What was refused before it had one is a
/// message by itself.
private func message(of line: ByteView) -> ByteView? {
  postfixOwner(of: line) ?? (line.contains("]: NOQUEUE: ") ? line : nil)
}

/// `postfix/smtpd[39897]`, where a line is of a service that speaks SMTP.
private func clientOrServer(of line: ByteView) -> ByteView? {
  guard let end = line.firstRange(of: "]: ")?.lowerBound else { return nil }
  let head = line.prefix(end)
  guard let bracket = head.lastIndex(of: UInt8(ascii: "[")),
    let start = head.lastIndex(of: UInt8(ascii: " "))
  else { return nil }
  let service = head.prefix(bracket)
  guard service.ends(with: "/smtpd") || service.ends(with: "/smtp") else { return nil }
  return head.from(start + 1)
}

/// The lines of a process from one connection to the next that bear no message.
private struct Connection {
  /// Their places in the log.
  private var lines: [Int] = []
  /// The server that a client has spoken to: `im.post.ch[192.0.2.1]:25`.
  private var server: ByteView?
  private var hasMessage = false
  private var isKept = false

  mutating func note(_ line: ByteView, at place: Int) {
    lines.append(place)
    let marks: [StaticString] = [" established to ", " failed for ", " error to "]
    for case let name? in marks.map({ line.firstRange(of: $0)?.upperBound }) {
      let rest = line.from(name)
      server = rest.firstRange(of: ": ").map { rest.prefix($0.lowerBound) }
    }
  }

  /// A line of a message: of the first one behind the connection's lines, or of a later one that went
  /// the same way.
  mutating func note(_ line: ByteView, isKept: Bool) {
    if !hasMessage || wentHere(line) { self.isKept = self.isKept || isKept }
    hasMessage = true
  }

  private func wentHere(_ line: ByteView) -> Bool {
    guard let server, let relay = line.firstRange(of: " relay=")?.upperBound else { return true }
    return line.from(relay).starts(with: server)
  }

  /// A server says where a connection begins; what a client says after a message is of the next one.
  func isOver(before line: ByteView) -> Bool {
    line.contains("/smtpd[") ? line.contains("]: connect from ") : hasMessage
  }

  func settle(_ stays: inout [Bool]) {
    for line in lines { stays[line] = isKept || !hasMessage }
  }
}
