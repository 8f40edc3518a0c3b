package import ByteTools
package import MailLines
package import MailTerms

/// The parsers of all dialects: a line goes to the one of the program that wrote it.
package struct LineParser {
  private let parsers: [any Dialect]
  private let bonds: [LineBond]
  private let quotings: [Quoting]

  /// - Parameter programs: of the lines that will be parsed.
  package init(_ programs: ProgramTable) {
    parsers = DialectRegistry.all.map { $0.init(programs) }
    bonds = DialectRegistry.all.map { $0.bond }
    quotings = DialectRegistry.all.map { $0.quoting }
  }

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
    parsers[Int(dialect.rawValue)].parse(line, from: start, program: code, into: &event)
  }

  @inline(__always)
  package func bond(of dialect: DialectName) -> LineBond { bonds[Int(dialect.rawValue)] }

  @inline(__always)
  package func quoting(of dialect: DialectName) -> Quoting { quotings[Int(dialect.rawValue)] }
}
