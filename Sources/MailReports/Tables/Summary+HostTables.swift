import MailTerms

/// The tables about hosts: gateways, next hops, and what was read of whom.
extension Summary {
  var gatewayTable: ReportTable {
    var table = ReportTable(
      title: words[.tableGateways],
      columns: [
        .init(words[.columnHost]), .init(words[.columnMail], .right),
        .init(words[.columnDelivered], .right), .init(words[.columnOpen], .right),
        .init(words[.columnFailed], .right), .init(words[.columnTls]),
        .init(words[.columnVerified], .right), .init(words[.columnOurCertificate]),
      ], hasTitlesInText: true)
    for (host, gateway) in figures.gateways.byName {
      let outcomes = gateway.outcomes
      func sum(_ of: Outcome...) -> String { words.grouped(of.reduce(0) { $0 + outcomes[$1] }) }
      let tls = gateway.tls
      table.add(
        host.printable, words.grouped(gateway.messages), sum(.delivered), sum(.deferred, .held),
        sum(.bounced, .expired, .rejected, .discarded), tls.versionText(words),
        tls.encrypted > 0 ? words.percent(tls.verified, of: tls.encrypted) : "",
        tls.ownCertificateText(words))
    }
    table.warnings = gatewaysWithoutCertificate.map { words(.loneCertificate, ["host": $0]) }
    return table
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

  var nextHopTable: ReportTable {
    var table = ReportTable(
      title: words[.tableNextHops],
      columns: [
        .init(words[.columnNextHop]), .init(words[.columnAll], .right),
        .init(words[.columnDelivered], .right), .init(words[.columnNot], .right),
      ], hasTitlesInText: true)
    let sorted = figures.lastNextHops.sorted { $0.value.recipients > $1.value.recipients }
    for (name, hop) in sorted.prefix(10) {
      let delivered = hop.outcomes[.delivered]
      table.add(
        name.printable, words.grouped(hop.recipients), words.grouped(delivered),
        words.grouped(hop.recipients - delivered))
    }
    if sorted.count > 10 {
      table.leftOut = sorted.count - 10
      table.more = words(.more, ["count": words.grouped(table.leftOut)])
    }
    return table
  }

  /// How many lines were read and what came of them.
  var coverageSentence: String {
    let lines = coverage.lines
    var parts = [
      words(.readLines, ["lines": words.counted(lines.read, .lines)]),
      words.counted(lines.understood, .readUnderstood),
      words.counted(lines.ignored, .readIgnored), words.counted(lines.unknown, .readUnknown),
      words.counted(lines.duplicate, .readDuplicate),
    ]
    if lines.lost > 0 { parts.append(words.counted(lines.lost, .readLost)) }
    if coverage.evicted > 0 {
      parts.append(
        words(.readEvicted, ["messages": words.counted(coverage.evicted, .messages)]))
    }
    return parts.joined(separator: ", ") + "."
  }

  var coveredHostTable: ReportTable {
    var table = ReportTable(
      title: words[.tableHosts],
      columns: [
        .init(words[.columnHost]), .init(words[.columnLines], .right),
        .init(words[.columnFirst]), .init(words[.columnLast]),
        .init(words[.columnRemarks], isTitledInText: false),
      ], hasTitlesInText: true)
    for host in coverage.hosts.prefix(50) {
      var remarks: [String] = []
      if !host.gaps.isEmpty { remarks.append(words.counted(host.gaps.count, .gaps)) }
      if host.lost > 0 { remarks.append(words.counted(host.lost, .readHostLost)) }
      table.add(
        host.name.isEmpty ? words[.noName] : host.name.printable, words.grouped(host.lines),
        host.first.map(words.minute) ?? "", host.last.map(words.minute) ?? "",
        remarks.joined(separator: ", "))
    }
    if coverage.hosts.count > 50 {
      table.leftOut = coverage.hosts.count - 50
      table.more = words(.moreHosts, ["count": words.grouped(table.leftOut)])
    }
    return table
  }

  var sourceTable: ReportTable {
    var table = ReportTable(
      title: words[.tableSources],
      columns: [
        .init(words[.columnSource]), .init(words[.columnLines], .right),
        .init(words[.columnFirst]), .init(words[.columnLast]),
      ], holdsPaths: true, hasTitlesInText: true)
    for source in coverage.sources.prefix(50) {
      table.add(
        source.name.printable, words.grouped(source.lines.read),
        source.first.map(words.minute) ?? "", source.last.map(words.minute) ?? "")
    }
    if coverage.sources.count > 50 {
      table.leftOut = coverage.sources.count - 50
      table.more = words(.more, ["count": words.grouped(table.leftOut)])
    }
    table.warnings = coverage.sources.compactMap { source in
      source.problem.map { problem in
        words(.whySourceProblem, ["source": source.name, "problem": problem]).printable
      }
    }
    return table
  }
}

extension TLSFigures {
  /// The versions used, the most used first: `1.3`, `1.3/1.2`, with `none` for plain text.
  fileprivate func versionText(_ words: Words) -> String {
    var names = versions.mostFirst.prefix(3).map { version, _ in
      version.hasPrefix("TLSv") ? String(version.dropFirst(4)).printable : version.printable
    }
    if plain > 0 { names.append(words[.tlsNone]) }
    return names.isEmpty && unknown > 0 ? words[.notKnown] : names.joined(separator: "/")
  }

  fileprivate func ownCertificateText(_ words: Words) -> String {
    switch (certificateShown, certificateNotShown) {
    case (0, 0): certificateUnknown > 0 ? words[.notKnown] : ""
    case (_, 0): words[.shown]
    case (0, _): words[.notShown]
    case (let shown, let not): words.percent(shown, of: shown + not)
    }
  }
}
