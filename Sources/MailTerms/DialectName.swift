/// The mail transfer agents whose logs are understood, as records and pattern files name them.
@frozen
public enum DialectName: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  case postfix, exim, exchange, sendmail

  public var name: StaticString {
    switch self {
    case .postfix: "postfix"
    case .exim: "exim"
    case .exchange: "exchange"
    case .sendmail: "sendmail"
    }
  }
}
