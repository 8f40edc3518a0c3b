package import ByteTools
package import MailLines
public import MailTerms

/// The grammar of one MTA's log.
///
/// A folder beside this file holds one; `DialectName` names it and `DialectRegistry` lists it, and
/// nothing else has to know of it.
package protocol Dialect: SendableMetatype {
  static var name: DialectName { get }
  /// How the lines of a message find each other.
  static var bond: LineBond { get }
  /// How a value is written that holds signs of the log's own.
  static var quoting: Quoting { get }

  /// Takes a syslog tag apart; nil where it is none of this dialect's programs.
  static func identify(_ tag: ByteView) -> ProgramIdentity?

  /// - Parameter programs: of the lines that will be parsed; knows the columns of tables.
  init(_ programs: KnownPrograms)

  /// What the text of a program says.
  ///
  /// Never traps, whatever the bytes, and allocates nothing.
  /// - Parameters:
  ///   - line: the whole line without its end.
  ///   - start: where the program's text begins.
  ///   - program: as the dialect numbers it.
  func parse(
    _ line: ByteView, from start: Int, program: UInt8, into event: inout LineEvent
  ) -> LineEvent.Verdict

  /// The program's name where only the text told it; nil where the tag says all.
  static func programName(_ number: UInt8) -> StaticString?
}

extension Dialect {
  package static var quoting: Quoting { .none }
  package static func programName(_ number: UInt8) -> StaticString? { nil }
}

/// How the lines of a message find each other.
@usableFromInline package enum LineBond: UInt8, BitwiseCopyable, Sendable {
  /// By queue ID; what has none, such as TLS, by the process that wrote it.
  case process
  /// By queue ID alone: each line tells of its own session.
  case message
  /// By the message's identity over all servers; rows may stand in any order.
  case table
}

/// The bonds of all dialects, in one word: every line asks for its own.
@usableFromInline @frozen
package struct LineBonds: BitwiseCopyable, Sendable {
  /// Two bits a dialect.
  @usableFromInline var bits: UInt64 = 0

  /// - Parameter bonds: in the order of the dialects' numbers.
  init(_ bonds: [LineBond]) {
    precondition(bonds.count <= 32, "two bits a dialect")
    for (number, bond) in bonds.enumerated() { bits |= UInt64(bond.rawValue) << UInt64(number * 2) }
  }

  @inlinable
  package subscript(dialect: DialectName) -> LineBond {
    @inline(__always) get {
      switch bits >> UInt64(dialect.rawValue &* 2) & 3 {
      case 0: .process
      case 1: .message
      default: .table
      }
    }
  }
}

/// How a value is written that holds signs of the log's own.
package enum Quoting: UInt8, BitwiseCopyable, Sendable {
  case none
  /// `\"`, `\\`, and octal numbers for what is not printed.
  case backslash
  /// RFC 4180: a quote is doubled.
  case doubledQuote
}
