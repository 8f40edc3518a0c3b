internal import ByteTools
internal import Glibc

/// Hands one parser to libFuzzer: the one that the environment's `FUZZ_TARGET` names.
///
/// The package manager wants a main of its own, so libFuzzer's loop is called instead of linking
/// its main. Arguments are libFuzzer's: corpus folders and `-max_total_time=60`.
@main
struct Fuzz {
  nonisolated(unsafe) static var target: (ByteView) -> Void = { _ in }

  static func main() {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let chosen = targets[name] else {
      print("set FUZZ_TARGET to one of:", targets.keys.sorted().joined(separator: " "))
      exit(2)
    }
    target = chosen
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runDriver(&count, &arguments, testOneInput))
  }
}

/// One input: called by libFuzzer, which keeps the bytes until this returns.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  Fuzz.target(ByteView(UnsafeRawBufferPointer(start: bytes, count: count)))
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
