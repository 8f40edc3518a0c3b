internal import MailQueues
internal import MailTerms

/// The queue for people: how many, since when, why, and who waits longest.
package enum QueueText {
  /// - Parameters:
  ///   - sources: what was read, as `postqueue -j of mx1.txt`.
  ///   - isWhole: false where something could not be read: then none is never said to be none.
  package static func render(
    _ figures: QueueSummary, sources: [String], isWhole: Bool, all: Bool, colour: Bool
  ) -> [UInt8] {
    var page = TextPage(colour: colour)
    let kind = all ? "message" : "IncaMail message"
    if figures.messages > 0 {
      var head = counted(figures.messages, kind) + (figures.messages == 1 ? " waits" : " wait")
      if let since = figures.oldestSince {
        head += ", the oldest since \(since.minuteText) \(since.offsetText)"
      }
      page.line(head, .strong)
    } else if !isWhole {
      page.line("Not known: the queue could not be read whole", .bad)
    } else if figures.others == 0 {
      page.line("The queue is empty", .good)
    } else {
      page.line("No IncaMail message waits", .good)
    }
    if figures.others > 0 {
      page.line("and \(counted(figures.others, "other message")); --all tells of them too")
    }
    if figures.held > 0 { page.line("\(grouped(figures.held)) of them held") }
    if let time = figures.nextTry {
      page.line("next try \(time.minuteText) \(time.offsetText)")
    }
    if let time = figures.expires {
      page.line("the first is given up \(time.minuteText) \(time.offsetText)")
    }
    for source in sources { page.paragraph(source.printable, first: "read: ", limit: 2, .faint) }
    ages(figures, &page)
    classes(figures, &page)
    oldest(figures, &page)
    return Array(page.text.utf8)
  }

  private static func ages(_ figures: QueueSummary, _ page: inout TextPage) {
    guard !figures.hops.isEmpty else { return }
    page.heading("Age in minutes, by next hop")
    var table = TextTable(
      [.left] + Array(repeating: TextTable.Side.right, count: QueueSummary.bounds.count + 2))
    let last = QueueSummary.bounds[QueueSummary.bounds.count - 1]
    table.add(row: ["", "all"] + QueueSummary.bounds.map { "<\($0)" } + ["≥\(last)"])
    let rows = figures.hops.sorted {
      $0.value.total != $1.value.total ? $0.value.total > $1.value.total : $0.key < $1.key
    }
    for (hop, row) in rows.prefix(20) {
      table.add(
        row: [hop.isEmpty ? "not named" : hop.printable, grouped(row.total)]
          + row.ages.map { $0 == 0 ? "." : grouped($0) })
    }
    table.write(to: &page)
    if rows.count > 20 { page.line("  and \(rows.count - 20) more next hops, in --format json") }
    let unknown = figures.hops.values.reduce(0) { $0 + $1.unknownAge }
    if unknown > 0 { page.line("  \(grouped(unknown)) of unknown age") }
  }

  private static func classes(_ figures: QueueSummary, _ page: inout TextPage) {
    guard figures.messages > 0 else { return }
    page.heading("Why, by the last failure")
    var table = TextTable([.right, .left, .left], flexible: 2)
    let rows = figures.classes.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key.rawValue < $1.key.rawValue
    }
    for (failure, count) in rows {
      let name = AdviceBook.shipped[.failure(failure), .outbound].name
      table.add(row: [grouped(count), failure.name.description, name])
    }
    if figures.unexplained > 0 {
      table.add(
        row: [grouped(figures.unexplained), "-", "not told by the queue; --logs may tell"])
    }
    table.write(to: &page)
  }

  private static func oldest(_ figures: QueueSummary, _ page: inout TextPage) {
    guard !figures.oldest.isEmpty else { return }
    page.heading("The oldest")
    for message in figures.oldest {
      var head = message.ageSeconds.map { duration($0).padded(to: 10, .left) } ?? "age unknown"
      head += " \(message.queueID ?? "-")  \(message.queue)"
      if let history = message.history { head += ", \(counted(history.attempts, "attempt"))" }
      if let time = message.history?.firstFailure { head += " since \(time.minuteText)" }
      page.line("  " + head.printable)
      let sender = message.sender.map { $0.isEmpty ? "<>" : $0 } ?? "unknown sender"
      let first = message.recipients.lazy.compactMap(\.address).first ?? "unknown recipient"
      let more = message.recipients.count > 1 ? " and \(message.recipients.count - 1) more" : ""
      page.line("    \(sender) -> \(first)\(more)".printable)
      if let reason = message.recipients.lazy.compactMap(\.reason).first {
        let name = message.failure.map { "\($0.name): " } ?? ""
        page.paragraph((name + reason).printable, first: "    ", limit: 3)
      } else if let failure = message.failure {
        page.line("    \(failure.name)")
      }
    }
    let rest = figures.messages - figures.oldest.count
    if rest > 0 {
      page.line("  and \(grouped(rest)) more: --oldest \(figures.messages) names them")
    }
  }
}
