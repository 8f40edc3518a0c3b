import Glibc

/// The benchmark's command line; `docs/benchmarks.md` says how to read what it prints.
@main
struct Bench {
  static let usage = """
    incatrail-bench multiply SEED SIZE OUT [short-ids]
                                               a log of SIZE (100M, 1G) out of SEED, plain or zstd;
                                               on demand with Exim's queue IDs as before 4.97
    incatrail-bench exchange OUT               a seed: a day of Exchange tracking, made up
    incatrail-bench run DIALECT SEED BINARY [OPTION…]
                                               times BINARY report and its yardsticks;
                                               DIALECT is postfix, exim or exchange
      BENCH_SIZE (1G), BENCH_RUNS (5) and TMPDIR (/tmp) are read from the environment.

    """

  static func main() {
    let arguments = CommandLine.arguments
    do {
      switch arguments.dropFirst().first {
      case "multiply" where arguments.count == 5 || arguments.dropFirst(5) == ["short-ids"]:
        guard let size = bytes(arguments[3]) else {
          throw BenchError("\(arguments[3]) is no size; write 500M or 1G")
        }
        let seed = try readSeed(arguments[2])
        var multiplier = try LogMultiplier(seed: arguments.count > 5 ? withShortIDs(seed) : seed)
        try multiplier.write(atLeast: size, to: arguments[4])
      case "exchange" where arguments.count == 3:
        try writeFile(arguments[2], ExchangeSeed.bytes(messages: 6000))
      case "run" where arguments.count >= 5:
        guard let dialect = Comparison.Dialect(rawValue: arguments[2]) else { fail(usage) }
        try Comparison(
          dialect: dialect, seed: arguments[3], binary: arguments[4],
          options: Array(arguments.dropFirst(5))
        ).run()
      default:
        fail(usage)
      }
    } catch let error as BenchError {
      fail("incatrail-bench: \(error.message)\n")
    } catch {
      fail("incatrail-bench: \(error)\n")
    }
  }

  static func fail(_ text: String) -> Never {
    say(text)
    exit(2)
  }
}

/// Why a benchmark could not be run, as a sentence.
struct BenchError: Error {
  let message: String
  init(_ message: String) { self.message = message }

  /// With the system's word on the last failed call.
  static func system(_ what: String) -> BenchError {
    BenchError("\(what): \(String(cString: strerror(errno)))")
  }
}

/// Writes to standard error.
func say(_ text: String) {
  _ = text.withCString { write(2, $0, strlen($0)) }
}

/// `1G`, `100M`, `5K` or plain bytes; the units are powers of ten.
func bytes(_ text: String) -> Int? {
  let units: [Character: Int] = ["K": 1000, "M": 1_000_000, "G": 1_000_000_000]
  guard let last = text.last else { return nil }
  guard let unit = units[last] else { return Int(text) }
  return Int(text.dropLast()).map { $0 * unit }
}
