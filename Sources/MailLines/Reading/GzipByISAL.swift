internal import CISAL

/// Gzip by Intel's ISA-L, about three times as fast as zlib, where the machine has it.
final class GzipByISAL: Decompressor {
  private let library: UnsafePointer<isal_functions>
  private let state: UnsafeMutablePointer<inflate_state>

  /// Nil where there is no libisal.
  init?() {
    guard let library = isal_load() else { return nil }
    self.library = library
    state = .allocate(capacity: 1)
    // Safe: the structure is plain memory, 80 kB of it; ISA-L's own initialisation leaves parts as
    // they were.
    UnsafeMutableRawPointer(state).initializeMemory(
      as: UInt8.self, repeating: 0, count: MemoryLayout<inflate_state>.size)
    library.pointee.inflate_init(state)
    state.pointee.crc_flag = UInt32(ISAL_GZIP)
  }

  deinit { state.deallocate() }

  func startNextMember() -> Bool {
    library.pointee.inflate_reset(state)
    // ISAL_GZIP: header and trailer are read, checksum and length verified.
    state.pointee.crc_flag = UInt32(ISAL_GZIP)
    return true
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    let inputCount = UInt32(clamping: input.count)
    let outputCount = UInt32(clamping: output.count)
    // Safe: ISA-L only reads its input; both counts are at most those of the buffers.
    state.pointee.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?
      .assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_in = inputCount
    state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_out = outputCount
    let status = library.pointee.inflate(state)
    let outcome: DecodeStep.Outcome =
      switch status {
      case ISAL_DECOMP_OK, ISAL_END_INPUT, ISAL_OUT_OVERFLOW:
        state.pointee.block_state == ISAL_BLOCK_FINISH ? .memberEnded : .going
      case ISAL_INCORRECT_CHECKSUM: .damaged("incorrect data check")
      case ISAL_INVALID_WRAPPER: .damaged("incorrect header check")
      case ISAL_INVALID_LOOKBACK: .damaged("invalid distance too far back")
      case ISAL_INVALID_SYMBOL: .damaged("invalid code")
      case ISAL_INVALID_BLOCK: .damaged("invalid block")
      default: .damaged("invalid gzip data")
      }
    return DecodeStep(
      consumed: Int(inputCount - state.pointee.avail_in),
      produced: Int(outputCount - state.pointee.avail_out),
      outcome: outcome)
  }
}
