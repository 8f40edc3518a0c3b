import ByteTools
import Glibc

/// A log that benchmarks read.
struct BenchLog {
  /// More than one where it is rotated.
  let paths: [String]
  /// Of the text, also where it is compressed.
  let bytes: Int
  let lines: Int

  var path: String { paths[0] }
}

/// The logs made out of one seed. They stay in the temporary folder for the next run; each name bears
/// what the log depends on: how logs are made, and the seed's size.
struct BenchLogs {
  let seed: String

  /// Counts up where the same seed comes to give another log.
  private static let recipe = "v2"

  /// A log of this size, or somewhat more.
  func plain(_ size: Int, _ form: SeedForm = .asLogged) throws -> BenchLog {
    let path = try name(size, form) + ".log"
    try make(path) { partial in
      [CommandLine.arguments[0], "multiply", seed, "\(size)", partial, form.rawValue]
    }
    return try log(at: path)
  }

  /// The same log compressed.
  func packed(_ plain: BenchLog, by packer: [String]) throws -> BenchLog {
    let path = "\(plain.path).\(packer[0])"
    try make(path, output: true) { _ in packer + ["-c", plain.path] }
    _ = try count(path)
    return BenchLog(paths: [path], bytes: plain.bytes, lines: plain.lines)
  }

  /// The same log as `count` files, by turns gzip and zstd, as a rotation of many days leaves them.
  func rotated(_ plain: BenchLog, into count: Int) throws -> BenchLog {
    let folder = "\(plain.path).rotated-\(count)"
    try make(folder) { partial in
      let script = """
        mkdir -p "$1" && split -n l/\(count) -d -a 3 "$0" "$1/mail." && cd "$1" && for file in mail.*; do
          case $file in
            *[02468]) gzip -1 "$file" ;;
            *) zstd -q --rm "$file" ;;
          esac || exit 1
        done
        """
      return ["sh", "-c", script, plain.path, partial]
    }
    let paths = (0..<count).map { number in
      let digits = String(number)
      let zeros = String(repeating: "0", count: 3 - digits.count)
      return "\(folder)/mail.\(zeros)\(digits)\(number % 2 == 0 ? ".gz" : ".zst")"
    }
    for path in paths { _ = try self.count(path) }
    return BenchLog(paths: paths, bytes: plain.bytes, lines: plain.lines)
  }

  /// A file without a byte.
  func empty() throws -> BenchLog {
    let path = "\(temporaryFolder)/incatrail-bench-empty.log"
    try writeFile(path, [])
    return BenchLog(paths: [path], bytes: 0, lines: 0)
  }

  /// So many messages that all wait in the queue.
  func waiting(_ count: Int) throws -> BenchLog {
    let path = "\(temporaryFolder)/incatrail-bench-\(Self.recipe)-waiting-\(count).log"
    try make(path) { partial in [CommandLine.arguments[0], "waiting", "\(count)", partial] }
    return try log(at: path)
  }

  private func name(_ size: Int, _ form: SeedForm) throws -> String {
    var status = stat()
    guard stat(seed, &status) == 0 else { throw BenchError.system(seed) }
    let parts = ["incatrail-bench", Self.recipe, "\(status.st_size)", "\(size)"]
    let all = parts + (form == .asLogged ? [] : [form.rawValue])
    return "\(temporaryFolder)/\(all.joined(separator: "-"))"
  }

  /// Runs the command that makes a file or folder, where it is missing.
  /// - Parameter output: the file is what the command prints.
  private func make(
    _ path: String, output: Bool = false, _ command: (_ partial: String) -> [String]
  ) throws {
    guard access(path, R_OK) != 0 else { return }
    say("making \(path) …\n")
    let partial = path + ".part"
    let made = try Measurement.of(
      command(partial), oneCore: false, output: output ? partial : nil)
    guard made.exitStatus == 0, rename(partial, path) == 0 else {
      throw BenchError.system("cannot make \(path)")
    }
  }

  private func log(at path: String) throws -> BenchLog {
    let (bytes, lines) = try count(path)
    return BenchLog(paths: [path], bytes: bytes, lines: lines)
  }

  /// Bytes and lines of a file; reading it also brings it into the page cache.
  private func count(_ path: String) throws -> (bytes: Int, lines: Int) {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw BenchError.system(path) }
    defer { close(descriptor) }
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var bytes = 0
    var lines = 0
    while true {
      let got = read(descriptor, &block, block.count)
      guard got >= 0 else { throw BenchError.system(path) }
      guard got > 0 else { return (bytes, lines) }
      bytes += got
      block.withUnsafeBufferPointer { for index in 0..<got where $0[index] == 10 { lines += 1 } }
    }
  }
}

extension BenchLog {
  /// Some bytes of it from `start` on, as whole lines.
  func lines(from start: Int) throws -> [Substring] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw BenchError.system(path) }
    defer { close(descriptor) }
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    let count = pread(descriptor, &piece, piece.count, off_t(max(start, 0)))
    let lines = String(decoding: piece.prefix(max(count, 0)), as: UTF8.self).split(separator: "\n")
    return start > 0 ? Array(lines.dropFirst()) : lines
  }

  /// The stamp of the line that lies 2 MB before the end, as `--since` takes it: what a gateway with
  /// 300 000 messages a day writes in five minutes. Nil where lines bear no ISO stamp. With its offset: the
  /// copies keep that of the seed, summer or winter.
  func nearItsEnd() throws -> String? {
    let stamp = try lines(from: max(bytes - 2_000_000, 0)).first?.prefix { $0 != " " }
    guard let stamp, stamp.count >= 19, isoDay(stamp.utf8.prefix(10)) != nil else { return nil }
    return String(stamp)
  }
}
