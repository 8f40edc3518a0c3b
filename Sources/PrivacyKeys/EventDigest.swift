internal import Crypto

/// What names a record for a SIEM.
package enum EventDigest {
  /// The first 16 hexadecimal digits of the SHA-256 of `bytes`.
  package static func of(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize().withUnsafeBytes { digest in
      digest.prefix(8).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
    }
  }
}
