import ByteTools
import MailLines
import MailTerms
import Testing

@testable import MailEvents

@Suite("The dialects")
struct DialectRegistryTests {
  @Test("Each stands in the place of its name", arguments: DialectName.allCases)
  func order(name: DialectName) {
    #expect(DialectRegistry.all.count == DialectName.allCases.count)
    #expect(DialectRegistry[name].name == name)
  }

  @Test(
    "A tag goes to its own dialect",
    arguments: [
      ("postfix/smtpd", DialectName.postfix), ("exim4", .exim), ("exchange-1", .exchange),
      ("sm-mta", .sendmail), ("sendmail", .sendmail), ("postfix/sendmail", .postfix),
    ])
  func tags(tag: String, dialect: DialectName) {
    #expect(tag.withByteView(DialectRegistry.identify).dialect == dialect)
  }
}
