// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Tests run with the checks of exclusive access; in a release they would cost 4 of 100 instructions.
let unchecked = SwiftSetting.unsafeFlags(
  ["-enforce-exclusivity=unchecked"], .when(configuration: .release))

/// A stage of the pipeline. It may import only what stands to its left in `docs/architecture.md`.
func stage(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict + [unchecked])
}

/// A C library whose archive is linked in, so that the binary runs on a gateway without it.
func archive(_ name: String) -> Target {
  .systemLibrary(name: name)
}

let package = Package(
  name: "incatrail",
  products: [
    .library(name: "IncaTrail", targets: ["IncaTrail"]),
    .executable(name: "incatrail", targets: ["IncaTrailCLI"]),
    .executable(name: "incatrail-bench", targets: ["IncaTrailBench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.10.0"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-crypto.git", "3.12.3"..<"6.0.0"),
  ],
  targets: [
    archive("CPCRE2"), archive("CZstd"), archive("CLZMA"), archive("CBzip2"), archive("CZlib"),
    .target(name: "CISAL"),
    .target(name: "CShippedRules", cSettings: [.unsafeFlags(["-std=c2x", "-Wno-c23-extensions"])]),

    archive("CBytes"),
    stage("ByteTools", ["CBytes"]),
    stage("PCRE2Regex", ["CPCRE2"]),
    stage("MailTerms", ["ByteTools"]),
    stage(
      "MailLines",
      ["ByteTools", "MailTerms", "CZstd", "CLZMA", "CBzip2", "CZlib", "CISAL"]),
    stage("MailEvents", ["ByteTools", "MailTerms", "MailLines"]),
    stage("MailRules", ["ByteTools", "MailTerms", "PCRE2Regex", "CShippedRules"]),
    stage("MailQueues", ["ByteTools", "MailTerms", "MailLines", "MailRules"]),
    stage(
      "MailTrails", ["ByteTools", "MailTerms", "MailLines", "MailEvents", "MailRules", "CZstd"]),
    stage("MailPrivacy", ["ByteTools", "MailTerms", "MailRules", "MailQueues"]),
    stage("MailQueries", ["ByteTools", "MailTerms", "MailRules", "PCRE2Regex"]),
    stage(
      "MailReports",
      [
        "ByteTools", "MailTerms", "MailEvents", "MailRules", "MailPrivacy", "MailQueries",
        "MailQueues", "CShippedRules", "CZstd",
      ]),
    // Beside the library, and seen by the command alone: it brings more to build than all the rest.
    stage(
      "OwnCertificates",
      [
        "MailTerms", .product(name: "X509", package: "swift-certificates"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ]),
    // Likewise.
    stage(
      "PrivacyKeys", ["MailTerms", .product(name: "Crypto", package: "swift-crypto")]),
    stage(
      "IncaTrail",
      [
        "ByteTools", "MailTerms", "MailLines", "MailEvents", "MailRules", "MailQueues",
        "MailPrivacy", "MailTrails", "MailQueries", "MailReports", "Yams",
      ]),
    .executableTarget(
      name: "IncaTrailCLI",
      dependencies: [
        "IncaTrail", "OwnCertificates", "PrivacyKeys",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "MailLinesTests",
      dependencies: [
        "MailLines", "ByteTools", "CZstd", "CLZMA", "CBzip2", "CZlib", "CISAL", "TrailTesting",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "IncaTrailBench", dependencies: ["ByteTools", "MailTerms", "CZstd"],
      swiftSettings: strict),
    .testTarget(name: "ByteToolsTests", dependencies: ["ByteTools"], swiftSettings: strict),
    .testTarget(name: "IncaTrailBenchTests", dependencies: ["IncaTrailBench"]),
    .testTarget(
      name: "MailEventsTests",
      dependencies: ["ByteTools", "MailTerms", "MailLines", "MailEvents"], swiftSettings: strict),
    .testTarget(
      name: "MailRulesTests",
      dependencies: ["ByteTools", "MailTerms", "PCRE2Regex", "MailRules"], swiftSettings: strict),
    .testTarget(
      name: "MailPrivacyTests",
      dependencies: [
        "ByteTools", "MailTerms", "MailRules", "MailPrivacy", "PrivacyKeys", "TrailTesting",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PrivacyKeysTests", dependencies: ["MailTerms", "PrivacyKeys"], swiftSettings: strict),
    .testTarget(
      name: "MailQueuesTests",
      dependencies: ["ByteTools", "MailTerms", "MailLines", "MailRules", "MailQueues"],
      swiftSettings: strict),
    // What tests of the whole pipeline share.
    .target(
      name: "TrailTesting", dependencies: ["IncaTrail", "CZstd", "CLZMA", "CBzip2", "CZlib"],
      path: "Tests/TrailTesting", swiftSettings: strict),
    // The rules of forms that other programs read, to hold outputs against.
    .target(name: "OutputGrammar", path: "Tests/OutputGrammar", swiftSettings: strict),
    .testTarget(
      name: "GoldenTests",
      dependencies: ["IncaTrail", "OutputGrammar", "PrivacyKeys", "TrailTesting"],
      swiftSettings: strict),
    .testTarget(name: "TruthTests", dependencies: ["TrailTesting"], swiftSettings: strict),
    .testTarget(
      name: "PropertyTests",
      dependencies: ["ByteTools", "IncaTrail", "MailTerms", "PrivacyKeys", "TrailTesting"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "MailTrailsTests",
      dependencies: ["ByteTools", "MailLines", "MailTrails", "TrailTesting"],
      swiftSettings: strict),
    .testTarget(
      name: "MailQueriesTests", dependencies: ["ByteTools", "MailTerms", "MailQueries"],
      swiftSettings: strict),
    .testTarget(
      name: "MailReportsTests",
      dependencies: [
        "ByteTools", "MailTerms", "MailRules", "MailReports", "OutputGrammar", "TrailTesting",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "OwnCertificatesTests", dependencies: ["OwnCertificates", "MailTerms"],
      swiftSettings: strict),
    .testTarget(
      name: "IncaTrailTests", dependencies: ["IncaTrail", "MailTerms", "MailLines", "MailReports"],
      swiftSettings: strict),
    // Runs the command itself, which is built beside the tests.
    .testTarget(name: "CommandTests", dependencies: ["IncaTrailCLI"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// libFuzzer brings its own instrumentation and loop, so a normal build has nothing of it: `make fuzz`.
if Context.environment["INCATRAIL_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "IncaTrailFuzz",
      dependencies: [
        "ByteTools", "MailTerms", "MailLines", "MailEvents", "MailRules", "MailQueries",
        "IncaTrail",
      ],
      swiftSettings: strict, linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]))
}
