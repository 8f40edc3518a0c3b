package import ByteTools
package import MailLines
internal import MailTerms

/// The dialects: a tag goes to the first that knows it.
package enum DialectRegistry {
  private static let identifiers: [@Sendable (ByteView) -> ProgramIdentity?] = [
    PostfixProgram.identify, EximParser.identify, ExchangeParser.identify,
  ]

  package static func identify(_ tag: ByteView) -> ProgramIdentity {
    for identify in identifiers {
      if let identity = identify(tag) { return identity }
    }
    return ProgramIdentity()
  }
}
