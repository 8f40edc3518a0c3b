import MailTerms

/// The sections behind the first screen. A table without rows is left out.
extension Summary {
  func writeSections(to page: inout TextPage) {
    page.section(dayTable)
    writeIncidents(to: &page)
    page.section(comparedTable)
    page.section(findingTable)
    page.section(outcomeTable(figures))
    page.section(classTable(figures))
    page.section(tlsTable)
    writeDelays(figures, .tableDelay, to: &page)
    page.section(gatewayTable)
    page.section(nextHopTable)
    for table in topTables { page.section(table) }
    page.section(openTable)
    writeCoverage(to: &page)
    if !verdict.notJudged.isEmpty {
      page.heading(words[.tableUnjudged])
      for note in verdict.notJudged { page.paragraph(note.printable, first: "  - ") }
    }
    writeAll(to: &page)
    if let note = privacyNote {
      page.blank()
      page.paragraph(note)
    }
  }

  private func writeIncidents(to page: inout TextPage) {
    let shown = incidentsToTell
    guard !shown.isEmpty else { return }
    page.heading(words[.incidents])
    let mark = "     > "
    let room = TextPage.width - mark.columns
    for (index, incident) in shown.prefix(20).enumerated() {
      let wording = IncidentWording(incident, self)
      let number = "\(index + 1)".padded(to: 3, .right) + "  "
      page.paragraph("\(wording.headline) \(wording.span)", first: number, .strong)
      page.paragraph(wording.consequence, first: "     ")
      page.paragraph(wording.place, first: "     ")
      if let evidence = wording.evidence(
        within: 4 * room, { $0.wrapped(to: room).count <= 4 })
      {
        page.paragraph(evidence, first: mark, limit: 4, .faint)
      }
      page.paragraph(wording.action, first: "     ")
    }
    if shown.count > 20 { page.line("  " + words.counted(shown.count - 20, .incidentMore)) }
    if incidents.leftOut > 0 {
      let failures = words.counted(incidents.leftOut, .failures)
      page.line("  " + words(.incidentLeftOut, ["failures": failures]))
    }
  }

  private func writeDelays(_ figures: Figures, _ title: Phrase, to page: inout TextPage) {
    guard let sentence = delaySentence(figures) else { return }
    page.heading(words[title])
    page.line("  " + sentence)
  }

  private func writeCoverage(to page: inout TextPage) {
    page.heading(words[.tableCoverage])
    page.paragraph(coverageSentence, first: "  ")
    page.table(coveredHostTable)
    page.table(sourceTable, warning: "  ! ")
    if !coverage.unknownSamples.isEmpty {
      page.line("  " + words[.readSamples])
      for sample in coverage.unknownSamples.prefix(5) {
        page.paragraph(sample.printable, first: "  > ", limit: 2, .faint)
      }
    }
  }

  private func writeAll(to page: inout TextPage) {
    guard let all else { return }
    page.heading(allMailTitle(all))
    page.section(outcomeTable(all, isAll: true))
    page.section(classTable(all, isAll: true))
    writeDelays(all, .tableDelayAll, to: &page)
  }
}

extension TextPage {
  /// A heading and its table, unless it is empty.
  fileprivate mutating func section(_ table: ReportTable) {
    guard !table.isEmpty else { return }
    heading(table.title)
    self.table(table)
  }

  fileprivate mutating func table(_ table: ReportTable, warning: String = "  ") {
    var text = TextTable(
      table.columns.map(\.side), flexible: table.flexible, holdsPaths: table.holdsPaths)
    if table.hasTitlesInText, !table.isEmpty {
      text.add(row: table.columns.map { $0.isTitledInText ? $0.title : "" })
    }
    for row in table.rows { text.add(row: row) }
    text.write(to: &self)
    if let more = table.more { line("  " + more) }
    for text in table.warnings { paragraph(text, first: warning, .warning) }
  }
}
