internal import ByteTools

/// What stands in a log where nothing was written: a crash leaves zeros, and so does `copytruncate` of
/// logrotate where the writer goes on at the old place. A line may stand behind them.
extension ByteView {
  /// The line without the zeros in front of it.
  @inline(__always)
  var behindZeros: ByteView {
    count > 0 && self[0] == 0 ? from(length { $0 == 0 }) : self
  }

  /// Nothing but zeros, and some of them.
  var isAllZeros: Bool { count > 0 && behindZeros.isEmpty }
}
