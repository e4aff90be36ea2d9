import Checking
import Methodology
import SourceText
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Pairs of rule files that differ in one slip of substance, and the places where it must be found.
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

  private func findings(_ name: String) throws -> (edition: Edition, findings: Findings) {
    let findings = Findings()
    let text = try Self.text(name)
    let file = String(name.split(separator: "/").last ?? "")
    let edition = try #require(load(text, name: file, findings: findings), "\(rendered(findings))")
    #expect(findings.all.isEmpty, "\(rendered(findings))")
    Checker.check(edition, findings: findings)
    return (edition, findings)
  }

  @Test(arguments: names) func bad(_ name: String) throws {
    let (edition, findings) = try findings("\(name)/bad.yaml")
    let expected = try Self.text("\(name)/expected.txt").split(separator: "\n").map(String.init)
    #expect(findings.sorted.map(line) == expected, "\(rendered(findings))")
    let failures = runExamples(findings.all, of: edition).failures
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test(arguments: names) func good(_ name: String) throws {
    let findings = try findings("\(name)/good.yaml").findings
    #expect(findings.all.isEmpty, "\(rendered(findings))")
  }

  /// The whole text that a person reads, counter-example included.
  @Test(arguments: goldens) func golden(_ name: String) throws {
    let findings = try findings("\(name)/bad.yaml").findings
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
    #expect(Set(DiagnosticKind.checkKinds.map(\.code)).subtracting(found).isEmpty)
    #expect(Self.goldens.count >= 5)
  }

  @Test func codesAreUniqueAndExplained() {
    let kinds = DiagnosticKind.checkKinds
    #expect(Set(kinds.map(\.code)).count == kinds.count)
    #expect(
      Set((kinds + DiagnosticKind.methodologyKinds).map(\.code)).count == kinds.count
        + DiagnosticKind.methodologyKinds.count)
    for kind in kinds { #expect(kind.code.hasPrefix("E04") && kind.explanation.utf8.count > 40, "\(kind.code)") }
  }
}
