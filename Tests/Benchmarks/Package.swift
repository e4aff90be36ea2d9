// swift-tools-version: 6.2
import PackageDescription

// Benchmarks stand in a package of their own, so that a plain build does not pay for them.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "metodika", path: "../..")],
  targets: [
    .executableTarget(name: "BulkBenchmark", dependencies: [.product(name: "Metodika", package: "metodika")])
  ],
  swiftLanguageModes: [.v6]
)
