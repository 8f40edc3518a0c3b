internal import ByteTools
internal import MailEvents
internal import MailTerms

/// TLS of server sessions, each kind once: sessions are many, their kinds few. Number 0 is "not seen".
struct SessionTLSTable {
  struct Kind: Hashable {
    var version: UInt16 = 0
    var cipher: UInt16 = 0
    var bits: UInt16 = 0
    var peer = TLSInfo.Peer.unknown
  }

  private var symbols = SymbolTable()
  private var kinds: [Kind] = [Kind()]
  private var numbers: [Kind: UInt32] = [:]

  mutating func number(_ event: borrowing LineEvent, _ line: ByteView) -> UInt32 {
    var kind = Kind()
    kind.version = symbols.number(of: event.text(.tlsVersion, in: line) ?? .empty)
    kind.cipher = symbols.number(of: event.text(.tlsCipher, in: line) ?? .empty)
    kind.bits = UInt16(truncatingIfNeeded: event.text(.tlsBits, in: line)?.number ?? 0)
    kind.peer = event.certificate
    if let known = numbers[kind] { return known }
    let number = UInt32(kinds.count)
    kinds.append(kind)
    numbers[kind] = number
    return number
  }

  func info(_ number: UInt32, in state: HopState) -> TLSInfo {
    let kind = kinds[Int(number)]
    var info = TLSInfo()
    if kind.version > 0 { info.version = symbols[kind.version].withByteView { state.keep($0) } }
    if kind.cipher > 0 { info.cipher = symbols[kind.cipher].withByteView { state.keep($0) } }
    info.bits = kind.bits
    info.peer = kind.peer
    return info
  }
}
