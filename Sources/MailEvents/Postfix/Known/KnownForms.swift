internal import ByteTools

/// The forms of the lines that Postfix writes and that no other part of the parser reads.
///
/// Taken from the calls of the logging functions in every release from 2.3 to 3.11. Each area is one
/// text: a form a line, under headings that say behind which severity word it stands, and whether a
/// queue ID stands before it (`message`). The wildcards are `GlobTable`'s; a sentence of more than a
/// hundred bytes is cut where its form is plain.
///
/// Nothing is read before the first line that needs it; then it takes about two milliseconds.
struct KnownForms: Sendable {
  enum Section: String, CaseIterable, Sendable {
    case info, warning, error, fatal, panic
    case messageInfo = "message info"
    case messageWarning = "message warning"
    case messageError = "message error"
    case messageFatal = "message fatal"
    case messagePanic = "message panic"
    /// Why one host failed, as smtp and lmtp put it.
    case failure
    /// Something of the TLS engine that may explain a failure.
    case problem
  }

  static let all = KnownForms([
    server, client, names, postscreen, queue, local, milter, sasl, daemons, common, library, tables,
    tls, commands, scripts, debugging, panics,
  ])

  private let sections: [GlobTable]

  func matches(_ text: ByteView, _ section: Section) -> Bool {
    sections[Self.index(section)].matches(text)
  }

  /// The forms of one section, in no order. For tests.
  func forms(_ section: Section) -> [ByteView] { sections[Self.index(section)].forms }

  private static func index(_ section: Section) -> Int {
    switch section {
    case .info: 0
    case .warning: 1
    case .error: 2
    case .fatal: 3
    case .panic: 4
    case .messageInfo: 5
    case .messageWarning: 6
    case .messageError: 7
    case .messageFatal: 8
    case .messagePanic: 9
    case .failure: 10
    case .problem: 11
    }
  }

  private init(_ areas: [StaticString]) {
    var forms = Array(repeating: [ByteView](), count: Section.allCases.count)
    for area in areas {
      var section: Int?
      for line in ByteView(area).split(on: UInt8(ascii: "\n")) where !line.isEmpty {
        if line[0] == UInt8(ascii: "["), line.ends(with: "]"),
          let named = Section(rawValue: line[1..<(line.count - 1)].string)
        {
          section = Self.index(named)
        } else {
          guard let section else { preconditionFailure("a form before the first heading") }
          forms[section].append(line)
        }
      }
    }
    sections = forms.map(GlobTable.init)
  }
}
