internal import Glibc

/// How `export --follow` goes on.
public struct FollowSettings: Sendable {
  /// The file that says where to go on after a restart; nil: nothing is kept.
  public var state: String?
  /// Takes what is worth to be said while following.
  public var notice: @Sendable (String) -> Void = { _ in }
  /// Waits a little for new lines; false ends it.
  package var pause: @Sendable () -> Bool = { Interruption.pause(milliseconds: 250) }
  /// Milliseconds, of a clock that never goes back.
  package var clock: @Sendable () -> Int64 = {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  public init() {}
}
