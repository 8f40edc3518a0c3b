internal import ByteTools
internal import Glibc
internal import MailReports
internal import MailRules
internal import MailTerms

/// Who gets a report by mail, and from whom.
public struct MailSettings: Sendable {
  /// A mailbox; nil: root on this machine.
  public var from: String?
  public var to: [String] = []
  /// nil: the verdict.
  public var subject: String?
  /// The name of this machine.
  package var host = MailSettings.hostName()

  public init() {}

  /// Takes what the configuration says; options given beside it count for more.
  public mutating func apply(_ configuration: Configuration) {
    if to.isEmpty { to = configuration.mailTo }
    from = from ?? configuration.mailFrom
  }

  /// Refuses what the gateway would route to the platform: a report must not go there.
  func check(_ profile: PlatformProfile) throws(UsageError) {
    guard !to.isEmpty else {
      throw UsageError(
        "--format mail: who gets it? --to postmaster@example.ch, or 'mail: {to: …}' in the "
          + "configuration")
    }
    for mailbox in to + [from].compactMap({ $0 }) {
      let address = mailbox.split(separator: "<").last?.prefix { $0 != ">" } ?? ""
      guard !address.isEmpty, !address.contains(" ") else {
        throw UsageError("'\(mailbox)' is no mail address")
      }
      guard !String(address).withByteView({ profile.bearsSuffix($0) }) else {
        throw UsageError(
          "'\(mailbox)': the gateway would send the report to the platform; give the address "
            + "without the platform's suffix")
      }
    }
    if let subject, ["<im", "<c>"].contains(where: subject.lowercased().contains) {
      throw UsageError(
        "--subject: '<im>' and '<c>' are IncaMail's tags; the gateway would send the report to the "
          + "platform")
    }
  }

  func head(now: Int64) -> MailReport.Head {
    var clock = time_t(now)
    var local = tm()
    localtime_r(&clock, &local)
    let date = LogTime(
      microseconds: now * 1_000_000, offsetMinutes: Int16(local.tm_gmtoff / 60), decimals: 0)
    return MailReport.Head(
      from: from ?? "root@\(host)", to: to, subject: subject, date: date, host: host)
  }

  private static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    // Safe: the last byte stays zero, whatever the call does.
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
