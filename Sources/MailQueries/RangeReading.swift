internal import ByteTools

extension QueryField {
  /// Whether it takes numbers and ranges of them.
  var isNumeric: Bool {
    switch self {
    case .code, .size, .delay, .attempts: true
    default: false
    }
  }
}

/// Numbers, sizes, spans of time and ranges of them.
extension TermReading {
  func made(_ field: QueryField, _ range: ClosedRange<Int64>) -> QueryTerm {
    switch field {
    case .code: .code(range)
    case .size: .size(range)
    case .delay: .delay(range)
    default: .attempts(range)
    }
  }

  /// `size>5M`, `attempts>=3`.
  func compared(
    _ field: QueryField, _ sign: UInt8, _ value: QueryWord
  ) throws(QueryError) -> QueryTerm {
    let takesEqual = value.bytes.first == UInt8(ascii: "=")
    let value = takesEqual ? value.dropFirst(1) : value
    let number = try number(field, value, 0..<value.bytes.count)
    if sign == UInt8(ascii: ">") {
      return made(field, (takesEqual ? number : number + 1)...Int64.max)
    }
    return made(field, Int64.min...(takesEqual ? number : number - 1))
  }

  /// `5M..`, `..5M`, `1M..5M` with both ends in it, or one number; of a code also `4*`.
  func range(_ field: QueryField, _ value: QueryWord) throws(QueryError) -> ClosedRange<Int64> {
    if let sign = value.bytes.first, sign == UInt8(ascii: ">") || sign == UInt8(ascii: "<") {
      throw QueryError(
        "write \(field.rawValue)\(value.text), without the colon", at: value.offset, in: expression)
    }
    if field == .code, value.bytes.count > 1, value.bytes.last == UInt8(ascii: "*"),
      let head = value.bytes.dropLast().withContiguousStorageIfAvailable({ _ in
        Array(value.bytes.dropLast()).withByteView(\.number)
      }) ?? nil, value.bytes.count <= 3
    {
      let scale: Int64 = value.bytes.count == 2 ? 100 : 10
      return Int64(head) * scale...Int64(head) * scale + scale - 1
    }
    let dots = value.bytes.indices.dropLast().first {
      value.bytes[$0] == UInt8(ascii: ".") && value.bytes[$0 + 1] == UInt8(ascii: ".")
    }
    guard let dots else {
      let number = try number(field, value, 0..<value.bytes.count)
      return number...number
    }
    let end = dots + 2
    guard dots > 0 || end < value.bytes.count else {
      throw QueryError(
        "\(field.rawValue): takes \(field.takes)", at: value.offset, in: expression)
    }
    let low = dots == 0 ? Int64.min : try number(field, value, 0..<dots)
    let high =
      end == value.bytes.count ? Int64.max : try number(field, value, end..<value.bytes.count)
    guard low <= high else {
      throw QueryError("nothing lies in this range", at: value.offset, in: expression)
    }
    return low...high
  }

  /// One number with the field's unit.
  private func number(
    _ field: QueryField, _ value: QueryWord, _ range: Range<Int>
  ) throws(QueryError) -> Int64 {
    let bytes = Array(value.bytes[range])
    let read: Int64? = bytes.withByteView { text in
      switch field {
      case .size: Self.size(text)
      case .delay: Self.span(text)
      default: text.count <= 9 ? text.number.map { Int64($0) } : nil
      }
    }
    guard let read else {
      let place = range.isEmpty ? value.end : value.places[range.lowerBound]
      throw QueryError("\(field.rawValue): takes \(field.takes)", at: place, in: expression)
    }
    return read
  }

  /// `5M`, `100K`, `1.5G`, `4711`: bytes, by steps of 1024.
  private static func size(_ text: ByteView) -> Int64? {
    let length = text.length { $0.isDigit || $0 == UInt8(ascii: ".") }
    var unit = text.from(length)
    if unit.count == 2, unit[1].asciiLowercased == UInt8(ascii: "b") { unit = unit.prefix(1) }
    guard unit.count <= 1 else { return nil }
    let shift: Int64
    switch unit.isEmpty ? 0 : unit[0].asciiLowercased {
    case 0, UInt8(ascii: "b"): shift = 0
    case UInt8(ascii: "k"): shift = 10
    case UInt8(ascii: "m"): shift = 20
    case UInt8(ascii: "g"): shift = 30
    default: return nil
    }
    guard let thousandths = text.prefix(length).milliseconds, thousandths < 1 << 33 else {
      guard shift == 0, let whole = text.prefix(length).number else { return nil }
      return Int64(whole)
    }
    return (Int64(thousandths) << shift) / 1000
  }

  /// `10m`, `1h30m`, `1.5s`, `200ms`, in milliseconds.
  private static func span(_ text: ByteView) -> Int64? {
    guard !text.isEmpty else { return nil }
    var total: Int64 = 0
    var at = 0
    while at < text.count {
      let digits = text.length(from: at) { $0.isDigit || $0 == UInt8(ascii: ".") }
      let letters = text.length(from: at + digits) { $0.isLetter }
      guard digits > 0, digits <= 12, let value = text[at..<(at + digits)].milliseconds
      else { return nil }
      let unit: Int64
      switch text[(at + digits)..<(at + digits + letters)].string {
      case "ms": unit = 1
      case "s": unit = 1000
      case "m", "min": unit = 60_000
      case "h": unit = 3_600_000
      case "d": unit = 86_400_000
      default: return nil
      }
      let (product, overflow) = Int64(value).multipliedReportingOverflow(by: unit)
      guard !overflow, product < 1 << 60, total < 1 << 60 else { return nil }
      total += product / 1000
      at += digits + letters
    }
    return total
  }
}
