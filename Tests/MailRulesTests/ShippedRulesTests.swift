import Testing

@testable import MailRules

@Suite("The shipped rules")
struct ShippedRulesTests {
  @Test("Every example holds")
  func examples() throws {
    let rules = try RuleSet.shipped()
    let (count, errors) = rules.checkExamples()
    #expect(errors.map(\.description) == [])
    #expect(count > 250)
  }
}
