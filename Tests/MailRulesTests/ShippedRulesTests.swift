import ByteTools
import MailTerms
import Testing

@testable import MailRules

@Suite("The shipped rules")
struct ShippedRulesTests {
  @Test("Every example holds")
  func examples() throws {
    let (count, errors) = try RuleSet.shipped().checkExamples()
    #expect(errors.map(\.description) == [])
    #expect(count > 300)
  }

  @Test("The files in the program are those of the directory")
  func embedded() throws {
    let directory = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    let files = try PatternFile.inDirectory(directory + "/patterns", "")
    let names = files.map { $0.name.split(separator: "/").last.map(String.init) ?? "" }
    #expect(names == PatternFile.shippedNames)
    for shipped in PatternFile.shipped("") {
      let same = files.first { $0.name.hasSuffix("/" + shipped.name) }
      #expect(same?.text == shipped.text, "\(shipped.name)")
    }
  }

  @Test("Every failure class that a text can tell has a rule")
  func classes() throws {
    let known = Set(try RuleSet.shipped().rules.map(\.failure))
    #expect(FailureClass.allCases.filter { !known.contains($0) } == [.unclassified])
  }

  @Test("Texts that tell of no failure")
  func none() throws {
    let rules = try RuleSet.shipped()
    #expect(rules.className(.reply, "250 2.0.0 Ok: queued as 4Lyb5328XVzj9Jl") == nil)
    #expect(rules.className(.filter, "Passed CLEAN {RelayedInbound}") == nil)
    #expect(
      rules.className(.tls, "Verified TLS connection established to im.post.ch[192.0.2.1]:25")
        == nil)
    #expect(rules.className(.reason, "retry time not reached for any host", .exim) == nil)
    #expect(rules.className(.reply, "") == nil)
  }

  @Test("A message that was taken and dropped")
  func dropped() throws {
    let rules = try RuleSet.shipped()
    let virus = "250 2.7.0 Ok, discarded, id=11205-08 - INFECTED: Eicar-Signature"
    #expect(rules.className(.filter, virus) == "filter.virus")
    #expect(rules.className(.filter, "250 2.7.0 Ok, discarded, id=1-1 - spam") == "filter.spam")
    #expect(rules.className(.filter, "250 2.7.0 BLOCKED (6F3A12)") == "filter.policy")
    #expect(rules.className(.filter, "250 2.0.0 Ok, no virus found, queued as A1B2") == nil)
  }

  @Test("An address decides nothing")
  func addresses() throws {
    let rules = try RuleSet.shipped()
    let reply =
      "550 5.1.1 <virus.spam.greylist@dnsbl.example>: Recipient address rejected: User unknown"
    #expect(rules.className(.reply, reply) == "recipient.unknown")
  }

  @Test("The codes inside a reply of several lines part no words")
  func severalLines() throws {
    let rules = try RuleSet.shipped()
    #expect(rules.className(.reply, "550-5.1.1 no such 550 5.1.1 user") == "recipient.unknown")
    #expect(rules.className(.reply, #"550-no such\n550 user"#, .exim) == "recipient.unknown")
    #expect(rules.className(.reply, "550-") == "server.permanent")
  }

  @Test("The same text again gives the same, and hostile text ends")
  func repeated() throws {
    let rules = try RuleSet.shipped()
    for _ in 0..<3 {
      #expect(rules.className(.reply, "552 5.2.2 Mailbox full") == "recipient.full")
      #expect(rules.className(.reject, "552 5.2.2 Mailbox full") == "recipient.full")
    }
    let long = "550 " + String(repeating: "user address mailbox spam header message ", count: 400)
    let start = ContinuousClock.now
    for field in RuleField.allCases { _ = rules.className(field, long) }
    #expect(ContinuousClock.now - start < .seconds(2))
  }
}
