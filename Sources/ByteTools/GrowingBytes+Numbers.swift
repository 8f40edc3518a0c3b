/// Numbers and clocks as text.
extension GrowingBytes {
  package mutating func append(decimal value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    append(decimal: value.magnitude)
  }

  package mutating func append(decimal value: UInt) {
    if value < 10 { return append(0x30 &+ UInt8(truncatingIfNeeded: value)) }
    var length = 2
    var rest = value / 100
    while rest > 0 {
      length += 1
      rest /= 10
    }
    append(value, width: length)
  }

  /// The last `width` digits, zeros in front.
  package mutating func append(_ value: UInt, width: Int) {
    let room = UnsafeMutableRawPointer(room(for: width))
    var rest = value
    var place = width
    // Safe: 0 <= place, and what is written at it ends before width.
    while place >= 2 {
      place &-= 2
      let pair = Self.pair(UInt32(truncatingIfNeeded: rest % 100))
      room.storeBytes(
        of: UInt16(truncatingIfNeeded: pair).littleEndian, toByteOffset: place, as: UInt16.self)
      rest /= 100
    }
    if place == 1 { room.storeBytes(of: 0x30 &+ UInt8(rest % 10), as: UInt8.self) }
    count &+= width
  }

  /// Sixteen digits, in small letters.
  package mutating func append(hexadecimal value: UInt64) {
    let room = UnsafeMutableRawPointer(room(for: 16))
    // Safe: two words of eight bytes, for which there is room.
    room.storeBytes(of: Self.digits(UInt32(truncatingIfNeeded: value >> 32)), as: UInt64.self)
    room.storeBytes(
      of: Self.digits(UInt32(truncatingIfNeeded: value)), toByteOffset: 8, as: UInt64.self)
    count &+= 16
  }

  /// `19:51:28`: the time of day that many seconds after midnight.
  package mutating func append(clock seconds: Int) {
    let seconds = UInt32(truncatingIfNeeded: seconds)
    let minutes = seconds / 60
    let text =
      Self.pair(minutes / 60) | Self.colon << 16 | Self.pair(minutes % 60) << 24
      | Self.colon << 40 | Self.pair(seconds % 60) << 48
    // Safe: eight bytes, for which there is room.
    UnsafeMutableRawPointer(room(for: 8)).storeBytes(of: text.littleEndian, as: UInt64.self)
    count &+= 8
  }

  private static let colon = UInt64(UInt8(ascii: ":"))

  /// Two digits, the first of them in the lowest byte.
  /// - Parameter value: below 100.
  @inline(__always)
  private static func pair(_ value: UInt32) -> UInt64 {
    let tens = value / 10
    return UInt64(0x3030 &+ tens &+ (value &- tens &* 10) << 8)
  }

  /// Eight hexadecimal digits in the order of memory, all at a time.
  @inline(__always)
  private static func digits(_ value: UInt32) -> UInt64 {
    // Half a byte into each byte, the highest first.
    var halves = UInt64(value)
    halves = (halves << 16 | halves) & 0x0000_FFFF_0000_FFFF
    halves = (halves << 8 | halves) & 0x00FF_00FF_00FF_00FF
    halves = (halves << 4 | halves) & 0x0F0F_0F0F_0F0F_0F0F
    let letters = (halves &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return (halves &+ 0x3030_3030_3030_3030 &+ letters &* 0x27).bigEndian
  }
}
