internal import ByteTools
internal import Glibc
internal import IncaTrail
internal import MailEvents
internal import MailLines
internal import MailQueries
internal import MailRules

/// What libFuzzer may try: one function a parser, chosen by the environment's `FUZZ_TARGET`.
///
/// Each takes arbitrary bytes and must neither trap nor read outside them; a check that holds for
/// all input is worth more than none. `make fuzz` runs every name in `FUZZ_TARGETS` of the Makefile.
let targets: [String: @Sendable (ByteView) -> Void] = [
  "bytes": fuzzBytes, "postfix": fuzzPostfix, "exim": fuzzExim, "exchange": fuzzExchange,
  "sendmail": fuzzSendmail,
  "framing": fuzzFraming,
  "patterns": fuzzPatterns,
  "trails": fuzzTrails,
  "queries": fuzzQueries,
  "queues": fuzzQueues,
]

/// Expressions: read or refused at a place that lies in them, and asked of a line.
private func fuzzQueries(_ input: ByteView) {
  let middle = input.firstIndex(of: 0x0A) ?? input.count
  let expression = input.prefix(middle).string
  let line = input.from(middle + 1)
  do throws(QueryError) {
    let query = try Query(expression)
    _ = query.matches(line: line)
    for pattern in query.patterns {
      guard let hit = pattern.firstRange(in: line) else { continue }
      precondition(hit.upperBound <= line.count, "a hit outside the line")
    }
    // A line that matches holds one of the needles: without it nobody would look at the line.
    if query.isOfText, query.matches(line: line), let needles = query.needles {
      precondition(needles.contains { $0.isIn(line) }, "a match without its needle")
    }
  } catch {
    precondition(0...expression.utf8.count ~= error.offset, "an error outside the expression")
    precondition(!error.description.isEmpty)
  }
}

/// Searches, numbers and hashes agree with their obvious forms.
private func fuzzBytes(_ input: ByteView) {
  guard input.count >= 2 else { return }
  let middle = 1 + Int(input[0]) % (input.count - 1)
  let (haystack, needle) = (input.from(middle), input[1..<max(middle, 1)])
  if let found = haystack.firstRange(of: needle) {
    precondition(haystack[found] == needle, "found something else")
  }
  let trimmed = haystack.trimmed
  precondition(trimmed.count <= haystack.count && trimmed.trimmed == trimmed)
  precondition(haystack.startsIgnoringCase(with: haystack))
  _ = (haystack.number, haystack.milliseconds, haystack.hash64)
  var digest = StableDigest()
  digest.add(haystack)
  _ = (digest.high, digest.low)
}

/// One line of any Postfix program: what is said of it lies in it.
private func fuzzPostfix(_ input: ByteView) {
  guard input.count > 1 else { return }
  let programs = PostfixProgram.allCases
  let program = programs[Int(input[0]) % programs.count]
  let line = input.from(1)
  let parser = PostfixParser()
  var event = LineEvent()
  let verdict = parser.parse(line, from: 0, program: program, into: &event)
  if verdict.isEvent { check(event, within: line) }
}

/// The same for Exim, of which an entry may have several lines.
private func fuzzExim(_ input: ByteView) {
  var event = LineEvent()
  let verdict = EximParser().parse(input, from: 0, program: 0, into: &event)
  if verdict.isEvent { check(event, within: input) }
}

/// One line of sendmail's, and the list of addresses in it.
private func fuzzSendmail(_ input: ByteView) {
  var event = LineEvent()
  let verdict = SendmailParser().parse(input, from: 0, program: 0, into: &event)
  guard verdict.isEvent else { return }
  check(event, within: input)
  if let list = event.text(.recipients, in: input) { for _ in AddressList(list) {} }
}

/// A table of message tracking, header and rows: what is said of a row lies in it.
private func fuzzExchange(_ input: ByteView) {
  withFile(of: input) { path in
    guard let zone = LocalZone(name: nil) else { return }
    let programs = ProgramTable(identify: DialectRegistry.identify)
    let parser = LineParser(programs)
    let source = LogSource(
      path: path, programs: programs,
      settings: LogSource.Settings(zone: zone, year: 2026, now: 1_795_000_000))
    let block = LineBlock()
    var event = LineEvent()
    while source.fill(block) {
      for index in 0..<block.records.count {
        let record = block.records[index]
        let summary = programs.summaries[Int(record.program)]
        guard let dialect = summary.dialect else { continue }
        let line = block.line(record)
        let verdict = parser.parse(
          line, from: Int(record.text), dialect, code: summary.code, into: &event)
        if verdict.isEvent { check(event, within: line) }
      }
    }
  }
}

