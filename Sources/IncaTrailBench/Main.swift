import Glibc

/// The benchmark's command line; `docs/benchmarks.md` says how to read what it prints.
@main
struct Bench {
  static let usage = """
    incatrail-bench multiply SEED SIZE OUT [FORM]
                                               a log of SIZE (100M, 1G) out of SEED, plain or zstd;
                                               FORM is as-logged, short-ids (Exim's queue IDs as
                                               before 4.97), iso-stamps (RFC 3339) or, of a
                                               Postfix log, half-marked (every other message is
                                               the platform's)
    incatrail-bench exchange OUT               a seed: a day of Exchange tracking, made up
    incatrail-bench waiting COUNT OUT          a Postfix log of so many messages that all wait
    incatrail-bench run DIALECT SEED BINARY [OPTION…]
                                               times BINARY report and its yardsticks;
                                               DIALECT is postfix, exim, exim-all or exchange
      BENCH_SIZE (1G), BENCH_RUNS (5), BENCH_BIG (none; some rows on ten times the size) and
      TMPDIR (/tmp) are read from the environment.

    """

  static func main() {
    let arguments = CommandLine.arguments
    do {
      switch arguments.dropFirst().first {
      case "multiply" where (5...6).contains(arguments.count):
        guard let size = bytes(arguments[3]) else {
          throw BenchError("\(arguments[3]) is no size; write 500M or 1G")
        }
        let word = arguments.count > 5 ? arguments[5] : SeedForm.asLogged.rawValue
        guard let form = SeedForm(rawValue: word) else { fail(usage) }
        var multiplier = try LogMultiplier(seed: form.applied(to: readSeed(arguments[2])))
        try multiplier.write(atLeast: size, to: arguments[4])
      case "exchange" where arguments.count == 3:
        try writeFile(arguments[2], ExchangeSeed.bytes(messages: 6000))
      case "waiting" where arguments.count == 4:
        guard let count = Int(arguments[2]), count > 0 else { fail(usage) }
        try writeFile(arguments[3], waitingMail(count))
      case "run" where arguments.count >= 5:
        guard let dialect = Comparison.Dialect(rawValue: arguments[2]) else { fail(usage) }
        var comparison = Comparison(
          dialect: dialect, seed: arguments[3], binary: arguments[4],
          options: Array(arguments.dropFirst(5)))
        try comparison.run()
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
