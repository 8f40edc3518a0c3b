import Foundation

/// One log of `fixtures/MANIFEST.tsv`, with its options and its truth.
package struct ManifestRow: Sendable, CustomStringConvertible {
  package let name: String
  package let truth: String
  package let options: [String]
  package let inputs: [String]

  package var description: String { name }

  /// - Parameter relative: names the inputs from the package's folder, as outputs may show them.
  package func pipeline(relative: Bool = false) throws -> Pipeline {
    let names = relative ? inputs.map { String($0.dropFirst(packageFolder.count + 1)) } : inputs
    return try Pipeline(names, options: options)
  }

  package static let all: [ManifestRow] = {
    let text = (try? String(contentsOfFile: fixtures + "/MANIFEST.tsv", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count >= 4 else { return nil }
      return ManifestRow(
        name: String(fields[0]), truth: "\(fixtures)/\(fields[1])",
        options: fields[2] == "-" ? [] : fields[2].split(separator: " ").map(String.init),
        inputs: fields[3].split(separator: " ").map { "\(fixtures)/\($0)" })
    }
  }()

  package static func named(_ name: String) -> ManifestRow? { all.first { $0.name == name } }
}
