// swift-tools-version: 6.2
import PackageDescription

// Fuzzers stand in a package of their own, so that a plain build does not pay for them.
let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "metodika", path: "../..")],
  targets: ["FuzzRules", "FuzzData"].map {
    .executableTarget(
      name: $0, dependencies: [.product(name: "Metodika", package: "metodika")],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  },
  swiftLanguageModes: [.v6]
)
