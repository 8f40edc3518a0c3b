internal import Crypto
internal import FoundationEssentials
internal import Glibc
package import MailTerms

/// A file with the secret that pseudonyms are made with: 32 octets that only its owner may read.
package enum KeyFile {
  private static let size = 32

  /// Reads the key.
  package static func read(_ path: String) throws(KeyFileError) -> PseudonymKey {
    // Not to wait where it is a pipe.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      guard errno != ENOENT else {
        throw KeyFileError(
          path, "cannot be read: no such file; 'incatrail privacy make-key \(path)' makes one")
      }
      throw KeyFileError(path, "cannot be read: \(reason())")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw KeyFileError(path, "cannot be read: \(reason())")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw KeyFileError(path, "is no file that can hold a key")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw KeyFileError(
        path, "others may read or change this key: run 'chmod 600 \(path)'")
    }
    guard status.st_size == size else {
      throw KeyFileError(
        path,
        "holds \(status.st_size) octets where a key has \(size): "
          + "'incatrail privacy make-key FILE' makes one")
    }
    var octets = [UInt8](repeating: 0, count: size)
    var count = 0
    while count < size {
      // Safe: count..<size lies inside.
      let read = octets.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress.map { $0 + count }, size - count)
      }
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { throw KeyFileError(path, "cannot be read: \(reason())") }
      count += read
    }
    return key(octets)
  }

  /// Makes a key at random in a new file; one that is there stays, because without it no pseudonym
  /// could be made again.
  /// - Returns: its `key_id`.
  package static func make(_ path: String) throws(KeyFileError) -> String {
    var generator = SystemRandomNumberGenerator()
    let octets = (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      guard errno != EEXIST else {
        throw KeyFileError(
          path,
          "is there already, and stays: pseudonyms made with another key would not be equal to those "
            + "made with it")
      }
      throw KeyFileError(path, "cannot be made: \(reason())")
    }
    // The mask of the process may have taken away more.
    let isWritten =
      fchmod(descriptor, 0o600) == 0 && Glibc.write(descriptor, octets, size) == size
      && fsync(descriptor) == 0
    let cause = reason()
    close(descriptor)
    guard isWritten else {
      unlink(path)
      throw KeyFileError(path, "cannot be written: \(cause)")
    }
    return key(octets).id
  }

  /// - Parameter octets: any number of them.
  package static func key(_ octets: [UInt8]) -> PseudonymKey {
    let secret = SymmetricKey(data: octets)
    var hash = SHA256()
    octets.withUnsafeBytes { hash.update(bufferPointer: $0) }
    let id = hash.finalize().withUnsafeBytes { bytes in
      bytes.prefix(4).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
    }
    return PseudonymKey(id: id) { message in
      var mac = HMAC<SHA256>(key: secret)
      mac.update(data: message)
      return mac.finalize().withUnsafeBytes { bytes in
        func word(_ range: Range<Int>) -> UInt64 {
          bytes[range].reduce(0) { $0 << 8 | UInt64($1) }
        }
        return (word(0..<8), word(8..<16))
      }
    }
  }

  private static func reason() -> String {
    // Safe: strerror gives a terminated text for every number.
    errno == ENOENT ? "no such folder" : String(cString: strerror(errno))
  }
}

/// Why there is no key.
package struct KeyFileError: Error, Equatable, CustomStringConvertible {
  package let file: String
  package let problem: String

  init(_ file: String, _ problem: String) {
    self.file = file
    self.problem = problem
  }

  package var description: String { "\(file): \(problem)" }
}
