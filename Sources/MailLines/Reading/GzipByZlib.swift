internal import CZlib

/// Gzip by zlib, which is in the binary.
final class GzipByZlib: Decompressor {
  // zlib keeps a pointer to the stream, so that it must not move: hence the allocation.
  private let stream: UnsafeMutablePointer<z_stream>

  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 is the largest window, 16 asks for a gzip header and trailer (zlib.h, inflateInit2).
    let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func startNextMember() -> Bool { inflateReset(stream) == Z_OK }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    let inputCount = UInt32(clamping: input.count)
    let outputCount = UInt32(clamping: output.count)
    // Safe: zlib only reads its input; both counts are at most those of the buffers.
    stream.pointee.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?
      .assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = inputCount
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = outputCount
    let outcome: DecodeStep.Outcome =
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: .going
      case Z_STREAM_END: .memberEnded
      case Z_MEM_ERROR: .unsupported("not enough memory to decompress it")
      default:
        .damaged(
          // Safe: zlib's messages are terminated constants of its own.
          stream.pointee.msg.map { String(cString: $0) } ?? "invalid gzip data")
      }
    return DecodeStep(
      consumed: Int(inputCount - stream.pointee.avail_in),
      produced: Int(outputCount - stream.pointee.avail_out),
      outcome: outcome)
  }
}
