/// A table of a report, as text, page and mail show it.
struct ReportTable {
  struct Column {
    var title: String
    var side: TextTable.Side
    /// Plain text says so little of columns that name themselves.
    var isTitledInText = true

    init(_ title: String, _ side: TextTable.Side = .left, isTitledInText: Bool = true) {
      self.title = title
      self.side = side
      self.isTitledInText = isTitledInText
    }
  }

  var title: String
  var columns: [Column]
  /// The column that gives way where a line is too short.
  var flexible = 0
  /// Its cells are paths: the end of one says more than the beginning.
  var holdsPaths = false
  /// Whether plain text shows the titles of columns.
  var hasTitlesInText = false
  /// Cells are free of control characters and otherwise as logged.
  var rows: [[String]] = []
  /// How many rows were left out, and in words: `and 3 more`.
  var leftOut = 0
  var more: String?
  var warnings: [String] = []

  var isEmpty: Bool { rows.isEmpty }

  mutating func add(_ cells: String...) { rows.append(cells) }
}
