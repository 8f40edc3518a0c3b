package import ByteTools
package import MailQueries

/// Log lines for `grep`: as logged, with file and number in front and hits highlighted where asked.
package struct LinePrinter {
  package var showsFile = false
  package var showsNumber = false
  package var isColoured = false
  /// Control characters, which in log text may steer a terminal, become dots.
  package var isTerminal = false
  package var patterns: [LinePattern] = []
  /// Of an entry of several lines, those only that hold what is looked for.
  package var matchingOnly = false

  package init() {}

  /// Whether something that is looked for stands in the line.
  package func stands(in line: ByteView) -> Bool {
    patterns.contains { $0.firstRange(in: line) != nil }
  }

  /// Appends the line; an entry of several lines has its own number for each.
  package func append(
    _ line: ByteView, file: String, number: Int, to output: inout [UInt8]
  ) {
    for (index, part) in line.split(on: 0x0A).enumerated() where !matchingOnly || stands(in: part) {
      if showsFile {
        paint("35", to: &output) { $0 += Array(file.utf8) }
        paint("36", to: &output) { $0.append(UInt8(ascii: ":")) }
      }
      if showsNumber {
        paint("32", to: &output) { $0.append(decimal: number + index) }
        paint("36", to: &output) { $0.append(UInt8(ascii: ":")) }
      }
      append(part, to: &output)
      output.append(0x0A)
    }
  }

  private func paint(_ colour: String, to output: inout [UInt8], _ body: (inout [UInt8]) -> Void) {
    if isColoured { output += Array("\u{1B}[\(colour)m".utf8) }
    body(&output)
    if isColoured { output += Array("\u{1B}[0m".utf8) }
  }

  private func append(_ line: ByteView, to output: inout [UInt8]) {
    var end = 0
    if isColoured {
      for hit in hits(in: line) {
        appendText(line[end..<hit.lowerBound], to: &output)
        paint("1;31", to: &output) { appendText(line[hit], to: &$0) }
        end = hit.upperBound
      }
    }
    appendText(line.from(end), to: &output)
  }

  /// All hits of all patterns, in order; those that overlap are one.
  private func hits(in line: ByteView) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for pattern in patterns {
      var start = 0
      while let hit = pattern.firstRange(in: line, from: start), found.count < 1000 {
        if !hit.isEmpty { found.append(hit) }
        start = max(hit.upperBound, hit.lowerBound + 1)
      }
    }
    found.sort { $0.lowerBound < $1.lowerBound }
    var merged: [Range<Int>] = []
    for hit in found {
      if let last = merged.last, hit.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, hit.upperBound)
      } else {
        merged.append(hit)
      }
    }
    return merged
  }

  private func appendText(_ text: ByteView, to output: inout [UInt8]) {
    guard isTerminal else { return output.append(text) }
    for index in 0..<text.count {
      let byte = text[index]
      let isControl = byte < 0x20 && byte != 0x09 || byte == 0x7F
      // The C1 controls are C2 80 to C2 9F in UTF-8.
      let isC1 = 0x80..<0xA0 ~= byte && index > 0 && text[index - 1] == 0xC2
      if isC1 { output.removeLast() }
      output.append(isControl || isC1 ? UInt8(ascii: ".") : byte)
    }
  }
}
