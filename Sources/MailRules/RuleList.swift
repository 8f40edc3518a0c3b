internal import ByteTools

/// The rules in force, in the order in which they are tried.
///
/// Shipped files come in name order. A site's directory comes before them; a rule of the site with
/// the id of a shipped one takes its place instead, and `disable ID` removes it.
package struct RuleList {
  package private(set) var rules: [Rule] = []

  package init(_ files: [PatternFile]) throws(PatternFileError) {
    try self.init(files, overlay: [])
  }

  package init(
    _ files: [PatternFile], overlay: [PatternFile]
  ) throws(PatternFileError) {
    var base: [Rule] = []
    var baseDisabled: [(PatternFile, Int, ByteView)] = []
    try Self.read(files, into: &base, disabled: &baseDisabled)
    var site: [Rule] = []
    var siteDisabled: [(PatternFile, Int, ByteView)] = []
    try Self.read(overlay, into: &site, disabled: &siteDisabled)

    if !site.isEmpty {
      var places: [ByteView: Int] = [:]
      for (index, rule) in base.enumerated() { places[rule.id] = index }
      var first: [Rule] = []
      for rule in site {
        if let place = places[rule.id] { base[place] = rule } else { first.append(rule) }
      }
      base = first + base
    }
    for (file, line, id) in baseDisabled + siteDisabled {
      guard base.contains(where: { $0.id == id }) else {
        throw file.error(line, .unknownRule(id.string))
      }
      base.removeAll { $0.id == id }
    }
    rules = base
  }

  private static func read(
    _ files: [PatternFile], into rules: inout [Rule],
    disabled: inout [(PatternFile, Int, ByteView)]
  ) throws(PatternFileError) {
    var seen: [ByteView: Int] = [:]
    for file in files {
      let reading = try RuleReading(file)
      for rule in reading.rules {
        if let first = seen[rule.id] {
          throw file.error(
            rule.line, .duplicateRule(rule.id.string, first: rules[first].place))
        }
        seen[rule.id] = rules.count
        rules.append(rule)
      }
      for (line, id) in reading.disabled { disabled.append((file, line, id)) }
    }
  }
}
