import ByteTools
import MailLines
import Testing

@testable import MailEvents

@Suite("Lines that nobody meant to write")
struct HostileBytesTests {
  @Test("Bytes thrown into real lines, cuts and pieces joined never trap")
  func thrownBytes() {
    var dice = Dice(seed: 0x1CA)
    let lines =
      Fixtures.lines(of: "loglevel2/input.log") + Fixtures.lines(of: "filter-inbound/input.log")
      + Fixtures.lines(of: "queue/input.log")
    var event = LineEvent()
    let parser = PostfixParser()
    for _ in 0..<40_000 {
      let line = lines[dice.roll(lines.count)]
      var text = Array(line.text[line.start...])
      switch dice.roll(4) {
      case 0:
        text.removeLast(dice.roll(text.count + 1))
      case 1:
        let other = lines[dice.roll(lines.count)].text
        text.replaceSubrange(dice.roll(text.count + 1)..., with: other[dice.roll(other.count)...])
      case 2:
        text.removeFirst(dice.roll(text.count + 1))
      default: break
      }
      for _ in 0..<dice.roll(5) where !text.isEmpty {
        text[dice.roll(text.count)] = UInt8(dice.roll(256))
      }
      let program = PostfixProgram.allCases[dice.roll(PostfixProgram.allCases.count)]
      text.withByteView { view in
        _ = parser.parse(view, from: 0, program: program, into: &event)
        for key in LineEvent.Key.allCases where event.has(key) {
          #expect(Int(event[key]?.end ?? 0) <= view.count)
        }
      }
    }
  }

  @Test("Noise alone never traps", arguments: [1, 2, 3])
  func randomBytes(seed: UInt64) {
    var dice = Dice(seed: seed)
    var event = LineEvent()
    let parser = PostfixParser()
    for _ in 0..<10_000 {
      let text = (0..<dice.roll(120)).map { _ in UInt8(dice.roll(seed == 1 ? 256 : 128)) }
      text.withByteView { view in
        _ = parser.parse(view, from: dice.roll(4), program: .lost, into: &event)
      }
    }
  }

  @Test("A line made to send a form with many wildcards back and forth is soon given up")
  func manyTries() {
    let text = String(repeating: "a: a, a = ", count: 20_000)
    #expect(understand("warning: " + text).verdict == .unknown)
    #expect(understand(text).verdict == .unknown)
  }
}
