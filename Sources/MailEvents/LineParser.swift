package import ByteTools
package import MailLines
package import MailTerms

/// The parsers of all dialects: a line goes to the one of the program that wrote it.
package struct LineParser {
  private let parsers: [any Dialect]
  package let bonds: LineBonds
  private let quotings: [Quoting]

  /// - Parameter programs: of the lines that will be parsed.
  package init(_ programs: KnownPrograms) {
    parsers = DialectRegistry.all.map { $0.init(programs) }
    bonds = LineBonds(DialectRegistry.all.map { $0.bond })
    quotings = DialectRegistry.all.map { $0.quoting }
  }

  package init(_ table: ProgramTable) { self.init(table.known) }

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

  /// What a line of a source says, or that it is none of a mail system's.
  @inline(__always)
  package func parse(
    _ line: ByteView, _ record: LineRecord, _ program: ProgramSummary,
    into event: inout LineEvent
  ) -> LineEvent.Verdict {
    guard record.program != 0, let dialect = program.dialect else {
      return Self.verdict(onForeign: line, record)
    }
    if record.isMereDuplicate(bonds[dialect]) { return .ignored }
    return parse(line, from: Int(record.text), dialect, code: program.code, into: &event)
  }

  /// What to think of a line that no mail system wrote.
  package static func verdict(
    onForeign line: ByteView, _ record: LineRecord
  ) -> LineEvent.Verdict {
    record.program == 0 && !line.isLoggersOwn ? .unknown : .ignored
  }

  @inline(__always)
  package func quoting(of dialect: DialectName) -> Quoting { quotings[Int(dialect.rawValue)] }
}

extension LineRecord {
  /// Whether another source has the line, and this one adds nothing.
  ///
  /// Exim's rejectlog repeats a line and adds the message's header: that is new. A row of several
  /// lines is none the less a row.
  @inline(__always)
  package func isMereDuplicate(_ bond: LineBond) -> Bool {
    guard flags.contains(.duplicate) else { return false }
    if case .table = bond { return true }
    return furtherLines == 0
  }
}
