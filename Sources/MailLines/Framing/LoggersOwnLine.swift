package import ByteTools

extension ByteView {
  /// Of a line without a header: whether the logger wrote it of its own accord. That is an empty
  /// line, or `last message repeated 3 times` behind stamp and host, by which BSD's syslogd and its
  /// heirs leave out equal lines.
  package var isLoggersOwn: Bool {
    guard count > 0 else { return true }
    guard ends(with: " times"), let range = lastRange(of: "last message repeated ") else {
      return false
    }
    guard let (_, end) = number(at: range.upperBound) else { return false }
    return end + " times".utf8.count == count
  }
}
