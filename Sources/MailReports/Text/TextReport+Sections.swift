import MailTerms

/// The sections behind the first screen: what happened to the mail.
extension Summary {
  func writeSections(to page: inout TextPage) {
    writeIncidents(to: &page)
    writeFindings(to: &page)
    writeOutcomes(figures, to: &page)
    writeTLS(to: &page)
    writeDelays(figures, to: &page)
    writeGateways(to: &page)
    writeNextHops(to: &page)
    writeTop(to: &page)
    writeOpen(to: &page)
    writeCoverage(to: &page)
    writeNotJudged(to: &page)
    writeAll(to: &page)
  }

  private func writeIncidents(to page: inout TextPage) {
    let all = incidents.all
    let shown = all.filter { !$0.isUserError }
    guard !shown.isEmpty else { return }
    page.heading("Incidents")
    for (index, incident) in shown.prefix(20).enumerated() {
      let words = IncidentWording(incident, self)
      let number = "\(index + 1)".padded(to: 3, .right) + "  "
      page.paragraph("\(words.headline) \(words.span)", first: number, .strong)
      page.paragraph(words.consequence, first: "     ")
      var place = incident.cause.failure.name
      if !incident.gateways.isEmpty {
        place += ", at \(incident.gateways.joined(separator: ", ").printable)"
        if words.loneGateway != nil { place += " alone" }
      }
      if let queueID = incident.queueID { place += ", first message \(queueID.printable)" }
      page.paragraph(place, first: "     ")
      if let evidence = incident.evidence {
        page.paragraph(evidence.printable, first: "     > ", limit: 4, .faint)
      }
      page.paragraph(
        "\(words.advice.actor.name.capitalisedFirst): \(words.advice.fix)"
          + words.advice.checklistText, first: "     ")
    }
    if shown.count > 20 { page.line("  and \(shown.count - 20) more, in --format json") }
    if incidents.leftOut > 0 {
      page.line("  and \(counted(incidents.leftOut, "failure")) beyond what could be kept")
    }
  }

  private func writeFindings(to page: inout TextPage) {
    guard !figures.findings.isEmpty else { return }
    page.heading("Findings, recipients")
    var table = TextTable([.right, .left, .left, .left], flexible: 3)
    for finding in Finding.allCases {
      let count = figures.findings[finding]
      guard count > 0 else { continue }
      let advice = options.advice[.finding(finding), .outbound]
      let items = advice.checklist.joined(separator: ", ")
      table.add(
        grouped(count), finding.name, grade(of: finding).rawValue,
        items.isEmpty ? advice.name : "\(advice.name) [\(items)]")
    }
    table.write(to: &page)
  }

  private func writeOutcomes(_ figures: Figures, of mail: String = "", to page: inout TextPage) {
    guard figures.recipients > 0 else { return }
    page.heading("Outcomes\(mail), recipients")
    var table = TextTable([.right, .right, .left])
    for outcome in Outcome.allCases {
      let count = figures.outcomes[outcome]
      guard count > 0 else { continue }
      table.add(grouped(count), percent(count, of: figures.recipients), outcome.rawValue)
    }
    table.write(to: &page)
    writeClasses(figures, of: mail, to: &page)
  }

  private func writeClasses(_ figures: Figures, of mail: String, to page: inout TextPage) {
    guard !figures.classes.isEmpty else { return }
    page.heading("Failures by class\(mail), recipients")
    var table = TextTable([.right, .left, .left, .left, .left], flexible: 2)
    // Those met equally often stay in the order of the taxonomy.
    for (failure, count) in figures.classes.met.sorted(by: { $0.count > $1.count }) {
      let advice = options.advice[.failure(failure), .outbound]
      table.add(
        grouped(count), failure.name, advice.name, advice.actor.name,
        advice.checklist.joined(separator: ", "))
    }
    table.write(to: &page)
  }

  private func writeTLS(to page: inout TextPage) {
    let tls = figures.tls
    guard tls.crossed > 0 else { return }
    page.heading("TLS with the platform, recipients")
    var table = TextTable([.right, .right, .left], flexible: 2)
    func add(_ count: Int, _ words: String) {
      if count > 0 { table.add(grouped(count), percent(count, of: tls.crossed), words) }
    }
    for (version, count) in tls.versions.mostFirst {
      add(count, version == "unknown" ? "TLS, version not logged" : version.printable)
    }
    add(tls.plain, "in plain text")
    add(tls.unknown, "unknown: the log does not tell")
    for (peer, words) in [
      (TLSInfo.Peer.verified, "certificate verified"),
      (.trusted, "certificate trusted, name not checked"),
      (.untrusted, "certificate not trusted"), (.anonymous, "no certificate"),
      (.unknown, "verification not logged"),
    ] {
      add(tls.peers[peer], words)
    }
    for (cipher, count) in tls.ciphers.mostFirst.prefix(5) {
      add(count, cipher.printable)
    }
    table.write(to: &page)
  }

  private func writeDelays(_ figures: Figures, of mail: String = "", to page: inout TextPage) {
    let values = figures.delays.percentiles([50, 90, 99, 100]).map { delayText(milliseconds: $0) }
    guard values.count == 4 else { return }
    page.heading("Delay from arrival to delivery\(mail)")
    page.line("  50 % within \(values[0]), 90 % \(values[1]), 99 % \(values[2]), all \(values[3])")
  }

  private func writeTop(to page: inout TextPage) {
    for (title, tally) in [
      ("Top senders, messages", figures.senders),
      ("Top recipient domains, recipients", figures.domains),
    ] {
      let top = tally.top(10)
      guard !top.isEmpty else { continue }
      page.heading(title + (tally.isExact ? "" : ", rare ones left out"))
      var table = TextTable([.right, .left], flexible: 1)
      for (name, count) in top {
        table.add(grouped(count), name.isEmpty ? "<> (reports)" : name.printable)
      }
      table.write(to: &page)
    }
  }

  private func writeOpen(to page: inout TextPage) {
    guard openCount > 0 else { return }
    let before = openFromBefore > 0 ? ", \(grouped(openFromBefore)) from before" : ""
    page.heading("Still open: \(counted(openCount, "message"))\(before)")
    var table = TextTable([.right, .left, .left, .left, .left], flexible: 4)
    table.add("age", "queue ID", "outcome", "class", "recipient")
    for trail in open.prefix(20) {
      let recipient = trail.recipients.first { $0.isOpen } ?? trail.recipients.first
      let address = recipient.flatMap { trail.string($0.address) }?.printable ?? ""
      let others = trail.recipients.filter(\.isOpen).count - 1
      table.add(
        duration(age(of: trail)), trail.hops.last.flatMap { trail.string($0.queueID) } ?? "",
        recipient?.outcome.rawValue ?? "", recipient?.failure?.name ?? "",
        others > 0 ? "\(address) +\(others)" : address)
    }
    table.write(to: &page)
    if openCount > 20 { page.line("  and \(grouped(openCount - 20)) more") }
  }

  private func writeAll(to page: inout TextPage) {
    guard let all else { return }
    page.heading(
      "All mail: \(counted(all.messages, "message")) to \(counted(all.recipients, "recipient"))")
    writeOutcomes(all, of: ", all mail", to: &page)
    writeDelays(all, of: ", all mail", to: &page)
  }
}
