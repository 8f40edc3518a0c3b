import MailTerms
import Testing

@testable import IncaTrail

@Suite("accept: in incatrail.yaml")
struct AcceptTests {
  private let risk: AcceptedRisk

  init() throws {
    risk = try AcceptedRisk(
      name: "plaintext", hop: "gw*", until: "2026-12-31", reason: "known: \"CHG\" #4711 \\ x")
  }

  @Test("An entry names a finding or a class, its end and its reason")
  func entries() throws {
    let read = try Configuration.reading(
      """
      accept:
        - finding: plaintext
          hop: gw*
          until: 2026-12-31
          reason: known
        - {class: cert.expired, until: 2026-11-30, reason: ordered}
      """, named: "a.yaml")
    #expect(
      read.accept == [
        try AcceptedRisk(name: "plaintext", hop: "gw*", until: "2026-12-31", reason: "known"),
        try AcceptedRisk(name: "cert.expired", hop: nil, until: "2026-11-30", reason: "ordered"),
      ])
    #expect(try Configuration.reading("accept:\n", named: "a.yaml").accept.isEmpty)
  }

  @Test(
    "What is wrong is told by line",
    arguments: [
      (
        "- finding: plaintext\n  reason: a",
        "2: 'accept': 'plaintext' has no end: add 'until: 2026-12-31', the last day on which it is "
          + "accepted"
      ),
      (
        "- finding: plaintext\n  until: 2026-12-31",
        "2: 'accept': 'plaintext' has no reason: add 'reason: why it is accepted'"
      ),
      (
        "- finding: plantext\n  until: 2026-12-31\n  reason: a",
        "2: 'accept': 'plantext' is no finding: did you mean 'plaintext'?"
      ),
      (
        "- class: cert.self-sined\n  until: 2026-12-31\n  reason: a",
        "2: 'accept': 'cert.self-sined' is no class: did you mean 'cert.self-signed'?"
      ),
      (
        "- class: cert.expired\n  until: 2026-02-30\n  reason: a",
        "2: 'accept': until: '2026-02-30' is no day: give one such as 2026-12-31"
      ),
      (
        "- class: cert.expired\n  until: tomorrow\n  reason: a",
        "2: 'accept': until: 'tomorrow' is no day: give one such as 2026-12-31"
      ),
      (
        "- class: plaintext\n  until: 2026-12-31\n  reason: a",
        "2: 'accept': 'plaintext' is no class: write 'finding: plaintext'"
      ),
      (
        "- finding: slow\n  hop: 10.0.0.0/33\n  until: 2026-12-31\n  reason: a",
        "2: 'accept': hop: '10.0.0.0/33' is no host, address or network: give one such as "
          + "gw*.incamail.com or 192.0.2.0/24"
      ),
      (
        "- finding: slow\n  until: 2026-12-31\n  reason: \"a\\e[31m\"",
        "2: 'accept': reason: holds a control character: give plain text"
      ),
      ("- hop: a\n  until: 2026-12-31", "2: 'accept': an entry names either a finding or a class"),
      ("- finding: slow\n  untl: 2026-12-31", "3: unknown key 'untl': did you mean 'until'?"),
      ("- slow", "2: 'accept': expected an entry: finding or class, until, reason"),
    ])
  func wrong(entry: String, message: String) {
    do {
      _ = try Configuration.reading("accept:\n\(entry)\n", named: "a.yaml")
      Issue.record("taken: \(entry)")
    } catch {
      #expect(error.description == "a.yaml:" + message)
    }
  }

  @Test("It holds through its last day, by the configured zone")
  func end() throws {
    var input = InputSettings()
    input.now = 1_798_671_600 + 86_399  // 2026-12-31, 23:59:59 in Zurich
    let isOver = try risk.isExpired(input)
    input.now += 2 * 86_400
    #expect(try risk.isExpired(input))
    #expect(!isOver)
  }

  @Test(
    "An entry goes behind those that are there; comments and order stay",
    arguments: [
      ("", "accept:\n%"),
      ("gateways: [a]  # two\n", "gateways: [a]  # two\n\naccept:\n%"),
      ("gateways: [a]", "gateways: [a]\n\naccept:\n%"),
      ("accept: []  # none\nlogs: [x]\n", "accept:  # none\n%logs: [x]\n"),
      (
        "accept:\n  # one\n  - finding: slow\n    until: 2026-01-01\n    reason: a\n\n# two\nlogs: [x]\n",
        "accept:\n  # one\n  - finding: slow\n    until: 2026-01-01\n    reason: a\n%\n# two\nlogs: [x]\n"
      ),
    ])
  func adding(old: String, new: String) throws {
    let text = try AcceptRun.adding(risk, to: old, "a.yaml")
    let entry = risk.yaml(indent: "  ")
    #expect(text == new.replacing("%", with: entry))
    #expect(try Configuration.reading(text, named: "a.yaml").accept.last == risk)
  }

  @Test("A list without indent keeps its form")
  func noIndent() throws {
    let old = "accept:\n- finding: slow\n  until: 2026-01-01\n  reason: a\nlogs: [x]\n"
    let text = try AcceptRun.adding(risk, to: old, "a.yaml")
    let read = try Configuration.reading(text, named: "a.yaml")
    #expect(read.accept.count == 2 && read.accept.last == risk && read.logs == ["x"])
  }

  @Test(
    "Lines that end in CR LF stay so, and new ones do",
    arguments: [
      "logs: [x]\r\n", "accept: []\r\nlogs: [x]\r\n", "accept:  # none\r\nlogs: [x]\r\n",
      "logs: [x]\r\naccept:\r\n  - finding: slow\r\n    until: 2026-01-01\r\n    reason: a\r\n",
    ])
  func carriageReturns(old: String) throws {
    let text = try AcceptRun.adding(risk, to: old, "a.yaml")
    let lines = text.unicodeScalars.split(separator: "\n")
    #expect(lines.allSatisfy { $0.last == "\r" })
    let read = try Configuration.reading(text, named: "a.yaml")
    #expect(read.accept.last == risk && read.logs == ["x"])
  }

  @Test("What is over is not accepted")
  func over() throws {
    let folder = TemporaryFolder()
    let run = AcceptRun("\(folder.path)/a.yaml")
    var input = InputSettings()
    input.now = 1_798_671_600 + 2 * 86_400
    #expect(throws: UsageError.self) { try run.add(risk, input) }
    input.now = 1_798_671_600
    try run.add(risk, input)
    #expect(
      try Configuration.reading(
        Configuration.contents(of: "\(folder.path)/a.yaml"), named: "a.yaml"
      ).accept == [risk])
  }

  @Test("Of entries written at once none is lost")
  func atOnce() async throws {
    let folder = TemporaryFolder()
    let path = "\(folder.path)/a.yaml"
    try await withThrowingTaskGroup { group in
      for number in 0..<20 {
        group.addTask {
          var input = InputSettings()
          input.now = 1_798_671_600
          let risk = try AcceptedRisk(
            name: "slow", hop: "mx\(number)", until: "2026-12-31", reason: "a")
          try AcceptRun(path).add(risk, input)
        }
      }
      try await group.waitForAll()
    }
    #expect(
      try Configuration.reading(Configuration.contents(of: path), named: path).accept.count == 20)
  }

  @Test("A list in one line is left alone")
  func flow() {
    let old = "accept: [{finding: slow, until: 2026-01-01, reason: a}]\n"
    #expect(throws: UsageError.self) { try AcceptRun.adding(risk, to: old, "a.yaml") }
  }
}

@Suite("privacy: in incatrail.yaml")
struct PrivacyConfigurationTests {
  @Test("Level, key and hidden domains")
  func keys() throws {
    let read = try Configuration.reading(
      "privacy: {level: domain, key: /etc/x.key, hide_domain: true}", named: "a.yaml")
    #expect(read.privacyLevel == .domain && read.privacyKey == "/etc/x.key" && read.hidesDomains)
  }

  @Test("Each form has one level where nobody says otherwise")
  func defaults() {
    var settings = PrivacySettings()
    #expect(settings.level(.local) == .full)
    #expect(settings.level(.sentOn) == .domain)
    #expect(settings.level(.records) == .full)
    settings.key = { .init(id: "") { _ in (0, 0) } }
    #expect(settings.level(.records) == .pseudonym)
    #expect(settings.level(.local) == .full)
    settings.level = .aggregate
    #expect(settings.level(.sentOn) == .aggregate)
  }
}
