/// The last state that the log shows of one recipient.
public enum Outcome: String, CaseIterable, Sendable {
  case delivered, deferred, bounced, expired, rejected, discarded, held, unknown

  /// Tried or held, and still queued.
  package var isOpen: Bool { self == .deferred || self == .held }
  /// Nothing more is tried.
  package var isLastWord: Bool { !isOpen && self != .unknown }
}

/// Whether a message bound for the platform got there.
public enum Reached: String, CaseIterable, Sendable {
  case platform
  case handedOver = "handed-over"
  case elsewhere, no, unknown
}

/// Which way a message went, seen from the organisation.
public enum Direction: String, CaseIterable, Sendable {
  case outbound, inbound, `internal`, unknown
}

/// What marks a message as the platform's.
public struct Marks: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let recipientSuffix = Marks(rawValue: 1)
  public static let subjectTag = Marks(rawValue: 2)
  public static let nextHop = Marks(rawValue: 4)
  public static let client = Marks(rawValue: 8)

  /// The marks with their public names, in the order in which records list them.
  public static let named: [(mark: Marks, name: StaticString)] = [
    (.recipientSuffix, "recipient-suffix"), (.subjectTag, "subject-tag"), (.nextHop, "next-hop"),
    (.client, "client"),
  ]
}
