/// Hashes that are the same in every run and on every machine.
extension ByteView {
  /// Eight bytes at `index`, little-endian; those behind the end read as zero.
  @inlinable @inline(__always)
  package func word(at index: Int) -> UInt64 {
    guard index &+ 8 <= count else { return lastWord(at: index) }
    // Safe: index..<index + 8 lies inside.
    return UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }

  /// A word that reaches over the end.
  @inlinable @inline(__always)
  func lastWord(at index: Int) -> UInt64 {
    guard index < count else { return 0 }
    guard count >= 8 else { return shortWord(at: index) }
    // Safe: the last eight bytes.
    let end = UnsafeRawPointer(base + (count &- 8)).loadUnaligned(as: UInt64.self)
    return UInt64(littleEndian: end) &>> UInt64(truncatingIfNeeded: (index &+ 8 &- count) &* 8)
  }

  /// The same of a run of less than eight bytes, for an `index` in it.
  @usableFromInline
  func shortWord(at index: Int) -> UInt64 {
    let value: UInt64
    if count >= 4 {
      // Safe: the first four bytes and the last four, which may be some of the first.
      let first = UnsafeRawPointer(base).loadUnaligned(as: UInt32.self)
      let last = UnsafeRawPointer(base + (count &- 4)).loadUnaligned(as: UInt32.self)
      value =
        UInt64(UInt32(littleEndian: first))
        | UInt64(UInt32(littleEndian: last)) &<< UInt64(truncatingIfNeeded: (count &- 4) &* 8)
    } else {
      // Safe: index < count, so that there is one. Of three, one is the middle; of fewer, one of both.
      let middle = count / 2
      value =
        UInt64(base[0]) | UInt64(base[middle]) &<< UInt64(truncatingIfNeeded: middle &* 8)
        | UInt64(base[count &- 1]) &<< UInt64(truncatingIfNeeded: (count &- 1) &* 8)
    }
    return value &>> UInt64(truncatingIfNeeded: index &* 8)
  }

  /// A 64-bit hash for tables: multiply and fold, eight bytes a step. Not for hostile keys without a
  /// bound on the probe length.
  @inlinable
  package var hash64: UInt64 { hash64(seed: 0x9E37_79B9_7F4A_7C15) }

  /// A hash that need not outlive the run: sixteen bytes a step.
  @inlinable
  package var tableHash: UInt64 {
    var hash = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
    guard count > 16 else {
      return mixed(word(at: 0) ^ 0xA076_1D64_78BD_642F, word(at: 8) ^ hash)
    }
    var index = 0
    while index &+ 16 < count {
      hash = mixed(word(at: index) ^ 0xA076_1D64_78BD_642F, word(at: index &+ 8) ^ hash)
      index &+= 16
    }
    // The last sixteen, some of them once more.
    return mixed(word(at: count &- 16) ^ 0xE703_7ED1_A0B4_28DB, word(at: count &- 8) ^ hash)
  }

  @inlinable
  package func hash64(seed: UInt64) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: count)
    var index = 0
    while index <= count &- 8 {
      // Safe: index..<index + 8 lies inside.
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      hash = mixed(hash ^ UInt64(littleEndian: word), 0xA076_1D64_78BD_642F)
      index &+= 8
    }
    if index < count { hash = mixed(hash ^ word(at: index), 0xA076_1D64_78BD_642F) }
    return mixed(hash, 0xE703_7ED1_A0B4_28DB)
  }
}

extension ByteView {
  /// `hash64` with one seed and with another, the bytes read once.
  fileprivate func twoHashes(_ one: UInt64, _ other: UInt64) -> (UInt64, UInt64) {
    var left = one ^ UInt64(truncatingIfNeeded: count)
    var right = other ^ UInt64(truncatingIfNeeded: count)
    var index = 0
    while index < count {
      let word = word(at: index)
      left = mixed(left ^ word, 0xA076_1D64_78BD_642F)
      right = mixed(right ^ word, 0xA076_1D64_78BD_642F)
      index &+= 8
    }
    return (mixed(left, 0xE703_7ED1_A0B4_28DB), mixed(right, 0xE703_7ED1_A0B4_28DB))
  }
}

/// The two halves of the 128-bit product, folded: the mixing step of wyhash.
@inlinable
package func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
  let product = left.multipliedFullWidth(by: right)
  return product.high ^ product.low
}

/// A 128-bit digest of a sequence of byte runs: two chains of `hash64`, each run mixed in with its own
/// seed. Stable for good, because trail identifiers are made of it; not for hostile input that must not
/// collide on purpose.
package struct StableDigest {
  package private(set) var high: UInt64 = 0x6A09_E667_F3BC_C908
  package private(set) var low: UInt64 = 0xBB67_AE85_84CA_A73B

  package init() {}

  /// Adds one run; where one ends and the next begins counts.
  package mutating func add(_ bytes: ByteView) {
    let (left, right) = bytes.twoHashes(0x3C6E_F372_FE94_F82B, 0x510E_527F_ADE6_82D1)
    high = mixed(high ^ left, 0xA54F_F53A_5F1D_36F1)
    low = mixed(low ^ right, 0x9B05_688C_2B3E_6C1F)
  }

  package mutating func add(_ number: UInt64) {
    high = mixed(high ^ number, 0xA54F_F53A_5F1D_36F1)
    low = mixed(low ^ number, 0x9B05_688C_2B3E_6C1F)
  }
}
