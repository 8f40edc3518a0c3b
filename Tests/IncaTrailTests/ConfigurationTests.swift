import Foundation
import MailReports
import Testing

@testable import IncaTrail

/// The sentence that refuses a file with this text; nil where it is taken.
private func refusal(_ yaml: String) -> String? {
  let file = TemporaryFile(yaml)
  do {
    _ = try Configuration.at(file.path)
    return nil
  } catch {
    return error.description.replacing(file.path, with: "incatrail.yaml")
  }
}

@Suite("incatrail.yaml")
struct ConfigurationTests {
  @Test("All keys")
  func allKeys() throws {
    let file = TemporaryFile(
      """
      # of the gateways in Bern
      gateways: [mx1, mx2]
      relays: relay.example.ch
      own_networks:
        - 192.0.2.0/28
        - 2001:db8::/32
      own_domains: [example.ch]
      not_own: [10.1.2.3]
      logs: ["/var/log/mail.log*"]
      platform: [gw9.example.net]
      time_zone: Europe/Zurich
      thresholds:
        open_tls: 45m
        stalled_messages: 5
      mail:
        to: [postmaster@example.ch, Mail <mail@example.ch>]
        from: mx1 <root@example.ch>
        lang: de

      """)
    let configuration = try Configuration.at(file.path)
    #expect(configuration.gateways == ["mx1", "mx2"])
    #expect(configuration.relays == ["relay.example.ch"])
    #expect(configuration.ownNetworks == ["192.0.2.0/28", "2001:db8::/32"])
    #expect(configuration.ownDomains == ["example.ch"])
    #expect(configuration.notOwn == ["10.1.2.3"])
    #expect(configuration.logs == ["/var/log/mail.log*"])
    #expect(configuration.platform == ["gw9.example.net"])
    #expect(configuration.timeZone == "Europe/Zurich")
    #expect(configuration.thresholds.values.openTLS == 2700)
    #expect(configuration.thresholds.values.stalledMessages == 5)
    #expect(configuration.thresholds.values.openAny == 4 * 3600)
    #expect(configuration.mailTo == ["postmaster@example.ch", "Mail <mail@example.ch>"])
    #expect(configuration.mailFrom == "mx1 <root@example.ch>")
    #expect(configuration.mailLanguage == ReportLanguage("de"))
  }

  @Test("The example that a package installs says nothing; without its marks it says all there is")
  func example() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.path + "/packaging/incatrail.yaml"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.isEmpty || $0.hasPrefix("#") })
    // A setting stands right behind its mark, or indented; a sentence one blank away.
    let settings = lines.map { $0.dropFirst() }.filter {
      !$0.isEmpty && (!$0.hasPrefix(" ") || $0.hasPrefix("  "))
    }
    let yaml = settings.joined(separator: "\n")
    #expect(refusal(yaml) == nil)
    let limits = ThresholdSettings.limits.map(\.name)
    for key in Configuration.keys + limits + ["to", "from", "lang", "level", "key", "hide_domain"] {
      #expect(settings.contains { $0.drop { $0 == " " }.hasPrefix("\(key):") }, "\(key)")
    }
    let file = TemporaryFile(yaml)
    let configuration = try Configuration.at(file.path)
    #expect(configuration.thresholds.values == Thresholds(), "they are said to be the defaults")
    #expect(configuration.accept.count == 2)
  }

  @Test("An empty file, and one of comments, say nothing", arguments: ["", "# nothing yet\n"])
  func empty(yaml: String) {
    #expect(refusal(yaml) == nil)
  }

  @Test(
    "A fault is told with its line, and the key that was meant",
    arguments: [
      ("\ngateway: [mx1]\n", "incatrail.yaml:2: unknown key 'gateway': did you mean 'gateways'?"),
      (
        "own_networks: []\ncolours: []\n",
        "incatrail.yaml:2: unknown key 'colours': known are \(Configuration.keys.joined(separator: ", "))"
      ),
      (
        "relays:\n  - 10.0.0.0/8\n  - 10.0.0.0/99\n",
        "incatrail.yaml:3: 'relays': '10.0.0.0/99' is no host, address or network"
      ),
      ("not_own: [mx1]\n", "incatrail.yaml:1: 'not_own': 'mx1' is no address or network"),
      (
        "gateways: {mx1: yes}\n", "incatrail.yaml:1: 'gateways': expected a list such as [one, two]"
      ),
      (
        "gateways:\n  - [mx1]\n",
        "incatrail.yaml:2: 'gateways': expected a list of texts such as [one, two]"
      ),
      ("time_zone: [a, b]\n", "incatrail.yaml:1: 'time_zone': expected one text"),
      (
        "thresholds:\n  late: soon\n",
        "incatrail.yaml:2: 'late: soon': expected a span of time such as 30m"
      ),
      (
        "thresholds:\n  open_tsl: 30m\n",
        "incatrail.yaml:2: unknown key 'open_tsl': did you mean 'open_tls'?"
      ),
      (
        "mail: a@example.ch\n",
        "incatrail.yaml:1: 'mail': expected keys such as 'to: postmaster@example.ch'"
      ),
      ("mail:\n  lang: rm\n", "incatrail.yaml:2: 'lang: rm': expected one of en, de, fr, it"),
      ("mail:\n  too: a@example.ch\n", "incatrail.yaml:2: unknown key 'too': did you mean 'to'?"),
      ("- mx1\n", "incatrail.yaml:1: expected keys such as 'gateways: [mx1, mx2]'"),
    ])
  func faults(yaml: String, expected: String) {
    #expect(refusal(yaml) == expected)
  }

  @Test("What is no YAML is told with its line")
  func noYAML() {
    let told = refusal("gateways: [mx1\nrelays: []\n")
    #expect(told?.hasPrefix("incatrail.yaml:2: no YAML: ") == true, "\(told ?? "taken")")
    let twice = refusal("logs: [a]\nlogs: [b]\n")
    #expect(twice?.contains("stands here twice: 'logs'") == true, "\(twice ?? "taken")")
  }

  @Test("The user's file adds to the lists of the machine's, and overrides the rest")
  func two() throws {
    let machine = TemporaryFolder()
    let user = TemporaryFolder()
    machine.write("incatrail.yaml", "gateways: [mx1]\ntime_zone: UTC\n")
    user.write("incatrail/incatrail.yaml", "gateways: [mx2]\ntime_zone: Europe/Zurich\n")
    let configuration = try Configuration.usual(folder: machine.path) {
      $0 == "XDG_CONFIG_HOME" ? user.path : nil
    }
    #expect(configuration.gateways == ["mx1", "mx2"])
    #expect(configuration.timeZone == "Europe/Zurich")
    let none = try Configuration.usual(folder: "/nowhere") { _ in nil }
    #expect(none.gateways == [])
  }

  @Test("Options add to lists and override the zone")
  func options() throws {
    let file = TemporaryFile("platform: [a.example.net]\ntime_zone: UTC\nrelays: [r.example.ch]\n")
    let configuration = try Configuration.at(file.path)
    var input = InputSettings()
    input.timeZone = "Europe/Zurich"
    input.apply(configuration)
    #expect(input.timeZone == "Europe/Zurich")
    var trails = TrailSettings()
    trails.platform = ["b.example.net"]
    trails.apply(configuration)
    #expect(trails.platform == ["a.example.net", "b.example.net"])
    #expect(trails.relays == ["r.example.ch"])
  }
}
