internal import ByteTools
internal import MailLines
internal import MailReports
internal import MailRules
internal import MailTerms

/// An entry of `accept:`: something known that shall not raise the verdict for a while.
public struct AcceptedRisk: Sendable, Equatable {
  /// A finding or a failure class.
  public let name: String
  /// Where it happens; nil: anywhere.
  public let hop: String?
  /// The last day on which it holds: `2026-12-31`.
  public let until: String
  public let reason: String

  /// - Throws: what is wrong, in a sentence that fits behind the place where it stands.
  public init(name: String, hop: String?, until: String, reason: String) throws(UsageError) {
    guard AdviceSubject(name: name) != nil else {
      throw UsageError("'\(name)' is no finding and no class\(Self.hint(name, among: Self.names))")
    }
    guard Self.isDay(until) else {
      throw UsageError("until: '\(until)' is no day: give one such as 2026-12-31")
    }
    guard !reason.allSatisfy({ $0 == " " }) else {
      throw UsageError("reason: say why, for those who read the report")
    }
    guard !reason.contains(where: \.isNewline) else {
      throw UsageError("reason: one line is all there is room for")
    }
    guard !reason.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw UsageError("reason: holds a control character: give plain text")
    }
    if let hop { try Self.check(hop) }
    self.name = name
    self.hop = hop
    self.until = until
    self.reason = reason
  }

  var isFinding: Bool { Finding.allCases.contains { $0.name == name } }

  static let findings = Finding.allCases.map(\.name)
  static let classes = FailureClass.allCases.map(\.name)
  private static var names: [String] { findings + classes }

  /// `: did you mean 'cert.self-signed'?`, or what there is.
  static func hint(_ name: String, among known: [String]) -> String {
    nearest(name, in: known).map { ": did you mean '\($0)'?" }
      ?? "; findings are \(findings.joined(separator: ", "))"
  }

  /// `: did you mean 'cert.self-signed'?`, or under which key it belongs.
  static func hint(_ name: String, insteadOf key: String) -> String {
    guard names.contains(name) else { return hint(name, among: names) }
    return key == "class" ? ": write 'finding: \(name)'" : ": write 'class: \(name)'"
  }

  /// What no host, address or network is called would never be met.
  private static func check(_ hop: String) throws(UsageError) {
    let isName = hop.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "-._*?".unicodeScalars.contains($0)
    }
    guard !hop.isEmpty, isName || IPNetwork(hop) != nil else {
      throw UsageError(
        "hop: '\(hop)' is no host, address or network: give one such as gw*.incamail.com or "
          + "192.0.2.0/24")
    }
  }

  private static func isDay(_ text: String) -> Bool {
    // The machine's zone: to name one would make it that of the process.
    guard text.utf8.count == 10, let zone = LocalZone(name: nil),
      let day = TimeExpression.moment(text, now: 0, zone: zone)
    else { return false }
    return day.description.hasPrefix(text)
  }

  /// Whether its last day is over.
  public func isExpired(_ input: InputSettings) throws -> Bool { try acceptance(input).isExpired }

  func acceptance(_ input: InputSettings) throws(UsageError) -> Acceptance {
    let zone = try input.zone()
    guard let subject = AdviceSubject(name: name),
      let until = TimeExpression.moment(self.until, now: input.now, zone: zone)
    else { throw UsageError("until: '\(self.until)' is no day") }
    return Acceptance(
      subject, hop: hop, until: until, reason: reason,
      isExpired: input.now >= until.seconds + 86_400)
  }

  /// As it stands in a configuration, `indent` deep.
  func yaml(indent: String) -> String {
    var lines = ["- \(isFinding ? "finding" : "class"): \(name)"]
    if let hop { lines.append("  hop: \(Self.quoted(hop))") }
    lines.append("  until: \(until)")
    lines.append("  reason: \(Self.quoted(reason))")
    return lines.map { indent + $0 + "\n" }.joined()
  }

  /// YAML 1.2, 7.3.1.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
