// swift-tools-version: 6.2
import PackageDescription

// Every target of the project is built the same way: Swift 6, and a warning is an error.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

// A stage of the road that data takes. Each depends only on stages to its left.
func stage(
  _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, documented: Bool = false
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: path, exclude: documented ? ["Documentation"] : [],
    swiftSettings: strict)
}

// Tests find their fixtures beside their sources, except those that read them as resources.
func tests(_ name: String, _ dependencies: [Target.Dependency], fixtures: Bool = true) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: fixtures ? ["Fixtures"] : [], swiftSettings: strict)
}

let package = Package(
  name: "metodika",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Metodika", targets: ["Metodika"]),
    .executable(name: "metodika", targets: ["MetodikaTool"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    stage("SourceText", [.product(name: "Crypto", package: "swift-crypto")]),
    stage("Revisions", ["SourceText", .product(name: "Subprocess", package: "swift-subprocess")]),
    stage("RuleYAML", ["CLibYAML", "SourceText"]),
    stage("Exact", [.product(name: "BigInt", package: "BigInt")]),
    stage("Formula", ["SourceText", "Exact"], documented: true),
    stage("Methodology", ["SourceText", "RuleYAML", "Exact", "Formula"], documented: true),
    stage("Dataset", ["SourceText", "Exact", "Formula", "Methodology"], documented: true),
    stage("Evaluation", ["SourceText", "Exact", "Formula", "Methodology", "Dataset"]),
    stage("Checking", ["SourceText", "Exact", "Formula", "Methodology", "Dataset", "Evaluation"]),
    stage("RuleTests", ["SourceText", "RuleYAML", "Exact", "Formula", "Methodology", "Dataset", "Evaluation"]),
    stage("Comparison", ["SourceText", "Exact", "Formula", "Methodology", "Dataset", "Evaluation", "RuleTests"]),
    stage(
      "Reporting",
      ["SourceText", "Exact", "Formula", "Methodology", "Dataset", "Evaluation", "RuleTests", "Comparison"]),
    stage("SQLExport", ["SourceText", "Exact", "Formula", "Methodology", "Dataset"]),
    stage(
      "Bulk", ["SourceText", "Exact", "Formula", "Methodology", "Dataset", "Evaluation", "Reporting"], documented: true),
    stage(
      "Metodika",
      [
        "SourceText", "Revisions", "RuleYAML", "Exact", "Formula", "Methodology", "Dataset", "Evaluation", "Checking",
        "RuleTests", "Comparison", "Reporting", "SQLExport", "Bulk",
      ],
      path: "Sources/MetodikaLibrary"),
    .executableTarget(
      name: "MetodikaTool",
      dependencies: ["Metodika", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Sources/metodika", swiftSettings: strict),
    .target(name: "TestSupport", dependencies: ["SourceText"], path: "Tests/TestSupport", swiftSettings: strict),
    tests("SourceTextTests", ["SourceText"], fixtures: false),
    tests("RevisionsTests", ["SourceText", "Revisions"], fixtures: false),
    tests("RuleYAMLTests", ["TestSupport", "RuleYAML", "SourceText"]),
    tests("ExactTests", ["TestSupport", "Exact", .product(name: "BigInt", package: "BigInt")]),
    tests("FormulaTests", ["TestSupport", "SourceText", "Exact", "Formula"]),
    tests("DatasetTests", ["TestSupport", "SourceText", "Exact", "Formula", "Methodology", "Dataset"]),
    tests(
      "MethodologyTests",
      ["TestSupport", "SourceText", "RuleYAML", "Exact", "Formula", "Methodology", "Checking"]),
    tests(
      "CheckingTests",
      [
        "TestSupport", "SourceText", "RuleYAML", "Exact", "Formula", "Methodology", "Dataset", "Evaluation", "Checking",
        "RuleTests",
      ]),
    tests(
      "EvaluationTests",
      ["TestSupport", "SourceText", "Exact", "Formula", "Methodology", "Dataset", "Evaluation", "RuleTests"]),
    tests(
      "RuleTestsTests", ["TestSupport", "SourceText", "Formula", "Methodology", "Dataset", "Evaluation", "RuleTests"]),
    tests(
      "ReportingTests",
      [
        "SourceText", "Exact", "Formula", "Methodology", "Dataset", "Evaluation", "RuleTests", "Comparison",
        "Reporting",
      ]),
    .testTarget(
      name: "SQLExportTests", dependencies: ["Metodika"], exclude: ["engines.py"], swiftSettings: strict),
    tests(
      "BulkTests",
      [
        "TestSupport", "SourceText", "Exact", "Formula", "Methodology", "Dataset", "Evaluation", "Reporting", "Bulk",
        .product(name: "BigInt", package: "BigInt"),
      ],
      fixtures: false),
    tests(
      "ComparisonTests", ["SourceText", "Exact", "Methodology", "Dataset", "Evaluation", "Comparison"],
      fixtures: false),
    tests("LibraryTests", ["Metodika"], fixtures: false),
    tests("CommandLineTests", ["MetodikaTool"]),
  ],
  swiftLanguageModes: [.v6]
)
