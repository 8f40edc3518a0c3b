import ByteTools
import CZstd
import Glibc

/// The bytes of a log, plain or zstd; whole, for a seed is small.
func readSeed(_ path: String) throws -> [UInt8] {
  let raw = try readFile(path)
  guard raw.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) else { return raw }
  guard let stream = ZSTD_createDStream() else { throw BenchError("no memory for zstd") }
  defer { ZSTD_freeDStream(stream) }
  var log: [UInt8] = []
  var block = [UInt8](repeating: 0, count: ZSTD_DStreamOutSize())
  try raw.withUnsafeBytes { bytes in
    var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
    var pending = 1
    while input.pos < input.size || pending != 0 {
      let before = input.pos
      let (written, hint) = block.withUnsafeMutableBytes { room in
        var output = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
        let hint = ZSTD_decompressStream(stream, &output, &input)
        return (output.pos, hint)
      }
      guard ZSTD_isError(hint) == 0 else {
        throw BenchError("\(path): \(String(cString: ZSTD_getErrorName(hint)))")
      }
      log.append(contentsOf: block[..<written])
      pending = hint
      guard written > 0 || input.pos > before || hint == 0 else {
        throw BenchError("\(path): cut after \(log.count) bytes")
      }
    }
  }
  return log
}

private func readFile(_ path: String) throws -> [UInt8] {
  let descriptor = open(path, O_RDONLY)
  guard descriptor >= 0 else { throw BenchError.system(path) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let count = read(descriptor, &block, block.count)
    guard count >= 0 else { throw BenchError.system(path) }
    guard count > 0 else { return bytes }
    bytes.append(contentsOf: block[..<count])
  }
}

/// Writes all of `bytes`, however many calls it takes.
func writeAll(_ descriptor: Int32, _ bytes: [UInt8], to path: String) throws {
  var done = 0
  while done < bytes.count {
    let count = bytes.withUnsafeBytes { room in
      // Safe: done < count, so the address and the rest of the size lie inside.
      write(descriptor, room.baseAddress! + done, room.count - done)
    }
    guard count > 0 else { throw BenchError.system(path) }
    done += count
  }
}

/// A file of these bytes, in place of one that is there.
func writeFile(_ path: String, _ bytes: [UInt8]) throws {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  guard descriptor >= 0 else { throw BenchError.system(path) }
  defer { close(descriptor) }
  try writeAll(descriptor, bytes, to: path)
}
