import MailReports
import Testing

@Suite("Ranges of the monitoring plugins")
struct AlarmRangeTests {
  @Test(
    "Which values alert",
    arguments: [
      // From the table of the guidelines.
      ("10", [-1.0, 11], [0.0, 5, 10]), ("10:", [9.9, -1], [10, 1e9]),
      ("~:10", [10.5], [-1e9, 10]), ("10:20", [9, 21], [10, 20]), ("@10:20", [10, 20], [9, 21]),
      ("0", [1, -1], [0]), (":5", [6, -1], [0, 5]), ("-5:0.5", [-6, 0.6], [-5, 0.5]),
      ("@0", [0], [1]), ("~:-1", [0], [-1]), ("@~:0", [-1, 0], [1]), (".5", [0.6], [0.5]),
    ] as [(String, [Double], [Double])])
  func alerts(text: String, bad: [Double], good: [Double]) throws {
    let range = try #require(AlarmRange(text))
    #expect(bad.allSatisfy { range.alerts(at: $0) })
    #expect(!good.contains { range.alerts(at: $0) })
    #expect(range.text == text)
  }

  @Test(
    "What is no range",
    arguments: [
      "", "@", ":", "~", "a", "10:5", "1:2:3", "1e3", "inf", "nan", "0x10", "--5", "5.",
      "1,5",
      " 1", "10: ", "@@1", "+1", "-",
    ])
  func none(text: String) { #expect(AlarmRange(text) == nil) }

  @Test("Warning and critical, or one of them")
  func limits() throws {
    let both = try #require(AlarmLimits("1,5"))
    #expect(
      [0.0, 1, 2, 5, 6].map { both.rate($0).state } == [.ok, .ok, .warning, .warning, .critical])
    #expect(try #require(AlarmLimits("1")).critical == nil)
    #expect(try #require(AlarmLimits(",5")).rate(6).state == .critical)
    for text in ["", ",", "1,2,3", "x", "1,x"] { #expect(AlarmLimits(text) == nil, "\(text)") }
    #expect(AlarmLimits().rate(1e9).state == .ok)
  }

  @Test("A proven fault covers not knowing, and not knowing covers a warning")
  func order() {
    let states: [AlarmState] = [.ok, .warning, .unknown, .critical]
    #expect(states == states.sorted())
    #expect(states.map(\.code) == [0, 1, 3, 2])
  }
}
