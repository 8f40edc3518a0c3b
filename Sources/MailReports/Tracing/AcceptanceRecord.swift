package import MailTerms

extension ConnectionTest {
  private static let width = 76

  /// The acceptance record that the checklist asks for: one page to be signed.
  /// - Parameters:
  ///   - newest: the newest line read.
  ///   - version: this program's.
  package func acceptanceRecord(newest: LogTime?, version: String) -> String {
    var page = TextPage(colour: false, width: Self.width)
    page.paragraph(words[.recordTitle])
    page.blank()
    let names = [words[.recordOrganisation], words[.recordGateway], words[.recordResult]]
    let width = (names.map(\.columns).max() ?? 0) + 2
    page.line(names[0].padded(to: width, .left) + rule(Self.width - width))
    page.paragraph(gateways, first: names[1].padded(to: width, .left), limit: 2)
    page.paragraph(verdict, first: names[2].padded(to: width, .left))
    writeMails(to: &page)
    writeChecks(.sentOutside, .sentInside, .recordSent, to: &page)
    writeChecks(.receivedOutside, .receivedInside, .recordReceived, to: &page)
    writeFailures(to: &page)
    writeSignatures(to: &page)
    page.blank()
    let time = newest.map { "\(words.second($0)) \($0.offsetText)" } ?? words[.notKnown]
    page.paragraph(words(.recordMade, ["version": version, "time": time]))
    return page.text
  }

  private var verdict: String {
    if !isPassed { return words[.recordRefused] }
    return words[parts.allSatisfy(\.isWhole) ? .recordAccepted : .recordIncomplete]
  }

  private var gateways: String {
    var names: [String] = []
    for trail in parts.compactMap(\.trail) {
      for hop in trail.hops {
        guard let host = trail.string(hop.host) ?? trail.string(hop.mta) else { continue }
        if !names.contains(host) { names.append(host) }
      }
    }
    return names.isEmpty ? words[.notKnown] : names.joined(separator: ", ").printable
  }

  /// Each mail with its keys and time: the proof.
  private func writeMails(to page: inout TextPage) {
    page.heading(words[.recordMails])
    for part in parts {
      guard let trail = part.trail else {
        page.paragraph("\(words[part.kind]): \(words[.testUnseen])", first: "  ")
        continue
      }
      page.paragraph(
        "\(words[part.kind]): \(words.second(trail.firstSeen)) \(trail.firstSeen.offsetText)",
        first: "  ")
      page.paragraph(way(trail), first: "    ", limit: 1)
      page.paragraph(keys(part, trail), first: "    ", limit: 2)
    }
  }

  /// A line a check, a column for mail outside and inside.
  private func writeChecks(
    _ outside: TestMails.Kind, _ inside: TestMails.Kind, _ title: Phrase, to page: inout TextPage
  ) {
    page.blank()
    let columns = [self[outside], self[inside]]
    let heads = [words[.recordOutside], words[.recordInside]]
    let states = [Phrase.testOk, .testBad, .testUnseen].map { words[$0] }
    let width = ((heads + states).map(\.columns).max() ?? 0) + 2
    let first = Self.width - 2 * width
    func row(_ name: String, _ cells: [String]) {
      let text = name.cut(to: first - 2).padded(to: first, .left)
      page.line(text + cells.map { $0.padded(to: width, .left) }.joined())
    }
    row(words[title], heads)
    for check in title == .recordSent ? ConnectionCheck.sent : ConnectionCheck.received {
      let cells = columns.map { part in
        part?.results.first { $0.check == check }.map { word($0.state) } ?? words[.testUnseen]
      }
      row("  " + words[check.phrase], cells)
    }
  }

  private func writeFailures(to page: inout TextPage) {
    guard !isPassed else { return }
    page.heading(words[.recordFailed])
    var seen: Set<String> = []
    for part in parts {
      for result in part.results where result.isFailed {
        let text = explanation(result, part) ?? result.note ?? words[result.check.phrase]
        if seen.insert(text).inserted { page.paragraph(text.printable, first: "  ", limit: 4) }
      }
    }
  }

  private func writeSignatures(to page: inout TextPage) {
    page.blank()
    page.line("\(words[.recordSignature])  \(rule(40))")
    page.blank()
    let half = Self.width / 2
    page.line(rule(half - 4).padded(to: half, .left) + rule(half - 4))
    page.line(words[.recordForUs].padded(to: half, .left) + words[.recordForPlatform])
  }

  private func rule(_ length: Int) -> String { String(repeating: "_", count: length) }
}
