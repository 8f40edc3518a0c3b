internal import MailPrivacy
internal import MailReports
internal import MailRules
internal import MailTerms

/// The form of what `export` writes: our own records, or those of a security system.
public struct ExportForm: Sendable {
  public enum Name: String, CaseIterable, Sendable {
    case ndjson, ecs, ocsf, cef, leef, syslog, gelf, asim
  }

  public enum Framing: String, CaseIterable, Sendable { case lf, octet, nul }

  public let name: Name
  public var framing = Framing.lf
  /// Tells the beginning of the subject where the form would not.
  public var withSubject = false
  /// Of RFC 5424: a name, `@` and a private enterprise number.
  public var structuredDataID: String?
  /// The first 16 hexadecimal digits of the SHA-256 of what it is given.
  private let digest: @Sendable ([UInt8]) -> String

  /// Our own records, which need no digest.
  public static let ndjson = ExportForm(.ndjson) { _ in "" }

  public init(_ name: Name, digest: @escaping @Sendable ([UInt8]) -> String) {
    self.name = name
    self.digest = digest
  }

  /// Whether a record is of one attempt, so that trails must keep theirs.
  var tellsAttempts: Bool { name != .ndjson }

  /// What it is made with.
  var content: [String] {
    var words: [String] = []
    if name != .ndjson { words.append("--format \(name.rawValue)") }
    if withSubject { words.append("--subject") }
    return words
  }

  /// The form as it writes trails as far as `privacy` tells them.
  func made(
    _ options: TrailRecordOptions, _ privacy: Privacy, _ profile: PlatformProfile
  ) throws(UsageError) -> MadeForm {
    guard let format = SIEMFormat(rawValue: name.rawValue) else {
      try refuse(framing != .lf, "--framing \(framing.rawValue)", "lf is the only one of ndjson")
      try refuse(withSubject, "--subject", "ndjson tells the subject anyway")
      try refuse(structuredDataID != nil, "--sd-id", "it is of --format syslog")
      return MadeForm(kind: .trail(TrailRecord(options: options, privacy: privacy)), privacy)
    }
    let known = format.framings.map(\.rawValue)
    try refuse(
      !known.contains(framing.rawValue), "--framing \(framing.rawValue)",
      "\(name.rawValue) has \(known.joined(separator: " and "))")
    try refuse(structuredDataID != nil && format != .syslog, "--sd-id", "it is of --format syslog")
    try refuse(
      options.withLines && format != .ecs, "--with-lines",
      "only ndjson and ecs have a place for log lines")
    try refuse(
      withSubject && !privacy.isFull, "--subject", "subjects are told at --privacy full only")
    var made = SIEMOptions(format, version: incaTrailVersion, digest: digest)
    made.framing = SIEMFormat.Framing(rawValue: framing.rawValue) ?? .lf
    made.withSubject = withSubject
    made.withLines = options.withLines
    made.privacy = privacy
    made.suffixes = profile.suffixes.map { String(decoding: $0, as: UTF8.self) }
    if let structuredDataID {
      guard SIEMOptions.isStructuredDataID(structuredDataID) else {
        throw UsageError(
          "--sd-id: '\(structuredDataID)' is none: a name, @ and your private enterprise number, "
            + "32 characters at most: incatrail@32473")
      }
      made.structuredDataID = structuredDataID
    }
    return MadeForm(kind: .siem(SIEMRecord(made)), privacy)
  }

  private func refuse(_ isWrong: Bool, _ option: String, _ why: String) throws(UsageError) {
    if isWrong { throw UsageError("\(option) with --format \(name.rawValue): \(why)") }
  }
}

/// A form, ready to write.
struct MadeForm: Sendable {
  enum Kind: Sendable {
    /// One record a trail.
    case trail(TrailRecord)
    /// One an attempt or finding.
    case siem(SIEMRecord)
  }

  private let kind: Kind
  private let privacy: Privacy

  init(kind: Kind, _ privacy: Privacy) {
    self.kind = kind
    self.privacy = privacy
  }

  func append(_ trail: Trail, to json: inout JSONWriter) {
    // Not even a copy where nothing is hidden.
    guard privacy.isFull else { return write(privacy.applied(to: trail), to: &json) }
    write(trail, to: &json)
  }

  private func write(_ trail: Trail, to json: inout JSONWriter) {
    switch kind {
    case .trail(let record): record.append(trail, to: &json)
    case .siem(let record): record.append(trail, to: &json)
    }
  }

  /// Appends those records that stand for themselves and were not told before: see
  /// `SIEMRecord.appendNews`.
  /// - Returns: whether there were any; nil where a trail has one record, which is told as a whole.
  func appendNews(
    of trail: Trail, isOver: Bool, told: inout Set<UInt64>, to json: inout JSONWriter
  ) -> Bool? {
    guard case .siem(let record) = kind else { return nil }
    return record.appendNews(
      of: privacy.isFull ? trail : privacy.applied(to: trail), isOver: isOver, told: &told,
      to: &json)
  }
}
