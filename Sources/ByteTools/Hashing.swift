/// Hashes that are the same in every run and on every machine.
extension ByteView {
  /// Eight bytes at `index`, little-endian; those behind the end read as zero.
  @inlinable
  package func word(at index: Int) -> UInt64 {
    if index + 8 <= count {
      // Safe: index..<index + 8 lies inside.
      return UInt64(
        littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
    }
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var at = index
    while at < count {
      value |= UInt64(base[at]) << shift
      shift += 8
      at += 1
    }
    return value
  }

  /// A 64-bit hash for tables: multiply and fold, eight bytes a step. Not for hostile keys without a
  /// bound on the probe length.
  @inlinable
  package var hash64: UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
    var index = 0
    while index < count {
      hash = mixed(hash ^ word(at: index), 0xA076_1D64_78BD_642F)
      index += 8
    }
    return mixed(hash, 0xE703_7ED1_A0B4_28DB)
  }
}

/// The two halves of the 128-bit product, folded: the mixing step of wyhash.
@inlinable
package func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
  let product = left.multipliedFullWidth(by: right)
  return product.high ^ product.low
}

/// A 128-bit digest of a sequence of byte runs: MurmurHash3 x64 128 (Austin Appleby, public domain)
/// over their concatenation, seed 0. Stable for good: trail identifiers are made of it.
package struct StableDigest {
  private var pending: [UInt8] = []

  package init() {}

  package mutating func add(_ bytes: ByteView) { pending.append(bytes) }
  package mutating func add(separator byte: UInt8 = 0) { pending.append(byte) }

  /// The digest as two words, first half first.
  package func finished() -> (UInt64, UInt64) {
    pending.withByteView { bytes in
      let c1: UInt64 = 0x87C3_7B91_1142_53D5
      let c2: UInt64 = 0x4CF5_AD43_2745_937F
      func rotated(_ value: UInt64, _ by: UInt64) -> UInt64 {
        value << by | value >> (64 - by)
      }
      func finalised(_ value: UInt64) -> UInt64 {
        var value = value
        value ^= value >> 33
        value = value &* 0xFF51_AFD7_ED55_8CCD
        value ^= value >> 33
        value = value &* 0xC4CE_B9FE_1A85_EC53
        return value ^ value >> 33
      }
      var h1: UInt64 = 0
      var h2: UInt64 = 0
      var index = 0
      while index + 16 <= bytes.count {
        h1 ^= rotated(bytes.word(at: index) &* c1, 31) &* c2
        h1 = (rotated(h1, 27) &+ h2) &* 5 &+ 0x52DC_E729
        h2 ^= rotated(bytes.word(at: index + 8) &* c2, 33) &* c1
        h2 = (rotated(h2, 31) &+ h1) &* 5 &+ 0x3849_5AB5
        index += 16
      }
      if index < bytes.count {
        h2 ^= rotated(bytes.word(at: index + 8) &* c2, 33) &* c1
        h1 ^= rotated(bytes.word(at: index) &* c1, 31) &* c2
      }
      h1 ^= UInt64(bytes.count)
      h2 ^= UInt64(bytes.count)
      h1 = h1 &+ h2
      h2 = h2 &+ h1
      h1 = finalised(h1)
      h2 = finalised(h2)
      h1 = h1 &+ h2
      h2 = h2 &+ h1
      return (h1, h2)
    }
  }
}
