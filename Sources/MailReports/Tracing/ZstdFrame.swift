internal import CZstd

/// Bytes as one Zstandard frame (RFC 8878), with their size and a checksum.
enum ZstdFrame {
  /// Small things sent to people: worth more time than the usual level takes.
  private static let level: Int32 = 12

  static func of(_ bytes: [UInt8]) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    let bound = ZSTD_compressBound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { room, written in
      written = ZSTD_compress2(context, room.baseAddress, bound, bytes, bytes.count)
      precondition(ZSTD_isError(written) == 0, "zstd compresses what it is given room for")
    }
  }
}
