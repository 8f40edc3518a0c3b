/// How much of whom a message is about an output tells: `docs/privacy.md`. The names are public and
/// stable.
public enum PrivacyLevel: String, CaseIterable, Sendable {
  /// As logged.
  case full
  /// Addresses are keyed hashes, which are equal for equal addresses; no subject.
  case pseudonym
  /// Of an address no more than its domain; no subject, no message ID, no client.
  case domain
  /// Nothing of a single message.
  case aggregate
}

/// The secret that pseudonyms are made with, as far as the pipeline must know it.
///
/// Whoever reads the key file brings the hash, so that nothing here depends on cryptography.
public struct PseudonymKey: Sendable {
  /// The first eight hexadecimal digits of the key's SHA-256: tells which key it was, not the key.
  public let id: String
  /// The first 128 bits of the HMAC-SHA-256 of a message.
  let digest: @Sendable ([UInt8]) -> (high: UInt64, low: UInt64)

  public init(
    id: String, digest: @escaping @Sendable ([UInt8]) -> (high: UInt64, low: UInt64)
  ) {
    self.id = id
    self.digest = digest
  }

  package func callAsFunction(_ message: [UInt8]) -> (high: UInt64, low: UInt64) {
    digest(message)
  }
}
