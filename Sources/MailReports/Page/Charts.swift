/// Charts as inline SVG, drawn with presentation classes only: the page's policy forbids styles on
/// elements. Each says its figures in words for those who do not see it.
struct BarChart {
  struct Bar {
    var label: String
    /// One count a series.
    var counts: [Int]
    var total: Int { counts.reduce(0, +) }
  }

  var title: String
  /// Names of the series; one without a name needs no legend.
  var series: [String]
  var bars: [Bar]
  /// Bars that lie, one below the other, each with its label; else they stand along time.
  var isLying = false
  /// The colour of each series.
  var colours = [0, 1, 2]

  func write(to html: inout HTMLText, _ words: Words) {
    guard bars.contains(where: { $0.total > 0 }) else { return }
    html.markup(isLying ? "<figure>" : "<figure class=\"wide\">")
    html.element("figcaption", "", title)
    if isLying { writeLying(to: &html, words) } else { writeStanding(to: &html, words) }
    if series.count > 1 {
      html.markup("<ul class=\"legend\">")
      for (index, name) in series.enumerated() {
        html.markup(
          "<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"s\(colours[index])\" "
            + "width=\"10\" height=\"10\"/></svg>")
        html.text(name)
        html.markup("</li>")
      }
      html.markup("</ul>")
    }
    html.markup("</figure>\n")
  }

  /// `19:00: 44 delivered, 55 open`.
  private func spoken(_ bar: Bar, _ words: Words) -> String {
    let parts = zip(series, bar.counts).filter { $1 > 0 }
      .map { name, count in name.isEmpty ? words.grouped(count) : "\(words.grouped(count)) \(name)"
      }
    return "\(bar.label): \(parts.joined(separator: ", "))"
  }

  private func begin(_ width: Int, _ height: Int, _ html: inout HTMLText, _ words: Words) {
    html.markup("<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"")
    // A few hundred bars are too many to be read out one by one.
    let told = bars.filter { $0.total > 0 }.prefix(48).map { spoken($0, words) }
    html.text(told.joined(separator: "; "))
    html.markup("\">")
  }

  private func writeLying(to html: inout HTMLText, _ words: Words) {
    let (width, row, left, right) = (420, 24, 150, 60)
    let most = max(bars.map(\.total).max() ?? 1, 1)
    begin(width, row * bars.count, &html, words)
    for (index, bar) in bars.enumerated() {
      let top = index * row
      html.markup("<text x=\"\(left - 8)\" y=\"\(top + 16)\" text-anchor=\"end\">")
      html.text(bar.label.cut(to: 22))
      html.markup("</text>")
      var start = left
      for (number, count) in bar.counts.enumerated() where count > 0 {
        let length = max(count * (width - left - right) / most, 1)
        html.markup(
          "<rect class=\"s\(colours[number])\" x=\"\(start)\" y=\"\(top + 4)\" width=\"\(length)\" "
            + "height=\"\(row - 8)\"/>")
        start += length
      }
      html.markup("<text x=\"\(start + 6)\" y=\"\(top + 16)\">")
      html.text(words.grouped(bar.total))
      html.markup("</text>")
    }
    html.markup("</svg>")
  }

  private func writeStanding(to html: inout HTMLText, _ words: Words) {
    let (width, height, left, top, bottom) = (900, 220, 56, 12, 28)
    let most = max(bars.map(\.total).max() ?? 1, 1)
    let room = height - top - bottom
    begin(width, height, &html, words)
    for share in [0, 1, 2] where share != 1 || most > 1 {
      let y = top + room - room * share / 2
      html.markup("<line class=\"axis\" x1=\"\(left)\" x2=\"\(width)\" y1=\"\(y)\" y2=\"\(y)\"/>")
      guard share != 1 || most % 2 == 0 else { continue }
      html.markup("<text x=\"\(left - 8)\" y=\"\(y + 4)\" text-anchor=\"end\">")
      html.text(words.grouped(most * share / 2))
      html.markup("</text>")
    }
    let step = Double(width - left) / Double(bars.count)
    let thick = min(max(step - (step > 6 ? 3 : 0.5), 0.5), 60)
    // Labels are told apart where each has some 90 units.
    let every = max(Int((90 / step).rounded(.up)), 1)
    for (index, bar) in bars.enumerated() {
      let x = Double(left) + step * Double(index) + (step - thick) / 2
      html.markup("<g>")
      html.element("title", "", spoken(bar, words))
      var y = Double(top + room)
      for (number, count) in bar.counts.enumerated() where count > 0 {
        let length = max(Double(count) * Double(room) / Double(most), 1)
        y -= length
        html.markup(
          "<rect class=\"s\(colours[number])\" x=\"\(x.tenths)\" y=\"\(y.tenths)\" "
            + "width=\"\(thick.tenths)\" height=\"\(length.tenths)\"/>")
      }
      html.markup("</g>")
      guard index % every == 0 else { continue }
      html.markup(
        "<text x=\"\((x + thick / 2).tenths)\" y=\"\(height - 8)\" text-anchor=\"middle\">")
      html.text(bar.label)
      html.markup("</text>")
    }
    html.markup("</svg>")
  }
}

extension Double {
  /// With one decimal: `12.5`.
  fileprivate var tenths: String {
    let value = Int((self * 10).rounded())
    return "\(value / 10).\(abs(value % 10))"
  }
}
