internal import CBzip2

/// Streams of bzip2. A damaged block is lost as a whole, up to 900 kB: its checksum is known only
/// at its end.
final class Bzip2: Decompressor {
  // The library keeps a pointer to the stream, so that it must not move: hence the allocation.
  private let stream: UnsafeMutablePointer<bz_stream>

  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: bz_stream())
    guard BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    BZ2_bzDecompressEnd(stream)
    stream.deallocate()
  }

  func startNextMember() -> Bool {
    BZ2_bzDecompressEnd(stream)
    stream.pointee = bz_stream()
    return BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    let inputCount = UInt32(clamping: input.count)
    let outputCount = UInt32(clamping: output.count)
    // Safe: the library only reads its input; both counts are at most those of the buffers.
    stream.pointee.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?
      .assumingMemoryBound(to: CChar.self)
    stream.pointee.avail_in = inputCount
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: CChar.self)
    stream.pointee.avail_out = outputCount
    let outcome: DecodeStep.Outcome =
      switch BZ2_bzDecompress(stream) {
      case BZ_OK: .going
      case BZ_STREAM_END: .memberEnded
      case BZ_MEM_ERROR: .unsupported("not enough memory to decompress it")
      case BZ_DATA_ERROR_MAGIC: .damaged("invalid bzip2 header")
      default: .damaged("corrupt bzip2 data")
      }
    return DecodeStep(
      consumed: Int(inputCount - stream.pointee.avail_in),
      produced: Int(outputCount - stream.pointee.avail_out),
      outcome: outcome)
  }
}
