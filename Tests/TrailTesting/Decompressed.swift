import CZstd
import Foundation

/// The text of a fixture that is one zstd frame with its length in its head.
package func decompressed(_ path: String) throws -> [UInt8] {
  let packed = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  let size = Int(ZSTD_getFrameContentSize(packed, packed.count))
  return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = ZSTD_decompress(buffer.baseAddress, size, packed, packed.count)
    precondition(count == size, "a fixture is whole")
  }
}
