import ByteTools
import MailLines
import MailTerms

@testable import MailEvents

/// What one line was understood to say, as text that a test can compare.
struct Understood: Equatable, CustomStringConvertible {
  var verdict: LineEvent.Verdict
  var kind: LineEvent.Kind
  var values: [LineEvent.Key: String] = [:]
  var id = ""

  var description: String { "\(verdict) \(kind) \(values)" }

  init(_ event: borrowing LineEvent, _ verdict: LineEvent.Verdict, of line: ByteView) {
    self.verdict = verdict
    kind = event.kind
    for key in LineEvent.Key.allCases { values[key] = event.text(key, in: line)?.string }
    id = line.clamped(event.queueID).string
  }
}

/// Reads `text` as a program of that dialect wrote it, without a header in front.
func understand(_ text: String, in dialect: DialectName) -> Understood {
  text.withByteView { line in
    var event = LineEvent()
    let parser = LineParser(ProgramTable(identify: DialectRegistry.identify))
    let verdict = parser.parse(line, from: 0, dialect, code: 0, into: &event)
    return Understood(event, verdict, of: line)
  }
}

/// A line of which what stands between `{` and `}` is a program's own words.
struct MarkedLine {
  /// Without the marks.
  let text: String
  /// Each with another letter of those words changed.
  let mutations: [String]

  init(_ marked: String) {
    var plain: [UInt8] = []
    var places: [Int] = []
    var isWord = false
    for byte in marked.utf8 {
      switch byte {
      case UInt8(ascii: "{"): isWord = true
      case UInt8(ascii: "}"): isWord = false
      default:
        if isWord, byte.isLetter { places.append(plain.count) }
        plain.append(byte)
      }
    }
    text = String(decoding: plain, as: UTF8.self)
    mutations = places.map { place in
      var changed = plain
      let letters = Array((plain[place] & 0x20 == 0 ? "QX" : "qx").utf8)
      changed[place] = letters.first { $0 != plain[place] } ?? 0
      return String(decoding: changed, as: UTF8.self)
    }
  }
}

/// Reads `text` as written by `program`, without a header in front.
func understand(_ text: String, by program: PostfixProgram = .smtpd) -> Understood {
  text.withByteView { line in
    var event = LineEvent()
    let verdict = PostfixParser().parse(line, from: 0, program: program, into: &event)
    return Understood(event, verdict, of: line)
  }
}

/// The lines of mail programs in the sample logs, each once.
enum Fixtures {
  struct Line {
    let place: String
    let text: [UInt8]
    let start: Int
    let program: PostfixProgram
  }

  static let folder: String = {
    let here = #filePath.split(separator: "/").dropLast(3)
    return "/" + here.joined(separator: "/") + "/fixtures/postfix"
  }()

  static let situations = [
    "delivery", "filter-inbound", "loglevel0", "loglevel2", "loglevel2-repeated", "newyear",
    "queue",
    "routing", "static", "static-publicip", "tls",
  ]
  static let framings = [
    "syslog.log", "syslog.rfc3339.log", "syslog.rfc5424.log", "syslog.rfc5424-slash.log",
    "syslog.journal-short-iso.log", "syslog.journal-short-precise.log", "syslog.journal.json.zst",
    "syslog.journal.export.zst",
  ]

  static var paths: [String] {
    situations.map { "\($0)/input.log" } + framings.map { "framings/\($0)" }
  }

  static func lines(of path: String) -> [Line] {
    let programs = ProgramTable(identify: DialectRegistry.identify)
    // The zone is the process's, and other tests have set it.
    guard let zone = LocalZone(name: nil) else { return [] }
    let source = LogSource(
      path: "\(folder)/\(path)", programs: programs,
      settings: LogSource.Settings(zone: zone, year: 2026, now: 1_800_000_000))
    var lines: [Line] = []
    let block = LineBlock()
    while source.fill(block) {
      for index in 0..<block.records.count {
        let record = block.records[index]
        let identity = programs.programs[Int(record.program)].identity
        guard identity.dialect == .postfix else { continue }
        let line = block.line(record)
        var text: [UInt8] = []
        text.append(line)
        lines.append(
          Line(
            place: "\(path):\(block.firstLine + index)", text: text, start: Int(record.text),
            program: PostfixProgram(rawValue: identity.program) ?? .lost))
      }
      block.recycle()
    }
    return lines
  }
}

/// A small generator with a fixed seed: the same lines on every machine.
struct Dice {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(sides))
  }
}
