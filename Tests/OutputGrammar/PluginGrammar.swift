/// What a monitoring plugin's output breaks of the Monitoring Plugins guidelines; empty where it is
/// well formed.
///
/// Written from the guidelines alone, and apart from the code that writes the form.
package struct PluginGrammar {
  package private(set) var faults: [String] = []
  /// `OK`, `WARNING`, `CRITICAL` or `UNKNOWN`.
  package private(set) var state = ""
  /// By label: value and unit, then the four limits.
  package private(set) var figures: [String: (value: String, limits: [String])] = [:]
  private static let states = ["OK", "WARNING", "CRITICAL", "UNKNOWN"]

  /// - Parameter status: the exit status that came with it.
  package init(_ bytes: [UInt8], status: Int32) {
    let text = String(decoding: bytes, as: UTF8.self)
    check(!text.unicodeScalars.contains { isControl($0) && $0 != "\n" }, "a control character")
    check(text.hasSuffix("\n"), "no newline at the end")
    check(bytes.count <= 8192, "over 8192 bytes")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    check(!lines.contains { $0.isEmpty }, "an empty line")
    let parts = (lines.first ?? "").split(separator: "|", omittingEmptySubsequences: false)
    check(parts.count <= 2, "a second | on the first line")
    check(!lines.dropFirst().contains { $0.contains("|") }, "a | in the long output")
    readStatus(parts.first ?? "", status)
    if parts.count == 2 { readFigures(parts[1]) }
  }

  private mutating func readStatus(_ text: Substring, _ status: Int32) {
    guard let match = text.wholeMatch(of: /INCATRAIL (OK|WARNING|CRITICAL|UNKNOWN) - (\S.*)/)
    else { return check(false, "not: INCATRAIL STATE - text") }
    state = String(match.1)
    var shown = match.2
    while shown.last == " " { shown.removeLast() }
    check(match.1.count + shown.count + 13 <= 80, "a status line of over 80 characters")
    check(Self.states.firstIndex(of: state) == Int(status), "\(state) with status \(status)")
  }

  private mutating func readFigures(_ text: Substring) {
    var worst = 0
    for datum in text.split(separator: " ") {
      guard
        let match = datum.wholeMatch(
          of: /'([a-z0-9_]+)'=(?:(U)|(-?[0-9]+(?:\.[0-9]+)?)(s|ms|us|%|B|c)?)((?:;[^;]*){0,4})/)
      else {
        check(false, "no figure: \(datum)")
        continue
      }
      let label = String(match.1)
      check(label.count <= 19, "\(label): a label of over 19 characters")
      check(figures[label] == nil, "\(label): twice")
      let limits = match.5.split(separator: ";", omittingEmptySubsequences: false).dropFirst()
        .map(String.init)
      let value = match.3.map(String.init) ?? "U"
      figures[label] = (value + (match.4 ?? ""), limits)
      for (index, limit) in limits.prefix(2).enumerated() where !limit.isEmpty {
        guard let range = PluginRange(limit) else {
          check(false, "\(label): no range: \(limit)")
          continue
        }
        if let number = Double(value), range.alerts(number) { worst = max(worst, index + 1) }
      }
      for limit in limits.dropFirst(2) where !limit.isEmpty {
        check(Double(limit) != nil, "\(label): no number: \(limit)")
      }
    }
    if let place = Self.states.prefix(3).firstIndex(of: state) {
      check(place >= worst, "\(state), but a figure is beyond its limit")
    }
  }

  private mutating func check(_ holds: Bool, _ fault: String) {
    if !holds { faults.append(fault) }
  }
}

/// `[@][start:]end`, with `~` for no start.
private struct PluginRange {
  let inside: Bool
  let start: Double
  let end: Double

  init?(_ text: String) {
    guard let match = text.wholeMatch(of: /(@?)(?:(~|-?[0-9.]+)?(:))?(-?[0-9.]+)?/) else {
      return nil
    }
    guard match.4 != nil || (match.2 != nil && match.3 != nil) else { return nil }
    inside = !match.1.isEmpty
    start = match.2.map { $0 == "~" ? -.infinity : Double($0) ?? .nan } ?? 0
    end = match.4.map { Double($0) ?? .nan } ?? .infinity
    guard start <= end else { return nil }
  }

  func alerts(_ value: Double) -> Bool { (start <= value && value <= end) == inside }
}

/// What a line of a Checkmk local check breaks; empty where it is well formed.
package func checkmkFaults(_ bytes: [UInt8], state: Int32) -> [String] {
  let text = String(decoding: bytes, as: UTF8.self)
  guard text.hasSuffix("\n"), text.dropLast().allSatisfy({ $0 != "\n" }) else {
    return ["not one line"]
  }
  guard
    let match = text.dropLast().wholeMatch(of: /([0-3]) ("[^"]+"|[^\s"]+) (-|\S+) (.+)/)
  else { return ["not: status \"service\" metrics text"] }
  var faults: [String] = []
  if String(match.1) != "\(state)" { faults.append("state \(match.1), not \(state)") }
  if text.unicodeScalars.contains(where: { isControl($0) && $0 != "\n" }) {
    faults.append("a control character")
  }
  // A backslash other than that of `\n` may start anything.
  if match.4.replacing("\\n", with: "").contains("\\") { faults.append("a stray backslash") }
  guard match.3 != "-" else { return faults }
  for metric in match.3.split(separator: "|", omittingEmptySubsequences: false) {
    let number = "-?[0-9]+(\\.[0-9]+)?"
    let level = "(\(number)(:\(number))?)?"
    let form = "[A-Za-z0-9_.-]+=\(number)(;\(level)){0,2}(;(\(number))?){0,2}"
    if let regex = try? Regex(form), metric.wholeMatch(of: regex) == nil {
      faults.append("no metric: \(metric)")
    }
  }
  return faults
}

func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
}
