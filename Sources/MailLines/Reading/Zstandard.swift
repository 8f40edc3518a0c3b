internal import CZstd

/// Zstandard frames, skippable ones included.
final class Zstandard: Decompressor {
  /// The largest window that is read: 128 MiB, what the `zstd` command takes without `--long=…`
  /// too.
  private static let windowLog: Int32 = 27

  private let context: OpaquePointer

  init?() {
    guard let context = ZSTD_createDCtx() else { return nil }
    self.context = context
    _ = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowLog)
  }

  deinit { ZSTD_freeDCtx(context) }

  // The library starts the next frame by itself.
  func startNextMember() -> Bool { true }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let status = ZSTD_decompressStream(context, &target, &source)
    var outcome = DecodeStep.Outcome.going
    if ZSTD_isError(status) != 0 {
      outcome =
        switch ZSTD_getErrorCode(status) {
        case ZSTD_error_frameParameter_windowTooLarge:
          .unsupported(
            "its zstd window is larger than 128 MiB; decompress it with zstd -dc --long=31")
        case ZSTD_error_dictionary_wrong:
          .unsupported("it needs a zstd dictionary; decompress it with zstd -dc -D DICTIONARY")
        case ZSTD_error_memory_allocation:
          .unsupported("not enough memory to decompress it")
        // Safe: the library's error names are terminated constants of its own.
        default: .damaged(String(cString: ZSTD_getErrorName(status)))
        }
    } else if status == 0 {
      outcome = .memberEnded
    }
    return DecodeStep(consumed: source.pos, produced: target.pos, outcome: outcome)
  }
}
