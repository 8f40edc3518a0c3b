import Foundation
import MailTerms
import OwnCertificates
import Testing

private let folder =
  URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().path + "/fixtures/certificates"

@Suite("Our own certificate")
struct CertificateFileTests {
  private func own(_ file: String, roots: [String] = []) throws -> OwnCertificate {
    try CertificateFile("\(folder)/\(file)").own(roots: roots.map { "\(folder)/\($0)" })
  }

  @Test("Name, time and usages; a private key and words before it are passed over")
  func whole() throws {
    let found = try own("chain-with-root.pem")
    #expect(found.name == "mx1.example.ch")
    #expect(found.notBefore == 1_767_225_600)
    #expect(found.notAfter == 1_798_761_600)
    #expect(found.isForClients && found.isForServers && !found.isAuthority)
    // The issuing CA's end, which comes before the root's.
    #expect(found.issuersNotAfter == 2_051_222_400)
  }

  @Test("DER is read as PEM is")
  func der() throws {
    let (pem, der) = (try own("alone.pem"), try own("alone.der"))
    #expect(der.notAfter == pem.notAfter)
    #expect(der.chain == pem.chain)
  }

  @Test(
    "How far its issuers can be followed",
    arguments: [
      ("chain.pem", ["root.pem"], OwnCertificate.Chain.trusted),
      ("chain-with-root.pem", ["root.pem"], .trusted),
      ("chain-with-root.pem", [], .ownRoot("Muster Test Root CA")),
      ("chain-with-root.pem", ["self-signed.pem"], .ownRoot("Muster Test Root CA")),
      ("chain.pem", ["self-signed.pem"], .endsBefore(issuer: "Muster Test Root CA")),
      ("alone.pem", ["root.pem"], .endsBefore(issuer: "Muster Test Issuing CA")),
      ("alone.pem", [], .unknown(issuer: "Muster Test Issuing CA")),
      ("alone.pem", ["no-such-roots.pem"], .unknown(issuer: "Muster Test Issuing CA")),
      ("self-signed.pem", ["root.pem"], .selfSigned),
      // The name is right and the signature is not.
      (
        "issuer-of-another-key.pem", ["root.pem"],
        .endsBefore(issuer: "Muster Test Issuing CA")
      ),
    ] as [(String, [String], OwnCertificate.Chain)])
  func chain(file: String, roots: [String], chain: OwnCertificate.Chain) throws {
    #expect(try own(file, roots: roots).chain == chain)
  }

  @Test("A usage that is missing, an issuer that has ended, a CA in the first place")
  func faults() throws {
    let server = try own("server-only.pem")
    #expect(!server.isForClients && server.isForServers)
    // Without the extension it is for all purposes.
    #expect(try own("self-signed.pem").isForClients)
    #expect(try own("issuer-expired.pem").issuersNotAfter == 1_780_272_000)
    #expect(try own("ca-first.pem").isAuthority)
  }

  @Test(
    "What is no certificate is named",
    arguments: [
      ("nowhere.pem", CertificateFileError.Problem.unreadable(reason: "no such file")),
      ("key-alone.pem", .noCertificate), ("damaged.pem", .damaged(number: 2)),
      ("../day/mail.log", .noCertificate),
      ("../certificates", .unreadable(reason: "Is a directory")),
    ])
  func refused(file: String, problem: CertificateFileError.Problem) {
    let path = "\(folder)/\(file)"
    #expect {
      try CertificateFile(path)
    } throws: { error in
      (error as? CertificateFileError)?.problem == problem && "\(error)".hasPrefix("\(path): ")
    }
  }

  @Test("Random changes of a file never trap")
  func mutated() throws {
    let path = NSTemporaryDirectory() + "incatrail-\(UUID().uuidString).pem"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var random = SystemRandomNumberGenerator()
    var read = 0
    for file in ["chain.pem", "alone.der"] {
      let whole = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
      for place in stride(from: 0, to: whole.count, by: 7) {
        var bytes = whole
        bytes[place] = UInt8.random(in: 0...255, using: &random)
        try bytes.write(to: URL(fileURLWithPath: path))
        if let file = try? CertificateFile(path) {
          read += file.own(roots: []).name.isEmpty ? 0 : 1
        }
      }
    }
    #expect(read > 0)
  }
}
