/// What a run leaves for standard error and the exit status.
public struct RunResult: Sendable {
  /// Sources that could not be read, or not to their end.
  public var problems: [String] = []
  public var linesRead = 0

  public init(problems: [String] = []) { self.problems = problems }
}

/// A half-open stretch of time, in microseconds since 1970.
public struct TimeWindow: Sendable {
  public var since = Int64.min
  public var until = Int64.max

  public init(since: Int64 = .min, until: Int64 = .max) {
    self.since = since
    self.until = until
  }

  public func contains(_ microseconds: Int64) -> Bool {
    since <= microseconds && microseconds < until
  }
}
