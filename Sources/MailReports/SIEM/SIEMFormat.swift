import ByteTools
package import MailPrivacy
package import MailTerms

/// The forms that security systems read. A new one is a case here and a file beside this one.
package enum SIEMFormat: String, CaseIterable, Sendable {
  case ecs, ocsf, cef, leef, syslog, gelf, asim

  /// How one record is parted from the next.
  package enum Framing: String, CaseIterable, Sendable {
    /// A newline behind each.
    case lf
    /// RFC 6587 section 3.4.1: its length in octets and a blank in front of each.
    case octet
    /// A zero byte behind each, as inputs of GELF over TCP want it.
    case nul
  }

  /// The framings that receivers of the form know.
  package var framings: [Framing] {
    switch self {
    case .syslog: [.lf, .octet]
    case .gelf: [.lf, .nul]
    default: [.lf]
    }
  }
}

/// What records for a SIEM are made with.
package struct SIEMOptions: Sendable {
  package var format: SIEMFormat
  package var framing = SIEMFormat.Framing.lf
  /// The first forty characters of the subject.
  package var withSubject = false
  /// The deciding line of the log, where the format has a place for it.
  package var withLines = false
  /// The program's.
  package var version: String
  /// What the trails have been through, for the record to say so.
  package var privacy = Privacy.full
  /// The platform's suffixes of recipients, with their dot: `.incamail.ch`.
  package var suffixes: [String] = []
  /// The `SD-ID` of RFC 5424: a name, `@` and a private enterprise number.
  package var structuredDataID = defaultStructuredDataID
  /// 16 hexadecimal digits: the beginning of the SHA-256 of what is given.
  package var digest: @Sendable ([UInt8]) -> String

  /// 32473 is the number for documentation (RFC 5612).
  package static let defaultStructuredDataID = "incatrail@32473"

  /// RFC 5424 section 6.3.2.
  package static func isStructuredDataID(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, text.utf8.count <= 32 else { return false }
    let isPrintable = parts[0].utf8.allSatisfy {
      (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "]")
        && $0 != UInt8(ascii: "\"")
    }
    let numbers = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return isPrintable
      && numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0.isDigit } }
  }

  package init(
    _ format: SIEMFormat, version: String, digest: @escaping @Sendable ([UInt8]) -> String
  ) {
    self.format = format
    self.version = version
    self.digest = digest
  }
}

/// Writes the records of trails in one of the forms.
package struct SIEMRecord: Sendable {
  private let options: SIEMOptions

  package init(_ options: SIEMOptions) { self.options = options }

  /// Appends what is to be told of `trail`, each record with its framing.
  package func append(_ trail: Trail, to json: inout JSONWriter) {
    for event in SIEMEvents.of(trail, options) { append(event, to: &json) }
  }

  /// Appends what was not told before of a trail that may still be under way.
  /// - Parameters:
  ///   - isOver: nothing more is to come. Before that, that a recipient was not heard of is no news.
  ///   - told: the records that were told, by numbers made of their names; gains those that are now.
  /// - Returns: whether there were any.
  package func appendNews(
    of trail: Trail, isOver: Bool, told: inout Set<UInt64>, to json: inout JSONWriter
  ) -> Bool {
    var hasNews = false
    for event in SIEMEvents.of(trail, options) where isOver || event.outcome != .unknown {
      guard told.insert(event.news).inserted else { continue }
      append(event, to: &json)
      hasNews = true
    }
    return hasNews
  }

  private func append(_ event: SIEMEvent, to json: inout JSONWriter) {
    guard options.framing == .octet else {
      write(event, to: &json)
      if options.framing == .nul { json.endRecord(0) } else { json.endLine() }
      return
    }
    var frame = JSONWriter()
    write(event, to: &frame)
    json.bytes.append(decimal: frame.bytes.count)
    json.bytes.append(" ")
    frame.bytes.withByteView { json.bytes.append($0) }
  }

  private func write(_ event: SIEMEvent, to json: inout JSONWriter) {
    switch options.format {
    case .ecs: ECSRecord(options).write(event, to: &json)
    case .ocsf: OCSFRecord(options).write(event, to: &json)
    case .asim: ASIMRecord(options).write(event, to: &json)
    case .gelf: GELFRecord().write(event, to: &json)
    case .cef: append(CEFRecord(options).text(event), to: &json)
    case .leef: append(LEEFRecord(options).text(event), to: &json)
    case .syslog: append(SyslogRecord(options).text(event), to: &json)
    }
  }

  private func append(_ text: String, to json: inout JSONWriter) {
    text.withByteView { json.bytes.append($0) }
  }
}
