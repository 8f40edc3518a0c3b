internal import CLZMA

/// Streams of the .xz format.
final class XZ: Decompressor {
  /// `xz -9` needs 65 MiB; a stream that wants more than this is refused.
  private static let memoryLimit: UInt64 = 160 << 20

  // liblzma keeps no pointer to it, but an allocation lets a call change it in place.
  private let stream: UnsafeMutablePointer<lzma_stream>

  init?() {
    stream = .allocate(capacity: 1)
    // All zero is LZMA_STREAM_INIT (lzma/base.h).
    stream.initialize(to: lzma_stream())
    guard lzma_stream_decoder(stream, Self.memoryLimit, 0) == LZMA_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    lzma_end(stream)
    stream.deallocate()
  }

  // Initialising again keeps the memory of the stream before (lzma/container.h).
  func startNextMember() -> Bool { lzma_stream_decoder(stream, Self.memoryLimit, 0) == LZMA_OK }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    // Safe: both counts are those of the buffers.
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = input.count
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = output.count
    let outcome: DecodeStep.Outcome =
      switch lzma_code(stream, LZMA_RUN) {
      // LZMA_BUF_ERROR says that nothing moved, which is no error to come back from.
      case LZMA_OK, LZMA_BUF_ERROR, LZMA_NO_CHECK, LZMA_UNSUPPORTED_CHECK, LZMA_GET_CHECK: .going
      case LZMA_STREAM_END: .memberEnded
      case LZMA_MEMLIMIT_ERROR:
        .unsupported("its xz dictionary is larger than 128 MiB; decompress it with xz -dc")
      case LZMA_OPTIONS_ERROR: .unsupported("it uses xz options that are not supported")
      case LZMA_MEM_ERROR: .unsupported("not enough memory to decompress it")
      case LZMA_FORMAT_ERROR: .damaged("invalid xz header")
      default: .damaged("corrupt xz data")
      }
    return DecodeStep(
      consumed: input.count - stream.pointee.avail_in,
      produced: output.count - stream.pointee.avail_out,
      outcome: outcome)
  }
}