private func check(_ event: borrowing LineEvent, within line: ByteView) {
  precondition(Int(event.queueID.end) <= line.count, "a queue ID outside the line")
  for key in LineEvent.Key.allCases {
    if let range = event[key] {
      precondition(range.start <= range.end && Int(range.end) <= line.count, "\(key) outside")
    }
  }
}

/// A source: compression, transcoding, lines and their headers. Nothing is lost: the lines are those
/// between the line ends, in any cut.
private func fuzzFraming(_ input: ByteView) {
  withFile(of: input) { path in
    func lines(blockSize: Int) -> [[UInt8]] {
      guard let zone = LocalZone(name: nil) else { return [] }
      let programs = ProgramTable(identify: DialectRegistry.identify)
      let source = LogSource(
        path: path, programs: programs,
        settings: LogSource.Settings(
          zone: zone, year: 2026, now: 1_795_000_000, blockSize: blockSize))
      let block = LineBlock()
      var lines: [[UInt8]] = []
      while source.fill(block) {
        for index in 0..<block.records.count {
          let record = block.records[index]
          precondition(record.text <= record.length, "text outside its line")
          var line: [UInt8] = []
          for number in [
            Int(record.time), Int(record.decimals), Int(record.offsetMinutes), Int(record.pid),
            Int(record.text), Int(record.program), Int(record.furtherLines),
          ] {
            line.append(decimal: number)
            line.append(0x20)
          }
          line.append(block.line(record))
          lines.append(line)
        }
      }
      return lines
    }
    precondition(lines(blockSize: 100) == lines(blockSize: LineBlock.capacity), "cuts matter")
  }
}

/// A pattern file: taken or refused, with a place in the file.
private func fuzzPatterns(_ input: ByteView) {
  var bytes: [UInt8] = []
  bytes.append(input)
  let file = PatternFile(name: "fuzz", copying: bytes)
  if let list = try? RuleList([file]) {
    _ = RuleSet(list)
  }
  _ = try? PlatformProfile(file)
}

/// The whole pipeline: any log gives records, and the report of it can be written.
private func fuzzTrails(_ input: ByteView) {
  withFile(of: input) { path in
    var settings = InputSettings()
    settings.inputs = [path]
    settings.year = 2026
    settings.now = 1_795_000_000
    var options = ExportRun.Options()
    options.all = true
    options.withLines = true
    options.withAttempts = true
    var trails = TrailSettings()
    trails.patternOverlay = nil
    _ = try? ExportRun(settings, trails, options).run(into: OutputFile.memory())
    _ = try? ReportRun(settings, trails, ReportRun.Options()).run(into: OutputFile.memory())
  }
}

/// A snapshot of a queue in whatever form: what it shows can be written as records and as text.
private func fuzzQueues(_ input: ByteView) {
  withFile(of: input) { path in
    var settings = InputSettings()
    settings.inputs = [path]
    settings.now = 1_795_000_000
    var trails = TrailSettings()
    trails.patternOverlay = nil
    var options = QueueRun.Options()
    options.all = true
    _ = try? QueueRun(settings, trails, options).run(into: OutputFile.memory())
    options.format = .json
    _ = try? QueueRun(settings, trails, options).run(into: OutputFile.memory())
  }
}

/// Calls `body` with the path of a file that holds `bytes`, in memory.
private func withFile(of bytes: ByteView, _ body: (String) -> Void) {
  let name = "/incatrail-fuzz-\(getpid())"
  let descriptor = shm_open(name, O_RDWR | O_CREAT | O_TRUNC, 0o600)
  precondition(descriptor >= 0, "no file in memory")
  shm_unlink(name)
  defer { close(descriptor) }
  bytes.withBytes { _ = write(descriptor, $0.baseAddress, $0.count) }
  body("/proc/self/fd/\(descriptor)")
}
