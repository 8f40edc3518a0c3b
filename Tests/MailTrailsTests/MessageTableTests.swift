import ByteTools
import MailLines
import MailTerms
import Testing
import TrailTesting

@testable import MailTrails

@Suite("The table of messages by queue ID")
struct MessageTableTests {
  private static func message(_ key: QueueKey) -> Message {
    Message(key: key, serial: 1, host: 0, instance: 0, dialect: .postfix, firstTime: 0)
  }

  @Test("Agrees with a dictionary, whatever comes and goes", arguments: [1, 2, 3])
  func oracle(seed: Int) {
    var random = Seeded(UInt64(seed))
    var messages = Slab<Message>(capacity: 64)
    defer { messages.deallocate() }
    var table = MessageTable()
    var oracle: [QueueKey: Int32] = [:]
    for _ in 0..<60_000 {
      // Twenty thousand keys, a third of them in the table at a time.
      let name = "\(Int.random(in: 0..<20_000, using: &random))"
      let key = name.withByteView { QueueKey($0) }
      #expect(table.head(of: key, in: messages) == oracle[key] ?? -1)
      if Int.random(in: 0..<3, using: &random) > 0 {
        messages.append(Self.message(key))
        let head = Int32(messages.count - 1)
        table.set(key, head: head, in: messages)
        oracle[key] = head
      } else {
        table.remove(key, in: messages)
        oracle[key] = nil
      }
      #expect(table.count == oracle.count)
    }
    for (key, head) in oracle { #expect(table.head(of: key, in: messages) == head) }
  }
}
