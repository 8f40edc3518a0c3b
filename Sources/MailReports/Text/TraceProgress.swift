package import MailTerms

/// A message's way as it goes on: what is new each time.
package struct TraceProgress {
  private let text: TraceText
  private var told: Set<String> = []
  private var day = ""

  package init(_ text: TraceText) { self.text = text }

  /// What happened since the last call; at the first what the message is too.
  package mutating func news(of trail: Trail) -> String {
    var page = TextPage(colour: text.options.colour)
    if told.isEmpty { text.writeHead(trail, to: &page) }
    let steps = TraceTimeline(trail).steps.filter { told.insert($0.key).inserted }
    text.write(steps, behind: &day, to: &page)
    return page.text
  }

  /// Where the message is in the end, and what that means.
  package func ending(of trail: Trail) -> String {
    var page = TextPage(colour: text.options.colour)
    text.writeNow(trail, to: &page)
    text.writeMeaning(trail, to: &page)
    return page.text
  }
}
