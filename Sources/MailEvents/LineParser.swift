package import ByteTools
package import MailLines
package import MailTerms

/// The parsers of all dialects: a line goes to the one of the program that wrote it.
package struct LineParser {
  private let postfix = PostfixParser()
  private let exim = EximParser()
  private let exchange: ExchangeParser

  /// - Parameter programs: of the lines that will be parsed; knows the columns of tables.
  package init(_ programs: ProgramTable) { exchange = ExchangeParser(programs) }

  /// What the program's text in `line` says.
  ///
  /// - Parameters:
  ///   - start: where the text begins.
  ///   - dialect: of the program, and `code` the program as that dialect numbers it.
  @inline(__always)
  package func parse(
    _ line: ByteView, from start: Int, _ dialect: DialectName, code: UInt8,
    into event: inout LineEvent
  ) -> LineEvent.Verdict {
    switch dialect {
    case .postfix:
      postfix.parse(
        line, from: start, program: PostfixProgram(rawValue: code) ?? .lost, into: &event)
    case .exim: exim.parse(line, from: start, into: &event)
    case .exchange: exchange.parse(line, layout: Int(code), into: &event)
    case .sendmail: .ignored
    }
  }
}
