internal import Glibc

/// `incatrail accept`: writes an entry of `accept:` into a configuration, whose comments and order stay.
public struct AcceptRun {
  private let path: String

  public init(_ path: String) { self.path = path }

  /// Where an entry belongs when no file is named: the last of the usual files that is there, which
  /// counts for most; else the machine's.
  public static func usualPath(
    folder: String = "/etc/incatrail", environment: (String) -> String?
  ) -> String {
    Configuration.usualPaths(folder: folder, environment: environment).last {
      access($0, F_OK) == 0
    } ?? "\(folder)/incatrail.yaml"
  }

  /// Reads the file again before it takes the place of the old one: what it says else stays the same.
  /// - Parameter input: the clock.
  public func add(_ risk: AcceptedRisk, _ input: InputSettings) throws {
    try checkWritable()
    let lock = lockFolder()
    defer { if lock >= 0 { close(lock) } }
    let old = access(path, F_OK) == 0 ? try Configuration.contents(of: path) : ""
    let before = try Configuration.reading(old, named: path)
    var input = input
    input.apply(before)
    guard try !risk.isExpired(input) else {
      throw UsageError(
        "until: \(risk.until) is over: give the last day on which it is to be accepted, today or later"
      )
    }
    let text = try Self.adding(risk, to: old, path)
    let after = try Configuration.reading(text, named: path)
    guard after.accept.count == before.accept.count + 1, after.accept.contains(risk) else {
      throw UsageError(
        "\(path): the entry cannot be put into this file; add it by hand under 'accept:':\n"
          + risk.yaml(indent: "  "))
    }
    try ReplacedFile(path, keepsMode: true).write(Array(text.utf8))
  }

  private var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Lets one at a time read the file and write it: of two entries none is lost.
  /// - Returns: what to close; below zero where the folder cannot be locked.
  private func lockFolder() -> Int32 {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    while descriptor >= 0, flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    return descriptor
  }

  private func checkWritable() throws(UsageError) {
    guard access(path, F_OK) != 0 || access(path, W_OK) == 0, access(folder, W_OK) == 0 else {
      guard errno != ENOENT else {
        throw UsageError(
          "\(path): cannot be made: there is no folder \(folder): make it (install -d \(folder)), or "
            + "name another file with --config")
      }
      // Safe: strerror gives a terminated text for every number.
      let reason = String(cString: strerror(errno))
      throw UsageError(
        "\(path): cannot be changed: \(reason): run this as a user who may, or name another file with "
          + "--config")
    }
  }

  /// The text with the entry behind those that are there.
  static func adding(
    _ risk: AcceptedRisk, to text: String, _ path: String
  ) throws(UsageError) -> String {
    // By scalars: with its carriage return a line break would be one character.
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }
    if lines.last == "" { lines.removeLast() }
    let ending = lines.first?.last == "\r" ? "\r" : ""
    guard let key = lines.firstIndex(where: { $0.hasPrefix("accept:") }) else {
      let gap = lines.isEmpty || lines.last == "" ? "" : "\n"
      let head = lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
      let entry = "accept:\n" + risk.yaml(indent: "  ")
      return head + (gap + entry).replacing("\n", with: ending + "\n")
    }
    let rest = lines[key].dropFirst("accept:".count)
    let value = rest.prefix { $0 != "#" }.filter { $0 != " " && $0 != "\t" && $0 != "\r" }
    guard ["", "[]", "~", "null"].contains(value) else {
      throw UsageError(
        "\(path):\(key + 1): 'accept' stands in one line: put each entry on lines of its own, as "
          + "README.md shows")
    }
    let comment = rest.drop { $0 != "#" }
    if !value.isEmpty {
      lines[key] = comment.isEmpty ? "accept:" + ending : "accept:  \(comment)"
    }
    // The last line of the block is the last that is indented or begins an entry.
    var end = key + 1
    var indent = "  "
    for index in lines.indices.dropFirst(key + 1) {
      let line = lines[index]
      let content = line.drop { $0 == " " }
      if content.isEmpty || content == "\r" || content.first == "#" { continue }
      guard content.count < line.count || content.hasPrefix("- ") else { break }
      if content.hasPrefix("- "), end == key + 1 {
        indent = String(line.prefix(line.count - content.count))
      }
      end = index + 1
    }
    let entry = risk.yaml(indent: indent).split(separator: "\n").map { String($0) + ending }
    lines.insert(contentsOf: entry, at: end)
    return lines.joined(separator: "\n") + "\n"
  }
}
