import CBzip2
import CLZMA
import CZlib
import CZstd
import Glibc

@testable import MailLines

/// What makes the fixtures of these tests: each compression by its own library.
enum Compressor: String, CaseIterable, Sendable {
  case gzip, zstd, xz, bzip2

  func member(_ text: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: text.count * 2 + 4096)
    switch self {
    case .gzip:
      var input = text
      return input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
          var stream = z_stream()
          deflateInit2_(
            &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
          stream.next_in = input.baseAddress
          stream.avail_in = UInt32(input.count)
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END, "the buffer is large enough")
          deflateEnd(&stream)
          return Array(output[..<Int(stream.total_out)])
        }
      }
    case .zstd:
      let context = ZSTD_createCCtx()
      defer { ZSTD_freeCCtx(context) }
      _ = ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
      let count = ZSTD_compress2(context, &output, output.count, text, text.count)
      return Array(output[..<count])
    case .xz:
      var position = 0
      let capacity = output.count
      precondition(
        lzma_easy_buffer_encode(
          1, LZMA_CHECK_CRC64, nil, text, text.count, &output, &position, capacity) == LZMA_OK)
      return Array(output[..<position])
    case .bzip2:
      var count = UInt32(output.count)
      var input = text
      let status = input.withUnsafeMutableBytes { input in
        output.withUnsafeMutableBytes { output in
          BZ2_bzBuffToBuffCompress(
            output.baseAddress?.assumingMemoryBound(to: CChar.self), &count,
            input.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(input.count), 1, 0, 0)
        }
      }
      precondition(status == BZ_OK)
      return Array(output[..<Int(count)])
    }
  }
}

/// Log-like text: repeats itself, but not only.
func sampleText(lines: Int, seed: UInt64 = 1) -> [UInt8] {
  var random = SplitMix(state: seed)
  var text = ""
  for line in 0..<lines {
    text += "Nov 23 19:54:\(line % 60) mxgw01 postfix/smtp[\(random.next() % 30_000)]: "
    text += "\(String(random.next(), radix: 16, uppercase: true)): to=<user\(line)@example.org>, "
    text += "status=sent (250 2.0.0 Ok)\n"
  }
  return Array(text.utf8)
}

/// Numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
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
