import Foundation
import IncaTrail
import OutputGrammar
import PrivacyKeys
import Testing
import TrailTesting

/// What `export --format` writes for security systems, compared with `fixtures/siem/records.<form>`.
///
/// `make golden` rewrites those files.
@Suite("Records for a SIEM")
struct SIEMGoldenTests {
  static let forms = ExportForm.Name.allCases.filter { $0 != .ndjson }
  private static let updates = ProcessInfo.processInfo.environment["INCATRAIL_GOLDEN"] == "update"

  private func form(
    _ name: ExportForm.Name, _ change: (inout ExportForm) -> Void = { _ in }
  ) -> ExportForm {
    var form = ExportForm(name, digest: EventDigest.of)
    change(&form)
    return form
  }

  private func records(_ bytes: [UInt8], _ end: UInt8 = UInt8(ascii: "\n")) -> [String] {
    #expect(bytes.last == end)
    return bytes.split(separator: end).map { String(decoding: $0, as: UTF8.self) }
  }

  private var sample: Pipeline {
    get throws { try Pipeline(["fixtures/siem/mail.log"], options: []) }
  }

  @Test("Each form is as expected", arguments: forms)
  func golden(name: ExportForm.Name) throws {
    let found = try sample.export(form: form(name) { $0.withSubject = true })
    let path = "\(packageFolder)/fixtures/siem/records.\(name.rawValue)"
    if Self.updates {
      try Data(found).write(to: URL(fileURLWithPath: path))
      return
    }
    let expected = FileManager.default.contents(atPath: path).map { Array($0) } ?? []
    let isRight = expected == found
    #expect(isRight, "\(path): \(difference(expected, found))")
  }

  /// One record for a message's attempt is told in each of them, whatever stands in the log.
  @Test("Every situation is well formed in every form, and no record is named twice")
  func situations() throws {
    for situation in Situation.all {
      let pipeline = try situation.pipeline()
      var counts: Set<Int> = []
      for name in Self.forms {
        let bytes = try pipeline.export(form: form(name) { $0.withSubject = true })
        guard !bytes.isEmpty else { continue }
        let read = records(bytes).map { SIEMGrammar($0, form: name.rawValue) }
        counts.insert(read.count)
        let faults = read.flatMap(\.faults)
        #expect(faults.isEmpty, "\(situation.name), \(name): \(faults.prefix(3))")
        let ids = read.compactMap(\.id)
        #expect(Set(ids).count == ids.count, "\(situation.name), \(name): a name twice")
      }
      #expect(counts.count <= 1, "\(situation.name): \(counts)")
    }
  }

  @Test("A broken record does not pass the grammar")
  func grammar() {
    #expect(
      !SIEMGrammar("CEF:0|a|b|1|c|d|3|rt=1 externalId=x outcome=a=b", form: "cef").faults.isEmpty)
    #expect(
      !SIEMGrammar("LEEF:2.0|a|b|1|c|x09|devTime=1\tcat=\tsev=1", form: "leef").faults.isEmpty)
    #expect(!SIEMGrammar(#"{"version":"1.1","host":"","level":9}"#, form: "gelf").faults.isEmpty)
    #expect(!SIEMGrammar("<13>1 - - - - - [a b=\"]\"]", form: "syslog").faults.isEmpty)
  }

  @Test("A record's name is that of every other program that follows the same rule")
  func names() throws {
    let cert =
      "delivery\nmx1.example.ch\n4cKM2r6fBYz2xKj\n"
      + "hans.beispiel@kanzlei.example.incamail.ch\n1795419317482"
    #expect(EventDigest.of(Array(cert.utf8)) == "4ce5aa6161c0aa1d")
    let text = String(decoding: try sample.export(form: form(.ecs)), as: UTF8.self)
    #expect(text.contains(#""id":"4ce5aa6161c0aa1d""#))
  }

  @Test("Frames are parted as asked")
  func framing() throws {
    let lines = records(try sample.export(form: form(.syslog)))
    let octets = try sample.export(form: form(.syslog) { $0.framing = .octet })
    let expected = lines.map { "\($0.utf8.count) \($0)" }.joined()
    #expect(String(decoding: octets, as: UTF8.self) == expected)
    let plain = records(try sample.export(form: form(.gelf)))
    let zeros = records(try sample.export(form: form(.gelf) { $0.framing = .nul }), 0)
    #expect(zeros == plain)
  }

  @Test("Subjects are told when asked, log lines to ECS alone, pseudonyms before names are made")
  func options() throws {
    let silent = String(decoding: try sample.export(form: form(.cef)), as: UTF8.self)
    #expect(!silent.contains("Vertrag"))
    let lines = String(
      decoding: try sample.export(withLines: true, form: form(.ecs)), as: UTF8.self)
    #expect(lines.contains(#""original":"2026-11-23T08:35:17.482+01:00 mx1.example.ch postfix"#))

    var hidden = try sample
    hidden.privacy.setLevel("domain")
    let told = String(decoding: try hidden.export(form: form(.ecs)), as: UTF8.self)
    #expect(!told.contains("hans.beispiel") && told.contains(#""privacy":"domain""#))
    #expect(!told.contains("4ce5aa6161c0aa1d"))
  }

  @Test("What a form cannot do is refused with the reason")
  func refusals() throws {
    let sample = try sample
    func refusal(_ form: ExportForm, lines: Bool = false) -> String {
      do {
        _ = try sample.export(withLines: lines, form: form)
        return "accepted"
      } catch { return "\(error)" }
    }
    #expect(
      refusal(form(.cef) { $0.framing = .octet }) == "--framing octet with --format cef: cef has lf"
    )
    #expect(
      refusal(form(.leef), lines: true)
        == "--with-lines with --format leef: only ndjson and ecs have a place for log lines")
    #expect(
      refusal(form(.ndjson) { $0.withSubject = true })
        == "--subject with --format ndjson: ndjson tells the subject anyway")
    #expect(refusal(form(.syslog) { $0.structuredDataID = "we@1.2.3" }) == "accepted")
    #expect(refusal(form(.syslog) { $0.structuredDataID = "we@" }).hasPrefix("--sd-id: 'we@'"))
  }
}
