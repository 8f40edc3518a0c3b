internal import ByteTools
internal import Glibc
internal import MailReports
internal import MailTerms

/// Where runs leave their summaries: one file a window and set of hosts.
public struct HistoryFolder: Sendable {
  public let path: String
  /// Leaves whole days only. What somebody looks at in between is not worth keeping, unless they ask.
  public let onlyWholeDays: Bool

  public init(_ path: String, onlyWholeDays: Bool = false) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.onlyWholeDays = onlyWholeDays
  }

  /// The usual place, where it is there for us to write in.
  public static func usual(_ path: String = "/var/lib/incatrail") -> HistoryFolder? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      access(path, W_OK | X_OK) == 0
    else { return nil }
    return HistoryFolder(path, onlyWholeDays: true)
  }

  // MARK: Leaving

  /// Leaves a history in place of what was left of the same window and hosts.
  /// - Returns: what went wrong; nil where nothing did.
  func leave(_ history: History) -> String? {
    guard let window = history.window, history.lineCount > 0 else { return nil }
    let days = Window(since: window.from, until: window.to).wholeDays
    if onlyWholeDays, days?.count != 1 { return nil }
    let stem = Self.stem(window)
    let name = "\(stem).\(Self.mark(history.hosts)).json"
    var status = stat()
    if stat(path, &status) != 0, errno == ENOENT { return unreadable().description }
    do {
      try ReplacedFile("\(path)/\(name)", mode: 0o640).write(HistoryFile.encode(history))
    } catch {
      return "\(error.description); this run is not in the history: let \(Self.user) write in "
        + "\(path), make room there, or give --state another folder"
    }
    return removeOthers(like: name, stem, history.hosts)
  }

  /// The same window once more, when a gateway's log was missing, say: what was left before of any of
  /// its hosts would count them twice.
  private func removeOthers(like name: String, _ stem: String, _ hosts: [String]) -> String? {
    for other in (try? names()) ?? [] where other.hasPrefix(stem + ".") && other != name {
      let file = "\(path)/\(other)"
      guard let known = try? HistoryFile(path: file).read(),
        !Set(known.hosts).isDisjoint(with: hosts)
      else { continue }
      if unlink(file) != 0 {
        // Safe: strerror gives a terminated text for every number.
        let reason = String(cString: strerror(errno))
        return "\(file): is of the same time and hosts as \(name), and cannot be removed: \(reason)"
      }
    }
    return nil
  }

  /// `2026-11-24`, or from when to when where it is not one whole day.
  private static func stem(_ window: History.Span) -> String {
    func stamp(_ time: LogTime) -> String {
      let text = time.description
      let clock = text.dropFirst(11).prefix(8).filter { $0 != ":" }
      return clock == "000000" ? String(text.prefix(10)) : "\(text.prefix(10))T\(clock)"
    }
    let isDay = Window(since: window.from, until: window.to).wholeDays?.count == 1
    return isDay ? stamp(window.from) : "\(stamp(window.from))--\(stamp(window.to))"
  }

  /// A short name of a set of hosts, whose own names come from logs and may be anything.
  private static func mark(_ hosts: [String]) -> String {
    let hash = hosts.sorted().joined(separator: "\n").withByteView { $0.hash64 }
    let digits = String(hash >> 32, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  private static var user: String {
    // Safe: the entry stays until the next call; its name is a terminated text.
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "user \(geteuid())"
  }

  // MARK: Reading

  /// What is known of each of `days`, by whom it was left, and what could not be read.
  /// - Parameter hosts: only what tells of one of them; nil: all.
  func days(
    _ days: Range<Int>, hosts: [String]? = nil
  ) -> (days: [Int: [History]], problems: [String]) {
    var found: [Int: [History]] = [:]
    var problems: [String] = []
    let names: [String]
    do {
      names = try self.names()
    } catch {
      return ([:], ["\(error)"])
    }
    for name in names {
      guard let day = Self.day(of: name), days.contains(day) else { continue }
      do {
        let history = try HistoryFile(path: "\(path)/\(name)").read()
        if let hosts, Set(history.hosts).isDisjoint(with: hosts) { continue }
        let window = history.window.map { Window(since: $0.from, until: $0.to) }
        guard window?.wholeDays == day..<(day + 1) else {
          problems.append(
            "\(path)/\(name): is not of the day that its name says: move the file away")
          continue
        }
        found[day, default: []].append(history)
      } catch {
        problems.append(error.description)
      }
    }
    return (found.mapValues(Self.withoutRepetitions), problems)
  }

  /// Of two that tell of the same host the newer one.
  private static func withoutRepetitions(_ histories: [History]) -> [History] {
    var kept: [History] = []
    let newestFirst = histories.sorted { ($0.asOf ?? .never) > ($1.asOf ?? .never) }
    for history in newestFirst
    where kept.allSatisfy({ Set($0.hosts).isDisjoint(with: history.hosts) }) {
      kept.append(history)
    }
    return kept
  }

  /// Days since 1970, of the name of a file that holds one whole day.
  private static func day(of name: String) -> Int? {
    let parts = name.split(separator: ".")
    guard parts.count == 3, parts[2] == "json", parts[0].utf8.count == 10 else { return nil }
    let numbers = parts[0].split(separator: "-").compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
    return CivilDate(daysSince1970: date.daysSince1970) == date ? date.daysSince1970 : nil
  }

  /// The names of all that was left, in order.
  func names() throws(HistoryFile.Refusal) -> [String] {
    guard let folder = opendir(path) else { throw unreadable() }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      // Safe: a name in a folder is terminated.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasSuffix(".json"), !name.hasPrefix(".") else { continue }
      // A pipe would be waited for; a link to nothing is told of when it is read.
      var status = stat()
      if stat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT != S_IFREG { continue }
      names.append(name)
    }
    return names.sorted()
  }

  /// With the system's reason of this moment.
  private func unreadable() -> HistoryFile.Refusal {
    let cause = errno
    let advice =
      cause == ENOENT
      ? "make the folder (install -d -m 750 \(path)), or give --state another"
      : cause == ENOTDIR
        ? "give --state a folder"
        : "let \(Self.user) read it, or give --state another"
    // Safe: strerror gives a terminated text for every number.
    let reason = String(cString: strerror(cause))
    return HistoryFile.Refusal(
      description: "\(path): cannot be read: \(reason); \(advice)")
  }
}

extension History {
  /// Lines of mail systems.
  fileprivate var lineCount: Int { coverage.lines["understood"] ?? 0 }
}
