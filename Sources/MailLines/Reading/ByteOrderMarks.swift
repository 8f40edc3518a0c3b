package import ByteTools

/// UTF-8 behind a byte order mark, as Windows programs write it: the mark is dropped.
package struct UTF8MarkTranscoder: Transcoder {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private var seen = 0

  package init() {}

  package static func recognises(_ head: ByteView) -> Bool {
    mark.withByteView { head.starts(with: $0) }
  }

  package mutating func feed(_ bytes: ByteView, into output: inout [UInt8]) {
    let dropped = min(Self.mark.count - seen, bytes.count)
    seen += dropped
    output.append(bytes.from(dropped))
  }

  package mutating func finish(into output: inout [UInt8]) {}
}

/// UTF-16 of either byte order, told by its mark: what PowerShell's `>` makes of a log.
///
/// Half a surrogate pair becomes U+FFFD.
package struct UTF16Transcoder: Transcoder {
  private var isBigEndian: Bool?
  private var firstByte: UInt8?
  private var highSurrogate: UInt16?

  package init() {}

  package static func recognises(_ head: ByteView) -> Bool {
    head.count >= 2 && (head[0] == 0xFF && head[1] == 0xFE || head[0] == 0xFE && head[1] == 0xFF)
  }

  package mutating func feed(_ bytes: ByteView, into output: inout [UInt8]) {
    output.reserveCapacity(output.count + bytes.count / 2)
    var index = 0
    while index < bytes.count {
      guard let first = firstByte else {
        firstByte = bytes[index]
        index += 1
        continue
      }
      firstByte = nil
      let second = bytes[index]
      index += 1
      if let isBigEndian {
        let (high, low) = isBigEndian ? (first, second) : (second, first)
        append(UInt16(high) << 8 | UInt16(low), into: &output)
      } else {
        isBigEndian = first == 0xFE  // The mark itself, FE FF.
      }
    }
  }

  package mutating func finish(into output: inout [UInt8]) {
    if highSurrogate != nil || firstByte != nil { output.append(scalar: nil) }
    highSurrogate = nil
    firstByte = nil
  }

  private mutating func append(_ unit: UInt16, into output: inout [UInt8]) {
    if let high = highSurrogate {
      highSurrogate = nil
      if let scalar = scalar(high: high, low: unit) {
        output.append(scalar: scalar)
        return
      }
      output.append(scalar: nil)
    }
    if unit < 0x80 {
      output.append(UInt8(truncatingIfNeeded: unit))
    } else if unit & 0xFC00 == 0xD800 {
      highSurrogate = unit
    } else {
      output.append(scalar: Unicode.Scalar(unit))
    }
  }
}

/// The scalar of a surrogate pair; nil where the two are none.
func scalar(high: UInt16, low: UInt16) -> Unicode.Scalar? {
  guard high & 0xFC00 == 0xD800, low & 0xFC00 == 0xDC00 else { return nil }
  return Unicode.Scalar(0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(low & 0x3FF)))
}

extension Array where Element == UInt8 {
  /// Appends a scalar in UTF-8; U+FFFD for none.
  mutating func append(scalar: Unicode.Scalar?) {
    append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}")!)  // Every scalar has an encoding.
  }
}
