import Formula
import Methodology
import SourceText
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Pairs of rule files that differ in one mistake, and the places where it must be found.
@Suite struct FixtureTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { !$0.hasPrefix(".") }.sorted()

  private static let goldens = names.filter {
    FileManager.default.fileExists(atPath: "\(folder)/\($0)/expected.full.txt")
  }

  private static func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  @Test(arguments: names) func bad(_ name: String) throws {
    let findings = Findings()
    let edition = load(try Self.text("\(name)/bad.yaml"), findings: findings)
    let found = findings.sorted.map(line)
    let expected = try Self.text("\(name)/expected.txt").split(separator: "\n").map(String.init)
    #expect(found == expected, "\(rendered(findings))")
    #expect(edition == nil)
  }

  @Test(arguments: names) func good(_ name: String) throws {
    let findings = Findings()
    let edition = load(try Self.text("\(name)/good.yaml"), findings: findings)
    #expect(edition != nil && findings.all.isEmpty, "\(rendered(findings))")
  }

  /// The whole text that a person reads.
  @Test(arguments: goldens) func golden(_ name: String) throws {
    let findings = Findings()
    _ = load(try Self.text("\(name)/bad.yaml"), name: "bad.yaml", findings: findings)
    let path = "\(Self.folder)/\(name)/expected.full.txt"
    let expected = try String(contentsOfFile: path, encoding: .utf8)
    guard ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == nil else {
      try rendered(findings).write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("\(name) was recorded; read the difference and run again without RECORD_GOLDENS")
      return
    }
    #expect(rendered(findings) == expected)
  }

  @Test func everyKindHasAPair() throws {
    var found: Set<String> = []
    for name in Self.names {
      for line in try Self.text("\(name)/expected.txt").split(separator: "\n") { found.insert(String(line.prefix(5))) }
    }
    // Changes of amendments have tests of their own, with the folders that they need.
    let missing = Set(DiagnosticKind.methodologyKinds.map(\.code)).subtracting(found).subtracting(["E0350"])
    #expect(missing.isEmpty)
  }

  @Test func codesAreUniqueAndExplained() {
    let kinds = DiagnosticKind.methodologyKinds
    #expect(Set(kinds.map(\.code)).count == kinds.count)
    for kind in kinds { #expect(kind.code.hasPrefix("E03") && kind.explanation.utf8.count > 40, "\(kind.code)") }
  }

  @Test func goldensExist() {
    #expect(Self.goldens.count >= 6)
  }
}

func load(_ text: String, name: String = "test.yaml", findings: Findings = Findings()) -> Edition? {
  EditionLoader.load(SourceFile(name: name, text: text), findings: findings)
}
