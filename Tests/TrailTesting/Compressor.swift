import CBzip2
import CLZMA
import CZlib
import CZstd

/// What makes the fixtures of these tests: each compression by its own library.
package enum Compressor: String, CaseIterable, Sendable {
  case gzip, zstd, xz, bzip2

  package func member(_ text: [UInt8]) -> [UInt8] {
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
