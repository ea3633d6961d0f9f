// swift-tools-version: 6.2
import PackageDescription

/// Our own targets treat every warning as an error; names of targets are the rooms of the walk.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A room knows the nouns and, where named, the reader and writer of delimited text.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: ["Vocabulary"] + dependencies, swiftSettings: strict)
}

let rooms: [Target.Dependency] = [
  "Ingest", "Normalise", "Validate", "Aggregate", "Disclose", "Export", "Report",
  "Correspond", "Evaluate", "Staging", "Archive",
]

let package = Package(
  name: "nrem",
  products: [
    .executable(name: "nrem", targets: ["nrem"]),
    .executable(name: "synthesise-returns", targets: ["synthesise-returns"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CLibCrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CPCRE2", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CRename"),
    .target(name: "DelimitedText", dependencies: ["CLibCSV"], swiftSettings: strict),
    .target(name: "Vocabulary", swiftSettings: strict),
    .target(name: "Staging", dependencies: ["CLibCrypto", "CRename"], swiftSettings: strict),
    room("Archive", ["Staging"]),
    room("Ingest", ["DelimitedText"]),
    room("Normalise"),
    .target(name: "Spool", dependencies: ["Vocabulary"], swiftSettings: strict),
    room("Validate", ["Spool", "CPCRE2"]),
    room("Report", ["Spool", "DelimitedText"]),
    room("Correspond", ["DelimitedText"]),
    room("Aggregate"),
    room("Disclose"),
    room("Evaluate"),
    room("Export", ["DelimitedText", "Disclose", "Staging"]),
    room("Pipelines", rooms + ["DelimitedText", "Spool", .product(name: "Yams", package: "Yams")]),
    .executableTarget(
      name: "nrem",
      dependencies: [
        "Pipelines", "Vocabulary", "Ingest", "Aggregate", "Report", "Spool", "Staging",
        "DelimitedText", "Evaluate", "Correspond",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "synthesise-returns",
      dependencies: [
        "Vocabulary",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // Random texts read in several ways that must agree: in short by the tests, at length by the tool.
    .target(
      name: "Trials", dependencies: ["DelimitedText", "CLibCSV"], path: "Tests/Trials",
      swiftSettings: strict),
    .executableTarget(
      name: "Differential", dependencies: ["Trials"], path: "Tests/Differential",
      swiftSettings: strict),
    .target(
      name: "Support", dependencies: ["Pipelines", "Vocabulary"], path: "Tests/Support",
      swiftSettings: strict),
    .testTarget(
      name: "DelimitedTextTests", dependencies: ["DelimitedText", "Trials"]),
    .testTarget(name: "VocabularyTests", dependencies: ["Vocabulary"]),
    .testTarget(name: "IngestTests", dependencies: ["Ingest", "Vocabulary", "Support"]),
    .testTarget(name: "NormaliseTests", dependencies: ["Normalise", "Vocabulary", "Support"]),
    .testTarget(
      name: "ValidateTests", dependencies: ["Validate", "Vocabulary", "Support", "Trials"]),
    .testTarget(name: "AggregateTests", dependencies: ["Aggregate", "Vocabulary", "Support"]),
    .testTarget(
      name: "EvaluateTests", dependencies: ["Evaluate", "Pipelines", "Vocabulary", "Support"]),
    .testTarget(
      name: "DiscloseTests", dependencies: ["Disclose", "Vocabulary", "Support", "Trials"]),
    .testTarget(name: "StagingTests", dependencies: ["Staging", "Support"]),
    .testTarget(
      name: "ExportTests", dependencies: ["Export", "Staging", "Ingest", "Vocabulary", "Support"]),
    .testTarget(
      name: "PipelinesTests",
      dependencies: [
        "Pipelines", "Correspond", "Vocabulary", "Support", "Trials",
        .product(name: "Yams", package: "Yams"),
      ]),
    .testTarget(
      name: "CheckTests",
      dependencies: [
        "Pipelines", "Validate", "Ingest", "DelimitedText", "Report", "Spool", "Vocabulary",
        "Support",
        "Trials", .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["differences"]),
    .testTarget(name: "nremTests", dependencies: ["nrem", "synthesise-returns", "Support"]),
  ],
  swiftLanguageModes: [.v6])

// What only `make fuzz` builds, with coverage and libFuzzer in every module.
if Context.environment["NREM_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["Pipelines", "Report", "Vocabulary"], path: "Tests/Fuzz",
      exclude: ["corpus.py"], swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
}
