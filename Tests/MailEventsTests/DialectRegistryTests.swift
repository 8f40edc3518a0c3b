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

  @Test("Programs named like an instance are not Postfix's")
  func helpers() {
    for tag in ["postfix-tlspol", "postfix-mta-sts-resolver", "postfix-exporter"] {
      #expect(tag.withByteView(DialectRegistry.identify).dialect == nil, "\(tag)")
    }
    #expect("postfix-out".withByteView(DialectRegistry.identify).dialect == .postfix)
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
