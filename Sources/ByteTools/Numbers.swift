/// Decimal numbers in log text.
extension ByteView {
  /// The unsigned number made of the digits at `start`, and where they end; nil where there is no
  /// digit or more than 18 of them.
  @inlinable
  package func number(at start: Int) -> (value: Int, end: Int)? {
    var index = start
    var value = 0
    while index < count {
      let digit = base[index] &- 0x30
      guard digit < 10 else { break }
      value = value &* 10 &+ Int(digit)
      index += 1
    }
    guard index > start, index - start <= 18 else { return nil }
    return (value, index)
  }

  /// The number made of the one to seven digits at `start`, and where they end: all of them in one
  /// go. Nil where there are none, or more, or the run's end is near.
  @inlinable @inline(__always)
  package func shortNumber(at start: Int) -> (value: Int, end: Int)? {
    guard start + 8 <= count else { return nil }
    var digits = word(at: start) ^ 0x3030_3030_3030_3030
    // The top bit of each byte above nine; exact up to the first one.
    let others = (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
    let length = others.trailingZeroBitCount / 8
    guard length > 0, others != 0 else { return nil }
    // To the top, with zeros in front; then pairs, fours, and all eight.
    digits <<= UInt64(truncatingIfNeeded: 64 - 8 * length)
    digits = (digits &* (1 + 10 << 8)) >> 8 & 0x00FF_00FF_00FF_00FF
    digits = (digits &* (1 + 100 << 16)) >> 16 & 0x0000_FFFF_0000_FFFF
    digits = (digits &* (1 + 10_000 << 32)) >> 32
    return (Int(truncatingIfNeeded: digits), start + length)
  }

  /// The whole run as an unsigned number.
  @inlinable
  package var number: Int? {
    guard let (value, end) = number(at: 0), end == count else { return nil }
    return value
  }

  /// The whole run as seconds with up to three decimals, in milliseconds: `0.07` is 70.
  /// Further decimals are read and dropped.
  package var milliseconds: Int? {
    guard let (seconds, end) = number(at: 0), seconds < 1 << 50 else { return nil }
    if end == count { return seconds * 1000 }
    guard base[end] == UInt8(ascii: "."), end + 1 < count else { return nil }
    var fraction = 0
    var scale = 100
    for index in (end + 1)..<count {
      let digit = base[index] &- 0x30
      guard digit < 10 else { return nil }
      fraction += Int(digit) * scale
      scale /= 10
    }
    return seconds * 1000 + fraction
  }
}

extension Array where Element == UInt8 {
  /// Appends `value` in decimal.
  package mutating func append(decimal value: Int) {
    if value < 0 {
      append(UInt8(ascii: "-"))
      append(decimalMagnitude: value.magnitude)
    } else {
      append(decimalMagnitude: value.magnitude)
    }
  }

  package mutating func append(decimalMagnitude value: UInt) {
    if value < 10 {
      append(0x30 + UInt8(truncatingIfNeeded: value))
      return
    }
    append(decimalMagnitude: value / 10)
    append(0x30 + UInt8(truncatingIfNeeded: value % 10))
  }

  /// Appends `value` with zeros in front up to `width` digits.
  package mutating func append(_ value: Int, width: Int) {
    // Of dates and clocks.
    if width == 2, value >= 0, value < 100 {
      append(0x30 &+ UInt8(truncatingIfNeeded: value / 10))
      append(0x30 &+ UInt8(truncatingIfNeeded: value % 10))
      return
    }
    if width == 4, value >= 0, value < 10_000 {
      append(value / 100, width: 2)
      append(value % 100, width: 2)
      return
    }
    var scale = 1
    for _ in 1..<Swift.max(width, 1) { scale *= 10 }
    var rest = value
    while scale > 0 {
      append(0x30 + UInt8(truncatingIfNeeded: rest / scale % 10))
      rest %= scale
      scale /= 10
    }
  }

  package mutating func append(_ text: StaticString) {
    append(ByteView(text))
  }
}
