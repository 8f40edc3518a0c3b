import Glibc
import TrailTesting

@testable import MailLines

/// Log-like text: repeats itself, but not only.
func sampleText(lines: Int, seed: UInt64 = 1) -> [UInt8] {
  var random = Seeded(seed)
  var text = ""
  for line in 0..<lines {
    text += "Nov 23 19:54:\(line % 60) mxgw01 postfix/smtp[\(random.next() % 30_000)]: "
    text += "\(String(random.next(), radix: 16, uppercase: true)): to=<user\(line)@example.org>, "
    text += "status=sent (250 2.0.0 Ok)\n"
  }
  return Array(text.utf8)
}

/// A file in the temporary directory, gone with its last user.
final class TemporaryFile: Sendable {
  let path: String

  init(_ bytes: [UInt8]) {
    var template = Array("/tmp/incatrail-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    precondition(descriptor >= 0, "the temporary directory is writable")
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress! + written, bytes.count - written)
      }
      precondition(count > 0, "the temporary directory has room")
      written += count
    }
    close(descriptor)
  }

  deinit { unlink(path) }
}

/// All that a stream gives, and the error at its end.
func readAll(
  _ bytes: [UInt8], zlibOnly: Bool = false, inputCapacity: Int = 128 << 10, chunk: Int = 64 << 10
) -> (bytes: [UInt8], error: InputError?) {
  let file = TemporaryFile(bytes)
  var output: [UInt8] = []
  do {
    let stream = try ByteStream(path: file.path, zlibOnly: zlibOnly, inputCapacity: inputCapacity)
    var buffer = [UInt8](repeating: 0, count: chunk)
    do {
      while true {
        let count = try buffer.withUnsafeMutableBytes { bytes throws(InputError) in
          try stream.read(into: bytes)
        }
        if count == 0 { return (output, nil) }
        output += buffer[..<count]
        precondition(stream.bytesDelivered == output.count)
      }
    } catch {
      // An error is thrown once; then the stream has ended.
      let after = try? buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
      precondition(after == 0)
      throw error
    }
  } catch let error as InputError {
    return (output, error)
  } catch {
    preconditionFailure("only input errors are thrown")
  }
}
