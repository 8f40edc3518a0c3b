import Testing

@Suite("privacy and accept")
struct PrivacyCommandTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  @Test("A key is made once, and names the same people in every run")
  func key() throws {
    #expect(try place.sh("$i privacy make-key k").output.hasPrefix("made k; its key_id is "))
    #expect(try place.sh("stat -c '%a %s' k").output == "600 32\n")
    #expect(try place.sh("$i privacy make-key k").status == 2)
    let hash = "$i privacy hash --privacy-key k"
    let pseudonym = try place.sh("\(hash) hans.muster2193@gmail.com").output
    #expect(try place.sh("\(hash) Hans.Muster2193@gmail.com").output == pseudonym)
    #expect(try place.sh("\(hash) ''").errors.contains("an address is empty"))
    let name = try #require(pseudonym.split(separator: "@").first)
    let found = try place.sh(
      "$i grep $options --privacy-key k --fields id,to --privacy pseudonym 'to:\(name)@*' day.log")
    #expect(found.output.hasSuffix("\t\(name)@gmail.com.incamail.ch\n"))
    #expect(found.status == 0)
  }

  @Test("A key that others may read is refused with what to do; full needs none")
  func refused() throws {
    try place.write("k", "0123456789abcdef0123456789abcdef")
    let line = "chmod 644 k; $i export $options --privacy-key k"
    #expect(
      try place.sh("\(line) day.log")
        == Ended(
          2, errors: "incatrail: k: others may read or change this key: run 'chmod 600 k'\n"))
    #expect(try place.sh("\(line) --privacy full day.log").status == 0)
    #expect(
      try place.sh("$i export $options --privacy pseudonym day.log").errors
        == "incatrail: --privacy pseudonym needs a key: --privacy-key FILE or 'privacy: {key: FILE}' "
        + "in the configuration; 'incatrail privacy make-key FILE' makes one\n")
  }

  @Test("export says by which key, once the configuration names one")
  func configured() throws {
    try place.write("k", "0123456789abcdef0123456789abcdef")
    try place.write("c.yaml", "privacy: {key: k}\n")
    let counted = try place.sh(
      "chmod 600 k; $i export $options --config c.yaml day.log "
        + "| grep -c '\"privacy\":\"pseudonym\",\"key_id\":\"3eb1bd43\"}'")
    #expect(counted.output == "130\n")
  }

  @Test("accept writes an entry, keeps the file's permissions, and lists it")
  func accept() throws {
    try place.write("c.yaml", "# mine\ngateways: [mxgw01]\n")
    let added = try place.sh(
      "chmod 600 c.yaml; $i accept plaintext --until 2026-12-31 --reason test --config c.yaml")
    #expect(added == Ended(0, output: "c.yaml: plaintext is accepted until 2026-12-31\n"))
    #expect(
      try place.sh("stat -c %a c.yaml; cat c.yaml").output == """
        600
        # mine
        gateways: [mxgw01]

        accept:
          - finding: plaintext
            until: 2026-12-31
            reason: "test"

        """)
    #expect(
      try place.sh("$i accept --list --config c.yaml").output
        == "plaintext until 2026-12-31: test\n")
    let report = try place.sh("$i report $options --config c.yaml day.log").output
    #expect(!report.contains("crossed in plain text"))
    #expect(report.contains("7 recipients, accepted"))
  }

  @Test(
    "accept refuses what it cannot write, and the file stays",
    arguments: [
      ("plantext --until 2026-12-31 --reason a", "did you mean 'plaintext'?"),
      ("plaintext --reason a", "--until is missing"),
      ("plaintext --until 2026-12-31", "--reason is missing"),
      (
        "plaintext --until 2026-12-31 --reason a --config no/c.yaml",
        "no/c.yaml: cannot be made: there is no folder no: make it (install -d no), or name another "
      ),
      ("plaintext --until 2026-11-23 --reason a", "until: 2026-11-23 is over: give the last day"),
    ])
  func wrong(options: String, message: String) throws {
    try place.write("c.yaml", "gateways: [a]\n")
    let config = options.contains("--config") ? "" : "--config c.yaml"
    let ended = try place.sh("$i accept \(options) \(config)")
    #expect(ended.status == 2)
    #expect(ended.errors.contains(message))
    #expect(try place.sh("cat c.yaml").output == "gateways: [a]\n")
  }
}
