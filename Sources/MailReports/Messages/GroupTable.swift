import ByteTools
package import MailTerms

/// `grep --by`: how many messages there are of each kind, from when to when.
package struct GroupTable {
  private struct Group {
    var count = 0
    var first: LogTime
    var last: LogTime
  }

  private let fields: [MessageField]
  private var groups: [[String]: Group] = [:]
  private static let longestBar = 16

  package init(_ fields: [MessageField]) { self.fields = fields }

  /// A message counts once for each different value that it has.
  package mutating func add(_ trail: Trail) {
    let keys = Set(
      trail.rows(of: fields).map { recipient in fields.map { $0.value(trail, recipient) } })
    for key in keys {
      var group = groups[key] ?? Group(first: trail.firstSeen, last: trail.lastSeen)
      group.count += 1
      group.first = min(group.first, trail.firstSeen)
      group.last = max(group.last, trail.lastSeen)
      groups[key] = group
    }
  }

  /// The most messages first.
  package func append(to output: inout [UInt8]) {
    guard !groups.isEmpty else { return }
    let sorted = groups.sorted {
      $0.value.count != $1.value.count
        ? $0.value.count > $1.value.count : $0.key.lexicographicallyPrecedes($1.key)
    }
    let most = sorted[0].value.count
    var rows = [fields.map(\.rawValue) + ["count", "first", "last", ""]]
    for (key, group) in sorted {
      let length = max(group.count * Self.longestBar / most, 1)
      rows.append(
        key.map { $0.isEmpty ? "-" : $0.printable } + [
          "\(group.count)", group.first.minuteText, group.last.minuteText,
          String(repeating: "▇", count: length),
        ])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].columns }.max() ?? 0 }
    for row in rows {
      let cells = row.indices.map { column in
        row[column].padded(to: widths[column], column == fields.count ? .right : .left)
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      output += Array((line + "\n").utf8)
    }
  }
}
