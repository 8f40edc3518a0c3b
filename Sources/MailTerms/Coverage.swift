/// What was read and how much of it was understood: the part of a report that keeps "nothing found"
/// apart from "nothing seen".
public struct Coverage: Sendable {
  public struct Lines: Sendable, Equatable {
    public var read = 0
    public var understood = 0
    /// Known noise, and lines of programs that are none of the mail system's.
    public var ignored = 0
    public var unknown = 0
    public var duplicate = 0
    /// Lines that a logger says it lost.
    public var lost = 0
    /// Of those understood, the ones of logs that tell of sessions alone: Exchange's protocol and
    /// connectivity logs.
    public var ofSessions = 0
    public init() {}
  }

  public struct Source: Sendable {
    /// The path as given, or `-`.
    public var name: String
    public var lines = Lines()
    /// Decompressed bytes read.
    public var bytes = 0
    public var first: LogTime?
    public var last: LogTime?
    /// Why it could not be read, or not to its end.
    public var problem: String?
    public init(name: String) { self.name = name }
  }

  /// A stretch without a line, longer than an hour.
  public struct Gap: Sendable {
    public var from: LogTime
    public var to: LogTime
    public init(from: LogTime, to: LogTime) {
      self.from = from
      self.to = to
    }
  }

  public struct Host: Sendable {
    public var name: String
    /// Lines of mail programs.
    public var lines = 0
    public var first: LogTime?
    public var last: LogTime?
    public var gaps: [Gap] = []
    public var lost = 0
    public init(name: String) { self.name = name }
  }

  public var sources: [Source] = []
  public var hosts: [Host] = []
  public var lines = Lines()
  /// A few of the lines that nobody understood, with `source:line` in front.
  public var unknownSamples: [String] = []
  /// Messages that were given up to stay within the memory limit.
  public var evicted = 0
  public init() {}
}
