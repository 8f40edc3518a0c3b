import MailTerms

/// Coverage in the summary: what was read and how much of it was understood.
extension JSONWriter {
  mutating func coverage(_ coverage: Coverage) {
    key("coverage" as StaticString)
    beginObject()
    key("sources" as StaticString)
    beginArray()
    for source in coverage.sources {
      beginObject()
      key("name" as StaticString)
      value(source.name)
      time("first", source.first)
      time("last", source.last)
      number("bytes", source.bytes)
      lines(source.lines)
      key("problem" as StaticString)
      value(source.problem)
      endObject()
    }
    endArray()
    key("hosts" as StaticString)
    beginArray()
    for host in coverage.hosts { self.host(host) }
    endArray()
    lines(coverage.lines)
    key("unknown_samples" as StaticString)
    strings(coverage.unknownSamples)
    number("evicted", coverage.evicted)
    endObject()
  }

  private mutating func host(_ host: Coverage.Host) {
    beginObject()
    key("name" as StaticString)
    value(host.name)
    time("first", host.first)
    time("last", host.last)
    number("lines", host.lines)
    number("lost", host.lost)
    key("gaps" as StaticString)
    beginArray()
    for gap in host.gaps {
      beginObject()
      time("from", gap.from)
      time("to", gap.to)
      endObject()
    }
    endArray()
    endObject()
  }

  private mutating func lines(_ lines: Coverage.Lines) {
    key("lines" as StaticString)
    beginObject()
    number("read", lines.read)
    number("understood", lines.understood)
    number("ignored", lines.ignored)
    number("unknown", lines.unknown)
    number("duplicate", lines.duplicate)
    number("lost", lines.lost)
    endObject()
  }
}
