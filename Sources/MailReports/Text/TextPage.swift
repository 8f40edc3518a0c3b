/// A page of plain text, 80 columns wide, that knows how to wrap, cut and line up.
struct TextPage {
  static let width = 80
  private(set) var text = ""
  private let colour: Bool
  private let width: Int

  init(colour: Bool, width: Int = TextPage.width) {
    self.colour = colour
    self.width = width
  }

  enum Style: String {
    case plain = ""
    case strong = "1"
    case good = "1;32"
    case warning = "1;33"
    case bad = "1;31"
    case faint = "2"
  }

  mutating func blank() { text += "\n" }

  /// One line, cut at the page's width.
  mutating func line(_ content: String, _ style: Style = .plain) {
    write(content.cut(to: width), style)
  }

  mutating func heading(_ title: String) {
    blank()
    line(title, .strong)
  }

  /// Words wrapped at the page's width: `first` before the first line, as many blanks before the
  /// others. Beyond `limit` lines it is cut.
  mutating func paragraph(
    _ content: String, first: String = "", limit: Int = .max, _ style: Style = .plain
  ) {
    let indent = String(repeating: " ", count: first.columns)
    let lines = content.wrapped(to: width - first.columns, limit: limit)
    for (index, line) in lines.enumerated() {
      write((index == 0 ? first : indent) + line, style)
    }
  }

  private mutating func write(_ line: String, _ style: Style) {
    var line = line
    while line.last == " " { line.removeLast() }
    if colour, style != .plain, !line.isEmpty {
      text += "\u{1B}[\(style.rawValue)m\(line)\u{1B}[0m\n"
    } else {
      text += line + "\n"
    }
  }
}

/// Columns that line up. The widest cell sets a column's width; the flexible one gives way where the
/// page is too narrow.
struct TextTable {
  enum Side { case left, right }
  private let sides: [Side]
  private let flexible: Int
  private let holdsPaths: Bool
  private var rows: [[String]] = []

  /// - Parameter holdsPaths: the flexible column's cells are paths, of which the end is kept.
  init(_ sides: [Side], flexible: Int = 0, holdsPaths: Bool = false) {
    self.sides = sides
    self.flexible = flexible
    self.holdsPaths = holdsPaths
  }

  var isEmpty: Bool { rows.isEmpty }

  /// A row; missing cells are empty.
  mutating func add(row cells: [String]) {
    rows.append((0..<sides.count).map { $0 < cells.count ? cells[$0] : "" })
  }

  func write(to page: inout TextPage, indent: Int = 2) {
    var widths = sides.indices.map { column in rows.map { $0[column].columns }.max() ?? 0 }
    let gaps = 2 * (sides.count - 1)
    let excess = widths.reduce(0, +) + gaps + indent - TextPage.width
    if excess > 0 { widths[flexible] = max(widths[flexible] - excess, 8) }
    for row in rows {
      let cells = sides.indices.map { column in
        (holdsPaths && column == flexible
          ? row[column].end(of: widths[column]) : row[column].cut(to: widths[column]))
          .padded(to: widths[column], sides[column])
      }
      page.line(String(repeating: " ", count: indent) + cells.joined(separator: "  "))
    }
  }
}

extension String {
  /// Columns on a terminal: one a character; wide characters are rare in mail logs.
  var columns: Int { count }

  /// At most `width` columns; an ellipsis marks a cut.
  func cut(to width: Int) -> String {
    columns <= width ? self : String(prefix(max(width - 1, 0))) + "…"
  }

  /// The last `width` columns; an ellipsis marks a cut.
  func end(of width: Int) -> String {
    columns <= width ? self : "…" + String(suffix(max(width - 1, 0)))
  }

  func padded(to width: Int, _ side: TextTable.Side) -> String {
    let blanks = String(repeating: " ", count: max(width - columns, 0))
    switch side {
    case .left: return self + blanks
    case .right: return blanks + self
    }
  }

  /// Lines of at most `width` columns, broken at blanks, or inside a word that is longer.
  func wrapped(to width: Int, limit: Int = .max) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      var word = String(word)
      if !line.isEmpty, line.columns + 1 + word.columns <= width {
        line += " " + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while word.columns > width {
        lines.append(String(word.prefix(width)))
        word = String(word.dropFirst(width))
      }
      line = word
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > limit else { return lines }
    var kept = Array(lines.prefix(limit))
    kept[limit - 1] = (kept[limit - 1] + " " + lines[limit]).cut(to: width)
    if kept[limit - 1].last != "…" { kept[limit - 1] = kept[limit - 1].cut(to: width - 2) + " …" }
    return kept
  }

  /// Without control characters, which in log text may steer a terminal: each becomes a blank.
  var printable: String {
    var clean = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
        clean.append(" ")
      default: clean.append(scalar)
      }
    }
    return String(clean)
  }

  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
