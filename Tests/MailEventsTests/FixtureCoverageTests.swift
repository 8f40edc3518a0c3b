import ByteTools
import MailLines
import Testing

@testable import MailEvents

@Suite("Every line of the sample logs")
struct FixtureCoverageTests {
  @Test("None is unknown, whatever the framing", arguments: Fixtures.paths)
  func known(path: String) {
    let lines = Fixtures.lines(of: path)
    #expect(lines.count > 100, "\(path) should be a log of some length")
    var event = LineEvent()
    var unknown: [String] = []
    for line in lines {
      line.text.withByteView { text in
        if PostfixParser().parse(text, from: line.start, program: line.program, into: &event)
          == .unknown
        {
          unknown.append("\(line.place): \(text.from(line.start).string)")
        }
      }
    }
    #expect(unknown.isEmpty, "\(unknown.prefix(5).joined(separator: "\n"))")
  }
}
