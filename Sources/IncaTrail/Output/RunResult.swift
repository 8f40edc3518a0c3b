/// What a run leaves for standard error and the exit status.
public struct RunResult: Sendable {
  /// How a report judges, mildest first.
  public enum Grade: Int, Sendable, Comparable {
    case ok, attention, critical
    public static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }
  }

  /// Sources that could not be read, or not to their end.
  public var problems: [String] = []
  /// Why what was read says nothing of the mail.
  public var noData: String?
  /// Of a report; nil where there was too little to judge by.
  public var grade: Grade?

  public init() {}

  public var isComplete: Bool { problems.isEmpty && noData == nil }
}
