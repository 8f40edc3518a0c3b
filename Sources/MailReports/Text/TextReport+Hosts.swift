import MailTerms

/// The sections about hosts: gateways, next hops, and what was read of whom.
extension Summary {
  func writeGateways(to page: inout TextPage) {
    guard !figures.gateways.isEmpty else { return }
    page.heading("Gateways")
    var table = TextTable([.left, .right, .right, .right, .right, .left, .right, .left])
    table.add("host", "mail", "delivered", "open", "failed", "TLS", "verified", "our cert.")
    for (host, gateway) in figures.gateways.byName {
      let outcomes = gateway.outcomes
      func sum(_ of: Outcome...) -> Int { of.reduce(0) { $0 + outcomes[$1] } }
      let tls = gateway.tls
      table.add(
        host.printable, grouped(gateway.messages), grouped(sum(.delivered)),
        grouped(sum(.deferred, .held)), grouped(sum(.bounced, .expired, .rejected, .discarded)),
        tls.versionText, tls.encrypted > 0 ? percent(tls.verified, of: tls.encrypted) : "",
        tls.ownCertificateText)
    }
    table.write(to: &page)
    for name in gatewaysWithoutCertificate {
      page.paragraph("\(name) alone shows no client certificate.", first: "  ", .warning)
    }
  }

  /// Gateways that never showed our certificate while another did: one machine was forgotten.
  private var gatewaysWithoutCertificate: [String] {
    guard figures.gateways.values.contains(where: { $0.tls.certificateShown > 0 }) else {
      return []
    }
    let bare = figures.gateways.all.filter {
      $0.value.tls.certificateShown == 0 && $0.value.tls.certificateNotShown > 0
    }
    guard bare.count == 1 else { return [] }
    return bare.map(\.name.printable)
  }

  func writeNextHops(to page: inout TextPage) {
    guard !figures.nextHops.isEmpty else { return }
    page.heading("Next hops, recipients")
    var table = TextTable([.left, .right, .right, .right])
    table.add("next hop", "all", "delivered", "not")
    let sorted = figures.nextHops.byName.sorted {
      $0.value.recipients > $1.value.recipients
    }
    for (name, hop) in sorted.prefix(10) {
      let delivered = hop.outcomes[.delivered]
      table.add(
        name.printable, grouped(hop.recipients), grouped(delivered),
        grouped(hop.recipients - delivered))
    }
    table.write(to: &page)
    if sorted.count > 10 { page.line("  and \(sorted.count - 10) more") }
  }

  func writeCoverage(to page: inout TextPage) {
    let lines = coverage.lines
    page.heading("Coverage")
    var parts = [
      "\(counted(lines.read, "line")) read", "\(grouped(lines.understood)) understood",
      "\(grouped(lines.ignored)) without interest", "\(grouped(lines.unknown)) unknown",
    ]
    parts.append("duplicate lines: \(grouped(lines.duplicate))")
    if lines.lost > 0 { parts.append("lost by the logger: \(grouped(lines.lost))") }
    if coverage.evicted > 0 {
      parts.append("\(counted(coverage.evicted, "message")) given up for want of memory")
    }
    page.paragraph(parts.joined(separator: ", ") + ".", first: "  ")
    writeCoveredHosts(to: &page)
    writeSources(to: &page)
    if !coverage.unknownSamples.isEmpty {
      page.line("  Lines that nobody understood, such as")
      for sample in coverage.unknownSamples.prefix(5) {
        page.paragraph(sample.printable, first: "  > ", limit: 2, .faint)
      }
    }
  }

  private func writeCoveredHosts(to page: inout TextPage) {
    var table = TextTable([.left, .right, .left, .left, .left])
    if !coverage.hosts.isEmpty { table.add("host", "lines", "first", "last", "") }
    for host in coverage.hosts.prefix(50) {
      var remarks: [String] = []
      if !host.gaps.isEmpty { remarks.append(counted(host.gaps.count, "gap")) }
      if host.lost > 0 { remarks.append("\(grouped(host.lost)) lost") }
      table.add(
        host.name.isEmpty ? "(no name)" : host.name.printable, grouped(host.lines),
        host.first?.minuteText ?? "",
        host.last?.minuteText ?? "", remarks.joined(separator: ", "))
    }
    table.write(to: &page)
    if coverage.hosts.count > 50 { page.line("  and \(coverage.hosts.count - 50) hosts more") }
  }

  private func writeSources(to page: inout TextPage) {
    var table = TextTable([.left, .right, .left, .left])
    if !coverage.sources.isEmpty { table.add("source", "lines", "first", "last") }
    for source in coverage.sources.prefix(50) {
      table.add(
        source.name.printable, grouped(source.lines.read), source.first?.minuteText ?? "",
        source.last?.minuteText ?? "")
    }
    table.write(to: &page)
    for source in coverage.sources {
      guard let problem = source.problem else { continue }
      page.paragraph("\(source.name): \(problem)".printable, first: "  ! ", .warning)
    }
  }

  func writeNotJudged(to page: inout TextPage) {
    guard !verdict.notJudged.isEmpty else { return }
    page.heading("Could not be judged")
    for note in verdict.notJudged { page.paragraph(note.printable, first: "  - ") }
  }
}

extension TLSFigures {
  /// The versions used, the most used first: `1.3`, `1.3/1.2`, with `none` for plain text.
  fileprivate var versionText: String {
    var names = versions.mostFirst.prefix(3).map { version, _ in
      version.hasPrefix("TLSv") ? String(version.dropFirst(4)).printable : version.printable
    }
    if plain > 0 { names.append("none") }
    return names.isEmpty && unknown > 0 ? "unknown" : names.joined(separator: "/")
  }

  fileprivate var ownCertificateText: String {
    switch (certificateShown, certificateNotShown) {
    case (0, 0): certificateUnknown > 0 ? "unknown" : ""
    case (_, 0): "shown"
    case (0, _): "not shown"
    case (let shown, let not): percent(shown, of: shown + not)
    }
  }
}
