import MailTerms

/// The tables of what happened to the mail.
extension Summary {
  /// Incidents that are not the senders' to mend, in the order of time.
  var incidentsToTell: [Incident] { incidents.all.filter { !$0.isUserError } }

  var findingTable: ReportTable {
    var table = ReportTable(
      title: words[.tableFindings],
      columns: [
        .init(words[.columnCount], .right), .init(words[.columnFinding]),
        .init(words[.columnGrade]), .init(words[.columnMeaning]),
      ], flexible: 3)
    for finding in Finding.allCases {
      let count = figures.findings[finding]
      guard count > 0 else { continue }
      let advice = options.advice[.finding(finding), .outbound]
      table.add(
        words.grouped(count), finding.name, words[grade(of: finding)],
        advice.name + advice.checklistText)
    }
    return table
  }

  func outcomeTable(_ figures: Figures, isAll: Bool = false) -> ReportTable {
    var table = ReportTable(
      title: words[isAll ? .tableOutcomesAll : .tableOutcomes],
      columns: [
        .init(words[.columnCount], .right), .init(words[.columnShare], .right),
        .init(words[.columnOutcome]),
      ])
    for outcome in Outcome.allCases {
      let count = figures.outcomes[outcome]
      guard count > 0 else { continue }
      table.add(words.grouped(count), words.percent(count, of: figures.recipients), words[outcome])
    }
    return table
  }

  func classTable(_ figures: Figures, isAll: Bool = false) -> ReportTable {
    var table = ReportTable(
      title: words[isAll ? .tableClassesAll : .tableClasses],
      columns: [
        .init(words[.columnCount], .right), .init(words[.columnClass]),
        .init(words[.columnMeaning]), .init(words[.columnWho]), .init(words[.columnChecklist]),
      ], flexible: 2)
    let advices = isAll ? [:] : incidentAdvice
    // Those met equally often stay in the order of the taxonomy.
    for (failure, count) in figures.classes.met.sorted(by: { $0.count > $1.count }) {
      let advice = advices[failure] ?? options.advice[.failure(failure), .outbound]
      table.add(
        words.grouped(count), failure.name, advice.name, words[advice.actor],
        advice.checklist.joined(separator: ", "))
    }
    return table
  }

  /// What is to be done about each class, where all incidents of it ask for the same.
  private var incidentAdvice: [FailureClass: Advice] {
    let byClass = Dictionary(grouping: incidents.all, by: \.cause.failure)
    return byClass.compactMapValues { incidents in
      let advices = incidents.map { options.advice[$0] }
      return advices.allSatisfy { $0 == advices[0] } ? advices[0] : nil
    }
  }

  /// `All mail: 4133 messages to 4200 recipients`.
  func allMailTitle(_ all: Figures) -> String {
    words(
      .tableAllMail,
      [
        "messages": words.counted(all.messages, .messages),
        "recipients": words.counted(all.recipients, .recipients),
      ])
  }

  var tlsTable: ReportTable {
    let tls = figures.tls
    var table = ReportTable(
      title: words[.tableTls],
      columns: [
        .init(words[.columnCount], .right), .init(words[.columnShare], .right),
        .init(words[.columnValue]),
      ], flexible: 2)
    func add(_ count: Int, _ text: String) {
      guard count > 0 else { return }
      table.add(words.grouped(count), words.percent(count, of: tls.crossed), text)
    }
    for (version, count) in tls.versions.mostFirst {
      add(count, version == "unknown" ? words[.tlsNoVersion] : version.printable)
    }
    add(tls.plain, words[.tlsPlain])
    add(tls.unknown, words[.tlsUnknown])
    for (peer, phrase) in [
      (TLSInfo.Peer.verified, Phrase.tlsVerified), (.trusted, .tlsTrusted),
      (.untrusted, .tlsUntrusted), (.anonymous, .tlsAnonymous), (.unknown, .tlsUnverified),
    ] {
      add(tls.peers[peer], words[phrase])
    }
    for (cipher, count) in tls.ciphers.mostFirst.prefix(5) { add(count, cipher.printable) }
    return table
  }

  /// `50 % within 110 ms, 90 % 140 ms, …`; nil where nothing was delivered.
  func delaySentence(_ figures: Figures) -> String? {
    let values = figures.delays.percentiles([50, 90, 99, 100]).map { words.delay(milliseconds: $0) }
    guard values.count == 4 else { return nil }
    return words(
      .delayLine, ["p50": values[0], "p90": values[1], "p99": values[2], "max": values[3]])
  }

  var topTables: [ReportTable] {
    [
      (Phrase.tableSenders, Phrase.columnSender, figures.senders),
      (.tableDomains, .columnName, figures.domains),
    ].map { title, column, tally in
      var table = ReportTable(
        title: words[title] + (tally.isExact ? "" : words[.tableRareLeftOut]),
        columns: [.init(words[.columnCount], .right), .init(words[column])], flexible: 1)
      for (name, count) in tally.top(10) {
        table.add(words.grouped(count), name.isEmpty ? words[.nullSender] : name.printable)
      }
      return table
    }
  }

  var openTable: ReportTable {
    let before =
      openFromBefore > 0
      ? words(.tableOpenBefore, ["count": words.grouped(openFromBefore)]) : ""
    let messages = words.counted(openCount, .messages)
    var table = ReportTable(
      title: words(.tableOpen, ["messages": messages]) + before,
      columns: [
        .init(words[.columnAge], .right), .init(words[.columnQueueId]),
        .init(words[.columnOutcome]), .init(words[.columnClass]), .init(words[.columnRecipient]),
      ], flexible: 4, hasTitlesInText: true)
    for trail in open.prefix(20) {
      let recipient = trail.recipients.first { $0.isOpen } ?? trail.recipients.first
      let address = recipient.flatMap { trail.string($0.address) }?.printable ?? ""
      let others = trail.recipients.filter(\.isOpen).count - 1
      table.add(
        words.duration(age(of: trail)),
        trail.hops.last.flatMap { trail.string($0.queueID) }?.printable ?? "",
        recipient.map { words[$0.outcome] } ?? "", recipient?.failure?.name ?? "",
        others > 0 ? "\(address) +\(others)" : address)
    }
    if openCount > 20 {
      table.leftOut = openCount - 20
      table.more = words(.more, ["count": words.grouped(table.leftOut)])
    }
    return table
  }
}
