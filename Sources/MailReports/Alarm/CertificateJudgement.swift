import MailTerms

/// What is wrong with our own certificate, and how long it lasts.
///
/// IncaMail refuses expired, self-signed and exotic certificates, and authenticates a gateway by
/// the one that it shows when it sends (checklist 3, 6.1, 6.2).
struct CertificateJudgement {
  private(set) var faults: [(state: AlarmState, reason: String)] = []
  /// What the certificate is.
  private(set) var note: String
  let hasExpired: Bool
  /// Whole days, rounded down: less than none once it has expired.
  let daysLeft: Int
  let endText: String
  /// So many days before its end there is no time left to wait for a CA.
  private static let urgentDays = 14

  /// - Parameter now: seconds since 1970.
  init(_ certificate: OwnCertificate, at now: Int64) {
    let left = certificate.notAfter - now
    hasExpired = left < 0
    daysLeft = Int(left >= 0 ? left / 86400 : (left - 86399) / 86400)
    let end = dayText(certificate.notAfter)
    let advice = daysLeft < Self.urgentDays ? "install its successor now" : "order its successor"
    endText =
      hasExpired
      ? "our certificate has expired, on \(end)"
      : "our certificate ends in \(counted(daysLeft, "day")), on \(end): \(advice)"
    note = "Certificate: \(certificate.name), until \(end)"
    if hasExpired {
      faults.append((.critical, endText))
    } else if certificate.notBefore > now {
      faults.append((.critical, "our certificate is not valid before \(certificate.beginText)"))
    }
    judgeUse(certificate)
    judgeChain(certificate, now)
  }

  private mutating func judgeUse(_ certificate: OwnCertificate) {
    if certificate.isAuthority {
      faults.append((.critical, "the file begins with a CA's certificate: ours must stand first"))
      return
    }
    // Whether the platform minds is told by the log, and then it is critical.
    if !certificate.isForClients {
      faults.append(
        (.warning, "our certificate lacks the usage clientAuth: it may be refused when we send"))
    }
    if !certificate.isForServers {
      faults.append(
        (.warning, "our certificate lacks the usage serverAuth: it may be refused when we receive"))
    }
  }

  private mutating func judgeChain(_ certificate: OwnCertificate, _ now: Int64) {
    switch certificate.chain {
    case .trusted: break
    case .selfSigned: faults.append((.critical, "our certificate is self-signed"))
    case .ownRoot(let root):
      note += "; its root \(root) is unknown to this machine: is it registered with IncaMail?"
    case .endsBefore(let issuer):
      faults.append(
        (
          .warning,
          "our chain ends before \(issuer), neither in the file nor a root of this machine"
        ))
    case .unknown(let issuer):
      note += "; issuer \(issuer) not checked, for want of roots (package ca-certificates)"
    }
    if let end = certificate.issuersNotAfter, end < now {
      faults.append((.critical, "an issuer in our chain has expired, on \(dayText(end))"))
    }
  }
}

extension OwnCertificate {
  fileprivate var beginText: String { dayText(notBefore) }
}

/// `2026-12-24`, in UTC, as certificates tell time.
private func dayText(_ seconds: Int64) -> String {
  LogTime(microseconds: seconds * 1_000_000, offsetMinutes: 0, decimals: 0).dayText
}
