package import ByteTools

extension ByteView {
  /// A delay as MTAs write it, in milliseconds: seconds with decimals, or sendmail's `1+02:03:04`.
  package var delayMilliseconds: Int? { milliseconds ?? SendmailInterval.milliseconds(self) }
}
