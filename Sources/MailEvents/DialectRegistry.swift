package import ByteTools
package import MailLines
package import MailTerms

/// The dialects, in the order of `DialectName`: a tag goes to the first that knows it.
package enum DialectRegistry {
  package static let all: [any Dialect.Type] = [
    PostfixParser.self, EximParser.self, ExchangeParser.self, SendmailParser.self,
  ]

  package static func identify(_ tag: ByteView) -> ProgramIdentity {
    for dialect in all {
      if let identity = dialect.identify(tag) { return identity }
    }
    return ProgramIdentity()
  }

  package static subscript(_ name: DialectName) -> any Dialect.Type { all[Int(name.rawValue)] }
}
