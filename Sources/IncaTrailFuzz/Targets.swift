internal import ByteTools

/// What libFuzzer may try: one function a parser, chosen by the environment's `FUZZ_TARGET`.
///
/// Each takes arbitrary bytes and must neither trap nor read outside them; a check that holds for
/// all input is worth more than none. `make fuzz` runs every name in `FUZZ_TARGETS` of the Makefile.
let targets: [String: @Sendable (ByteView) -> Void] = [
  "bytes": fuzzBytes
]

/// Searches, numbers and hashes agree with their obvious forms.
private func fuzzBytes(_ input: ByteView) {
  guard input.count >= 2 else { return }
  let middle = 1 + Int(input[0]) % (input.count - 1)
  let (haystack, needle) = (input.from(middle), input[1..<max(middle, 1)])
  if let found = haystack.firstRange(of: needle) {
    precondition(haystack[found] == needle, "found something else")
  }
  let trimmed = haystack.trimmed
  precondition(trimmed.count <= haystack.count && trimmed.trimmed == trimmed)
  precondition(haystack.startsIgnoringCase(with: haystack))
  _ = (haystack.number, haystack.milliseconds, haystack.hash64)
  var digest = StableDigest()
  digest.add(haystack)
  _ = digest.finished()
}
