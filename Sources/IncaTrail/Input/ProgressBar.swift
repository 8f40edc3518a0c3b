internal import Glibc

/// How far reading has come, on standard error: only once it takes longer than a second, and gone in
/// the end.
final class ProgressBar {
  private var calls = 0
  private var shownAt: Int64
  private var isShown = false
  private static let width = 40

  init() { shownAt = Self.milliseconds }

  /// - Parameter measure: bytes read and bytes in all; asked for five times a second at most.
  func advance(_ measure: () -> (read: Int, total: Int)) {
    // Runs of lines may be as short as one line where sources alternate.
    calls += 1
    guard calls & 63 == 0 else { return }
    let now = Self.milliseconds
    guard now - shownAt > (isShown ? 200 : 1000) else { return }
    shownAt = now
    isShown = true
    let (read, total) = measure()
    // The length of a pipe is not known.
    guard total > 0 else { return }
    let done = min(read * Self.width / total, Self.width)
    let bar = String(repeating: "#", count: done) + String(repeating: ".", count: Self.width - done)
    write("\r[\(bar)] \(min(read * 100 / total, 100)) %")
  }

  func remove() {
    if isShown { write("\r\u{1B}[K") }
    isShown = false
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }

  private static var milliseconds: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }
}
