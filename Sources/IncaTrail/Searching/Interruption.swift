internal import Glibc

/// ^C and SIGTERM as a wish to end that is asked for, not one that ends the process at once.
enum Interruption {
  /// Written by the handler alone.
  nonisolated(unsafe) private static var isWished: sig_atomic_t = 0

  /// From now on; a second ^C ends the process as ever.
  static func listen() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interruption.isWished = 1 }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    for number in [SIGINT, SIGTERM] {
      var before = sigaction()
      sigaction(number, nil, &before)
      // A shell that sends a command into the background may keep ^C from it.
      let isIgnored =
        unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self)
        == unsafeBitCast(SIG_IGN, to: Int.self)
      if !isIgnored { sigaction(number, &action, nil) }
    }
  }

  /// Waits for a moment, which a signal cuts short.
  /// - Returns: false where the end is wished for.
  static func pause(milliseconds: UInt32) -> Bool {
    if isWished == 0 { usleep(milliseconds * 1000) }
    return isWished == 0
  }
}
