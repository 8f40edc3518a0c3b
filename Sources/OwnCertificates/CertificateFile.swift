internal import FoundationEssentials
internal import Glibc
package import MailTerms
internal import SwiftASN1
internal import X509

/// Why a file tells nothing of a certificate.
package struct CertificateFileError: Error, Equatable, CustomStringConvertible {
  package enum Problem: Equatable, Sendable {
    case unreadable(reason: String)
    case tooLarge
    /// Neither PEM with a certificate in it nor DER.
    case noCertificate
    /// The certificate of that number, from 1, cannot be read.
    case damaged(number: Int)
  }

  package let file: String
  package let problem: Problem

  package var description: String {
    switch problem {
    case .unreadable(let reason): "\(file): \(reason)"
    case .tooLarge: "\(file): larger than 1 MB, and so no file of certificates"
    case .noCertificate:
      "\(file): no certificate in it: give the PEM or DER file that the MTA shows"
    case .damaged(let number): "\(file): certificate \(number) is damaged"
    }
  }
}

/// A file with our certificate and those of its issuers, as an MTA reads it: ours first.
///
/// Other things in it, such as a private key, are passed over.
package struct CertificateFile {
  private let certificates: [Certificate]
  private static let sizeLimit = 1 << 20

  /// Where systems keep the roots that they trust: Debian, Red Hat, SUSE.
  package static let usualRoots = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
  ]

  package init(_ path: String) throws(CertificateFileError) {
    let bytes = try Self.contents(path)
    // A certificate in DER is a SEQUENCE.
    let blocks = bytes.first == 0x30 ? [bytes] : Self.blocks(bytes)
    var certificates: [Certificate] = []
    for (index, block) in blocks.enumerated() {
      guard let certificate = try? Certificate(derEncoded: block) else {
        let problem = CertificateFileError.Problem.damaged(number: index + 1)
        throw CertificateFileError(file: path, problem: bytes == block ? .noCertificate : problem)
      }
      certificates.append(certificate)
    }
    guard !certificates.isEmpty else {
      throw CertificateFileError(file: path, problem: .noCertificate)
    }
    self.certificates = certificates
  }

  /// Our certificate, and how far its issuers can be followed.
  /// - Parameter roots: files of roots to trust; those that are not there are passed over.
  package func own(roots: [String] = usualRoots) -> OwnCertificate {
    let own = certificates[0]
    let trusted = roots.lazy.compactMap { try? Self.contents($0) }.first.map(Self.blocks) ?? []
    let (chain, issuersEnd) = follow(
      own, trusted.lazy.compactMap { try? Certificate(derEncoded: $0) })
    let usage = try? own.extensions.extendedKeyUsage
    func isFor(_ purpose: ExtendedKeyUsage.Usage) -> Bool {
      // Without the extension a certificate is for all purposes: RFC 5280, 4.2.1.12.
      usage.map { $0.contains(purpose) || $0.contains(.any) } ?? true
    }
    return OwnCertificate(
      name: own.subject.shortName, notBefore: own.notValidBefore.unixTime,
      notAfter: own.notValidAfter.unixTime, issuersNotAfter: issuersEnd,
      isForClients: isFor(.clientAuth), isForServers: isFor(.serverAuth),
      isAuthority: certificates.count > 1 && own.isAuthority, chain: chain)
  }

  /// Goes from issuer to issuer, by name and signature.
  private func follow(
    _ own: Certificate, _ roots: some Sequence<Certificate>
  ) -> (OwnCertificate.Chain, issuersEnd: Int64?) {
    var tip = own
    var end: Int64?
    // Each certificate of the file is passed once at most.
    for _ in certificates {
      if tip.issuer == tip.subject, tip.isIssued(by: tip) {
        if roots.contains(tip) { return (.trusted, end) }
        return (tip == own ? .selfSigned : .ownRoot(tip.subject.shortName), end)
      }
      guard let issuer = certificates.first(where: { $0 != tip && tip.isIssued(by: $0) }) else {
        break
      }
      tip = issuer
      end = min(end ?? .max, tip.notValidAfter.unixTime)
    }
    var hasRoots = false
    for root in roots {
      hasRoots = true
      if tip.isIssued(by: root) { return (.trusted, end) }
    }
    let issuer = tip.issuer.shortName
    return (hasRoots ? .endsBefore(issuer: issuer) : .unknown(issuer: issuer), end)
  }

  // MARK: Bytes

  /// The certificates of a PEM file, in DER.
  private static func blocks(_ bytes: [UInt8]) -> [[UInt8]] {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let documents = try? PEMDocument.parseMultiple(pemString: text) else { return [] }
    return documents.filter { $0.discriminator == "CERTIFICATE" }.map(\.derBytes)
  }

  private static func contents(_ path: String) throws(CertificateFileError) -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw unreadable(path) }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: sizeLimit + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    if ferror(file) != 0 { throw unreadable(path) }
    guard count <= sizeLimit else { throw CertificateFileError(file: path, problem: .tooLarge) }
    return Array(bytes[..<count])
  }

  private static func unreadable(_ path: String) -> CertificateFileError {
    let reason =
      switch errno {
      case ENOENT: "no such file"
      case EACCES: "no permission to read it"
      // Safe: strerror gives a terminated text for every number.
      default: String(cString: strerror(errno))
      }
    return CertificateFileError(file: path, problem: .unreadable(reason: reason))
  }
}

extension Certificate {
  fileprivate func isIssued(by other: Certificate) -> Bool {
    issuer == other.subject && other.publicKey.isValidSignature(signature, for: self)
  }

  fileprivate var isAuthority: Bool {
    switch try? extensions.basicConstraints {
    case .isCertificateAuthority: true
    case .notCertificateAuthority, nil: false
    }
  }
}

extension DistinguishedName {
  /// The common name; all of it where there is none.
  fileprivate var shortName: String {
    for part in self {
      for attribute in part where attribute.type == .RDNAttributeType.commonName {
        return "\(attribute.value)"
      }
    }
    return "\(self)"
  }
}

extension Date {
  fileprivate var unixTime: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }
}
