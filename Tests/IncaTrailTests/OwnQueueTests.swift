import Testing

@testable import IncaTrail

@Suite("The queue of this machine")
struct OwnQueueTests {
  @Test("Postfix before Exim; none where there is neither")
  func found() {
    #expect(OwnQueue.found { _ in true }?.command == "/usr/sbin/postqueue -j")
    #expect(OwnQueue.found { $0 == "/usr/sbin/exim4" }?.command == "/usr/sbin/exim4 -bp")
    #expect(OwnQueue.found { _ in false }?.command == nil)
  }

  @Test("What the command writes is read; a refusal names the right that is missing")
  func run() throws {
    var read = ""
    let good = try OwnQueue(command: "echo Mail queue is empty", right: "root").run { path in
      #expect(path == "-")
      read = readLine(strippingNewline: false) ?? ""
    }
    #expect(good == nil)
    #expect(read == "Mail queue is empty\n")
    let bad = try OwnQueue(command: "exit 69", right: "root may see it").run { _ in }
    #expect(bad == "'exit 69' ended with status 69: root may see it")
  }
}
